/**
 * @typedef {object} BenchRow the Row of tests/bench/row.ts
 * @property {string} name
 * @property {number | null} value null where it was no number
 * @property {string} unit
 * @property {number} [reference]
 * @property {string} [referenceName]
 * @property {number} [ratio]
 * @property {string} [target]
 * @property {boolean} [ok]
 */

/**
 * A figure with as many digits as mean something.
 * @param {number | null | undefined} value
 */
export function figure(value) {
  if (value === undefined) return ''
  if (value === null || !Number.isFinite(value)) return 'none'
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}

/**
 * The one table of `npm run bench`, as Markdown that also reads well on a terminal.
 * @param {readonly BenchRow[]} rows
 */
export function benchTable(rows) {
  const head = ['what', 'value', 'unit', 'reference', 'ratio', 'target', 'met']
  const body = rows.map(row => [
    row.name,
    figure(row.value),
    row.unit,
    [figure(row.reference), row.referenceName ?? ''].join(' ').trim(),
    figure(row.ratio),
    row.target ?? '',
    row.ok === undefined ? '' : row.ok ? 'yes' : 'NO'
  ])
  const widths = head.map((title, at) =>
    Math.max(title.length, ...body.map(cells => (cells[at] ?? '').length))
  )
  const right = new Set([1, 4])
  /** @param {readonly string[]} cells */
  const line = cells => {
    const padded = cells.map((cell, at) =>
      right.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)
    )
    return `| ${padded.join(' | ')} |`
  }
  const rule = widths.map((width, at) => (right.has(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join('\n')
}
