import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand } from '../app/client/index'
import { Rests, useRests } from '../rca/evidence/Rests'
import { toastFault } from '../ui/toasts'
import { toastUndo } from '../ui/toastUndo'
import type { Kept } from './kept'

/** Takes a piece off the case; it can be put back, and the trail keeps that it was there, and why it went. */
export function RemovePiece({ piece, onClose }: { readonly piece: Kept; readonly onClose: () => void }) {
  const { t } = useTranslation('evidence')
  const { t: common } = useTranslation('app')
  const [reason, setReason] = useState('')
  const remove = useCommand('evidence.remove')
  const rests = useRests(piece.caseId, piece.id)
  return (
    <Modal opened onClose={onClose} title={t('remove.title')}>
      <form
        onSubmit={event => {
          event.preventDefault()
          remove.mutate(
            { id: piece.id, version: piece.version, reason: reason.trim() },
            {
              onSuccess: () => {
                toastUndo(t('remove.done', { title: piece.title }), () => {
                  call('evidence.restore', { id: piece.id }).catch(toastFault)
                })
                onClose()
              },
              onError: toastFault
            }
          )
        }}
      >
        <Stack>
          <Rests on={rests} />
          <Text size="sm">{t('remove.says', { title: piece.title })}</Text>
          <Textarea
            label={t('remove.reason')}
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={event => {
              setReason(event.currentTarget.value)
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending} disabled={rests.length > 0}>
              {t('piece.remove')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
