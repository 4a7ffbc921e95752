import { MessagePort } from 'node:worker_threads'
import { importOverPort, type ImportTask } from './import-worker'

/** What {@link workerTasks.readInstrument} is told. */
export interface ReadOrder extends ImportTask {
  readonly port: MessagePort
}

// Checked by hand: loading zod costs a fresh worker more than reading a small file does.
function isReadOrder(value: unknown): value is ReadOrder {
  if (typeof value !== 'object' || value === null) return false
  return (
    'sourcePath' in value &&
    typeof value.sourcePath === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'copy' in value &&
    typeof value.copy === 'object' &&
    'known' in value &&
    Array.isArray(value.known) &&
    'member' in value &&
    'port' in value &&
    value.port instanceof MessagePort
  )
}

/** What this room does in worker threads. */
export const workerTasks = {
  /** Reads one instrument file; columns go over the port, the answer is the summary. */
  readInstrument: async (input: unknown): Promise<unknown> => {
    if (!isReadOrder(input)) throw new TypeError('readInstrument takes a ReadOrder')
    const { port, ...task } = input
    return importOverPort(task, port)
  }
}
