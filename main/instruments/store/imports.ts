import { importRecord, importStates, type ImportRecord, type SetSummary } from '@contract/instruments'
import { FabError } from '@contract/errors'
import { removeImportFiles, requireCase } from '../../cases'
import type { CommandContext, Handlers, Stage } from '../../store/context'
import { foldedWords, likeFragment } from '../../store/register'
import { columns, json, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql, Row, SqlParam } from '../../store/types'
import { DataSet, Import } from '../entities'

const rowOf = columns({
  id: text,
  batchId: text,
  jobId: text,
  caseId: maybe(text),
  name: text,
  bytes: number,
  sha256: text,
  format: text,
  state: oneOf(importStates),
  alreadyId: maybe(text),
  setId: maybe(text),
  startedAt: text,
  finishedAt: maybe(text),
  by: text,
  taken: json,
  warnings: json,
  faultKey: maybe(text),
  faultDetails: maybe(text),
  member: text,
  parentId: maybe(text)
})

function recordOf(row: Row): ImportRecord {
  const { faultKey, faultDetails, ...rest } = rowOf(row)
  const fault = faultKey === null ? null : { key: faultKey, details: faultDetails ?? '{}' }
  return importRecord.parse({ ...rest, fault })
}

const nothingTaken = { records: 0, parts: 0, tests: 0, wafers: 0, defects: 0 }

/** One import by id; FabError record.notFound. */
export function findImport(db: ReadSql, id: string): ImportRecord {
  const found = db.get('SELECT * FROM import WHERE id = ?', [id], recordOf)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'import', id })
  return found
}

async function begin(
  ctx: CommandContext,
  batchId: string,
  caseId: string | null,
  stage: Stage
): Promise<ImportRecord> {
  const id = ctx.newId()
  const jobId = ctx.startJob({
    kind: 'import',
    title: stage.name,
    subject: caseId,
    payload: { importId: id, path: stage.path, name: stage.name, bytes: stage.bytes, sha256: stage.sha256 }
  })
  const row = {
    id,
    batchId,
    jobId,
    caseId,
    name: stage.name,
    bytes: stage.bytes,
    sha256: stage.sha256 ?? '',
    format: '',
    state: 'running',
    alreadyId: null,
    setId: null,
    startedAt: ctx.now,
    finishedAt: null,
    by: ctx.actor.name,
    taken: JSON.stringify(nothingTaken),
    warnings: '[]',
    faultKey: null,
    faultDetails: null,
    member: '',
    parentId: null
  }
  await ctx.em.insert(Import, row)
  ctx.note({
    entity: 'import',
    entityId: id,
    subject: caseId,
    after: { name: stage.name, bytes: stage.bytes, caseId }
  })
  ctx.emit('import', id, caseId)
  return findImport(ctx.sql, id)
}

function whereImports(input: { caseId?: string | null | undefined; batchId?: string | undefined }): {
  where: string
  params: SqlParam[]
} {
  const terms: string[] = []
  const params: SqlParam[] = []
  if (input.caseId !== undefined) {
    terms.push('caseId IS ?')
    params.push(input.caseId)
  }
  if (input.batchId !== undefined) {
    terms.push('batchId = ?')
    params.push(input.batchId)
  }
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, params }
}

/** True while an import that is not undone still names the set. */
function setInUse(db: ReadSql, setId: string): boolean {
  return (
    db.get("SELECT 1 AS one FROM import WHERE setId = ? AND state IN ('done','partial') LIMIT 1", [setId]) !==
    undefined
  )
}

/** Take an import back, and with an archive those of its files that still stand. */
async function undo(ctx: CommandContext, importId: string, reason: string): Promise<ImportRecord> {
  const found = findImport(ctx.sql, importId)
  if (found.state === 'undone') throw new FabError('record.conflict', { entity: 'import', id: importId })
  if (found.state === 'running') throw new FabError('instruments.running', { name: found.name })
  const members = ctx.sql.all(
    "SELECT * FROM import WHERE parentId = ? AND state <> 'undone' ORDER BY id",
    [importId],
    recordOf
  )
  for (const one of [...members, found]) await takeBack(ctx, one, reason)
  return findImport(ctx.sql, importId)
}

async function takeBack(ctx: CommandContext, found: ImportRecord, reason: string): Promise<void> {
  await removeImportFiles(ctx, found.id, reason)
  await ctx.em.update(Import, { id: found.id }, { state: 'undone', setId: null })
  if (found.sha256 !== '') ctx.release(found.sha256)
  if (found.setId !== null && !setInUse(ctx.sql, found.setId)) {
    const lot = ctx.sql.get('SELECT lot FROM data_set WHERE id = ?', [found.setId])?.['lot']
    await ctx.em.delete(DataSet, { id: found.setId })
    if (typeof lot === 'string') ctx.tookAway({ kind: 'lots', lots: lot.split(', ') })
    ctx.unindex('set', found.setId)
    ctx.startJob({
      kind: 'removeSet',
      title: found.name,
      subject: found.caseId,
      payload: { setId: found.setId }
    })
  }
  ctx.note({
    entity: 'import',
    entityId: found.id,
    subject: found.caseId,
    reason,
    before: { name: found.name, sha256: found.sha256, setId: found.setId, state: found.state }
  })
  ctx.emit('import', found.id, found.caseId)
}

const setRow = columns({
  id: text,
  sha256: text,
  name: text,
  format: text,
  lot: text,
  product: text,
  program: text,
  tester: text,
  startedAt: maybe(text),
  parts: number,
  good: number,
  tests: number,
  wafers: number,
  kind: oneOf(['measurements', 'defects']),
  defects: number,
  importedAt: text,
  member: text,
  importId: text,
  caseId: maybe(text)
})

