import type { ProcedureName } from '@contract/index'
import { FabError } from '@contract/errors'
import type { Json, JsonObject } from '@contract/json'
import type { RegisterListInput } from '@contract/register'
import type { CommandContext, Handlers, QueryContext } from './context'
import type { SearchFollower } from './room'
import { normalise } from './search/tokens'
import type { EntityClass, ReadSql, Row, SearchDoc, SqlParam } from './types'

/** Prefixes of the contract that are registers. */
export type RegisterName =
  | 'customers'
  | 'complaintClasses'
  | 'complaints'
  | 'products'
  | 'suppliers'
  | 'lots'
  | 'wafers'
  | 'tools'
  | 'tasks'
  | 'actions'
  | 'departments'
  | 'roles'
  | 'faultModels'

/** A record as the contract sees it. */
export type RecordValue = { readonly [field: string]: Json } & {
  readonly id: string
  readonly version: number
}

/** What one register adds to the common way of listing, adding, changing and removing. */
export interface RegisterSpec {
  readonly name: RegisterName
  /** SQL table; also the entity's name in audit, events and search. */
  readonly table: string
  readonly entity: EntityClass
  /** Own columns in the order of the contract. */
  readonly columns: readonly string[]
  /** Columns kept as JSON text. */
  readonly json?: readonly string[]
  /** Columns that `text` of a list looks into. */
  readonly text: readonly string[]
  /** `ORDER BY` when the list names none. */
  readonly order: string
  /** Columns whose value must be unique (no case); told as record.duplicate. */
  readonly unique?: readonly string[]
  /** Columns that search entries of other records show; see `SearchFollower`. */
  readonly shown?: readonly string[]
  /** Search entry; null = not searched. */
  doc?(record: RecordValue, db: ReadSql): Pick<SearchDoc, 'title' | 'subtitle' | 'body' | 'codes'> | null
  /** Case the record belongs to. */
  subject?(record: RecordValue): string | null
  /** Fill in or refuse before a record is added. */
  beforeAdd?(ctx: CommandContext, fields: JsonObject): JsonObject
  /** Fill in or refuse before a change is written. */
  beforeChange?(ctx: CommandContext, before: RecordValue, patch: JsonObject): JsonObject
  beforeRemove?(ctx: CommandContext, before: RecordValue): void
  afterRemove?(ctx: CommandContext, before: RecordValue): void
  /** After an add or a change; `before` is null for an add. */
  afterWrite?(ctx: CommandContext, before: RecordValue | null, after: RecordValue): void
}

const meta = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'] as const

function toRecord(spec: RegisterSpec, row: Row): RecordValue {
  const out: Record<string, Json> = {}
  for (const column of [...spec.columns, ...meta]) {
    const value = row[column]
    if (spec.json?.includes(column) === true && typeof value === 'string')
      out[column] = JSON.parse(value) as Json
    else if (typeof value === 'string' || typeof value === 'number' || value === null) out[column] = value
  }
  return out as RecordValue
}

function toColumns(spec: RegisterSpec, fields: JsonObject): Record<string, Json> {
  const out: Record<string, Json> = {}
  for (const [key, value] of Object.entries(fields))
    out[key] = spec.json?.includes(key) === true ? JSON.stringify(value) : value
  return out
}

/** A text column of a record; empty for anything else. */
export function wordOf(record: RecordValue, field: string): string {
  const value = record[field]
  return typeof value === 'string' ? value : ''
}

