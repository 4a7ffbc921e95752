import { z } from 'zod'
import { sheetBytes, type SheetCell } from './sheet'

const cell = z.object({ value: z.union([z.string(), z.number(), z.null()]), fail: z.boolean().optional() })
const task = z.object({ name: z.string(), rows: z.array(z.array(cell)) })

/** Workbooks are made in a worker: 100,000 rows take seconds. */
export const workerTasks = {
  sheet: async (input: unknown): Promise<Uint8Array> => {
    const { name, rows } = task.parse(input)
    return sheetBytes(name, rows as readonly (readonly SheetCell[])[])
  }
}
