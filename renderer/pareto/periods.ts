import { addDays, daysBetween } from '../ui/days'

/** Days, both inclusive; null = open. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

/** Periods offered by name. */
export const periodNames = [
  'all',
  'last30',
  'last90',
  'last365',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear'
] as const

/** One of {@link periodNames}. */
export type PeriodName = (typeof periodNames)[number]

const two = (n: number): string => String(n).padStart(2, '0')

/** First day of the quarter, so many quarters from that of a day. */
function quarterStart(day: string, shift: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + shift * 3
  return `${String(Math.floor(months / 12))}-${two((months % 12) + 1)}-01`
}

/** The days of a named period, seen from today. */
export function periodOf(name: PeriodName, today: string): Period {
  const year = Number(today.slice(0, 4))
  switch (name) {
    case 'all':
      return { from: null, to: null }
    case 'last30':
      return { from: addDays(today, -29), to: today }
    case 'last90':
      return { from: addDays(today, -89), to: today }
    case 'last365':
      return { from: addDays(today, -364), to: today }
    case 'thisQuarter':
      return { from: quarterStart(today, 0), to: addDays(quarterStart(today, 1), -1) }
    case 'lastQuarter':
      return { from: quarterStart(today, -1), to: addDays(quarterStart(today, 0), -1) }
    case 'thisYear':
      return { from: `${String(year)}-01-01`, to: `${String(year)}-12-31` }
    case 'lastYear':
      return { from: `${String(year - 1)}-01-01`, to: `${String(year - 1)}-12-31` }
  }
}

/** As many days right before; null where the period is open. */
export function periodBefore({ from, to }: Period): Period | null {
  if (from === null || to === null || from > to) return null
  const days = daysBetween(from, to) + 1
  return { from: addDays(from, -days), to: addDays(from, -1) }
}

/** The same days a year earlier; the 29th of February becomes the 28th. Null where the period is open. */
export function yearBefore({ from, to }: Period): Period | null {
  if (from === null || to === null) return null
  const back = (day: string): string => {
    const date = `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4)}`
    return date.endsWith('-02-29') ? `${date.slice(0, 8)}28` : date
  }
  return { from: back(from), to: back(to) }
}
