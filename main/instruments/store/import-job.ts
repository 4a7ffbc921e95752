import { MessageChannel } from 'node:worker_threads'
import { FabError } from '@contract/errors'
import type { ImportRecord } from '@contract/instruments'
import type { Json } from '@contract/json'
import { newId } from '../../store'
import type { JobContext, JobRunner } from '../../store/context'
import { columns, text } from '../../store/rows'
import type { Blob256, Incoming, Row, Store } from '../../store/types'
import { archiveShare, serveImport, type ImportResult, type ImportTask } from '../import-worker'
import type { ReadOrder } from '../worker-tasks'
import { importMembers } from './import-archive'
import {
  finishAgain,
  finishImport,
  giveUpImport,
  knownOfSize,
  importPayload,
  type ImportPayload,
  type ReadOutcome
} from './import-ends'
import type { Transact } from './database'
import { removeDefects, unfinishedDefects } from './defects-writer'
import { presentSetsSql } from './schema'
import { setFacts, takenOf } from './set-facts'
import { SetSink } from './sink'
import { removeSet, unfinishedSets } from './writer'

/** Warnings after which a set is called partial: something of the file was not read. */
const losses = new Set([
  'truncated',
  'resync',
  'strayTail',
  'gzipTruncated',
  'gzipDamaged',
  'packedTruncated',
  'packedDamaged',
  'packedCheck',
  'zipDirectoryLost',
  'zipSplit',
  'zipTooMany',
  'memberEncrypted',
  'memberMethod',
  'memberOverlap',
  'memberOutside',
  'membersCut',
  'strayLine',
  'lineCut',
  'tooManyTests',
  'klarfTruncated',
  'klarfRowShort',
  'klarfRowCut',
  'klarfRowLong',
  'klarfNoSpec',
  'klarfTooManyWafers'
])

/** Writes measurement numbers of a store, in its own queue. */
function transactOf(store: Store): Transact {
  return work => store.measurements.write<never>(work as never)
}

function isResult(value: unknown): value is ImportResult {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'sniffed' in value
}

/** Where the bytes come from and go to while they are read, in the one pass. */
interface Way extends Pick<ImportTask, 'sourcePath' | 'known'> {
  readonly incoming: Incoming | null
}

/** One reading in a worker: columns into a set of that id as they come. */
async function readBy(
  job: JobContext,
  task: ImportTask,
  setId: string,
  progress: (share: number) => void,
  sha256 = ''
): Promise<ImportResult> {
  const { port1, port2 } = new MessageChannel()
  // The hash of a whole file is known when all of it was read.
  const sink = new SetSink(transactOf(job.store), { id: setId, name: task.name, sha256 }, job.signal)
  serveImport(port1, {
    signal: job.signal,
    progress: (done, total) => {
      progress(total === 0 ? 1 : done / total)
    },
    sink: group => sink.group(group)
  })
  try {
    const order: ReadOrder = { ...task, port: port2 }
    const result = await job.inWorker('readInstrument', order, { transfer: [port2] })
    if (!isResult(result)) throw new TypeError('the reader answers a result')
    if (result.set !== null)
      await sink.finish(result.set, { ...result, sha256: sha256 === '' ? result.sha256 : sha256 })
    return result
  } finally {
    port1.close()
  }
}

function shown(job: JobContext, payload: ImportPayload): (share: number) => void {
  return share => {
    job.progress(payload.bytes * share, payload.bytes, 'bytes')
  }
}

async function read(job: JobContext, payload: ImportPayload, way: Way, setId: string): Promise<ImportResult> {
  const { sourcePath, known, incoming } = way
  const copy = incoming === null ? null : { path: incoming.path, maxBytes: incoming.maxBytes }
  const task = { sourcePath, copy, known, name: payload.name, member: null }
  let result: ImportResult
  try {
    result = await readBy(job, task, setId, shown(job, payload))
  } catch (error) {
    throw incoming?.fault(error) ?? error
  }
  if (payload.sha256 !== null && result.sha256 !== payload.sha256)
    throw new FabError('attachment.altered', { sha256: payload.sha256 })
  return result
}

