import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { FabError, isFault } from '@contract/errors'
import type { StagedFile } from '@contract/desktop'
import type { Input, Output, ProcedureName } from '@contract/index'
import type { DoorWelcome } from '../core/door'
import { doorVersion, eachLine, fromLine, toLine } from '../core/lines'
import type { Credentials } from '../core/system-user'
import type { Run } from './run'

/** An open store as the command line sees it, here or behind the door of whoever holds it open. */
export interface StoreClient {
  /** No users yet: nobody to ask for a password. */
  readonly needsSetup: boolean
  /** Throws FabError. */
  call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>>
  stage(path: string): Promise<StagedFile>
  /** An administrator answers for what follows. */
  elevate(credentials: Credentials): Promise<void>
  close(): Promise<void>
}

/**
 * How long a store may be held by one and the same owner without a door: another command that is nearly done. Where many
 * wait, each has its turn, however long the last of them has to wait.
 */
const patienceMs = 10_000
const pauseMs = 100

/** The store's folder as meant: with `.fabcase` behind it where only that exists. */
export function storePath(run: Run, given: string): string {
  const path = resolve(run.world.cwd, given)
  return !existsSync(path) && existsSync(`${path}.fabcase`) ? `${path}.fabcase` : path
}

/**
 * Open a store, or reach it through the owner its lock names.
 * @param shared others may reach it through us meanwhile: for work that takes long
 */
async function openClient(run: Run, given: string, shared = false): Promise<StoreClient> {
  const dir = storePath(run, given)
  let holder = ''
  let until = 0
  for (;;) {
    const other = await throughDoor(dir)
    if (other !== null) return other
    try {
      return await ownClient(dir, run.world.worker, shared)
    } catch (error) {
      const locked = error instanceof FabError && error.fault.key === 'store.locked'
      if (!locked || run.world.signal.aborted) throw error
      const next = JSON.stringify([error.fault.details['pid'], error.fault.details['since']])
      if (until === 0 || next !== holder) until = Date.now() + patienceMs
      else if (Date.now() > until) throw error
      holder = next
    }
    await new Promise(wake => setTimeout(wake, pauseMs))
  }
}

async function ownClient(dir: string, worker: URL, shared: boolean): Promise<StoreClient> {
  const [{ openCore }, { SystemUser }] = await Promise.all([
    import('../core/core'),
    import('../core/system-user')
  ])
  const core = await openCore({ dir, worker, program: 'fabcase' })
  const door = shared ? await import('../core/door').then(({ openDoor }) => openDoor(core)) : null
  const user = new SystemUser(core)
  return {
    needsSetup: core.needsSetup(),
    call: async (name, input) => (await user.call(name, input)) as Output<typeof name>,
    stage: path => core.stages.path(path),
    elevate: credentials => user.elevate(credentials),
    async close() {
      await door?.close()
      await user.close()
      await core.close()
    }
  }
}

/** Null where nobody answers: the owner is dead, or has no door yet. */
async function throughDoor(dir: string): Promise<StoreClient | null> {
  // Only this file: the rest of the store would bring the database in.
  const { readOwner } = await import('../store/lock')
  const owner = await readOwner(dir)
  if (owner?.door === undefined || owner.host !== hostname()) return null
  const socket = connect(owner.door.path)
  const there = await new Promise<boolean>(done => {
    socket.once('connect', () => {
      done(true)
    })
    socket.once('error', () => {
      done(false)
    })
  })
  return there ? doorClient(socket, owner.door.secret) : null
}

interface Waiting {
  readonly done: (output: unknown) => void
  readonly fail: (error: unknown) => void
}

type Message = Readonly<Record<string, unknown>>

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null

function isWelcome(value: unknown): value is DoorWelcome {
  return isMessage(value) && value['door'] === doorVersion && typeof value['needsSetup'] === 'boolean'
}

async function doorClient(socket: Socket, secret: string): Promise<StoreClient | null> {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let closing = false
  const greeted = Promise.withResolvers<DoorWelcome | null>()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    greeted.resolve(null)
    const error = new FabError(closing ? 'contract.cancelled' : 'contract.offline', {})
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  })
  eachLine(
    socket,
    () => Infinity,
    line => {
      const message = fromLine(line)
      if (!isMessage(message)) return
      if (isMessage(message['welcome'])) {
        greeted.resolve(isWelcome(message['welcome']) ? message['welcome'] : null)
        return
      }
      const id = Number(message['id'])
      const one = waiting.get(id)
      waiting.delete(id)
      if (isFault(message['fault'])) one?.fail(FabError.from(message['fault']))
      else one?.done(message['output'])
    }
  )
  const send = (order: Message): Promise<unknown> =>
    new Promise((done, fail) => {
      if (socket.destroyed) {
        fail(new FabError('contract.offline', {}))
        return
      }
      last++
      waiting.set(last, { done, fail })
      socket.write(toLine({ id: last, ...order }))
    })
  socket.write(toLine({ secret }))
  const welcome = await greeted.promise
  if (welcome === null) {
    socket.destroy()
    return null
  }
  return {
    needsSetup: welcome.needsSetup,
    call: async (name, input) => (await send({ name, input })) as Output<typeof name>,
    stage: async path => (await send({ stage: path })) as StagedFile,
    elevate: async elevate => {
      await send({ elevate })
    },
    async close() {
      closing = true
      if (socket.destroyed) return
      await new Promise<void>(resolve => {
        socket.once('close', () => {
          resolve()
        })
        socket.end()
      })
    }
  }
}

/** Work with an open store and close it whatever happens. */
export async function withStore<T>(
  run: Run,
  given: string,
  work: (client: StoreClient) => Promise<T>,
  shared = false
): Promise<T> {
  const client = await openClient(run, given, shared)
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}
