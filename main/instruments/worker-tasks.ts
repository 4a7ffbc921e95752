import type { MessagePort } from 'node:worker_threads'
import { z } from 'zod'
import { importOverPort } from './import-worker'

const readOrder = z.object({
  sourcePath: z.string(),
  targetPath: z.string().nullable(),
  name: z.string(),
  port: z.custom<MessagePort>(value => typeof value === 'object' && value !== null && 'postMessage' in value)
})

/** What this room does in worker threads. */
export const workerTasks = {
  /** Reads one instrument file; columns go over the port, the answer is the summary. */
  readInstrument: async (input: unknown): Promise<unknown> => {
    const { port, ...task } = readOrder.parse(input)
    return importOverPort(task, port)
  }
}
