import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { type RootVerdictRecord, rootMethods, rootVerdicts, verdictBases } from '@contract/accuracy'
import type { Input } from '@contract/index'
import { FabError } from '@contract/errors'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { DayInput } from '../ui/DayInput'
import { toastDone, toastFault, toastInfo } from '../ui/toasts'
import css from './accuracy.module.css'
import { FromDiagram } from './FromDiagram'

type Fields = Omit<Input<'accuracy.set'>, 'caseId' | 'closedAt' | 'version'>

interface Props {
  readonly caseId: string
  readonly closedAt: string
  /** What was said of this closing; null for nothing yet. */
  readonly verdict: RootVerdictRecord | null
  /** The case's own words for its root cause, to begin with. */
  readonly rootCause: string
  readonly onClose: () => void
}

/** Says whether the root cause of a closing held: by what it was found, on what the verdict rests, and why. */
export function Judge({ caseId, closedAt, verdict, rootCause, onClose }: Props) {
  const { t } = useTranslation('accuracy')
  const { t: common } = useTranslation('app')
  const f = useFormat()
  const save = useCommand('accuracy.set')
  const [fields, setFields] = useState<Fields>(() => ({
    method: verdict?.method ?? 'other',
    root: verdict?.root ?? firstLine(rootCause),
    diagramId: verdict?.diagramId ?? null,
    nodeId: verdict?.nodeId ?? null,
    verdict: verdict?.verdict ?? 'held',
    basis: verdict?.basis ?? 'recurrence',
    observedFrom: verdict === null ? f.date(closedAt) : verdict.observedFrom,
    observedTo: verdict?.observedTo ?? null,
    why: verdict?.why ?? ''
  }))
  const set = (patch: Partial<Fields>): void => {
    setFields({ ...fields, ...patch })
  }
  const { observedFrom, observedTo } = fields
  const backwards = observedFrom != null && observedTo != null && observedFrom > observedTo
  const ready = fields.root.trim() !== '' && fields.why.trim() !== '' && !backwards
  const submit = (): void => {
    if (!ready || save.isPending) return
    save.mutate(
      { caseId, closedAt, version: verdict?.version ?? null, ...fields },
      {
        onSuccess: () => {
          toastDone(t('card.saved'))
          onClose()
        },
        onError: error => {
          if (error instanceof FabError && error.fault.key === 'record.conflict') {
            toastInfo(t('card.conflict'))
            onClose()
          } else toastFault(error)
        }
      }
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('card.title')} size="lg">
      <form
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
      >
        <Stack>
          <div className={css.pair}>
            <Select
              label={t('fields.verdict')}
              value={fields.verdict}
              allowDeselect={false}
              data-autofocus
              data={rootVerdicts.map(value => ({ value, label: t(`verdicts.${value}`) }))}
              onChange={next => {
                const known = rootVerdicts.find(one => one === next)
                if (known !== undefined) set({ verdict: known })
              }}
            />
            <Select
              label={t('fields.basis')}
              value={fields.basis}
              allowDeselect={false}
              data={verdictBases.map(value => ({ value, label: t(`bases.${value}`) }))}
              onChange={next => {
                const known = verdictBases.find(one => one === next)
                if (known !== undefined) set({ basis: known })
              }}
            />
          </div>
          <FromDiagram
            caseId={caseId}
            diagramId={fields.diagramId ?? null}
            nodeId={fields.nodeId ?? null}
            onChoose={root => {
              if (root === null) set({ diagramId: null, nodeId: null })
              else {
                const { diagramId, nodeId, method, text } = root
                set({ diagramId, nodeId, method, ...(text === '' ? {} : { root: text.slice(0, 2000) }) })
              }
            }}
          />
          <Textarea
            label={t('fields.root')}
            description={t('card.rootHint')}
            value={fields.root}
            required
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2000}
            onChange={event => {
              set({ root: event.currentTarget.value })
            }}
          />
          <div className={css.three}>
            <Select
              label={t('fields.method')}
              value={fields.method}
              allowDeselect={false}
              data={rootMethods.map(value => ({ value, label: t(`methods.${value}`) }))}
              onChange={next => {
                const known = rootMethods.find(one => one === next)
                if (known !== undefined) set({ method: known })
              }}
            />
            <DayInput
              label={t('fields.observedFrom')}
              value={fields.observedFrom ?? null}
              onChange={from => {
                set({ observedFrom: from })
              }}
            />
            <DayInput
              label={t('fields.observedTo')}
              value={fields.observedTo ?? null}
              error={backwards ? t('card.backwards') : null}
              onChange={to => {
                set({ observedTo: to })
              }}
            />
          </div>
          <Textarea
            label={t('fields.why')}
            description={t('card.whyHint')}
            value={fields.why}
            required
            autosize
            minRows={3}
            maxRows={10}
            maxLength={4000}
            onChange={event => {
              set({ why: event.currentTarget.value })
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!ready}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The first paragraph of a text, cut to what a verdict takes. */
function firstLine(text: string): string {
  return (text.trim().split(/\n\s*\n/)[0] ?? '').trim().slice(0, 2000)
}
