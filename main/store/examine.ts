import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { FabError } from '@contract/errors'

/**
 * Runs in a thread: walking every page of a database takes seconds that nobody else should wait for. Kept
 * as text so that it needs no file of its own beside the bundle.
 */
const script = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const findings = []
try {
  const db = new Database(workerData.path, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    db.pragma('cell_size_check = ON')
    for (const row of db.pragma('integrity_check(20)'))
      if (row.integrity_check !== 'ok') findings.push(row.integrity_check)
    for (const row of db.pragma('foreign_key_check').slice(0, 20))
      findings.push('row ' + row.rowid + ' of ' + row.table + ' names a missing row of ' + row.parent)
  } finally {
    db.close()
  }
} catch (error) {
  if (!(typeof error.code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))) throw error
  findings.push(error.message)
}
parentPort.postMessage(findings)
`

/**
 * Full check of one database file (integrity_check, foreign_key_check) in a thread of its own; the findings,
 * none if it is sound. After an abort the thread ends when its statement does.
 */
export async function examineFile(path: string, signal?: AbortSignal): Promise<readonly string[]> {
  if (signal?.aborted === true) throw new FabError('contract.cancelled')
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(script, { eval: true, workerData: { path, driver } })
  return await new Promise((resolve, reject) => {
    const stop = (): void => {
      void worker.terminate()
      reject(new FabError('contract.cancelled'))
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', message => {
      resolve(z.array(z.string()).parse(message))
    })
    worker.once('error', reject)
    worker.once('exit', code => {
      signal?.removeEventListener('abort', stop)
      // After a message this changes nothing.
      reject(new Error(`the check of a database ended with code ${String(code)}`))
    })
  })
}
