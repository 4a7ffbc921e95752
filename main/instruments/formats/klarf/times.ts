/**
 * A date and time as KLARF files write them, as tool-local `yyyy-mm-ddThh:mm:ss`: `mm-dd-yy hh:mm:ss`,
 * `mm-dd-yyyy`, `yyyy-mm-dd`, or ISO 8601 in one word. Null where it is no date. Two-digit years from 80 on are
 * of the last century: the format is of the nineties.
 */
export function klarfTime(values: readonly string[]): string | null {
  const [date = '', time = ''] = values.length === 1 ? (values[0] ?? '').split(/[T ]/) : values
  const day = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(date.trim())
  const clock = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(time.trim())
  if (day === null || (clock === null && time.trim() !== '')) return null
  const [a, b, c] = [day[1] ?? '', day[2] ?? '', day[3] ?? '']
  const [year, month, date_] = a.length === 4 ? [a, b, c] : [c, a, b]
  const full = year.length === 2 ? Number(year) + (Number(year) >= 80 ? 1900 : 2000) : Number(year)
  if (year.length !== 2 && year.length !== 4) return null
  const parts = [full, Number(month), Number(date_)] as const
  const [hour, minute, second] = [Number(clock?.[1] ?? 0), Number(clock?.[2] ?? 0), Number(clock?.[3] ?? 0)]
  const made = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2], hour, minute, second))
  if (
    made.getUTCFullYear() !== parts[0] ||
    made.getUTCMonth() !== parts[1] - 1 ||
    made.getUTCDate() !== parts[2] ||
    made.getUTCHours() !== hour ||
    made.getUTCMinutes() !== minute ||
    made.getUTCSeconds() !== second
  )
    return null
  return made.toISOString().slice(0, 19)
}
