/** A cell of a CSV text with where it stands, both counted from 1. */
export interface Cell {
  readonly text: string
  readonly line: number
  readonly column: number
}

/** Commas, semicolons or tabs: whichever the first line has most of. */
function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const count = (letter: string): number => bare.split(letter).length
  return [',', ';', '\t'].reduce((best, letter) => (count(letter) > count(best) ? letter : best))
}

/**
 * Cells of a CSV text by row (RFC 4180), tolerant of a byte order mark, of either line end and of what stands between
 * the cells. An apostrophe that keeps a spreadsheet from running a text as a formula is taken off. Empty rows are
 * left out.
 */
export function csvRows(text: string): {
  readonly separator: string
  readonly rows: readonly (readonly Cell[])[]
} {
  const all = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(all)
  const rows: Cell[][] = []
  let row: Cell[] = []
  let line = 1
  let start = 1
  let cell = ''
  let quoted = false
  const put = (): void => {
    const bare = cell.trim()
    row.push({ text: /^'[=+\-@]/.test(bare) ? bare.slice(1) : bare, line: start, column: row.length + 1 })
    cell = ''
  }
  const end = (): void => {
    put()
    if (row.some(one => one.text !== '')) rows.push(row)
    row = []
  }
  for (let i = 0; i < all.length; i++) {
    const letter = all.charAt(i)
    if (cell === '' && row.length === 0 && !quoted) start = line
    if (quoted) {
      if (letter === '"' && all.charAt(i + 1) === '"') {
        cell += '"'
        i++
      } else if (letter === '"') quoted = false
      else cell += letter
      if (letter === '\n') line++
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (letter === separator) put()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && all.charAt(i + 1) === '\n') i++
      end()
      line++
    } else cell += letter
  }
  if (cell !== '' || row.length > 0) end()
  return { separator, rows }
}
