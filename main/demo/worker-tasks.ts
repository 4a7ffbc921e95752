import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { planDemo } from './plan'
import type { PlannedData } from './wafers/files'
import { inspectionFileBytes } from './wafers/inspection-file'
import { lotFileBytes } from './wafers/lot-file'
import { pictureBytes } from './wafers/picture'

const order = z.object({ seed: z.number(), now: z.date(), folder: z.string(), index: z.number() })

function bytesOf(file: PlannedData, seed: number): Uint8Array {
  switch (file.kind) {
    case 'tester':
      return lotFileBytes(file, seed)
    case 'inspection':
      return inspectionFileBytes(file, seed)
    case 'picture':
      return pictureBytes(file, seed)
  }
}

/** What this room does in worker threads. */
export const workerTasks = {
  /** Writes one data file of a demo store into a folder and answers its path. */
  writeDemoFile: async (input: unknown): Promise<unknown> => {
    const { seed, now, folder, index } = order.parse(input)
    const file = planDemo(seed, now).data[index]
    if (file === undefined) throw new RangeError(`the demo has no file ${index}`)
    await mkdir(folder, { recursive: true })
    const path = join(folder, file.name)
    await writeFile(path, bytesOf(file, seed))
    return path
  }
}