/** The files of an archive, read from where its bytes lie in the store, and committed with it. */
async function readArchive(
  job: JobContext,
  payload: ImportPayload,
  blob: Blob256,
  archive: ImportResult
): Promise<void> {
  const sourcePath = await job.store.attachments.path(blob.sha256)
  const all = (archive.members ?? []).reduce((sum, member) => sum + member.packedBytes, 0)
  const show = shown(job, payload)
  const written: string[] = []
  let before = 0
  try {
    await importMembers(
      job,
      payload,
      blob,
      { members: archive.members, outcome: outcomeOf('', archive) },
      async (member, setId) => {
        const task = { sourcePath, copy: null, known: [], name: member.name, member: member.index }
        const progress = (share: number) => {
          const done = all === 0 ? 1 : (before + member.packedBytes * share) / all
          show(archiveShare + (1 - archiveShare) * done)
        }
        const result = await readBy(job, task, setId, progress, blob.sha256)
        before += member.packedBytes
        return outcomeOf(setId, result)
      },
      setId => written.push(setId)
    )
  } finally {
    for (const setId of written) await removeUnnamed(job.store, setId)
  }
}

function outcomeOf(setId: string, result: ImportResult): ReadOutcome {
  const { set, sniffed } = result
  const warnings: ImportRecord['warnings'] = result.warnings.map(w => ({
    key: w.key,
    offset: w.offset,
    params: Object.fromEntries(
      Object.entries(w.params).map(([key, value]) => [
        key,
        typeof value === 'object' ? JSON.stringify(value) : value
      ])
    )
  }))
  return {
    format: sniffed.format,
    set: set === null ? null : setFacts(setId, sniffed.format, set),
    taken: takenOf(set),
    warnings,
    partial: result.warnings.some(w => losses.has(w.key))
  }
}

/** An upload is an attachment already: it is read where it lies. */
async function runUploaded(job: JobContext, payload: ImportPayload, blob: Blob256): Promise<void> {
  if (await finishAgain(job, payload, blob)) return
  const sourcePath = await uploadedPath(job.store, blob.sha256)
  await readAndFinish(job, payload, { sourcePath, known: [], incoming: null }, () => undefined)
}

/** FabError attachment.staleStage for an upload whose first import was taken back: its bytes went with that. */
async function uploadedPath(store: Store, sha256: string): Promise<string> {
  try {
    return await store.attachments.path(sha256)
  } catch (error) {
    const unknown = store.attachments.find(sha256) === undefined
    throw unknown ? new FabError('attachment.staleStage', {}, { cause: error }) : error
  }
}

/** Takes down a hash. */
type Noted = (sha256: string) => void

/** A file elsewhere becomes an attachment while it is read. */
async function runFile(job: JobContext, payload: ImportPayload, placed: Noted): Promise<void> {
  for (;;) {
    const incoming = job.store.attachments.receive()
    const known = await knownOfSize(job.store, payload.bytes)
    try {
      if (await readAndFinish(job, payload, { sourcePath: payload.path, known, incoming }, placed)) return
    } finally {
      await incoming.drop()
    }
  }
}

/** One reading and what comes of it. False when what it was found to repeat was taken back meanwhile. */
async function readAndFinish(
  job: JobContext,
  payload: ImportPayload,
  way: Way,
  placed: Noted
): Promise<boolean> {
  const setId = newId(job.clock)
  let named = false
  try {
    const result = await read(job, payload, way, setId)
    const blob: Blob256 = { sha256: result.sha256, bytes: result.bytes }
    if (result.again) return await finishAgain(job, payload, blob)
    if (job.signal.aborted) throw new FabError('contract.cancelled')
    placed(blob.sha256)
    await way.incoming?.keep(blob)
    if (result.members !== null) {
      await readArchive(job, payload, blob, result)
      return true
    }
    // The same bytes may have been imported by somebody else meanwhile, and that may have been undone.
    while (!named) {
      named = await finishImport(job, payload, blob, outcomeOf(setId, result))
      if (!named && (await finishAgain(job, payload, blob))) break
    }
    return true
  } finally {
    if (!named) await removeUnnamed(job.store, setId)
    // Nobody waits for it; it is tried again by itself, and what was committed stays so.
    job.store.checkpoint().catch(() => undefined)
  }
}

