import type { Change } from '@contract/diagram/change'
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/client/index'
import { toastFault, toastInfo } from '../../../ui/toasts'
import { intentOf, setting } from '../commands/edit'
import type { TreeEditor } from '../useTree'

/** Counts every measured frequency of the tree anew, in one step; nothing where there is none. */
export function MeasuredAll({ editor }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const [busy, setBusy] = useState(false)
  const { open, tree } = editor
  const measured = tree.events.filter(event => event.data.model.kind === 'measured')
  if (measured.length === 0 || open.readOnly) return null
  const refresh = async (): Promise<void> => {
    const changes: Change[] = []
    const failed: { readonly name: string; readonly error: unknown }[] = []
    for (const event of measured) {
      const { model, name } = event.data
      if (model.kind !== 'measured') continue
      try {
        const { count, of, at } = await call('faultModels.measure', { measure: model.measure })
        const change = setting(event, 'model', { ...model, last: { count, of, at } })
        if (change !== null) changes.push(change)
      } catch (error) {
        failed.push({ name, error })
      }
    }
    if (changes.length > 0) open.session.change(intentOf('count', { count: changes.length }), changes)
    // One that cannot be counted does not keep the others from it; it keeps what it had.
    const [first] = failed
    if (first === undefined) return
    toastInfo(
      t('measure.notCounted', { count: failed.length, names: failed.map(one => one.name).join(', ') })
    )
    throw first.error
  }
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} />}
      loading={busy}
      onClick={() => {
        setBusy(true)
        refresh()
          .catch(toastFault)
          .finally(() => {
            setBusy(false)
          })
      }}
    >
      {t('measure.all', { count: measured.length })}
    </Button>
  )
}
