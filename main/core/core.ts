import { hostname, userInfo } from 'node:os'
import type { CoreEvent } from '@contract/wire'
import { permissions } from '@contract/permissions'
import { resolveActor, sessionStands } from '../people'
import type { Actor, QueryContext } from '../store/context'
import { createStore, type DemoMark, openStore } from '../store'
import type { Clock, OpenOptions, Owner, Store } from '../store/types'
import { systemClock } from './clock'
import { dispatch, inCommand, type DispatchTools } from './dispatch'
import { EventHub } from './events'
import { JobEngine } from './jobs'
import { createPool, type WorkerPool } from './pool'
import { jobRunners, storeParts } from './registry'
import { startSchedule, type Schedule } from './schedule'
import { Stages } from './stages'
import { StayingThread } from './thread'
import { Tickets } from './tickets'

/** Who calls, as a transport knows it. */
export interface Caller {
  /** Bearer token of a session; null before sign-in. */
  readonly token: string | null
  readonly station: string
  /** Started this process. */
  readonly local: boolean
}

/** How a core is opened. */
export interface CoreOptions {
  readonly dir: string
  /** Make the store first, with this name. */
  readonly create?: string
  /** With `create`: a demo, for good. */
  readonly demo?: DemoMark
  readonly worker: URL
  readonly clock?: Clock
  /** Program that opens, told to others who find the store locked: `FabCase host`. */
  readonly program: string
}

/** An open store with everything that works on it. */
export interface Core {
  readonly store: Store
  readonly stages: Stages
  readonly tickets: Tickets
  readonly events: EventHub
  readonly schedule: Pick<Schedule, 'look'>
  readonly needsSetup: () => boolean
  /** The one way in for transports. Throws FabError; use `faultOf` before it crosses a boundary. */
  call(caller: Caller, name: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  /** The same for an actor known otherwise: the operating-system user of the CLI. */
  callAs(actor: Actor, name: string, input: unknown): Promise<unknown>
  actorOf(caller: Caller): Actor
  close(): Promise<void>
}

/** The operating-system user, as the CLI acts and is audited. */
export function systemActor(administrator: boolean): Actor {
  const name = userInfo().username
  return {
    id: null,
    name: `os:${name}`,
    station: hostname(),
    permissions: new Set(
      administrator ? permissions : permissions.filter(p => p !== 'people.manage' && p !== 'store.manage')
    ),
    local: true,
    known: true,
    locked: false,
    session: null
  }
}

function ownerOf(program: string, clock: Clock): Owner {
  return {
    name: `${userInfo().username} (${program})`,
    pid: process.pid,
    host: hostname(),
    since: clock.now().toISOString(),
    address: null
  }
}

/** FabCase itself, in the audit trail. */
const scheduler: Actor = {
  id: null,
  name: 'FabCase',
  station: hostname(),
  permissions: new Set(),
  local: false,
  known: true,
  locked: false,
  session: null
}

/** Open a store and everything that works on it. FabError store.* */
export async function openCore(options: CoreOptions): Promise<Core> {
  const clock = options.clock ?? systemClock
  const owner = ownerOf(options.program, clock)
  // A thread of its own: what the others wait for must not wait for them.
  const disk = createPool(options.worker, 1)
  const checkpoint = async (path: string) => (await disk.run('checkpoint', { path })) === true
  const store = await openOrCreate(options, { owner, clock, checkpoint })
  const pool = createPool(options.worker)
  const thread = (task: string) => new StayingThread(options.worker, task, { path: store.measurements.path })
  const threads = { analyst: thread('analysis'), inspector: thread('defects') }
  const closeStore = async () => {
    try {
      await store.close()
    } finally {
      await disk.close()
    }
  }
  try {
    return await assemble(store, pool, threads, clock, closeStore)
  } catch (error) {
    await pool.close()
    await closeStore()
    throw error
  }
}

/** Who asks a thread: clients take turns. */
const clientOf = (actor: Actor) => actor.session ?? `${actor.name} ${actor.station}`

/** Threads that stay, each with what it has read. */
interface Threads {
  readonly analyst: StayingThread
  readonly inspector: StayingThread
}

function openOrCreate(options: CoreOptions, opening: OpenOptions): Promise<Store> {
  const { dir, create, demo } = options
  if (create === undefined) return openStore(dir, opening, storeParts)
  return createStore(dir, { ...opening, name: create, ...(demo === undefined ? {} : { demo }) }, storeParts)
}

async function assemble(
  store: Store,
  pool: WorkerPool,
  threads: Threads,
  clock: Clock,
  closeStore: () => Promise<void>
): Promise<Core> {
  const events = new EventHub()
  const stages = new Stages(store.attachments)
  const tickets = new Tickets(session => sessionStands(store.read, session, clock.now()))
  const publish = (list: readonly CoreEvent[]) => {
    events.publish(list)
  }
  const inWorker: WorkerPool['run'] = (name, task, options) => pool.run(name, task, options)
  const queryContext = (actor: Actor, signal?: AbortSignal): QueryContext => ({
    actor,
    clock,
    db: store.read,
    store,
    signal,
    stage: id => stages.get(id, actor.id),
    inWorker,
    inAnalysis: question => threads.analyst.ask(question, { client: clientOf(actor), signal }),
    inDefects: question => threads.inspector.ask(question, { client: clientOf(actor), signal }),
    ticket: file => tickets.issue(file, actor.session)
  })
  const needsSetup = () => store.read.get('SELECT 1 AS one FROM user LIMIT 1') === undefined
  const tools: DispatchTools = {
    store,
    queryContext,
    needsSetup,
    publish,
    runJob: id => {
      engine.start(id)
    },
    cancelJob: id => {
      engine.cancel(id)
    },
    stageUsed: id => {
      stages.used(id)
    }
  }
  const engine = new JobEngine({
    store,
    clock,
    runners: jobRunners,
    publish,
    inWorker,
    command: (actor, action, work) => inCommand(tools, actor, action, false, work)
  })
  await engine.recover()
  const schedule = startSchedule({
    store,
    clock,
    name: scheduler.name,
    command: (action, work) => inCommand(tools, scheduler, action, false, work)
  })
  const actorOf = (caller: Caller) =>
    resolveActor(store.read, caller.token, caller.station, caller.local, clock.now())
  return {
    store,
    stages,
    tickets,
    events,
    schedule,
    needsSetup,
    actorOf,
    call: async (caller, name, input, signal) => dispatch(tools, actorOf(caller), name, input, signal),
    callAs: async (actor, name, input) => dispatch(tools, actor, name, input),
    async close() {
      schedule.stop()
      await engine.close()
      await threads.analyst.close()
      await threads.inspector.close()
      await pool.close()
      await closeStore()
    }
  }
}
