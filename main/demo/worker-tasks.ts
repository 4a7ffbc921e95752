import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { planDemo } from './plan'
import { inspectionFileBytes } from './wafers/inspection-file'
import { lotFileBytes } from './wafers/lot-file'

const order = z.object({ seed: z.number(), now: z.date(), folder: z.string(), index: z.number() })

/** What this room does in worker threads. */
export const workerTasks = {
  /** Writes one data file of a demo store into a folder and answers its path. */
  writeDemoFile: async (input: unknown): Promise<unknown> => {
    const { seed, now, folder, index } = order.parse(input)
    const file = planDemo(seed, now).data[index]
    if (file === undefined) throw new RangeError(`the demo has no file ${index}`)
    await mkdir(folder, { recursive: true })
    const path = join(folder, file.name)
    const bytes = file.kind === 'tester' ? lotFileBytes(file, seed) : inspectionFileBytes(file, seed)
    await writeFile(path, bytes)
    return path
  }
}
