import { basename } from 'node:path/posix'
import { FabError, type Fault } from '@contract/errors'
import type { ImportRecord } from '@contract/instruments'
import { newId } from '../../store'
import type { CommandContext, JobContext } from '../../store/context'
import type { Blob256 } from '../../store/types'
import { Import } from '../entities'
import type { ImportResult } from '../import-worker'
import type { MemberListing } from '../members'
import {
  alreadyHere,
  finish,
  nameSet,
  Overtaken,
  unlessOvertaken,
  type ImportPayload,
  type ReadOutcome
} from './import-ends'
import { findImport } from './imports'

/** What reading one file of an archive came to. */
type MemberEnd = { readonly outcome: ReadOutcome } | { readonly fault: Fault }

/** How one file of an archive is read into a set of that id. */
export type ReadMember = (member: MemberListing, setId: string) => Promise<ReadOutcome>

/** A name for lists: the path inside the archive, its parts told apart by no character a file name may not have. */
function shownName(member: string): string {
  return member.split('/').join(' › ')
}

/**
 * Read the files of an archive one by one and commit them all with the archive: a report line and a set each, all
 * or nothing. A file that cannot be read says so in its own line; one that is here already is not read again.
 * @param written told of every set begun, so that those nobody comes to name can be removed
 */
export async function importMembers(
  job: JobContext,
  payload: ImportPayload,
  blob: Blob256,
  archive: Pick<ImportResult, 'members'> & { readonly outcome: ReadOutcome },
  read: ReadMember,
  written: (setId: string) => void
): Promise<void> {
  const members = archive.members ?? []
  const ends = new Map<number, MemberEnd>()
  for (;;) {
    for (const member of members) {
      if (ends.has(member.index) || alreadyHere(job.store.read, blob.sha256, member.name) !== null) continue
      const setId = newId(job.clock)
      written(setId)
      ends.set(member.index, await readOne(job, member, setId, read))
    }
    // What was here may have been taken back meanwhile: it is read then.
    if (await commit(job, payload, blob, archive.outcome, members, ends)) return
  }
}

async function readOne(
  job: JobContext,
  member: MemberListing,
  setId: string,
  read: ReadMember
): Promise<MemberEnd> {
  try {
    return { outcome: await read(member, setId) }
  } catch (error) {
    // Trouble with the store is trouble for all; what the bytes earn is that file's alone.
    const own = error instanceof FabError && error.fault.key.startsWith('file.')
    if (job.signal.aborted || !own) throw error
    return { fault: error.fault }
  }
}

function commit(
  job: JobContext,
  payload: ImportPayload,
  blob: Blob256,
  archive: ReadOutcome,
  members: readonly MemberListing[],
  ends: ReadonlyMap<number, MemberEnd>
): Promise<boolean> {
  return unlessOvertaken(job, async ctx => {
    const parent = findImport(ctx.sql, payload.importId)
    ctx.attach(blob)
    const taken = { ...archive.taken }
    let isPartial = archive.partial
    for (const member of members) {
      const child = await addMember(ctx, parent, blob, member, ends.get(member.index))
      for (const key of Object.keys(taken) as (keyof typeof taken)[]) taken[key] += child.taken[key]
      isPartial ||= child.state !== 'done'
    }
    const before = ctx.sql.get(
      `SELECT id FROM import WHERE sha256 = ? AND member = '' AND state IN ('done','partial') ORDER BY startedAt, id LIMIT 1`,
      [blob.sha256]
    )
    await finish(ctx, payload, blob, parent, {
      ...archive,
      taken,
      partial: isPartial,
      setId: null,
      alreadyId: before === undefined ? null : String(before['id'])
    })
  })
}

/** The report line of one file, and its set. */
async function addMember(
  ctx: CommandContext,
  parent: ImportRecord,
  blob: Blob256,
  member: MemberListing,
  end: MemberEnd | undefined
): Promise<{ readonly taken: ImportRecord['taken']; readonly state: string }> {
  const { caseId } = parent
  const here = alreadyHere(ctx.sql, blob.sha256, member.name)
  if (here === null && end === undefined) throw new Overtaken()
  const earlier = here === null ? null : findImport(ctx.sql, here.id)
  const name = shownName(member.name)
  const found = earlier ?? (end !== undefined && 'outcome' in end ? end.outcome : null)
  const fault = found === null && end !== undefined && 'fault' in end ? end.fault : null
  if (earlier === null && end !== undefined && 'outcome' in end && end.outcome.set !== null)
    await nameSet(
      ctx,
      end.outcome.set,
      { name, sha256: blob.sha256, member: member.name, codes: [basename(member.name), parent.name] },
      caseId
    )
  const setId =
    earlier?.setId ?? (end !== undefined && 'outcome' in end ? (end.outcome.set?.id ?? null) : null)
  const isPartial =
    earlier === null ? found !== null && 'partial' in found && found.partial : earlier.state === 'partial'
  const taken = found?.taken ?? { records: 0, parts: 0, tests: 0, wafers: 0, defects: 0 }
  const state = fault !== null ? 'failed' : isPartial ? 'partial' : 'done'
  const id = ctx.newId()
  await ctx.em.insert(Import, {
    id,
    batchId: parent.batchId,
    jobId: parent.jobId,
    caseId,
    name,
    bytes: member.bytes,
    sha256: blob.sha256,
    format: found?.format ?? member.format,
    state,
    alreadyId: earlier?.id ?? null,
    setId,
    startedAt: parent.startedAt,
    finishedAt: ctx.now,
    by: parent.by,
    taken: JSON.stringify(taken),
    warnings: JSON.stringify(found?.warnings ?? []),
    faultKey: fault?.key ?? null,
    faultDetails: fault === null ? null : JSON.stringify(fault.details),
    member: member.name,
    parentId: parent.id
  })
  ctx.note({
    entity: 'import',
    entityId: id,
    subject: caseId,
    after: { name, sha256: blob.sha256, member: member.name, state, ...taken }
  })
  ctx.emit('import', id, caseId)
  ctx.emit('set', setId, caseId)
  return { taken, state }
}
