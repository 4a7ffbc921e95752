import { verdicts } from '@contract/diagram/shared'
import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/Tabs'
import type { Offered } from '../node/facts'
import { PickFiles, PickPieces } from './PickRecords'
import { PickLots } from './PickLots'

interface Props {
  /** Case whose pieces and files are offered; null for a diagram that stands on its own. */
  readonly caseId: string | null
  readonly title: string
  readonly hint?: string
  readonly onClose: () => void
  /** Told once; the caller takes the dialog away. */
  readonly onOffer: (offered: readonly Offered[]) => void
}

const kinds = ['piece', 'file', 'lots', 'comment'] as const
type Kind = (typeof kinds)[number]

/** Chooses evidence: something pinned to the case, a file of it, lots, or what a person saw; and what it says. */
export function EvidencePicker({ caseId, title, hint, onClose, onOffer }: Props) {
  const { t } = useTranslation('rca')
  const offeredKinds = kinds.filter(kind => caseId !== null || kind === 'lots' || kind === 'comment')
  const [kind, setKind] = useState<Kind>(offeredKinds[0] ?? 'comment')
  const [of, setOf] = useState<readonly Offered['of'][]>([])
  const [says, setSays] = useState<Offered['says']>('supports')
  const [note, setNote] = useState('')
  const [text, setText] = useState('')
  const chosen = kind === 'comment' ? (text.trim() === '' ? [] : [{ kind, text: text.trim() }]) : of
  const offer = (): void => {
    onOffer(chosen.map(one => ({ of: one, says, note: note.trim() })))
  }
  return (
    <Modal opened onClose={onClose} title={title} size={720}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (chosen.length > 0) offer()
        }}
      >
        <Stack gap="sm">
          {hint !== undefined && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
          <Tabs
            label={t('evidence.kind')}
            value={kind}
            onChange={next => {
              setKind(kinds.find(one => one === next) ?? 'comment')
              setOf([])
            }}
            items={offeredKinds.map(value => ({ value, label: t(`evidence.kinds.${value}`) }))}
          />
          {kind === 'piece' && caseId !== null && <PickPieces caseId={caseId} value={of} onChange={setOf} />}
          {kind === 'file' && caseId !== null && <PickFiles caseId={caseId} value={of} onChange={setOf} />}
          {kind === 'lots' && <PickLots onChange={setOf} />}
          {kind === 'comment' && (
            <Textarea
              label={t('evidence.seen')}
              placeholder={t('evidence.seenHint')}
              value={text}
              maxLength={2000}
              autosize
              minRows={3}
              data-autofocus
              onChange={event => {
                setText(event.currentTarget.value)
              }}
            />
          )}
          <Group gap="sm" align="flex-end" wrap="nowrap">
            <SegmentedControl
              aria-label={t('evidence.says')}
              value={says}
              data={verdicts.map(value => ({ value, label: t(`says.${value}`) }))}
              onChange={next => {
                setSays(verdicts.find(one => one === next) ?? 'supports')
              }}
            />
            <Textarea
              aria-label={t('evidence.note')}
              placeholder={t('evidence.note')}
              value={note}
              maxLength={2000}
              autosize
              minRows={1}
              flex={1}
              onChange={event => {
                setNote(event.currentTarget.value)
              }}
            />
          </Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" disabled={chosen.length === 0}>
              {t('evidence.link', { count: Math.max(1, chosen.length) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
