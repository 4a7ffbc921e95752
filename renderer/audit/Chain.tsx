import { Button, Loader } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { Lines } from '../jobs/Outcome'
import { outcomeOf, verdictOf } from '../jobs/outcome'
import { StateBadge } from '../ui/StateBadge'
import { TimeAgo } from '../ui/TimeAgo'
import { toastFault } from '../ui/toasts'
import { isLive, useJobs } from '../ui/useJobs'
import css from './audit.module.css'

/** How the chain was found when it was last walked, and the walk itself. */
export function ChainState() {
  const { t } = useTranslation('audit')
  const f = useFormat()
  const { jobs = [] } = useJobs(100)
  const walks = jobs.filter(job => job.kind === 'auditVerify')
  const running = walks.find(isLive)
  const last = walks.find(job => verdictOf(job) !== null)
  if (running !== undefined) {
    return (
      <span className={css.chain} role="status">
        <Loader size={12} />
        {running.total === null
          ? t('verifyStarts')
          : t('verifying', { done: f.number(running.done), total: f.number(running.total) })}
      </span>
    )
  }
  const verdict = last === undefined ? null : verdictOf(last)
  if (last === undefined || verdict === null) return <span className={css.chain}>{t('never')}</span>
  return (
    <span className={css.chain} role="status">
      <StateBadge tone={verdict.ok ? 'ok' : 'bad'}>{verdict.ok ? t('verified') : t('broken')}</StateBadge>
      {t('count', { count: verdict.rows, shown: f.number(verdict.rows) })} ·{' '}
      {last.finishedAt !== null && <TimeAgo at={last.finishedAt} />}
    </span>
  )
}

/** Starts the walk over the chain. */
export function VerifyButton() {
  const { t } = useTranslation('audit')
  const { jobs = [], answer } = useJobs(100)
  const busy = jobs.some(job => job.kind === 'auditVerify' && isLive(job))
  const verify = useCommand('audit.verify')
  const [asked, setAsked] = useUrlValue('verify', '')
  const known = answer.data !== undefined
  const start = (): void => {
    verify.mutate({}, { onError: toastFault })
  }
  // The palette's command comes by the address; it counts once.
  const begun = useRef(false)
  const { mutate } = verify
  useEffect(() => {
    if (asked === '' || !known || begun.current) return
    begun.current = true
    setAsked('')
    if (!busy) mutate({}, { onError: toastFault })
  }, [asked, known, busy, setAsked, mutate])
  return (
    <Button
      variant="default"
      leftSection={<IconShieldCheck size={14} />}
      loading={verify.isPending || busy}
      onClick={start}
    >
      {t('verify')}
    </Button>
  )
}

/** Shown while the last walk found the chain broken: what was found, where, and what to do. */
export function BrokenChain({ onShow }: { readonly onShow: (seq: number) => void }) {
  const { t } = useTranslation('audit')
  const { jobs = [] } = useJobs(100)
  const last = jobs.find(job => verdictOf(job) !== null)
  const verdict = last === undefined ? null : verdictOf(last)
  if (last === undefined || verdict === null || verdict.ok) return null
  const seq = verdict.firstBad?.seq
  return (
    <div className={css.broken} role="alert">
      <div>
        <Lines lines={outcomeOf(last)} />
        <p>{t('brokenDo')}</p>
      </div>
      {seq !== undefined && (
        <Button
          color="red"
          variant="light"
          onClick={() => {
            onShow(seq)
          }}
        >
          {t('showBad', { seq })}
        </Button>
      )}
    </div>
  )
}
