import { readCells, readCsvTree } from './csv'
import { readList } from './list'
import { readIshikawa } from './mermaid'
import { linesOf, type TextTree } from './tree'

/** What a pasted or dropped text is taken for. */
export type TextForm = 'list' | 'csv' | 'ishikawa'

/** What a text is: by its first line, and by whether its lines have cells. */
export function formOf(text: string): TextForm {
  if (/^\s*(?:```\s*mermaid\s+)?(?:---[\s\S]*?\n---\s+)?(?:%%[^\n]*\s+)*ishikawa(?:-beta)?\b/iu.test(text))
    return 'ishikawa'
  const lines = linesOf(text).filter(line => line.trim() !== '')
  const [head = ''] = lines
  if (/^["\s]*(?:level|depth|id|层级|级别|编号|序号)["\s]*[,;\t]/iu.test(head)) return 'csv'
  // Cells behind a tab: what a spreadsheet gives. A tab at the beginning of a line is an indent.
  if (lines.some(line => /\S\t+\S/u.test(line))) return 'csv'
  for (const delimiter of [',', ';']) {
    const widths = cellCounts(text, delimiter)
    const [first = 1] = widths
    if (first > 1 && widths.length > 1 && widths.every(width => width === first)) return 'csv'
  }
  return 'list'
}

function cellCounts(text: string, delimiter: string): readonly number[] {
  try {
    return readCells(text, delimiter).map(row => row.cells.length)
  } catch {
    return []
  }
}

/** Reads a text as what it is. FabError outline.* */
export function readTrees(text: string): readonly TextTree[] {
  const form = formOf(text)
  if (form === 'ishikawa') return [readIshikawa(text)]
  return form === 'csv' ? readCsvTree(text) : readList(text)
}
