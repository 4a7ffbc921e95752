/** A value of a table that is exported. */
export type CsvValue = string | number | boolean | null | undefined

/**
 * CSV as Excel opens it in any language: UTF-8 with a byte order mark, CRLF, quotes where needed. A text
 * that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
 */
export function toCsv(
  header: readonly string[],
  rows: Iterable<readonly CsvValue[]>
): Uint8Array<ArrayBuffer> {
  const lines = [header.map(field).join(',')]
  for (const row of rows) lines.push(row.map(field).join(','))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

function field(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d*\.?\d+$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `Cases 2026-11-21 1405.csv`: a telling file name without what file systems refuse. */
export function exportName(title: string, extension: string, at = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const bare = title
    .replace(/[<>:"/\\|?*\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return `${bare === '' ? 'FabCase' : bare} ${day} ${two(at.getHours())}${two(at.getMinutes())}.${extension}`
}
