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

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
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
