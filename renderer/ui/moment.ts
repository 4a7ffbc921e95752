/** `14:05`, `1405`, `9:5` as `HH:mm`; undefined for what is no time of day. */
export function parseTime(text: string): string | undefined {
  const found = /^(\d{1,2})(?::|：|\.)(\d{1,2})$|^(\d{1,2})(\d{2})$/.exec(text.trim())
  if (found === null) return undefined
  const hour = Number(found[1] ?? found[3])
  const minute = Number(found[2] ?? found[4])
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/**
 * The moment at which clocks of a zone show that day and time, as ISO 8601 in UTC. Of a time that a
 * change of clocks skips, the moment just behind the gap; of one it repeats, the first.
 * @param shown how the zone writes a moment, `2026-11-21 14:05`
 */
export function momentOf(day: string, time: string, shown: (ms: number) => string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const offsetAt = (ms: number): number => Date.parse(`${shown(ms).replace(' ', 'T')}:00Z`) - ms
  // The offsets of the day before and after cover any change of clocks between them.
  const candidates = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)].map(
    offset => wanted - offset
  )
  const exact = candidates.filter(ms => ms + offsetAt(ms) === wanted)
  const moment = exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
  return new Date(moment).toISOString()
}
