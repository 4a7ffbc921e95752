/** Calendar days as the contract writes them, `2026-11-21`; all arithmetic in UTC, so no zone can shift one. */

const dayMs = 86_400_000

/** True for an existing day in ISO form. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The day `count` days later (or earlier). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** The same day of the month `count` months later, or that month's last one. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** 0 = Monday ... 6 = Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The six weeks, Monday first, that a calendar shows for the month of `day`. */
export function monthGrid(day: string): readonly string[] {
  const first = `${day.slice(0, 7)}-01`
  const start = addDays(first, -weekday(first))
  return Array.from({ length: 42 }, (_, i) => addDays(start, i))
}

const shorthand = /^\+(\d{1,4})([dwm天周月]?)$/i

/**
 * What a person types for a day: `2026-11-21`, `20261121`, `11-21` (the next one), `+7`, `+2w`, `+1m`,
 * `t` or `today` or `今天`. Null for nothing typed, undefined for what is no day.
 */
export function parseDay(text: string, today: string): string | null | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replaceAll(/[./年月]/g, '-')
    .replace(/日$/, '')
  if (typed === '') return null
  if (['t', 'today', '今天'].includes(typed)) return today
  const [, count, unit] = shorthand.exec(text.trim()) ?? []
  if (count !== undefined) {
    if (unit === 'm' || unit === 'M' || unit === '月') return addMonths(today, Number(count))
    return addDays(today, Number(count) * (unit === 'w' || unit === 'W' || unit === '周' ? 7 : 1))
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
  if (compact !== null) return existing(compact[1], compact[2], compact[3])
  const full = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (full !== null) return existing(full[1], full[2], full[3])
  const short = /^(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (short === null) return undefined
  const year = Number(today.slice(0, 4))
  const near = existing(String(year), short[1], short[2])
  return near !== undefined && near < today ? existing(String(year + 1), short[1], short[2]) : near
}

function existing(year = '', month = '', date = ''): string | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

/** How near a due day is. `soon` is today and the two days after it. */
export type Nearness = 'none' | 'later' | 'soon' | 'late' | 'over'

/** The colour of a clock: grey, yellow, red; `over` when the matter has ended and no longer hurries anyone. */
export function nearnessOf(due: string | null, today: string, ended: boolean): Nearness {
  if (due === null) return 'none'
  if (ended) return 'over'
  if (due < today) return 'late'
  return daysBetween(today, due) <= 2 ? 'soon' : 'later'
}
