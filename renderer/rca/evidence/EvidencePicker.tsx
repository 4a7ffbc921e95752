import { verdicts } from '@contract/diagram/shared'
import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Tabs } from '../../ui/Tabs'
import type { Exhibit, Offered } from '../node/facts'
import { useCommand, useQueryOf } from '../../app/client/index'
import { type Pinnable, pinOf } from '../../evidence/pinnable'
import { toastFault } from '../../ui/toasts'
import { PickFiles, PickPieces } from './PickRecords'
import { PickLots } from './PickLots'
import { PickTests } from './PickTests'
import { TurnNeutral } from './TurnNeutral'
import css from './evidence.module.css'

interface Props {
  /** Case whose pieces and files are offered; null for a diagram that stands on its own. */
  readonly caseId: string | null
  readonly title: string
  readonly hint?: string
  /** A state is to rest on it: then it supports, and lots that nobody here knows do not do. */
  readonly proof?: {
    /** Neutral pieces that are linked already: one of them may be said to support instead. */
    readonly neutral: readonly Exhibit[]
    readonly onTurn: (exhibit: Exhibit) => void
  }
  readonly onClose: () => void
  /** Told once; the caller takes the dialog away. */
  readonly onOffer: (offered: readonly Offered[]) => void
}

const kinds = ['piece', 'test', 'file', 'lots', 'comment'] as const
type Kind = (typeof kinds)[number]

/** Chooses evidence: something pinned to the case, a test's result, a file of it, lots, or what a person saw; and what it says. */
export function EvidencePicker({ caseId, title, hint, proof, onClose, onOffer }: Props) {
  const { t } = useTranslation('rca')
  const offeredKinds = kinds.filter(kind => caseId !== null || kind === 'lots' || kind === 'comment')
  const [kind, setKind] = useState<Kind>(offeredKinds[0] ?? 'comment')
  const [of, setOf] = useState<readonly Offered['of'][]>([])
  const [says, setSays] = useState<Offered['says']>('supports')
  const [note, setNote] = useState('')
  const [text, setText] = useState('')
  const [tests, setTests] = useState<readonly Pinnable[]>([])
  const [lots, setLots] = useState<readonly string[]>([])
  const [asked] = useDebouncedValue(lots, 200)
  const answer = useQueryOf(
    'rca.unknownLots',
    { lots: [...asked] },
    { enabled: asked.length > 0, keep: true, topics: ['lot', 'import'] }
  )
  const unknown = (answer.data?.unknown ?? []).filter(lot => lots.includes(lot))
  const pin = useCommand('evidence.pin')
  const chosen: readonly Offered['of'][] =
    kind === 'comment'
      ? text.trim() === ''
        ? []
        : [{ kind, text: text.trim() }]
      : kind === 'lots'
        ? lots.length === 0
          ? []
          : [{ kind, lots: [...lots] }]
        : of
  const count = kind === 'test' ? tests.length : chosen.length
  const empty = proof !== undefined && kind === 'lots' && unknown.length === lots.length
  const ready = count > 0 && !empty && !pin.isPending
  /** A test's result is pinned first: its figures stay as they are now, whatever becomes of the file. */
  const offer = async (): Promise<void> => {
    const found: Offered['of'][] = []
    if (kind === 'test' && caseId !== null)
      for (const test of tests) {
        const input = pinOf(test, { caseId, title: test.title, note: '' }, () => '')
        const { id, title: name } = await pin.mutateAsync(input)
        found.push({ kind: 'piece', id, title: name })
      }
    onOffer([...found, ...(kind === 'test' ? [] : chosen)].map(one => ({ of: one, says, note: note.trim() })))
  }
  return (
    <Modal opened onClose={onClose} title={title} size={720}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (ready) offer().catch(toastFault)
        }}
      >
        <Stack gap="sm">
          {hint !== undefined && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
          {proof !== undefined && <TurnNeutral {...proof} />}
          <Tabs
            label={t('evidence.kind')}
            value={kind}
            onChange={next => {
              setKind(kinds.find(one => one === next) ?? 'comment')
              setOf([])
              setTests([])
              setLots([])
            }}
            items={offeredKinds.map(value => ({ value, label: t(`evidence.kinds.${value}`) }))}
          />
          {kind === 'piece' && caseId !== null && <PickPieces caseId={caseId} value={of} onChange={setOf} />}
          {kind === 'file' && caseId !== null && <PickFiles caseId={caseId} value={of} onChange={setOf} />}
          {kind === 'test' && caseId !== null && (
            <PickTests caseId={caseId} value={tests} onChange={setTests} />
          )}
          {kind === 'lots' && <PickLots value={lots} onChange={setLots} unknown={unknown} />}
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
            {proof === undefined ? (
              <SegmentedControl
                aria-label={t('evidence.says')}
                value={says}
                data={verdicts.map(value => ({ value, label: t(`says.${value}`) }))}
                onChange={next => {
                  setSays(verdicts.find(one => one === next) ?? 'supports')
                }}
              />
            ) : (
              <span className={css.carries}>
                <span className={css.says} data-says="supports">
                  {t('says.supports')}
                </span>
                {t('evidence.asSupport')}
              </span>
            )}
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
            <Button type="submit" disabled={!ready} loading={pin.isPending}>
              {t('evidence.link', { count: Math.max(1, count) })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
