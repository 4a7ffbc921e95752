import { FabError } from '../../errors'
import { Growth, walked, type TextTree } from './tree'

/** A row with the line it begins on. */
interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/** The cells of CSV (RFC 4180) with commas, semicolons or tabs. FabError outline.csvQuote */
export function readCells(text: string, delimiter = delimiterOf(text)): readonly Row[] {
  const source = text.replace(/^\uFEFF/u, '')
  const rows: Row[] = []
  let [cells, cell, line, began, at]: [string[], string, number, number, number] = [[], '', 1, 1, 0]
  const endRow = (): void => {
    cells.push(cell)
    if (cells.some(one => one.trim() !== '')) rows.push({ cells, line: began })
    cells = []
    cell = ''
  }
  while (at < source.length) {
    const one = source[at] ?? ''
    if (one === '"' && cell === '') {
      const quoted = quotedFrom(source, at + 1)
      if (quoted === null) throw new FabError('outline.csvQuote', { line })
      cell = quoted.text
      line += cell.split('\n').length - 1
      at = quoted.end
    } else if (one === delimiter) {
      cells.push(cell)
      cell = ''
      at++
    } else if (one === '\n' || one === '\r') {
      endRow()
      at += one === '\r' && source[at + 1] === '\n' ? 2 : 1
      began = ++line
    } else {
      cell += one
      at++
    }
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}

/** Text up to the closing quote, and where the next cell goes on. */
function quotedFrom(source: string, start: number): { readonly text: string; readonly end: number } | null {
  let text = ''
  for (let at = start; ;) {
    const quote = source.indexOf('"', at)
    if (quote < 0) return null
    text += source.slice(at, quote)
    if (source[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    at = quote + 2
  }
}

function delimiterOf(text: string): string {
  const first = text.slice(0, 4000).replaceAll(/"(?:[^"]|"")*"/g, '')
  const count = (one: string): number => first.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** Names of columns that say how a table is to be read, in both languages. */
const columnNames = {
  text: /^(?:text|name|title|cause|label|description|文本|名称|内容|原因|描述|标题)$/iu,
  level: /^(?:level|depth|层级|级别|层次)$/iu,
  id: /^(?:id|no\.?|key|number|编号|序号|代码)$/iu,
  parent: /^(?:parent|parent ?id|parent ?(?:no|key)\.?|上级|父级|上级编号|父节点|父项)$/iu
} as const

/** A heading over columns of levels: Level 1, 一级, Category, Cause, Sub-cause. */
const levelHeading =
  /^(?:level ?\d+|第?[一二三四五六七八九\d]+[级层]|category|cause|(?:sub-?)+cause|effect|problem|why ?\d*|类别|大类|要因|主因|原因|子原因|次因|末端因素|问题|为什么\d*)$/iu

/**
 * Reads a tree out of CSV:
 * - columns `id`, `parent`, `text` (or `text` and `parent`, the parent then named by its text),
 * - columns `level` and `text`,
 * - or one column for each level, blank cells meaning "as above", with or without a heading.
 * FabError outline.*
 */
export function readCsvTree(text: string): readonly TextTree[] {
  const rows = readCells(text)
  const [head] = rows
  if (head === undefined) return []
  const find = (name: RegExp): number => head.cells.findIndex(cell => name.test(cell.trim()))
  const [own, level, id, parent] = [
    columnNames.text,
    columnNames.level,
    columnNames.id,
    columnNames.parent
  ].map(find)
  const at = own ?? -1
  if (at >= 0 && parent !== undefined && parent >= 0) return byParent(rows.slice(1), at, id ?? -1, parent)
  if (at >= 0 && level !== undefined && level >= 0) return byLevel(rows.slice(1), at, level)
  const headed = head.cells.every(cell => cell.trim() === '' || levelHeading.test(cell.trim()))
  return byColumns(headed ? rows.slice(1) : rows)
}

const cellOf = (row: Row, column: number): string => unguarded((row.cells[column] ?? '').trim())

/** Without the apostrophe that keeps a spreadsheet from running a text as a formula. */
const unguarded = (cell: string): string => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell)

function byLevel(rows: readonly Row[], text: number, level: number): readonly TextTree[] {
  const grown = new Growth()
  for (const row of rows) {
    const depth = Number(cellOf(row, level))
    if (cellOf(row, level) === '' || !Number.isInteger(depth))
      throw new FabError('outline.csvLevel', { line: row.line })
    grown.add(depth, cellOf(row, text), row.line)
  }
  return grown.trees
}

function byColumns(rows: readonly Row[]): readonly TextTree[] {
  const grown = new Growth()
  let above: readonly string[] = []
  for (const row of rows) {
    const cells = row.cells.map((_, column) => cellOf(row, column))
    const last = cells.findLastIndex(cell => cell !== '')
    let changed = false
    const path: string[] = []
    for (let column = 0; column <= last; column++) {
      const cell = cells[column] ?? ''
      if (cell === '') path[column] = changed ? '' : (above[column] ?? '')
      else {
        // The last cell is what the row is about; those before it say only where that belongs.
        if (column === last || changed || above[column] !== cell) {
          grown.add(column, cell, row.line)
          changed = true
        }
        path[column] = cell
      }
    }
    above = path
  }
  return grown.trees
}

function byParent(rows: readonly Row[], text: number, id: number, parent: number): readonly TextTree[] {
  interface Node extends TextTree {
    readonly children: Node[]
  }
  const key = id >= 0 ? id : text
  const nodes = new Map<string, Node>()
  const grown = new Growth()
  for (const row of rows) {
    const name = cellOf(row, key)
    if (nodes.has(name)) throw new FabError('outline.csvTwice', { line: row.line, name })
    // Counted and measured as every other node is.
    grown.add(0, cellOf(row, text), row.line)
    nodes.set(name, { text: cellOf(row, text), children: [] })
  }
  const parents = new Map(rows.map(row => [cellOf(row, key), cellOf(row, parent)]))
  const sound = new Set<string>()
  const trees: TextTree[] = []
  for (const row of rows) {
    const [name, above] = [cellOf(row, key), cellOf(row, parent)]
    const node = nodes.get(name)
    if (node === undefined) continue
    if (above === '') {
      trees.push(node)
      continue
    }
    const over = nodes.get(above)
    if (over === undefined) throw new FabError('outline.csvParent', { line: row.line, name: above })
    const seen = new Set<string>()
    for (let one = name; one !== '' && !sound.has(one); one = parents.get(one) ?? '') {
      if (seen.has(one)) throw new FabError('outline.csvRound', { line: row.line, name })
      seen.add(one)
    }
    for (const one of seen) sound.add(one)
    over.children.push(node)
  }
  return trees
}

/** Writes columns `level` (from 1) and `text`, which {@link readCsvTree} reads as they were. With a byte order mark, for Excel. */
export function writeCsvTree(trees: readonly TextTree[]): string {
  const lines = ['level,text']
  for (const { text, depth } of walked(trees)) lines.push(`${depth + 1},${quoted(text)}`)
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function quoted(text: string): string {
  const bare = text.trim()
  const safe = /^'*[=+\-@]/.test(bare) ? `'${bare}` : bare
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