/** LIKE pattern for a fragment, with `\` as escape. */
export function likeFragment(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, c => `\\${c}`)}%`
}

/** Words of a filter box, folded as SQL's `fold` does: case, width and Latin accents do not count. */
export function foldedWords(filter: string): string[] {
  return normalise(filter)
    .split(/\s+/)
    .filter(word => word !== '')
}

function listSql(spec: RegisterSpec, input: RegisterListInput): { where: string; params: SqlParam[] } {
  const terms: string[] = []
  const params: SqlParam[] = []
  const known = new Set<string>([...spec.columns, ...meta])
  // One folded text of all columns: folding is most of the work. No word has a space in it.
  const text = `fold(${spec.text.map(c => `"${c}"`).join(" || ' ' || ")}) LIKE ? ESCAPE '\\'`
  for (const word of foldedWords(input.text)) {
    terms.push(text)
    params.push(likeFragment(word))
  }
  for (const [key, value] of Object.entries(input.where)) {
    if (!known.has(key)) throw new FabError('contract.input', { field: `where.${key}` })
    if (value === null) terms.push(`"${key}" IS NULL`)
    else if (Array.isArray(value)) {
      terms.push(value.length === 0 ? '0' : `"${key}" IN (${value.map(() => '?').join(',')})`)
      params.push(...value)
    } else {
      terms.push(`"${key}" = ?`)
      params.push(value)
    }
  }
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, params }
}

function list(
  spec: RegisterSpec,
  db: ReadSql,
  input: RegisterListInput
): { total: number; rows: RecordValue[] } {
  const { where, params } = listSql(spec, input)
  if (input.sort !== undefined && ![...spec.columns, ...meta].includes(input.sort))
    throw new FabError('contract.input', { field: 'sort' })
  const order =
    input.sort === undefined ? spec.order : `"${input.sort}" ${input.descending ? 'DESC' : 'ASC'}, id`
  const total = db.get(`SELECT count(*) AS n FROM "${spec.table}" ${where}`, params)?.['n']
  const rows = db.all(`SELECT * FROM "${spec.table}" ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, [
    ...params,
    input.limit,
    input.offset
  ])
  return { total: Number(total), rows: rows.map(row => toRecord(spec, row)) }
}

function find(spec: RegisterSpec, db: ReadSql, id: string): RecordValue {
  const row = db.get(`SELECT * FROM "${spec.table}" WHERE id = ?`, [id])
  if (row === undefined) throw new FabError('record.notFound', { entity: spec.table, id })
  return toRecord(spec, row)
}

function refuseDuplicate(
  spec: RegisterSpec,
  ctx: CommandContext,
  fields: JsonObject,
  self: string | null
): void {
  for (const column of spec.unique ?? []) {
    const value = fields[column]
    if (typeof value !== 'string' || value === '') continue
    const other = ctx.sql.get(
      `SELECT id FROM "${spec.table}" WHERE "${column}" = ? COLLATE NOCASE AND id IS NOT ?`,
      [value, self]
    )
    if (other !== undefined)
      throw new FabError('record.duplicate', {
        entity: spec.table,
        field: column,
        value,
        id: String(other['id'])
      })
  }
}

/** Writes the search entry of one record anew, with the names of others as they are now. */
export function refreshEntry(spec: RegisterSpec): SearchFollower['refresh'] {
  return (tx, id) => {
    const row = tx.sql.get(`SELECT * FROM "${spec.table}" WHERE id = ?`, [id])
    if (row === undefined) return
    const record = toRecord(spec, row)
    const doc = spec.doc?.(record, tx.sql) ?? null
    const subject = spec.subject?.(record) ?? null
    if (doc !== null)
      tx.index({ kind: spec.table, id, subject, updatedAt: wordOf(record, 'updatedAt'), ...doc })
  }
}

/** Start the work that writes what shows a record's name anew. */
export function refreshFollowers(ctx: CommandContext, entity: string, id: string, title: string): void {
  ctx.startJob({ kind: 'refreshSearch', title, payload: { entity, id } })
}

function publish(spec: RegisterSpec, ctx: CommandContext, record: RecordValue): void {
  const subject = spec.subject?.(record) ?? null
  const doc = spec.doc?.(record, ctx.sql) ?? null
  if (doc !== null) ctx.index({ kind: spec.table, id: record.id, subject, updatedAt: ctx.now, ...doc })
  ctx.emit(spec.table, record.id, subject)
}

/** Write a patch against a version; `record.conflict` carries the row as it is now. */
export async function updateVersioned(
  ctx: CommandContext,
  entity: EntityClass,
  table: string,
  at: { readonly id: string; readonly version: number },
  patch: Record<string, Json>,
  current: () => Json
): Promise<void> {
  const result = await ctx.em.update(
    entity,
    { id: at.id, version: at.version },
    { ...patch, version: at.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name }
  )
  if (result.affected === 0)
    throw new FabError('record.conflict', { entity: table, id: at.id, current: current() })
}

/** True for SQLite's refusal to remove a row that another one names. */
export function isForeignKeyError(error: unknown): boolean {
  return error instanceof Error && /FOREIGN KEY constraint failed/.test(error.message)
}

