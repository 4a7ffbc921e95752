import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import type { SavedView } from '@contract/views'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useMay } from '../app/me'
import { toastDone, toastFault } from '../ui/toasts'

interface Props {
  /** The view to rename; null to save a new one. */
  readonly view: SavedView | null
  readonly definition: string
  readonly onClose: () => void
  readonly onSaved: (view: SavedView) => void
}

/** Name a view, and perhaps share it with everyone. */
export function SaveView({ view, definition, onClose, onSaved }: Props) {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation('app')
  const mayShare = useMay('views.share')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const save = useCommand('views.save')
  return (
    <Modal opened onClose={onClose} title={view === null ? t('views.saveAs') : t('views.rename')}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() === '') return
          save.mutate(
            {
              ...(view === null ? {} : { id: view.id, version: view.version }),
              screen: 'cases',
              name: name.trim(),
              shared,
              definition: view?.definition ?? definition
            },
            {
              onSuccess: saved => {
                toastDone(t('views.saved', { name: saved.name }))
                onSaved(saved)
                onClose()
              },
              onError: toastFault
            }
          )
        }}
      >
        <Stack>
          <TextInput
            label={t('views.name')}
            description={view === null ? t('views.nameHint') : undefined}
            value={name}
            maxLength={80}
            data-autofocus
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          {mayShare && (
            <Switch
              label={t('views.shareAll')}
              checked={shared}
              onChange={event => {
                setShared(event.currentTarget.checked)
              }}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
