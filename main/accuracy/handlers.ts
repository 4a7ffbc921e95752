import { rootVerdicts } from '@contract/accuracy'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import en from '@locales/en/accuracy.json'
import zh from '@locales/zh-CN/accuracy.json'
import { requireCase } from '../cases'
import type { Handlers } from '../store/context'
import { csvInSlices } from '../store/csv-slices'
import { localDay } from '../store/local-day'
import { updateVersioned } from '../store/register'
import { type SheetCell, sheetRows } from '../store/sheet'
import type { AuditRow } from '../store/types'
import { RootVerdictEntity } from './entities'
import { exportedClosings } from './store/export'
import { listClosings, ratesOf } from './store/closings'
import { caseState, closingsOf, findVerdict, verdictsOf, wordOf } from './store/verdicts'

type Entry = Output<'accuracy.history'>['entries'][number]

function entryOf(row: AuditRow): Entry {
  const removed = row.action === 'accuracy.remove'
  const said = removed ? row.before : row.after
  return {
    seq: row.seq,
    at: row.at,
    by: row.actorName,
    did: removed ? 'removed' : row.before === null ? 'set' : 'changed',
    verdict: rootVerdicts.find(known => known === wordOf(said, 'verdict')) ?? null,
    why: removed ? (row.reason ?? '') : wordOf(said, 'why')
  }
}

function* cellsOf(table: Iterable<readonly (string | null)[]>): Generator<SheetCell[]> {
  for (const line of table) yield line.map(value => ({ value }))
}

/** Whether root causes held. */
export const accuracyHandlers = {
  'accuracy.get': (ctx, input) => {
    const now = caseState(ctx.db, input.caseId)
    const closings = closingsOf(ctx.db, input.caseId)
    const verdicts = new Map(verdictsOf(ctx.db, input.caseId).map(one => [one.closedAt, one]))
    return {
      closings: closings.map(closedAt => ({ closedAt, verdict: verdicts.get(closedAt) ?? null })),
      reopened: closings.length > 0 && now.state !== 'closed',
      rootCause: now.rootCause
    }
  },
  'accuracy.set': async (ctx, input) => {
    const { caseId, closedAt, version, ...judged } = input
    requireCase(ctx.sql, caseId)
    if (!closingsOf(ctx.sql, caseId).includes(closedAt)) throw new FabError('accuracy.notClosed')
    if (judged.observedFrom !== null && judged.observedTo !== null && judged.observedFrom > judged.observedTo)
      throw new FabError('accuracy.days', { from: judged.observedFrom, to: judged.observedTo })
    const before = verdictsOf(ctx.sql, caseId).find(one => one.closedAt === closedAt)
    const conflict = (): FabError =>
      new FabError('record.conflict', {
        entity: 'rootVerdict',
        id: before?.id ?? '',
        current: before === undefined ? null : { ...before }
      })
    if ((before === undefined) !== (version === null)) throw conflict()
    const id = before?.id ?? ctx.newId()
    if (before === undefined || version === null)
      await ctx.em.insert(RootVerdictEntity, {
        id,
        version: 1,
        createdAt: ctx.now,
        createdBy: ctx.actor.name,
        updatedAt: ctx.now,
        updatedBy: ctx.actor.name,
        caseId,
        closedAt,
        ...judged
      })
    else
      await updateVersioned(ctx, RootVerdictEntity, 'rootVerdict', { id, version }, judged, () => ({
        ...before
      }))
    ctx.note({
      entity: 'rootVerdict',
      entityId: id,
      subject: caseId,
      ...(before === undefined ? {} : { before: said(before) }),
      after: said({ closedAt, ...judged })
    })
    ctx.emit('accuracy', id, caseId)
    return findVerdict(ctx.sql, id)
  },
  'accuracy.remove': async (ctx, input) => {
    const before = findVerdict(ctx.sql, input.id)
    const gone = await ctx.em.delete(RootVerdictEntity, { id: input.id, version: input.version })
    if (gone.affected === 0)
      throw new FabError('record.conflict', { entity: 'rootVerdict', id: input.id, current: { ...before } })
    ctx.note({
      entity: 'rootVerdict',
      entityId: input.id,
      subject: before.caseId,
      reason: input.reason,
      before: said(before)
    })
    ctx.emit('accuracy', input.id, before.caseId)
    return { id: input.id }
  },
  'accuracy.history': (ctx, input) => {
    requireCase(ctx.db, input.caseId)
    const page = ctx.store.audit.query({ subject: input.caseId, entity: 'rootVerdict', limit: 200 })
    return { entries: page.rows.map(entryOf) }
  },
  'accuracy.rates': (ctx, input) => ({
    ...ratesOf(ctx.db, input),
    asOf: ctx.clock.now().toISOString()
  }),
  'accuracy.cases': (ctx, input) => listClosings(ctx.db, input, input),
  'accuracy.export': async (ctx, input) => {
    const { rows } = listClosings(ctx.db, input, { offset: 0, limit: -1 })
    const table = exportedClosings(rows, input.language === 'en' ? en : zh)
    const name = `root-causes-${localDay(ctx.clock.now())}`
    if (input.format === 'csv')
      return { name: `${name}.csv`, mime: 'text/csv', bytes: await csvInSlices(table) }
    const bytes = await ctx.inWorker('sheet', { name: 'root causes', rows: await sheetRows(cellsOf(table)) })
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
    return {
      name: `${name}.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes
    }
  }
} satisfies Partial<Handlers>

/** What the trail keeps of a verdict. */
function said(verdict: {
  readonly closedAt: string
  readonly method: string
  readonly root: string
  readonly diagramId: string | null
  readonly nodeId: string | null
  readonly verdict: string
  readonly basis: string
  readonly observedFrom: string | null
  readonly observedTo: string | null
  readonly why: string
}) {
  const { closedAt, method, root, diagramId, nodeId, basis, observedFrom, observedTo, why } = verdict
  return {
    verdict: verdict.verdict,
    method,
    root,
    basis,
    observedFrom,
    observedTo,
    why,
    closedAt,
    diagramId,
    nodeId
  }
}
