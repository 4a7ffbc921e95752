import { IconAlarm, IconAlertTriangle, IconCalendar } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { daysBetween, nearnessOf } from './days'
import css from './DueDate.module.css'
import { useToday } from './useToday'

interface Props {
  readonly due: string | null
  /** The matter is over: the day is only history. */
  readonly ended?: boolean
}

/** A due day with its clock: grey, yellow when near, red when late; sign and words say the same. */
export function DueDate({ due, ended = false }: Props) {
  const { t } = useTranslation('app')
  const today = useToday()
  if (due === null) return <span className="fab-visually-hidden">{t('due.none')}</span>
  const distance = distanceWords(due, today, t)
  return (
    <DueMark due={due} ended={ended} today={today} title={distance}>
      {distance}
    </DueMark>
  )
}

interface MarkProps {
  readonly due: string
  readonly ended: boolean
  readonly today: string
  /** The distance in words. */
  readonly title: string
  /** Words beside a day that is near or late; without them its sign alone tells (lists, where hundreds stand). */
  readonly children?: string
}

/** The look of a due day alone, without hooks. */
export function DueMark({ due, ended, today, title, children }: MarkProps) {
  const near = nearnessOf(due, today, ended)
  const Sign = near === 'late' ? IconAlertTriangle : near === 'soon' ? IconAlarm : IconCalendar
  const urgent = near === 'late' || near === 'soon'
  return (
    <span className={css.due} data-near={near} title={near === 'over' ? due : `${due} · ${title}`}>
      <Sign size={13} stroke={1.9} aria-hidden />
      <time dateTime={due}>{due}</time>
      {urgent && children !== undefined && <span className={css.words}>{children}</span>}
    </span>
  )
}

/** `4 days late`, `today`, `in 3 days`; `t` of the namespace `app`. */
export function distanceWords(due: string, today: string, t: TFunction<'app'>): string {
  const days = daysBetween(today, due)
  if (days === 0) return t('due.today')
  if (days < 0) return t('due.late', { count: -days })
  return days === 1 ? t('due.tomorrow') : t('due.left', { count: days })
}
