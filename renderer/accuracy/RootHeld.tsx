import { Button, Group } from '@mantine/core'
import type { RootVerdictRecord } from '@contract/accuracy'
import type { Output } from '@contract/index'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { LinkTo } from '../app/navigation'
import { Section } from '../ui/Page'
import { toastFault } from '../ui/toasts'
import { toastUndo } from '../ui/toastUndo'
import css from './accuracy.module.css'
import { Judge } from './Judge'
import { VerdictBadge } from './verdicts'

type Closing = Output<'accuracy.get'>['closings'][number]

/** On a case that was closed: whether its verified root cause held. Nothing on one that never was. */
export function RootHeld({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const answer = useQueryOf('accuracy.get', { caseId }, { topics: ['case', 'accuracy'] })
  const [judging, setJudging] = useState<Closing | null>(null)
  const [latest, ...earlier] = answer.data?.closings ?? []
  if (answer.data === undefined || latest === undefined) return null
  const { reopened, rootCause } = answer.data
  return (
    <Section title={t('card.title')}>
      <One caseId={caseId} closing={latest} reopened={reopened} onJudge={setJudging} />
      {earlier.length > 0 && (
        <details className={css.more}>
          <summary>{t('card.earlier')}</summary>
          {earlier.map(closing => (
            <div key={closing.closedAt} className={css.earlier}>
              <div className={css.quiet}>
                {t('card.closing')} {f.date(closing.closedAt)}
              </div>
              <One caseId={caseId} closing={closing} reopened={false} onJudge={setJudging} />
            </div>
          ))}
        </details>
      )}
      <History caseId={caseId} />
      {judging !== null && (
        <Judge
          caseId={caseId}
          closedAt={judging.closedAt}
          verdict={judging.verdict}
          rootCause={rootCause}
          onClose={() => {
            setJudging(null)
          }}
        />
      )}
    </Section>
  )
}

interface OneProps {
  readonly caseId: string
  readonly closing: Closing
  readonly reopened: boolean
  readonly onJudge: (closing: Closing) => void
}

function One({ caseId, closing, reopened, onJudge }: OneProps) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const may = useMay('cases.write')
  const remove = useCommand('accuracy.remove')
  const again = useCommand('accuracy.set')
  const { verdict, closedAt } = closing
  if (verdict === null)
    return (
      <div className={css.card}>
        <div>{t('card.ask', { at: f.date(closedAt) })}</div>
        {may && (
          <Group>
            <Button
              variant="light"
              onClick={() => {
                onJudge(closing)
              }}
            >
              {t('card.judge')}
            </Button>
          </Group>
        )}
      </div>
    )
  const take = (one: RootVerdictRecord): void => {
    remove.mutate(
      { id: one.id, version: one.version },
      {
        onSuccess: () => {
          toastUndo(t('card.removed'), () => {
            const { method, root, diagramId, nodeId, basis, observedFrom, observedTo, why } = one
            again.mutate(
              {
                caseId,
                closedAt,
                version: null,
                verdict: one.verdict,
                ...{ method, root, diagramId, nodeId, basis, observedFrom, observedTo, why }
              },
              { onError: toastFault }
            )
          })
        },
        onError: toastFault
      }
    )
  }
  return (
    <div className={css.card}>
      <div className={css.line}>
        <VerdictBadge verdict={verdict.verdict} />
        <span className={css.quiet}>{t(`bases.${verdict.basis}`)}</span>
      </div>
      <p className={css.words}>{verdict.why}</p>
      <p className={css.words}>
        <span className={css.quiet}>{t(`methods.${verdict.method}`)}:</span> {verdict.root}
        {verdict.diagramId !== null && (
          <>
            {' '}
            <LinkTo to={`/studio/${verdict.diagramId}`}>{t('card.inDiagram')}</LinkTo>
          </>
        )}
      </p>
      <div className={css.quiet}>
        {observed(verdict)}
        {observed(verdict) !== '' && ' · '}
        {t('card.by', { by: verdict.updatedBy, at: f.date(verdict.updatedAt) })}
      </div>
      {reopened && <div className={css.quiet}>{t('card.reopened', { at: f.date(closedAt) })}</div>}
      {may && (
        <Group gap={6}>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              onJudge(closing)
            }}
          >
            {t('card.edit')}
          </Button>
          <Button
            variant="subtle"
            size="compact-xs"
            color="gray"
            loading={remove.isPending}
            onClick={() => {
              take(verdict)
            }}
          >
            {t('card.remove')}
          </Button>
        </Group>
      )}
    </div>
  )

  function observed({ observedFrom: from, observedTo: to }: RootVerdictRecord): string {
    if (from !== null && to !== null) return t('card.observed', { from, to })
    if (from !== null) return t('card.observedFrom', { from })
    return to === null ? '' : t('card.observedTo', { to })
  }
}

/** What was said before, folded. */
function History({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const [open, setOpen] = useState(false)
  const answer = useQueryOf('accuracy.history', { caseId }, { topics: ['accuracy'] })
  // Nothing to look back on is not offered.
  if ((answer.data?.entries.length ?? 0) === 0) return null
  return (
    <details
      className={css.more}
      onToggle={event => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{t('card.history')}</summary>
      <ul className={css.history}>
        {(open ? (answer.data?.entries ?? []) : []).map(entry => (
          <li key={entry.seq}>
            <span className={css.quiet}>
              {f.dateTime(entry.at)} · {entry.by} · {t(`card.did.${entry.did}`)}
            </span>{' '}
            {entry.verdict !== null && <b>{t(`verdicts.${entry.verdict}`)}</b>} {entry.why}
          </li>
        ))}
      </ul>
    </details>
  )
}
