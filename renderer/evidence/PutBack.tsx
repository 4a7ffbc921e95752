import { Alert, Button, Group } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { toastDone, toastFault } from '../ui/toasts'
import css from './evidence.module.css'
import type { Kept } from './kept'

/** Above a piece that was taken off: by whom and when, and the way back. */
export function PutBack({ piece }: { readonly piece: Kept }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const mayWrite = useMay('records.write')
  const restore = useCommand('evidence.restore')
  if (piece.removedAt === null) return null
  return (
    <Alert color="gray" p={8} icon={<IconTrash size={16} />} className={css.alert}>
      <Group justify="space-between" wrap="nowrap">
        <span>{t('removed.by', { by: piece.removedBy ?? '', at: f.dateTime(piece.removedAt) })}</span>
        {mayWrite && (
          <Button
            variant="default"
            loading={restore.isPending}
            onClick={() => {
              restore.mutate(
                { id: piece.id },
                {
                  onSuccess: () => {
                    toastDone(t('removed.restored', { title: piece.title }))
                  },
                  onError: toastFault
                }
              )
            }}
          >
            {t('removed.restore')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
