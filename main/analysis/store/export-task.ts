import type { Parsed } from '@contract/index'
import { readerOf } from '../../instruments/reading'
import { csvText } from '../../store/csv'
import { openReader } from '../../store/thread-reader'
import { workbookBytes } from '../../store/workbook'
import type { SetFacts } from '../answers/facts'
import { aboutTable, tableOf } from '../files/tables'
import { wordsOf } from '../files/words'
import { Cache } from '../view/cache'
import { Workspace } from '../view/view'

/** What is to be written. */
export interface ExportOrder {
  /** measurements.sqlite. */
  readonly path: string
  readonly input: Parsed<'analysis.export'>
  readonly sets: readonly SetFacts[]
  /** ISO time of the asking. */
  readonly at: string
}

/** What is kept while one file is written. */
const cacheBytes = 96 << 20

/** Writes a file in a worker of its own: a large one would hold up everybody who only looks. */
export async function exportFile(order: unknown): Promise<Uint8Array> {
  const { path, input, sets, at } = order as ExportOrder
  const db = openReader(path)
  const check = () => undefined
  try {
    const space = new Workspace(readerOf(db.db), new Cache(cacheBytes))
    const table = tableOf(space, input, sets, check)
    if (input.format === 'csv') {
      return csvText(cellsOf(table.rows))
    }
    const about = aboutTable({ space, input, facts: sets, words: wordsOf(input.language) }, at, check)
    return await workbookBytes([table, about])
  } finally {
    db.close()
  }
}

function* cellsOf(
  rows: Iterable<{ readonly cells: readonly (string | number | null)[] }>
): Generator<readonly (string | number | null)[]> {
  for (const row of rows) yield row.cells
}