/** Adds one record, as the register's own `add` does: for rooms that make records of another room. */
export async function addRecord(
  spec: RegisterSpec,
  ctx: CommandContext,
  input: JsonObject
): Promise<RecordValue> {
  const fields = spec.beforeAdd?.(ctx, input) ?? input
  refuseDuplicate(spec, ctx, fields, null)
  const record = {
    ...fields,
    id: ctx.newId(),
    version: 1,
    createdAt: ctx.now,
    createdBy: ctx.actor.name,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name
  } as RecordValue
  try {
    await ctx.em.insert(spec.entity, toColumns(spec, record))
  } catch (error) {
    if (isForeignKeyError(error)) throw new FabError('record.notFound', { entity: spec.table, id: '' })
    throw error
  }
  ctx.note({
    entity: spec.table,
    entityId: record.id,
    subject: spec.subject?.(record) ?? null,
    after: record
  })
  spec.afterWrite?.(ctx, null, record)
  publish(spec, ctx, record)
  return record
}

async function change(
  spec: RegisterSpec,
  ctx: CommandContext,
  input: { readonly id: string; readonly version: number; readonly patch: JsonObject }
): Promise<RecordValue> {
  const before = find(spec, ctx.sql, input.id)
  if (before.version !== input.version)
    throw new FabError('record.conflict', { entity: spec.table, id: input.id, current: before })
  const patch = spec.beforeChange?.(ctx, before, input.patch) ?? input.patch
  refuseDuplicate(spec, ctx, patch, input.id)
  try {
    await updateVersioned(ctx, spec.entity, spec.table, input, toColumns(spec, patch), () => before)
  } catch (error) {
    if (isForeignKeyError(error)) throw new FabError('record.notFound', { entity: spec.table, id: '' })
    throw error
  }
  const after = find(spec, ctx.sql, input.id)
  const touched = Object.keys(patch)
  ctx.note({
    entity: spec.table,
    entityId: input.id,
    subject: spec.subject?.(after) ?? spec.subject?.(before) ?? null,
    before: pick(before, touched),
    after: pick(after, touched)
  })
  spec.afterWrite?.(ctx, before, after)
  publish(spec, ctx, after)
  const [first] = spec.shown ?? []
  if (first !== undefined && spec.shown?.some(column => before[column] !== after[column]) === true)
    refreshFollowers(ctx, spec.table, input.id, wordOf(after, first))
  return after
}

function pick(record: RecordValue, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map(key => [key, record[key] ?? null]))
}

async function remove(
  spec: RegisterSpec,
  ctx: CommandContext,
  input: { readonly id: string; readonly version: number }
): Promise<{ id: string }> {
  const before = find(spec, ctx.sql, input.id)
  if (before.version !== input.version)
    throw new FabError('record.conflict', { entity: spec.table, id: input.id, current: before })
  spec.beforeRemove?.(ctx, before)
  try {
    await ctx.em.delete(spec.entity, { id: input.id })
  } catch (error) {
    if (isForeignKeyError(error)) throw new FabError('record.inUse', { entity: spec.table, id: input.id })
    throw error
  }
  spec.afterRemove?.(ctx, before)
  const subject = spec.subject?.(before) ?? null
  ctx.note({ entity: spec.table, entityId: input.id, subject, before })
  ctx.unindex(spec.table, input.id)
  ctx.emit(spec.table, input.id, subject)
  return { id: input.id }
}

/** The names of one register's procedures. */
export type RegisterProcedureNames<N extends RegisterName> = Extract<
  ProcedureName,
  `${N}.${'list' | 'get' | 'add' | 'update' | 'remove'}`
>

/** Handlers of the five procedures of a register. */
export function registerHandlers<N extends RegisterName>(
  spec: RegisterSpec & { readonly name: N }
): Handlers<RegisterProcedureNames<N>> {
  const made = {
    [`${spec.name}.list`]: (ctx: QueryContext, input: RegisterListInput) => list(spec, ctx.db, input),
    [`${spec.name}.get`]: (ctx: QueryContext, input: { id: string }) => find(spec, ctx.db, input.id),
    [`${spec.name}.add`]: (ctx: CommandContext, input: JsonObject) => addRecord(spec, ctx, input),
    [`${spec.name}.update`]: (
      ctx: CommandContext,
      input: { id: string; version: number; patch: JsonObject }
    ) => change(spec, ctx, input),
    [`${spec.name}.remove`]: (ctx: CommandContext, input: { id: string; version: number }) =>
      remove(spec, ctx, input)
  }
  // Rows come from columns that the contract's schema checks again on the way out.
  return made as unknown as Handlers<RegisterProcedureNames<N>>
}
