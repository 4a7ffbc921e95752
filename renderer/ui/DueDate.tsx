import { IconAlarm, IconAlertTriangle, IconCalendar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { daysBetween, nearnessOf } from './days'
import css from './DueDate.module.css'
import { useToday } from './useToday'

interface Props {
  readonly due: string | null
  /** The matter is over: the day is only history. */
  readonly ended?: boolean
  /** The distance in words instead of the day (the day stays in the title). */
  readonly words?: boolean
  /** The day alone; the sign tells late from near, the title says how much (lists). */
  readonly short?: boolean
}

/** A due day with its clock: grey, yellow when near, red when late; sign and words say the same. */
export function DueDate({ due, ended = false, words = false, short = false }: Props) {
  const { t } = useTranslation('app')
  const today = useToday()
  const near = nearnessOf(due, today, ended)
  if (due === null) return <span className="fab-visually-hidden">{t('due.none')}</span>
  const days = daysBetween(today, due)
  const distance =
    days === 0
      ? t('due.today')
      : days < 0
        ? t('due.late', { count: -days })
        : days === 1
          ? t('due.tomorrow')
          : t('due.left', { count: days })
  const Sign = near === 'late' ? IconAlertTriangle : near === 'soon' ? IconAlarm : IconCalendar
  const urgent = near === 'late' || near === 'soon'
  return (
    <span className={css.due} data-near={near} title={near === 'over' ? due : `${due} · ${distance}`}>
      <Sign size={13} stroke={1.9} aria-hidden />
      <time dateTime={due}>{words && near !== 'over' ? distance : due}</time>
      {urgent && !words && !short && <span className={css.words}>{distance}</span>}
    </span>
  )
}
