import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { toastFault } from '../ui/toasts'
import type { Kept } from './kept'

/** Say it better: title and note are a person's words; everything else stays as it was seen. */
export function EditPiece({ piece, onClose }: { readonly piece: Kept; readonly onClose: () => void }) {
  const { t } = useTranslation('evidence')
  const { t: common } = useTranslation('app')
  const [title, setTitle] = useState(piece.title)
  const [note, setNote] = useState(piece.note)
  const update = useCommand('evidence.update')
  return (
    <Modal opened onClose={onClose} title={t('piece.edit')} size="lg">
      <form
        onSubmit={event => {
          event.preventDefault()
          if (title.trim() === '') return
          update.mutate(
            { id: piece.id, version: piece.version, title: title.trim(), note },
            { onSuccess: onClose, onError: toastFault }
          )
        }}
      >
        <Stack>
          <TextInput
            label={t('pin.name')}
            value={title}
            maxLength={300}
            required
            data-autofocus
            onChange={event => {
              setTitle(event.currentTarget.value)
            }}
          />
          <Textarea
            label={t('pin.note')}
            description={t('pin.noteHint')}
            value={note}
            maxLength={20_000}
            autosize
            minRows={3}
            maxRows={14}
            onChange={event => {
              setNote(event.currentTarget.value)
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={update.isPending} disabled={title.trim() === ''}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
