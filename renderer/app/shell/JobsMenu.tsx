import { ActionIcon, Indicator, Popover, RingProgress, ScrollArea, Tooltip } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Faces } from '../../ui/faces'
import { JobProgress } from '../../ui/JobProgress'
import { keyOf, useCoreEvent, useQueryOf } from '../client/index'
import css from './menus.module.css'

const recent = { active: false, limit: 12 }

/** What runs now, with progress and cancel; and what ended lately. */
export function JobsMenu() {
  const { t } = useTranslation('app')
  const [opened, setOpened] = useState(false)
  const client = useQueryClient()
  const answer = useQueryOf('jobs.list', recent)
  const active = answer.data?.jobs.filter(job => job.state === 'running' || job.state === 'queued') ?? []
  // A job's ticks only move bars; while one runs the list is read again at most once a second.
  useCoreEvent('job', event => {
    if (event.data?.state !== 'running') return
    const key = keyOf('jobs.list', recent)
    const read = client.getQueryState(key)?.dataUpdatedAt ?? 0
    if (Date.now() - read > 900) void client.invalidateQueries({ queryKey: key, exact: true })
  })
  const done = active.reduce((sum, job) => sum + (job.total === null ? 0 : job.done / job.total), 0)
  const share = active.length === 0 ? 0 : (done / active.length) * 100
  const label = active.length === 0 ? t('jobs.none') : t('jobs.running', { count: active.length })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <Indicator
            label={active.length}
            size={15}
            offset={4}
            disabled={active.length === 0}
            color="accent"
            zIndex={1}
          >
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
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={css.title}>{t('jobs.title')}</div>
        <ScrollArea.Autosize mah={420}>
          <Faces
            of={answer}
            compact
            rows={3}
            isEmpty={data => data.jobs.length === 0}
            empty={<Empty compact title={t('jobs.none')} hint={t('jobs.hint')} />}
          >
            {data => data.jobs.map(job => <JobProgress key={job.id} job={job} />)}
          </Faces>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