async function run(job: JobContext, payload: ImportPayload, placed: Noted): Promise<void> {
  const { sha256, bytes } = payload
  if (sha256 === null) await runFile(job, payload, placed)
  else await runUploaded(job, payload, { sha256, bytes })
}

/** A half-written set, or one that nobody came to name. What cannot be removed now is at the next open. */
async function removeUnnamed(store: Store, setId: string): Promise<void> {
  if (store.read.get('SELECT 1 AS one FROM data_set WHERE id = ?', [setId]) !== undefined) return
  await removeEither(transactOf(store), setId).catch(() => undefined)
}

/** A set's numbers, measurements or defects. */
async function removeEither(transact: Transact, setId: string, signal?: AbortSignal): Promise<void> {
  await removeSet(transact, setId, signal)
  await removeDefects(transact, setId, signal)
}

/** One file: its bytes kept, its numbers read, its report written; or nothing of it. */
export const importJob: JobRunner = {
  async run(job) {
    const payload = importPayload(job.payload)
    const { importId } = payload
    let { sha256 } = payload
    try {
      await run(job, payload, placed => (sha256 = placed))
      return { importId }
    } catch (error) {
      // FabCase closes: the next open says what became of it.
      if (isClosing(job.signal)) throw error
      const cancelled = job.signal.aborted
      const fault =
        error instanceof FabError
          ? error.fault
          : new FabError(cancelled ? 'contract.cancelled' : 'contract.internal', { id: job.id }).fault
      await job.command('instruments.notImported', ctx =>
        giveUpImport(ctx, { importId, sha256 }, cancelled ? 'cancelled' : 'failed', fault)
      )
      throw error
    }
  },
  async dropped(ctx, job) {
    await giveUpImport(ctx, importPayload(job.payload), 'cancelled', new FabError('contract.cancelled').fault)
  },
  async interrupted(ctx, job) {
    await giveUpImport(
      ctx,
      importPayload(job.payload),
      'failed',
      new FabError('job.crashed', { id: job.id }).fault
    )
  },
  async opening(store) {
    const transact = transactOf(store)
    const reader = { all: (sql: string) => store.measurements.read.all(sql) }
    for (const id of unfinishedSets(reader)) await removeSet(transact, id)
    for (const id of unfinishedDefects(reader)) await removeDefects(transact, id)
    await removeOrphans(store)
  }
}

function isClosing(signal: AbortSignal): boolean {
  const reason: unknown = signal.reason
  return reason instanceof FabError && reason.fault.key === 'contract.closing'
}

/** Sets that were finished but whose import was not committed, or was taken back, when the process ended. */
async function removeOrphans(store: Store): Promise<void> {
  const present = presentSetsSql.flatMap(sql =>
    store.measurements.read.all(sql).map(row => String(row['id']))
  )
  for (const id of present)
    if (store.read.get('SELECT 1 AS one FROM data_set WHERE id = ?', [id]) === undefined)
      await removeEither(transactOf(store), id)
}

/** Removes a set's numbers once its import was taken back; what was cut off is removed at the next open. */
export const removeJob: JobRunner = {
  async run(job) {
    await removeEither(transactOf(job.store), removePayload(job.payload), job.signal)
    return {}
  }
}

function removePayload(payload: Json): string {
  return columns({ setId: text })(payload as Row).setId
}
