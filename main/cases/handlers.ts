import type { CaseRecord } from '@contract/cases'
import { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import type { CommandContext, Handlers, QueryContext } from '../store/context'
import { nextNumber } from '../store/numbering'
import { isForeignKeyError, updateVersioned } from '../store/register'
import { number } from '../store/rows'
import type { ReadSql } from '../store/types'
import { Case } from './entities'
import { commentHandlers } from './store/comments'
import { exportCases } from './store/exports'
import { fileHandlers } from './store/files'
import { ledgerOf } from './store/ledger-feed'
import { missingOf, type CaseFacts } from './missing'
import { endStates, needsReason, nextStates } from './policy'
import { caseNames, findCase } from './store/rows'
import { indexCase, namesOf, refreshMentions } from './store/entries'
import { timelineEntry } from './timeline'

function factsOf(db: ReadSql, record: CaseRecord): CaseFacts {
  const count = (sql: string) => number(db.get(sql, [record.id])?.['n'], 'n')
  const ofKind = (kind: string) =>
    count(`SELECT count(*) AS n FROM action WHERE caseId = ? AND kind = '${kind}' AND state <> 'cancelled'`)
  return {
    ...record,
    complaints: count('SELECT count(*) AS n FROM complaint WHERE caseId = ?'),
    actions: {
      correction: ofKind('correction'),
      containment: ofKind('containment'),
      corrective: ofKind('corrective'),
      preventive: ofKind('preventive')
    },
    openActions: count(
      "SELECT count(*) AS n FROM action WHERE caseId = ? AND state IN ('planned','doing','ineffective')"
    ),
    openTasks: count("SELECT count(*) AS n FROM task WHERE caseId = ? AND state IN ('open','doing')")
  }
}

/** What a person says of a case; the rest is the store's. */
type CaseFields = Omit<
  CaseRecord,
  | 'id'
  | 'version'
  | 'number'
  | 'state'
  | 'stateReason'
  | 'openedAt'
  | 'closedAt'
  | `${'created' | 'updated'}${'At' | 'By'}`
>

/** Whoever may write takes a case that nobody has; giving it to others, or from them, is another right. */
function requireAssign(ctx: CommandContext, before: string | null, after: string | null): void {
  if (before === after || ctx.actor.permissions.has('cases.assign')) return
  if (before === null && after === ctx.actor.id) return
  throw new FabError('contract.forbidden', { needs: 'cases.assign' })
}

async function add(ctx: CommandContext, input: CaseFields): Promise<CaseRecord> {
  requireAssign(ctx, null, input.ownerId)
  const record: CaseRecord = {
    ...input,
    id: ctx.newId(),
    version: 1,
    number: nextNumber(ctx, 'FC'),
    state: 'received',
    stateReason: '',
    openedAt: ctx.now,
    closedAt: null,
    createdAt: ctx.now,
    createdBy: ctx.actor.name,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name
  }
  await refuseUnknownNames(() => ctx.em.insert(Case, { ...record, teamIds: JSON.stringify(record.teamIds) }))
  ctx.note({ entity: 'case', entityId: record.id, subject: record.id, after: record })
  tellOwner(ctx, null, record)
  indexCase(ctx, record)
  ctx.emit('case', record.id, record.id)
  return record
}

async function refuseUnknownNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isForeignKeyError(error)) throw new FabError('record.notFound', { entity: 'case', id: '' })
    throw error
  }
}

function tellOwner(ctx: CommandContext, before: CaseRecord | null, after: CaseRecord): void {
  if (after.ownerId === null || after.ownerId === before?.ownerId || after.ownerId === ctx.actor.id) return
  ctx.notify(
    after.ownerId,
    'caseAssigned',
    { number: after.number, title: after.title, by: ctx.actor.name },
    `/cases/${after.id}`
  )
}

async function change(
  ctx: CommandContext,
  given: { readonly id: string; readonly version: number },
  patch: { readonly [key: string]: Json },
  reason?: string
): Promise<CaseRecord> {
  const before = findCase(ctx.sql, given.id)
  // A case may be named by its number; what is written names it by id.
  const at = { id: before.id, version: given.version }
  const conflict = () => ({ ...findCase(ctx.sql, at.id) })
  if (before.version !== at.version)
    throw new FabError('record.conflict', { entity: 'case', id: at.id, current: conflict() })
  if ('ownerId' in patch)
    requireAssign(ctx, before.ownerId, typeof patch['ownerId'] === 'string' ? patch['ownerId'] : null)
  const columns = Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, key === 'teamIds' ? JSON.stringify(value) : value])
  )
  await refuseUnknownNames(() => updateVersioned(ctx, Case, 'case', at, columns, conflict))
  const after = findCase(ctx.sql, at.id)
  const touched = Object.keys(patch)
  const side = (record: CaseRecord) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => touched.includes(key))) as Record<
      string,
      Json
    >
  ctx.note({
    entity: 'case',
    entityId: at.id,
    subject: at.id,
    before: side(before),
    after: side(after),
    ...(reason === undefined || reason === '' ? {} : { reason })
  })
  tellOwner(ctx, before, after)
  indexCase(ctx, after)
  if (after.title !== before.title) refreshMentions(ctx, after)
  ctx.emit('case', at.id, at.id)
  return after
}

/** Cases with their discussion, timeline and files. */
export const casesHandlers = {
  'cases.list': async (ctx, input) => {
    const ledger = await ledgerOf(ctx.store)
    return ledger.page(input.filter, { by: input.sort, descending: input.descending }, input, ctx.actor.id)
  },
  'cases.count': async (ctx, input) => {
    const ledger = await ledgerOf(ctx.store)
    return { counts: input.filters.map(filter => ledger.count(filter, ctx.actor.id)) }
  },
  'cases.export': exportCases,
  'cases.get': (ctx: QueryContext, input) => {
    const record = findCase(ctx.db, input.id)
    return {
      case: record,
      names: namesOf(ctx.db, record),
      missing: missingOf(factsOf(ctx.db, record)),
      next: nextStates(record.state, ctx.actor.permissions)
    }
  },
  'cases.names': (ctx, input) => ({ names: caseNames(ctx.db, input.ids) }),
  'cases.add': (ctx, input) => add(ctx, input),
  'cases.update': (ctx, input) => change(ctx, input, input.patch),
  'cases.setState': (ctx, input) => {
    const before = findCase(ctx.sql, input.id)
    if (
      before.version === input.version &&
      !nextStates(before.state, ctx.actor.permissions).includes(input.state)
    )
      throw new FabError('cases.state', { from: before.state, to: input.state })
    if (needsReason(input.state) && input.reason === '')
      throw new FabError('cases.reason', { to: input.state })
    return change(
      ctx,
      input,
      {
        state: input.state,
        stateReason: input.reason,
        closedAt: endStates.has(input.state) ? ctx.now : null
      },
      input.reason
    )
  },
  'cases.timeline': (ctx, input) => {
    const page = ctx.store.audit.query({
      subject: findCase(ctx.db, input.id).id,
      limit: input.limit,
      ...(input.before === undefined ? {} : { before: input.before })
    })
    return { entries: page.rows.map(timelineEntry), more: page.next !== null }
  },
  ...commentHandlers,
  ...fileHandlers
} satisfies Partial<Handlers>
