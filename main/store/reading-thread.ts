import { MessagePort } from 'node:worker_threads'
import { serveQuestions, type Check } from './staying'
import { openReader, type WorkerReader } from './thread-reader'

/** What a staying thread is told: where questions come from, and the database they are about. */
interface Setup {
  readonly port: MessagePort
  readonly path: string
}

function isSetup(value: unknown): value is Setup {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'port' in value &&
    value.port instanceof MessagePort
  )
}

/**
 * A staying thread with a database open for reading: answers what comes over its port until that is closed.
 * @param begin what answers, made once the database is open
 */
export async function serveReading(
  setup: unknown,
  begin: (db: WorkerReader['db']) => (question: unknown, check: Check) => unknown
): Promise<void> {
  if (!isSetup(setup)) throw new TypeError('a staying thread is told a port and a path')
  const reader = openReader(setup.path)
  try {
    await serveQuestions(setup.port, begin(reader.db))
  } finally {
    reader.close()
  }
}
