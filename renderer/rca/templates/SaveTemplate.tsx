import type { DiagramNode } from '@contract/diagram/node'
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand } from '../../app/client/index'
import { go } from '../../app/navigation'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { toastFault } from '../../ui/toasts'
import { toastUndo } from '../../ui/toastUndo'
import { asTemplate } from './copied'
import { useComplaintNames } from './useTemplates'

interface Props {
  readonly open: OpenDiagram
  readonly onClose: () => void
}

/** Keeps a copy of the diagram as the site's template: its thoughts, without evidence, states and votes. */
export function SaveTemplate({ open, onClose }: Props) {
  const { t } = useTranslation('studio')
  const [title, setTitle] = useState(open.diagram.title)
  const [about, setAbout] = useState('')
  const names = useComplaintNames()
  const create = useCommand('rca.create')
  const { kind } = open.diagram
  const save = async (): Promise<void> => {
    const nodes = asTemplate([...(open.nodes as ReadonlyMap<string, unknown>).values()] as DiagramNode[])
    const made = await create.mutateAsync({ kind, title: title.trim(), templateFor: about, nodes })
    onClose()
    toastUndo(t('templates.saved', { title: made.title }), () => {
      call('rca.remove', { id: made.id }).catch(toastFault)
    })
    go(`/studio/${made.id}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('templates.save')}>
      <Stack gap="sm">
        <TextInput
          label={t('make.title')}
          value={title}
          maxLength={300}
          data-autofocus
          onChange={event => {
            setTitle(event.currentTarget.value)
          }}
        />
        <Select
          label={t('make.complaint')}
          data={[...names]}
          value={about}
          allowDeselect={false}
          onChange={next => {
            setAbout(next ?? '')
          }}
        />
        <Text size="xs" c="dimmed">
          {t('templates.saveHint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            loading={create.isPending}
            disabled={title.trim() === ''}
            onClick={() => {
              save().catch(toastFault)
            }}
          >
            {t('app:save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
