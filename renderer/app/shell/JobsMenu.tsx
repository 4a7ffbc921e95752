import { ActionIcon, Indicator, Popover, RingProgress, ScrollArea, Tooltip } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Faces } from '../../ui/faces'
import { JobProgress } from '../../ui/JobProgress'
import { isLive, useJobs } from '../../ui/useJobs'
import { LinkTo } from '../navigation'
import css from './menus.module.css'

/** What runs now, with progress and cancel; and what ended lately. */
export function JobsMenu() {
  const { t } = useTranslation('app')
  const [opened, setOpened] = useState(false)
  const { answer, jobs = [] } = useJobs(12)
  const active = jobs.filter(isLive)
  const done = active.reduce((sum, job) => sum + (job.total === null ? 0 : job.done / job.total), 0)
  const share = active.length === 0 ? 0 : (done / active.length) * 100
  const label = active.length === 0 ? t('jobs.none') : t('jobs.running', { count: active.length })
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={400}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Indicator
        label={active.length}
        size={15}
        offset={4}
        disabled={active.length === 0}
        color="accent"
        zIndex={1}
      >
        <Tooltip label={label} disabled={opened}>
          <Popover.Target>
            <ActionIcon
              aria-label={label}
              onClick={() => {
                setOpened(!opened)
              }}
            >
              {active.length > 0 ? (
                <RingProgress
                  size={22}
                  thickness={3}
                  sections={[{ value: share, color: 'var(--fab-accent)' }]}
                  aria-hidden
                />
              ) : (
                <IconProgress size={18} stroke={1.6} />
              )}
            </ActionIcon>
          </Popover.Target>
        </Tooltip>
      </Indicator>
      <Popover.Dropdown p={0}>
        <div className={css.title}>
          <LinkTo
            to="/jobs"
            onClick={() => {
              setOpened(false)
            }}
          >
            {t('jobs.title')}
          </LinkTo>
        </div>
        <ScrollArea.Autosize mah={420}>
          <Faces
            of={answer}
            compact
            rows={3}
            isEmpty={data => data.jobs.length === 0}
            empty={<Empty compact title={t('jobs.none')} hint={t('jobs.hint')} />}
          >
            {() => jobs.map(job => <JobProgress key={job.id} job={job} />)}
          </Faces>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
