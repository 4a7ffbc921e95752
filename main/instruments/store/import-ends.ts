import type { ImportRecord, SetSummary } from '@contract/instruments'
import { FabError } from '@contract/errors'
import type { Json, JsonObject } from '@contract/json'
import { addCaseFile } from '../../cases'
import type { CommandContext, JobContext } from '../../store/context'
import { columns, maybe, number, text } from '../../store/rows'
import type { Blob256, ReadSql, Row, Store } from '../../store/types'
import { DataSet, Import } from '../entities'
import { readFormats } from '../readers'
import { findImport } from './imports'

/** What the reading of one file left to say in its import record. */
export interface ReadOutcome {
  readonly format: string
  /** Null for a file kept as evidence only. */
  readonly set:
    | (Omit<SetSummary, 'importId' | 'caseId' | 'importedAt' | 'name' | 'member'> & {
        readonly codes: readonly string[]
      })
    | null
  readonly taken: ImportRecord['taken']
  readonly warnings: ImportRecord['warnings']
  readonly partial: boolean
}

const payloadShape = columns({ importId: text, path: text, name: text, bytes: number, sha256: maybe(text) })

/** What an import job was told. */
export type ImportPayload = ReturnType<typeof payloadShape>

/** Check a job's payload. */
export function importPayload(payload: Json): ImportPayload {
  return payloadShape(payload as Row)
}

/**
 * The first standing import of the same bytes, or of the same file of the same archive, if any. One that was kept as
 * evidence, of a format that is read by now, does not count: brought again, the file becomes a set. Nor does an
 * archive: what it holds is asked for file by file.
 */
export function alreadyHere(db: ReadSql, sha256: string, member = ''): { readonly id: string } | null {
  const formats = [...readFormats, 'zip']
  const found = db.get(
    `SELECT id FROM import WHERE sha256 = ? AND member = ? AND state IN ('done','partial')
       AND (setId IS NOT NULL OR format NOT IN (${formats.map(() => '?').join(', ')}))
     ORDER BY startedAt, id LIMIT 1`,
    [sha256, member, ...formats],
    columns({ id: text })
  )
  return found ?? null
}

/** Hashes of standing imports of so many bytes whose bytes lie where they should: a file may be one of them. */
export async function knownOfSize(store: Store, bytes: number): Promise<string[]> {
  const found = store.read.all(
    'SELECT sha256 FROM attachment WHERE bytes = ?',
    [bytes],
    columns({ sha256: text })
  )
  const known: string[] = []
  for (const { sha256 } of found)
    if (alreadyHere(store.read, sha256) !== null && (await lies(store, sha256))) known.push(sha256)
  return known
}

/** False for bytes that were lost: bringing the file again brings them back. */
async function lies(store: Store, sha256: string): Promise<boolean> {
  try {
    await store.attachments.path(sha256)
    return true
  } catch (error) {
    if (error instanceof FabError) return false
    throw error
  }
}

/** What an import says of itself when it ends well. */
export interface Finding extends Omit<ReadOutcome, 'set'> {
  readonly setId: string | null
  readonly alreadyId: string | null
}

/** Write the end of an import: its report, its file in the case. */
export async function finish(
  ctx: CommandContext,
  payload: ImportPayload,
  blob: Blob256,
  before: ImportRecord,
  found: Finding
): Promise<void> {
  const { importId, name } = payload
  const { caseId } = before
  const { sha256, bytes } = blob
  const { format, taken, setId } = found
  const row = {
    sha256,
    bytes,
    format,
    state: found.partial ? 'partial' : 'done',
    alreadyId: found.alreadyId,
    setId,
    finishedAt: ctx.now,
    taken: JSON.stringify(taken),
    warnings: JSON.stringify(found.warnings)
  }
  await ctx.em.update(Import, { id: importId }, row)
  if (caseId !== null) await addCaseFile(ctx, { caseId, name, sha256, bytes, format, setId, importId })
  ctx.note({
    entity: 'import',
    entityId: importId,
    subject: caseId,
    after: { name, sha256, format, ...taken }
  })
  ctx.emit('import', importId, caseId)
  ctx.emit('set', setId, caseId)
}

