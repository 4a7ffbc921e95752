import { contract, isProcedureName, type ProcedureName } from '@contract/index'
import { FabError } from '@contract/errors'
import type { Procedure } from '@contract/define'
import type { CoreEvent } from '@contract/wire'
import type { Actor, CommandContext, Note, PreparedCommand, QueryContext } from '../store/context'
import { newId } from '../store/ids'
import type { Store, WriteTx } from '../store/types'
import { inputFault } from './faults'
import { log } from './log'
import { handlers, objections, type CoreProcedure } from './registry'

/** What dispatch needs of the core around it. */
export interface DispatchTools {
  readonly store: Store
  readonly queryContext: (actor: Actor, signal?: AbortSignal) => QueryContext
  /** True while the store has no user. */
  readonly needsSetup: () => boolean
  readonly publish: (events: readonly CoreEvent[]) => void
  readonly runJob: (id: string) => void
  readonly cancelJob: (id: string) => void
  /** A staged file was used: records name its bytes now. */
  readonly stageUsed: (id: string) => void
}

/** Whether the actor may; throws the fault that says why not. */
function checkAllowed(actor: Actor, name: ProcedureName, needsSetup: () => boolean): void {
  const allow = contract[name].allow
  if (allow === 'anyone') return
  if (allow === 'setup') {
    if (!needsSetup()) throw new FabError('contract.setupOnly', {})
    if (!actor.local) throw new FabError('contract.localOnly', {})
    return
  }
  if (allow === 'local') {
    if (!actor.local) throw new FabError('contract.localOnly', {})
    return
  }
  if (!actor.known) throw new FabError('contract.signIn', {})
  if (actor.locked && name !== 'session.unlock' && name !== 'session.signOut' && name !== 'session.me')
    throw new FabError('contract.locked', {})
  if (allow !== 'signedIn' && !actor.permissions.has(allow))
    throw new FabError('contract.forbidden', { needs: allow })
}

/** What a command collects while it runs, to be done once it is committed. */
interface Aftermath {
  readonly events: CoreEvent[]
  readonly jobs: string[]
  readonly cancels: string[]
  readonly stages: string[]
  readonly released: string[]
  failure: FabError | null
  notes: number
}

/** The tools of one command over one transaction. */
function commandContext(
  tools: DispatchTools,
  actor: Actor,
  tx: WriteTx,
  action: string,
  after: Aftermath
): CommandContext {
  const base = tools.queryContext(actor)
  const now = base.clock.now().toISOString()
  const entry = (note: Note) => ({
    actorId: (note.actor ?? actor).id,
    actorName: (note.actor ?? actor).name,
    station: actor.station,
    action: note.action ?? action,
    entity: note.entity,
    entityId: note.entityId,
    subject: note.subject ?? null,
    ...(note.reason === undefined ? {} : { reason: note.reason }),
    ...(note.before === undefined ? {} : { before: note.before }),
    ...(note.after === undefined ? {} : { after: note.after })
  })
  return {
    ...base,
    now,
    em: tx.em,
    sql: tx.sql,
    note: note => {
      after.notes++
      tx.audit(entry(note))
    },
    index: doc => {
      tx.index(doc)
    },
    unindex: (kind, id) => {
      tx.unindex(kind, id)
    },
    attach: blob => {
      tx.attach(blob)
    },
    release: sha256 => {
      after.released.push(sha256)
    },
    tookAway: gone => {
      for (const object of objections) object(tx.sql, gone)
    },
    stage: id => {
      const stage = base.stage(id)
      after.stages.push(id)
      return stage
    },
    emit: (topic, id, subject = null, data) => {
      after.events.push({ topic, id, subject, ...(data === undefined ? {} : { data }) })
    },
    startJob: order => {
      const id = newId(base.clock)
      tx.sql.run(
        `INSERT INTO job (id, kind, title, state, done, unit, createdAt, actorId, actor, station, subject, payload)
         VALUES (?, ?, ?, 'queued', 0, '', ?, ?, ?, ?, ?, ?)`,
        [
          id,
          order.kind,
          order.title,
          now,
          actor.id,
          actor.name,
          actor.station,
          order.subject ?? null,
          JSON.stringify(order.payload)
        ]
      )
      after.jobs.push(id)
      after.events.push({
        topic: 'job',
        id,
        subject: order.subject ?? null,
        data: { state: 'queued', kind: order.kind, actorId: actor.id }
      })
      return id
    },
    cancelJob: id => {
      after.cancels.push(id)
    },
    notify: (userId, kind, params, link) => {
      const known = tx.sql.get('SELECT 1 AS one FROM user WHERE id = ?', [userId])
      if (known === undefined) return
      tx.sql.run('INSERT INTO notice (id, userId, at, kind, params, link) VALUES (?, ?, ?, ?, ?, ?)', [
        newId(base.clock),
        userId,
        now,
        kind,
        JSON.stringify(params),
        link
      ])
      after.events.push({ topic: 'notice', id: userId, subject: null, data: { kind, link, ...params } })
    },
    failAfterCommit: error => {
      after.failure = error
    },
    newId: () => newId(base.clock)
  }
}

