/** The number after the last one: `W07` follows `W06`. */
export function nextWaferNumber(present: readonly string[]): string {
  const last = present.at(-1)
  if (last === undefined) return ''
  const found = /^(.*?)(\d+)(\D*)$/.exec(last)
  if (found === null) return ''
  const [, before = '', digits = '', after = ''] = found
  return `${before}${String(Number(digits) + 1).padStart(digits.length, '0')}${after}`
}
