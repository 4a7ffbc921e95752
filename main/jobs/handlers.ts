import { jobStates, type Job } from '@contract/jobs'
import { FabError } from '@contract/errors'
import type { Actor, Handlers } from '../store/context'
import { columns, json, maybe, number, oneOf, text } from '../store/rows'
import type { Row, SqlParam } from '../store/types'
import { isOwnJob, openKinds, seesJob } from './policy'

const read = columns({
  id: text,
  kind: text,
  title: text,
  state: oneOf(jobStates),
  done: number,
  total: maybe(number),
  unit: text,
  startedAt: maybe(text),
  finishedAt: maybe(text),
  createdAt: text,
  actor: text,
  subject: maybe(text),
  result: maybe(text),
  faultKey: maybe(text),
  faultDetails: maybe(text)
})

function jobOf(row: Row): Job {
  const { faultKey, faultDetails, ...job } = read(row)
  return {
    ...job,
    rate: null,
    secondsLeft: null,
    fault: faultKey === null ? null : { key: faultKey, details: faultDetails ?? '{}' }
  }
}

const makerOf = columns({ kind: text, actorId: maybe(text), actor: text })

/** The jobs an actor may know of, as a condition. */
function seenBy(actor: Actor): { readonly where: string; readonly params: SqlParam[] } {
  const kinds = openKinds(actor)
  if (kinds === null) return { where: '1', params: [] }
  const own = actor.id === null ? 'actorId IS NULL AND actor = ?' : 'actorId = ?'
  return {
    where: `((${own}) OR kind IN (${kinds.map(() => '?').join(',')}))`,
    params: [actor.id ?? actor.name, ...kinds]
  }
}

const notice = columns({
  id: text,
  at: text,
  kind: text,
  params: json,
  link: text,
  readAt: maybe(text)
})

function stringsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]))
}

/** Kinds that finish what is decided already; half of it would be left for ever. */
const mustEnd: ReadonlySet<string> = new Set(['removeSet', 'refreshSearch'])

/** Jobs and notices. Progress between two writes travels as events of topic `job`. */
export const jobsHandlers = {
  'jobs.list': (ctx, input) => {
    const seen = seenBy(ctx.actor)
    const active = input.active ? "AND state IN ('queued','running')" : ''
    return {
      jobs: ctx.db.all(
        `SELECT * FROM job WHERE ${seen.where} ${active} ORDER BY createdAt DESC, id DESC LIMIT ?`,
        [...seen.params, input.limit],
        jobOf
      )
    }
  },
  'jobs.get': (ctx, input) => {
    const row = ctx.db.get('SELECT * FROM job WHERE id = ?', [input.id])
    if (row === undefined || !seesJob(ctx.actor, makerOf(row)))
      throw new FabError('record.notFound', { entity: 'job', id: input.id })
    return jobOf(row)
  },
  'jobs.cancel': (ctx, input) => {
    const row = ctx.sql.get('SELECT kind, state, actorId, actor, subject, title FROM job WHERE id = ?', [
      input.id
    ])
    if (row === undefined || !seesJob(ctx.actor, makerOf(row)))
      throw new FabError('record.notFound', { entity: 'job', id: input.id })
    if (row['state'] !== 'running' && row['state'] !== 'queued')
      throw new FabError('job.notRunning', { id: input.id })
    if (mustEnd.has(String(row['kind']))) throw new FabError('job.mustEnd', { id: input.id })
    if (!isOwnJob(ctx.actor, makerOf(row)) && !ctx.actor.permissions.has('store.manage'))
      throw new FabError('contract.forbidden', { needs: 'store.manage' })
    ctx.note({
      entity: 'job',
      entityId: input.id,
      subject: maybe(text)(row['subject'], 'subject'),
      after: { kind: String(row['kind']), title: String(row['title']) }
    })
    ctx.cancelJob(input.id)
    return {}
  },
  'notices.list': (ctx, input) => {
    const unread = ctx.db.get('SELECT count(*) AS n FROM notice WHERE userId = ? AND readAt IS NULL', [
      ctx.actor.id
    ])
    return {
      unread: number(unread?.['n'], 'n'),
      notices: ctx.db
        .all(
          `SELECT * FROM notice WHERE userId = ? ${input.unreadOnly ? 'AND readAt IS NULL' : ''} ORDER BY at DESC, id DESC LIMIT 200`,
          [ctx.actor.id],
          notice
        )
        .map(row => ({ ...row, params: stringsOf(row.params) }))
    }
  },
  'notices.read': (ctx, input) => {
    const ids = input.ids
    const only = ids.length === 0 ? '' : `AND id IN (${ids.map(() => '?').join(',')})`
    ctx.sql.run(`UPDATE notice SET readAt = ? WHERE userId = ? AND readAt IS NULL ${only}`, [
      ctx.now,
      ctx.actor.id,
      ...ids
    ])
    ctx.emit('notice', ctx.actor.id)
    return {}
  }
} satisfies Partial<Handlers>
