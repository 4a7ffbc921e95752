import { z } from 'zod'
import { sheetBytes, type SheetCell } from './sheet'

const value = z.union([z.string(), z.number(), z.null()])
const cell = z.object({ value, fail: z.boolean().optional() })
const bytes = z.array(z.instanceof(Uint8Array))
const task = z.object({ name: z.string(), rows: z.union([bytes, z.array(z.array(cell))]) })

const compact = z.array(z.union([value, cell]))

/** Rows as `sheetRows` made them; a piece ends with a row. */
function rowsOf(pieces: readonly Uint8Array[]): SheetCell[][] {
  return pieces.flatMap(piece =>
    new TextDecoder()
      .decode(piece)
      .split('\n')
      .filter(line => line !== '')
      .map(line => compact.parse(JSON.parse(line)).map(cellOf))
  )
}

function cellOf(given: z.infer<typeof compact>[number]): SheetCell {
  return typeof given === 'object' && given !== null
    ? { ...given, fail: given.fail === true }
    : { value: given }
}

function isBytes(rows: z.infer<typeof task>['rows']): rows is Uint8Array<ArrayBuffer>[] {
  return rows[0] instanceof Uint8Array
}

/** Workbooks are made in a worker: 100,000 rows take seconds. */
export const workerTasks = {
  sheet: async (input: unknown): Promise<Uint8Array> => {
    const { name, rows } = task.parse(input)
    return sheetBytes(name, isBytes(rows) ? rowsOf(rows) : (rows as readonly (readonly SheetCell[])[]))
  }
}
