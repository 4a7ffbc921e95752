import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import type { OpenDiagram } from '../diagram/session/useDiagram'
import { CasePicker } from '../ui/pickers/CasePicker'
import { toastFault } from '../ui/toasts'

/** The case a diagram belongs to; none lets it stand on its own. */
export function AttachCase({ open, onClose }: { readonly open: OpenDiagram; readonly onClose: () => void }) {
  const { t } = useTranslation('studio')
  const [caseId, setCaseId] = useState(open.diagram.caseId)
  const update = useCommand('rca.update')
  return (
    <Modal opened onClose={onClose} title={t('attach')}>
      <Stack gap="sm">
        <CasePicker
          label={t('make.case')}
          placeholder={t('make.noCase')}
          value={caseId}
          onChange={setCaseId}
        />
        <Text size="xs" c="dimmed">
          {t('attachHint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            loading={update.isPending}
            disabled={caseId === open.diagram.caseId}
            onClick={() => {
              update.mutate({ id: open.id, caseId }, { onSuccess: onClose, onError: toastFault })
            }}
          >
            {t('app:save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
