/**
 * A day as people type it: `2026-11-21`, `2026/11/21`, `20261121`, `2026年11月21日`, or `11-21` of this
 * year; or ahead of today: `+7`, `+2w`, `+7天`, `+2周`. Null when it names no day of the calendar.
 */
export function readDay(text: string, now = new Date()): string | null {
  const bare = text.trim()
  const [, ahead, unit] = /^\+(\d{1,4})\s*([dw天周]?)$/i.exec(bare) ?? []
  if (ahead !== undefined) {
    const days = Number(ahead) * (unit === 'w' || unit === 'W' || unit === '周' ? 7 : 1)
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days))
      .toISOString()
      .slice(0, 10)
  }
  const whole =
    /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(bare)
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(bare)
  const [year, month, day] =
    whole !== null
      ? [Number(whole[1]), Number(whole[2]), Number(whole[3])]
      : short !== null
        ? [now.getFullYear(), Number(short[1]), Number(short[2])]
        : [0, 0, 0]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}