/** Run work as one audited command, then publish, start and cancel what it asked for. */
export async function inCommand<T>(
  tools: DispatchTools,
  actor: Actor,
  action: string,
  quiet: boolean,
  work: (ctx: CommandContext) => Promise<T>
): Promise<T> {
  const after: Aftermath = {
    events: [],
    jobs: [],
    cancels: [],
    stages: [],
    released: [],
    failure: null,
    notes: 0
  }
  const result = await tools.store.write(async tx => {
    const ctx = commandContext(tools, actor, tx, action, after)
    const answer = await work(ctx)
    if (after.notes === 0 && !quiet) ctx.note({ entity: action.split('.')[0] ?? action, entityId: '' })
    return answer
  })
  tools.publish(after.events)
  for (const id of after.stages) tools.stageUsed(id)
  for (const sha256 of after.released)
    // What cannot go now goes with the next collection.
    tools.store.attachments.release(sha256).catch((error: unknown) => {
      log.error('release', error)
    })
  for (const id of after.cancels) tools.cancelJob(id)
  for (const id of after.jobs) tools.runJob(id)
  if (after.failure !== null) throw after.failure
  return result
}

// The map ties each name to its own handler; by the time a name is a runtime string that tie is
// lost, and the zod schemas on both sides of the call hold it instead.
type AnyQuery = (ctx: QueryContext, input: unknown) => unknown
type AnyCommand = ((ctx: CommandContext, input: unknown) => unknown) | PreparedCommand<ProcedureName, unknown>

async function runCommand(
  tools: DispatchTools,
  actor: Actor,
  name: CoreProcedure,
  handler: AnyCommand,
  input: unknown
): Promise<unknown> {
  const quiet = contract[name].quiet === true
  if (typeof handler === 'function')
    return inCommand(tools, actor, name, quiet, async ctx => handler(ctx, input))
  const ready = await handler.prepare(tools.queryContext(actor), input as never)
  return inCommand(tools, actor, name, quiet, async ctx => handler.run(ctx, input as never, ready))
}

/**
 * The one way into an open store: known name, parsed input, permission; a query on the read-only
 * connection, a command in one audited transaction; the output checked against the contract.
 * @param signal aborts when nobody waits for the answer any more; a command runs to its end all the same
 */
export async function dispatch(
  tools: DispatchTools,
  actor: Actor,
  name: string,
  input: unknown,
  signal?: AbortSignal
): Promise<unknown> {
  if (!isProcedureName(name) || name.startsWith('stores.'))
    throw new FabError('contract.unknown', { name: name.slice(0, 100) })
  const core = name as CoreProcedure
  // As one of many: the compiler would otherwise try every procedure's type in turn.
  const procedure: Procedure = contract[core]
  checkAllowed(actor, core, tools.needsSetup)
  const parsed = procedure.input.safeParse(input)
  if (!parsed.success) throw inputFault(parsed.error)
  const answer =
    procedure.kind === 'query'
      ? await (handlers[core] as AnyQuery)(tools.queryContext(actor, signal), parsed.data)
      : await runCommand(tools, actor, core, handlers[core] as AnyCommand, parsed.data)
  return procedure.output.parse(answer)
}
