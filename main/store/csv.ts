/**
 * RFC 4180 with a BOM, so that Excel reads UTF-8. A cell that a spreadsheet would run as a formula
 * (`=`, `+`, `-`, `@` first, unless it is a number) is prefixed with an apostrophe.
 */
export function csvText(table: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const lines = table.map(row => row.map(cell => csvCell(cell)).join(','))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) && !Number.isFinite(Number(value)) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