/** A set of the store as lists show it. */
function summaryOf(row: Row): SetSummary & { readonly sha256: string } {
  return setRow(row)
}

/** Sets with the newest standing import that brought them. */
const setsSql = `SELECT s.*, i.id AS importId, i.caseId
  FROM data_set s JOIN import i ON i.id = (
    SELECT j.id FROM import j WHERE j.setId = s.id AND j.state IN ('done','partial') ORDER BY j.startedAt DESC, j.id DESC LIMIT 1)`

/** One set by id; FabError record.notFound. */
export function findSet(db: ReadSql, id: string): SetSummary & { readonly sha256: string } {
  const found = db.get(`${setsSql} WHERE s.id = ?`, [id], summaryOf)
  if (found === undefined) throw new FabError('record.notFound', { entity: 'set', id })
  return found
}

/** Sets by id, in the order asked for, each once; FabError record.notFound for the first that is not there. */
export function findSets(
  db: ReadSql,
  ids: readonly string[]
): readonly (SetSummary & { readonly sha256: string })[] {
  return [...new Set(ids)].map(id => findSet(db, id))
}

/** Ids of all sets of measurements that an import brought, the newest first. */
export function newestSets(db: ReadSql): readonly string[] {
  return db
    .all(`${setsSql} WHERE s.kind = 'measurements' ORDER BY s.importedAt DESC, s.id DESC`, [], summaryOf)
    .map(set => set.id)
}

/** Those of the sets that hold defects, not measurements: they are looked at on a screen of their own. */
export function defectSetsAmong(db: ReadSql, ids: readonly string[]): ReadonlySet<string> {
  const sql = "SELECT id FROM data_set WHERE kind = 'defects' AND id IN (SELECT value FROM json_each(?))"
  return new Set(db.all(sql, [JSON.stringify(ids)]).map(row => text(row['id'], 'id')))
}

/** Sets of measurements of any of these lots, whatever the case and signs of their numbers; oldest first. */
export function setsOfLots(
  db: ReadSql,
  lots: readonly string[]
): readonly (SetSummary & { readonly sha256: string })[] {
  const plain = (lot: string) => lot.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const wanted = new Set(lots.map(plain).filter(lot => lot !== ''))
  return db
    .all(`${setsSql} WHERE s.kind = 'measurements' AND s.lot <> '' ORDER BY s.startedAt, s.id`, [], summaryOf)
    .filter(set => wanted.has(plain(set.lot)))
}

/** Importing, the list of imports and sets, and taking an import back. */
export const importHandlers = {
  'instruments.import': async (ctx, input) => {
    if (input.caseId !== null) requireCase(ctx.sql, input.caseId)
    const stages = input.stageIds.map(stageId => ctx.stage(stageId))
    const batchId = ctx.newId()
    const imports: ImportRecord[] = []
    for (const stage of stages) imports.push(await begin(ctx, batchId, input.caseId, stage))
    return { batchId, imports }
  },
  'instruments.imports': (ctx, input) => {
    const { where, params } = whereImports(input)
    return {
      total: number(ctx.db.get(`SELECT count(*) AS n FROM import ${where}`, params)?.['n'], 'n'),
      rows: ctx.db.all(
        // Files of an archive follow it.
        `SELECT * FROM import ${where}
         ORDER BY startedAt DESC, coalesce(parentId, id) DESC, parentId IS NOT NULL, id LIMIT ? OFFSET ?`,
        [...params, input.limit, input.offset],
        recordOf
      )
    }
  },
  'instruments.undo': (ctx, input) => undo(ctx, input.importId, input.reason),
  'instruments.sets': (ctx, input) => {
    const terms: string[] = []
    const params: SqlParam[] = []
    if (input.caseId !== undefined) {
      terms.push(
        "s.id IN (SELECT setId FROM import WHERE caseId IS ? AND state IN ('done','partial') AND setId IS NOT NULL)"
      )
      params.push(input.caseId)
    }
    if (input.kind !== undefined) {
      terms.push('s.kind = ?')
      params.push(input.kind)
    }
    for (const word of foldedWords(input.text)) {
      terms.push("fold(s.name || ' ' || s.lot || ' ' || s.product || ' ' || s.program) LIKE ? ESCAPE '\\'")
      params.push(likeFragment(word))
    }
    const where = terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`
    return {
      total: number(ctx.db.get(`SELECT count(*) AS n FROM (${setsSql} ${where})`, params)?.['n'], 'n'),
      rows: ctx.db.all(
        `${setsSql} ${where} ORDER BY s.importedAt DESC, s.id DESC LIMIT ? OFFSET ?`,
        [...params, input.limit, input.offset],
        summaryOf
      )
    }
  },
  'attachments.open': (ctx, input) => {
    const blob = ctx.store.attachments.find(input.sha256)
    if (blob === undefined) throw new FabError('record.notFound', { entity: 'file', id: input.sha256 })
    const name = ctx.db.get(
      "SELECT name FROM case_file WHERE sha256 = :hash UNION ALL SELECT name FROM import WHERE sha256 = :hash AND member = '' LIMIT 1",
      { hash: input.sha256 }
    )
    const file = {
      sha256: blob.sha256,
      bytes: blob.bytes,
      name: String(name?.['name'] ?? `${blob.sha256}.bin`)
    }
    return { ticket: ctx.ticket(file), name: file.name, bytes: file.bytes }
  }
} satisfies Partial<Handlers>
