/**
 * RFC 4180 with a BOM, so that Excel reads UTF-8. A cell that a spreadsheet would run as a formula
 * (`=`, `+`, `-`, `@` first, unless it is a number) is prefixed with an apostrophe. Lines are taken as they come.
 */
export function csvText(table: Iterable<readonly (string | number | null)[]>): Uint8Array {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let text = '\uFEFF'
  let bytes = 0
  const put = () => {
    const piece = encoder.encode(text)
    pieces.push(piece)
    bytes += piece.length
    text = ''
  }
  for (const row of table) {
    text += `${row.map(cell => csvCell(cell)).join(',')}\r\n`
    if (text.length > 1 << 20) put()
  }
  put()
  const all = new Uint8Array(bytes)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) && !Number.isFinite(Number(value)) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
