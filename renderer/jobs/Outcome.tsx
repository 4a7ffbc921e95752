import type { Job } from '@contract/jobs'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  IconPointFilled
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import type { Tone } from '../ui/StateBadge'
import css from './jobs.module.css'
import { type Line, outcomeOf } from './outcome'

const icons: Record<Tone, Icon> = {
  ok: IconCircleCheck,
  bad: IconCircleX,
  warn: IconAlertTriangle,
  info: IconInfoCircle,
  calm: IconPointFilled
}

/** What came of a finished job, in words. */
export function Outcome({ job }: { readonly job: Job }) {
  if (job.kind === 'import' && job.state === 'done') return <ImportOutcome job={job} />
  const lines = outcomeOf(job)
  return lines.length === 0 ? null : <Lines lines={lines} />
}

/** Sentences, each with the sign of what it means; names under them fold away. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('jobs')
  const f = useFormat()
  return (
    <ul className={css.lines}>
      {lines.map(line => {
        const Sign = icons[line.tone]
        const blanks: Record<string, string | number> = { ...line.words }
        for (const [name, value] of Object.entries(line.numbers ?? {})) {
          blanks[name] = name === 'count' ? value : f.number(value)
          blanks[`${name}Shown`] = f.number(value)
        }
        for (const [name, value] of Object.entries(line.bytes ?? {})) blanks[name] = f.bytes(value)
        return (
          <li key={line.key} className={css.line} data-tone={line.tone}>
            <Sign size={14} stroke={2} aria-hidden />
            <div className={css.said}>
              {t(`results.${line.key}`, blanks)}
              {line.items !== undefined && line.items.length > 0 && (
                <details className={css.items}>
                  <summary>{t('items', { count: line.items.length })}</summary>
                  <ul>
                    {line.items.slice(0, 200).map(item => (
                      <li key={item}>{item}</li>
                    ))}
                  </ul>
                  {line.items.length > 200 && <p>{t('more', { count: line.items.length - 200 })}</p>}
                </details>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** What was taken of a file; the numbers lie with the import itself. */
function ImportOutcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs')
  const f = useFormat()
  const imports = useQueryOf('instruments.imports', { caseId: job.subject, limit: 200 })
  const found = imports.data?.rows.find(row => row.jobId === job.id && row.parentId === null)
  if (found === undefined) return null
  const warned = found.warnings.length
  const lines: Line[] = [
    found.alreadyId !== null
      ? { key: 'importAlready', tone: 'info' }
      : {
          key:
            found.setId === null && found.taken.records === 0
              ? 'importKept'
              : found.taken.parts === 0 && found.taken.defects > 0
                ? 'importDefects'
                : 'import',
          tone: 'ok',
          words: {
            defects: f.number(found.taken.defects),
            parts: f.number(found.taken.parts),
            tests: f.number(found.taken.tests),
            wafers: f.number(found.taken.wafers)
          }
        }
  ]
  if (found.state === 'partial') lines.push({ key: 'importPartial', tone: 'warn' })
  if (found.state === 'undone') lines.push({ key: 'importUndone', tone: 'calm' })
  if (warned > 0) lines.push({ key: 'importWarned', tone: 'warn', numbers: { count: warned } })
  return (
    <>
      <Lines lines={lines} />
      {found.setId !== null && (
        <LinkTo to={`/${found.format === 'klarf' ? 'defects' : 'sets'}/${found.setId}`} className={css.open}>
          {t('openSet')}
        </LinkTo>
      )}
    </>
  )
}
