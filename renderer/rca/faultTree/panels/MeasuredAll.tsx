import type { Change } from '@contract/diagram/change'
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/client/index'
import { toastFault } from '../../../ui/toasts'
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
    for (const event of measured) {
      const { model } = event.data
      if (model.kind !== 'measured') continue
      const { count, of, at } = await call('faultModels.measure', { measure: model.measure })
      const change = setting(event, 'model', { ...model, last: { count, of, at } })
      if (change !== null) changes.push(change)
    }
    open.session.change(intentOf('count', { count: measured.length }), changes)
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
