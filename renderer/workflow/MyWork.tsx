import { Button, SegmentedControl } from '@mantine/core'
import {
  IconAlarm,
  IconAlertTriangle,
  IconCalendar,
  IconCalendarWeek,
  IconChecks,
  IconClockOff
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import type { Icon } from '../app/areas'
import { useFormat } from '../app/i18n/useFormat'
import { useMay, useMe } from '../app/me'
import { useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty, Faces } from '../ui/faces'
import { KeyHint } from '../ui/KeyHint'
import { Page, Section } from '../ui/Page'
import { moveBetweenRows, RowList } from '../ui/rows/RowList'
import { useToday } from '../ui/useToday'
import { grouped, groupOf, type WorkGroup, type WorkItem } from './grouping'
import css from './MyWork.module.css'
import { QuickTask } from './QuickTask'
import { WorkRow } from './WorkRow'

const kinds = ['all', 'task', 'action', 'case'] as const

const signs: Readonly<Record<WorkGroup, Icon>> = {
  late: IconAlertTriangle,
  today: IconAlarm,
  week: IconCalendarWeek,
  later: IconCalendar,
  none: IconClockOff
}

/** `/work`: what waits for me, by when it is due. */
export default function MyWork() {
  const { t } = useTranslation('workflow')
  const go = useGo()
  const me = useMe()
  const f = useFormat()
  const today = useToday()
  const mayWrite = useMay('cases.write')
  const [kind, setKind] = useUrlValue('kind', 'all')
  const [open, setOpen] = useState<string | null>(null)
  const answer = useQueryOf('workflow.mine', {}, { topics: ['case', 'task', 'action'] })
  const all = answer.data?.items ?? []
  const late = all.filter(item => groupOf(item.due, today) === 'late').length
  const soon = all.filter(item => groupOf(item.due, today) === 'today').length
  const list = { group: 'app:keys.list' }
  useShortcut('ArrowDown', t('keys.move'), null, list)
  useShortcut('Enter', t('keys.open'), null, list)
  useShortcut('Space', t('keys.done'), null, { ...list, enabled: mayWrite })
  const count = (wanted: string): number =>
    wanted === 'all' ? all.length : all.filter(item => item.kind === wanted).length
  return (
    <Page
      title={t('work')}
      note={
        answer.data === undefined
          ? me.name
          : t('summary', { name: me.name, count: all.length, late: f.number(late), today: f.number(soon) })
      }
      actions={
        mayWrite && (
          <Button
            variant="default"
            rightSection={<KeyHint keys="alt+n" />}
            onClick={() => {
              go('/cases/new')
            }}
          >
            {t('newCase')}
          </Button>
        )
      }
    >
      <div className={css.work} onKeyDown={moveBetweenRows}>
        {mayWrite && (
          <Section flush>
            <QuickTask caseId={null} />
          </Section>
        )}
        <SegmentedControl
          className={css.kinds}
          aria-label={t('kindsLabel')}
          value={kinds.find(known => known === kind) ?? 'all'}
          onChange={setKind}
          data={kinds.map(value => ({ value, label: `${t(`kinds.${value}`)} ${f.number(count(value))}` }))}
        />
        <Faces
          of={answer}
          isEmpty={data => data.items.length === 0}
          empty={<Empty icon={IconChecks} title={t('nothing')} hint={t('nothingHint')} />}
        >
          {data => (
            <Groups
              items={data.items.filter(item => kind === 'all' || item.kind === kind)}
              today={today}
              open={open}
              onOpen={setOpen}
            />
          )}
        </Faces>
      </div>
    </Page>
  )
}

interface GroupsProps {
  readonly items: readonly WorkItem[]
  readonly today: string
  readonly open: string | null
  readonly onOpen: (id: string | null) => void
}

function Groups({ items, today, open, onOpen }: GroupsProps) {
  const { t } = useTranslation('workflow')
  const groups = grouped(items, today)
  if (groups.length === 0) return <Empty compact icon={IconChecks} title={t('nothingOfKind')} />
  return groups.map(({ group, items: held }) => {
    const Sign = signs[group]
    return (
      <section key={group} className={css.group} aria-label={t(`groups.${group}`)}>
        <h2 className={css.head} data-group={group}>
          <Sign size={15} />
          {t(`groups.${group}`)}
          <span className={css.count}>{held.length}</span>
        </h2>
        <div className={css.rows}>
          <RowList label={t(`groups.${group}`)}>
            {held.map(item => (
              <WorkRow
                key={`${item.kind}-${item.id}`}
                item={item}
                open={open === item.id}
                onOpen={next => {
                  onOpen(next ? item.id : null)
                }}
              />
            ))}
          </RowList>
        </div>
      </section>
    )
  })
}
