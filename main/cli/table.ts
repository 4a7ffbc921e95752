/** East Asian wide and full-width characters, and pictographs: two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
/** Marks that stand on the character before, joiners, selectors. */
const none = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) if (!none.test(char)) width += wide.test(char) ? 2 : 1
  return width
}

/**
 * The text as it may go to a terminal: one line, and nothing in it that a terminal would obey. What
 * files and customers wrote is data.
 */
export function plain(text: string): string {
  return text
    .replaceAll(/\s*[\r\n\t\u2028\u2029]+\s*/g, ' ')
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}

/** The text cut to so many columns, the cut marked. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const char of text) {
    width += widthOf(char)
    if (width > columns - 1) break
    kept += char
  }
  return `${kept}…`
}

/** One column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string | number
  /** Longer texts are cut; without it a column is as wide as it must be. */
  readonly most?: number
}

const between = '  '

/** Lines of an aligned table with its titles; numbers stand right. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = rows.map(row =>
    columns.map(({ value, most }) => {
      const found = value(row)
      if (typeof found === 'number') return { text: String(found), right: true }
      return { text: cut(plain(found), most ?? Infinity), right: false }
    })
  )
  // A list may have more lines than a call has room for arguments.
  const widths = columns.map(({ title }, index) =>
    cells.reduce((most, line) => Math.max(most, widthOf(line[index]?.text ?? '')), widthOf(title))
  )
  const right = columns.map(
    (_, index) => cells.length > 0 && cells.every(line => line[index]?.right === true)
  )
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)))
        return right[index] === true ? gap + text : text + gap
      })
      .join(between)
      .trimEnd()
  return [
    line(columns.map(column => column.title)),
    line(widths.map(width => '-'.repeat(width))),
    ...cells.map(row => line(row.map(cell => cell.text)))
  ]
}

/** Lines of names and what they are, the second column aligned. */
export function pairLines(pairs: readonly (readonly [string, string | number])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => widthOf(name)))
  return pairs.map(([name, value]) =>
    `${name}${' '.repeat(width - widthOf(name))}${between}${plain(String(value))}`.trimEnd()
  )
}
