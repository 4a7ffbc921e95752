import { DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/zh-cn'
import { useTranslation } from 'react-i18next'
import { language } from '../app/i18n/index'
import { isDay } from './days'
import { useToday } from './useToday'

interface Props {
  readonly value: string | null
  readonly onPick: (day: string) => void
}

/**
 * A month to pick a day from, weeks from Monday with their numbers, as fabs plan by them. A module of its
 * own: it is loaded when a calendar is first opened.
 */
export function DayCalendar({ value, onPick }: Props) {
  const { t } = useTranslation('app')
  const today = useToday()
  const chosen = value !== null && isDay(value) ? value : null
  const start = chosen ?? today
  const chinese = language() === 'zh-CN'
  return (
    <DatePicker
      size="xs"
      locale={chinese ? 'zh-cn' : 'en'}
      firstDayOfWeek={1}
      weekendDays={[]}
      withWeekNumbers
      highlightToday
      monthLabelFormat={chinese ? 'YYYY年M月' : 'MMMM YYYY'}
      yearLabelFormat={chinese ? 'YYYY年' : 'YYYY'}
      ariaLabels={{
        previousMonth: t('day.previousMonth'),
        nextMonth: t('day.nextMonth'),
        previousYear: t('day.previousYear'),
        nextYear: t('day.nextYear'),
        previousDecade: t('day.previousDecade'),
        nextDecade: t('day.nextDecade')
      }}
      hideOutsideDates
      // The name holds what is to be seen, and the day in ISO form as everywhere.
      getDayAriaLabel={day => `${Number(day.slice(8))}, ${day}`}
      getDayProps={day => (day === start ? { 'data-autofocus': true } : {})}
      defaultDate={start}
      value={chosen}
      onChange={day => {
        if (day !== null) onPick(day)
      }}
    />
  )
}
