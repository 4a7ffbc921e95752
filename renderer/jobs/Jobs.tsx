import type { Job } from '@contract/jobs'
import { Button, Select, TextInput } from '@mantine/core'
import { IconActivity, IconFilter } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty, Faces } from '../ui/faces'
import { JobProgress } from '../ui/JobProgress'
import { Page, Section } from '../ui/Page'
import { isLive, useJobs } from '../ui/useJobs'
import css from './jobs.module.css'
import { jobKinds } from './kinds'
import { Outcome } from './Outcome'

const first = 60
const most = 500

/** Long work: what runs, with its progress, and what came of the rest. */
export default function Jobs() {
  const { t, i18n } = useTranslation('jobs')
  const [limit, setLimit] = useState(first)
  const { answer, jobs = [] } = useJobs(limit)
  const [kind, setKind] = useUrlValue('kind', '')
  const [text, setText] = useUrlValue('q', '')
  const box = useRef<HTMLInputElement>(null)
  useShortcut('/', t('app:grid.filterKey'), () => box.current?.focus(), { group: 'app:keys.list' })
  const shown = jobs.filter(job => matches(job, kind, text))
  const running = shown.filter(isLive)
  const ended = shown.filter(job => !isLive(job))
  const kinds = [...new Set([...jobKinds, ...jobs.map(job => job.kind)])]
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <TextInput
            ref={box}
            w={200}
            aria-label={t('app:grid.filter')}
            placeholder={t('find')}
            leftSection={<IconFilter size={14} />}
            value={text}
            onChange={event => {
              setText(event.currentTarget.value)
            }}
          />
          <Select
            w={180}
            aria-label={t('kind')}
            placeholder={t('kind')}
            clearable
            value={kind === '' ? null : kind}
            data={kinds.map(value => ({
              value,
              label: i18n.exists(`jobs:kinds.${value}`) ? t(`kinds.${value}`) : value
            }))}
            onChange={next => {
              setKind(next ?? '')
            }}
          />
        </>
      }
    >
      <Faces
        of={answer}
        isEmpty={data => data.jobs.length === 0}
        empty={<Empty icon={IconActivity} title={t('none')} hint={t('noneHint')} />}
      >
        {data => (
          <div className={css.page}>
            {running.length > 0 && (
              <Section title={t('running', { count: running.length })} flush>
                {running.map(job => (
                  <JobProgress key={job.id} job={job}>
                    <Meta job={job} />
                  </JobProgress>
                ))}
              </Section>
            )}
            <Section title={t('ended')} flush>
              {ended.length === 0 ? (
                <p className={css.nothing}>{t('noneEnded')}</p>
              ) : (
                ended.map(job => (
                  <JobProgress key={job.id} job={job}>
                    <Outcome job={job} />
                    <Meta job={job} />
                  </JobProgress>
                ))
              )}
              {data.jobs.length >= limit && limit < most && (
                <Button
                  variant="subtle"
                  fullWidth
                  loading={answer.isFetching}
                  onClick={() => {
                    setLimit(most)
                  }}
                >
                  {t('older')}
                </Button>
              )}
            </Section>
          </div>
        )}
      </Faces>
    </Page>
  )
}

function matches(job: Job, kind: string, text: string): boolean {
  if (kind !== '' && job.kind !== kind) return false
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const all = `${job.title} ${job.actor}`.toLowerCase()
  return words.every(word => all.includes(word))
}

/** Who started it, when, how long it took, and for which case. */
function Meta({ job }: { readonly job: Job }) {
  const { t } = useTranslation('jobs')
  const f = useFormat()
  const took =
    job.startedAt === null || job.finishedAt === null
      ? null
      : (Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000
  return (
    <div className={css.meta}>
      <span>{t('by', { name: job.actor, at: f.dateTime(job.createdAt) })}</span>
      {took !== null && <span>{t('took', { time: took < 1 ? '< 1 s' : f.duration(took) })}</span>}
      {job.subject !== null && <LinkTo to={`/cases/${job.subject}`}>{t('ofCase')}</LinkTo>}
    </div>
  )
}