/** What a transaction throws to be rolled back when the bytes' standing is not what it was thought to be. */
export class Overtaken extends Error {}

/** False when the work was overtaken; nothing is written then. */
export async function unlessOvertaken(
  job: JobContext,
  work: (ctx: CommandContext) => Promise<void>
): Promise<boolean> {
  try {
    await job.command('instruments.imported', async ctx => {
      if (job.signal.aborted) throw new FabError('contract.cancelled')
      await work(ctx)
    })
    return true
  } catch (error) {
    if (error instanceof Overtaken) return false
    throw error
  }
}

/** Name a set that was read: its row for lists, its entry for search. */
export async function nameSet(
  ctx: CommandContext,
  set: NonNullable<ReadOutcome['set']>,
  source: {
    readonly name: string
    readonly sha256: string
    readonly member: string
    readonly codes?: string[]
  },
  caseId: string | null
): Promise<void> {
  const { codes, ...facts } = set
  const { name, sha256, member } = source
  await ctx.em.insert(DataSet, { ...facts, name, sha256, member, importedAt: ctx.now })
  ctx.index({
    kind: 'set',
    id: facts.id,
    title: name,
    subtitle: [facts.lot, facts.product, facts.program].filter(t => t !== '').join(' · '),
    body: facts.tester,
    codes: [name, ...(source.codes ?? []), ...codes].filter(c => c !== ''),
    subject: caseId,
    updatedAt: ctx.now
  })
}

/**
 * Commit a read file: its set, its report, its place in the case, its search entry; all or nothing.
 * False, and nothing written, when the same bytes are here already.
 */
export async function finishImport(
  job: JobContext,
  payload: ImportPayload,
  blob: Blob256,
  outcome: ReadOutcome
): Promise<boolean> {
  return unlessOvertaken(job, async ctx => {
    if (alreadyHere(ctx.sql, blob.sha256) !== null) throw new Overtaken()
    const before = findImport(ctx.sql, payload.importId)
    ctx.attach(blob)
    const { set, ...rest } = outcome
    if (set !== null)
      await nameSet(ctx, set, { name: payload.name, sha256: blob.sha256, member: '' }, before.caseId)
    await finish(ctx, payload, blob, before, { ...rest, setId: set?.id ?? null, alreadyId: null })
  })
}

/**
 * Commit a file whose bytes are here already, with what was found the first time. False, and nothing
 * written, when they are not.
 */
export async function finishAgain(job: JobContext, payload: ImportPayload, blob: Blob256): Promise<boolean> {
  if (alreadyHere(job.store.read, blob.sha256) === null) return false
  return unlessOvertaken(job, async ctx => {
    const already = alreadyHere(ctx.sql, blob.sha256)
    if (already === null) throw new Overtaken()
    const earlier = findImport(ctx.sql, already.id)
    ctx.attach(blob)
    await finish(ctx, payload, blob, findImport(ctx.sql, payload.importId), {
      format: earlier.format,
      taken: earlier.taken,
      warnings: earlier.warnings,
      partial: earlier.state === 'partial',
      setId: earlier.setId,
      alreadyId: earlier.id
    })
  })
}

/**
 * Say in the import record that nothing came of it; the set's half-written numbers are gone already, and its
 * bytes, where they are known, go now.
 */
export async function giveUpImport(
  ctx: CommandContext,
  { importId, sha256 }: Pick<ImportPayload, 'importId' | 'sha256'>,
  state: 'failed' | 'cancelled',
  fault: { readonly key: string; readonly details: JsonObject }
): Promise<void> {
  const found = findImport(ctx.sql, importId)
  if (found.state !== 'running') return
  await ctx.em.update(
    Import,
    { id: importId },
    { state, finishedAt: ctx.now, faultKey: fault.key, faultDetails: JSON.stringify(fault.details) }
  )
  if (sha256 !== null) ctx.release(sha256)
  ctx.note({
    entity: 'import',
    entityId: importId,
    subject: found.caseId,
    after: { name: found.name, state, fault: fault.key }
  })
  ctx.emit('import', importId, found.caseId)
}
