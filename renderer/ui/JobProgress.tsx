import { ActionIcon, Progress, Tooltip } from '@mantine/core'
import type { Job } from '@contract/jobs'
import { faults, isFault } from '@contract/errors'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { faultText } from '../app/i18n/faultText'
import { useFormat } from '../app/i18n/useFormat'
import { StateBadge, type Tone } from './StateBadge'
import css from './JobProgress.module.css'
import { TimeAgo } from './TimeAgo'
import { toastFault } from './toasts'

const tones: Record<Job['state'], Tone> = {
  queued: 'calm',
  running: 'info',
  done: 'ok',
  failed: 'bad',
  cancelled: 'calm',
  interrupted: 'warn'
}

/** A job: what, how many, how fast, how long still; cancel that cancels; its end with the reason. */
export function JobProgress({ job, children }: { readonly job: Job; readonly children?: ReactNode }) {
  const { t } = useTranslation('app')
  const f = useFormat()
  const kind = useJobKind(job.kind)
  const cancel = useCommand('jobs.cancel')
  const live = job.state === 'running' || job.state === 'queued'
  const share = job.total === null || job.total === 0 ? null : job.done / job.total
  const amount = (value: number): string =>
    job.unit === 'bytes' ? f.bytes(value) : f.number(value, { maximumFractionDigits: 0 })
  const facts = [
    job.total === null
      ? amount(job.done)
      : t('jobs.of', { done: amount(job.done), total: amount(job.total) }),
    job.rate === null ? '' : `${amount(job.rate)}/s`,
    job.secondsLeft === null ? '' : t('jobs.left', { time: f.duration(job.secondsLeft) })
  ]
  return (
    <div className={css.job}>
      <div className={css.line}>
        <span className={css.title} title={job.title}>
          <b>{kind}</b> {job.title}
        </span>
        {live ? (
          <Tooltip label={t('cancel')}>
            <ActionIcon
              size={22}
              aria-label={t('jobs.cancel', { title: job.title })}
              loading={cancel.isPending}
              onClick={() => {
                cancel.mutate({ id: job.id }, { onError: toastFault })
              }}
            >
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        ) : (
          <StateBadge tone={tones[job.state]}>{t(`jobs.states.${job.state}`)}</StateBadge>
        )}
      </div>
      {live && (
        <Progress
          value={share !== null ? share * 100 : job.state === 'running' ? 100 : 0}
          animated={share === null && job.state === 'running'}
          size={5}
          aria-label={`${kind} ${job.title}`}
        />
      )}
      <div className={css.facts}>
        {live ? (
          <span>{job.state === 'queued' ? t('jobs.states.queued') : facts.filter(Boolean).join(' · ')}</span>
        ) : (
          <>
            {job.finishedAt !== null && <TimeAgo at={job.finishedAt} />}
            {job.fault !== null && <span className={css.fault}>{jobFault(job.fault)}</span>}
          </>
        )}
      </div>
      {children}
    </div>
  )
}

/** What a kind of job is called, `Backup`. */
function useJobKind(kind: string): string {
  const { t, i18n } = useTranslation('jobs')
  return i18n.exists(`jobs:kinds.${kind}`) ? t(`kinds.${kind}`) : kind
}

function jobFault(fault: { readonly key: string; readonly details: string }): string {
  if (!isFault(fault)) return fault.key
  const { key } = fault
  const { what, action } = faultText({ code: faults[key], key, details: parse(fault.details) })
  return `${what} ${action}`
}

function parse(details: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(details)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]))
  } catch {
    return {}
  }
}
