import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FabError } from '@contract/errors'
import type { Core } from './core'
import { faultOf } from './faults'
import type { Launcher } from './launcher'
import { doorVersion, eachLine, fromLine, toLine } from './lines'
import { log } from './log'
import { SystemUser } from './system-user'

/**
 * The local door of an open store: a socket (Windows: a named pipe) that programs of the same
 * operating-system user find through owner.json, so that the command line works on a store that a
 * window or a host holds open. One JSON line a message. The client begins with `{secret}` and is
 * answered `{welcome: DoorWelcome}`; then `{id, name, input}` calls, `{id, stage: path}` names a file
 * and `{id, elevate: {login, password}}` brings an administrator in. Each is answered `{id, output}` or
 * `{id, fault}`. Bytes travel as `{$bytes}`; typed arrays do not pass.
 */
export interface Door {
  readonly address: string
  readonly secret: string
  close(): Promise<void>
}

/** First answer of a door. */
export interface DoorWelcome {
  readonly door: number
  readonly store: string
  readonly needsSetup: boolean
}

const limits = {
  connections: 32,
  /** Until the secret is there. */
  greetingMs: 5_000,
  greetingChars: 1_000,
  lineChars: 16 * 1024 * 1024,
  callsAtOnce: 16
}

const request = z.union([
  z.object({ id: z.number(), name: z.string(), input: z.unknown() }),
  z.object({ id: z.number(), stage: z.string() }),
  z.object({ id: z.number(), elevate: z.object({ login: z.string(), password: z.string() }) })
])

const prefix = 'fabcase-'
const suffix = '.sock'

/** Where sockets lie: a folder of this user alone where the system has one. */
function socketFolder(): string {
  const own = process.env['XDG_RUNTIME_DIR']
  const folder = own !== undefined && own.startsWith('/') ? own : tmpdir()
  // The path of a socket has 104 bytes on some systems, and a longer one is cut without a word.
  return Buffer.byteLength(folder) > 64 ? '/tmp' : folder
}

function newAddress(): string {
  const name = `${prefix}${randomBytes(8).toString('hex')}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(socketFolder(), `${name}${suffix}`)
}

function sameSecret(given: unknown, secret: string): boolean {
  if (typeof given !== 'string' || given.length !== secret.length) return false
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** One client behind the door. */
function welcome(core: Core, socket: Socket, secret: string): void {
  const user = new SystemUser(core)
  let trusted = false
  let atWork = 0
  const late = setTimeout(() => socket.destroy(), limits.greetingMs)
  const say = (message: unknown) => {
    if (!socket.destroyed) socket.write(toLine(message))
  }
  const answer = async (message: z.infer<typeof request>): Promise<unknown> => {
    if (atWork >= limits.callsAtOnce) throw new FabError('contract.busy', {})
    atWork++
    try {
      if ('stage' in message) return await core.stages.path(message.stage)
      if ('elevate' in message) {
        await user.elevate(message.elevate)
        return {}
      }
      return await user.call(message.name, message.input)
    } finally {
      atWork--
    }
  }
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearTimeout(late)
    user.close().catch((error: unknown) => log.error('door', error))
  })
  const lineLimit = () => (trusted ? limits.lineChars : limits.greetingChars)
  eachLine(socket, lineLimit, line => {
    const parsed = fromLine(line)
    if (!trusted) {
      const given = typeof parsed === 'object' && parsed !== null && 'secret' in parsed ? parsed.secret : null
      trusted = sameSecret(given, secret)
      clearTimeout(late)
      if (!trusted) socket.destroy()
      else
        say({
          welcome: {
            door: doorVersion,
            store: core.store.id,
            needsSetup: core.needsSetup()
          } satisfies DoorWelcome
        })
      return
    }
    const message = request.safeParse(parsed)
    if (!message.success) {
      socket.destroy()
      return
    }
    const { id } = message.data
    answer(message.data).then(
      output => {
        say({ id, output })
      },
      (error: unknown) => {
        say({ id, fault: faultOf(error, 'door') })
      }
    )
  })
}

/** Sockets of processes that were killed; nobody answers behind them. */
async function sweep(own: string): Promise<void> {
  const folder = socketFolder()
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!name.startsWith(prefix) || !name.endsWith(suffix) || path === own) continue
    const dead = await new Promise<boolean>(resolve => {
      const socket = connect(path)
      socket.once('connect', () => {
        socket.destroy()
        resolve(false)
      })
      socket.once('error', error => {
        resolve('code' in error && error.code === 'ECONNREFUSED')
      })
    })
    if (dead) await rm(path, { force: true })
  }
}

/** Open the door of a store and write beside the lock where it is, and under which address people are served. */
export async function openDoor(core: Core, served: string | null = null): Promise<Door> {
  const address = newAddress()
  const secret = randomBytes(32).toString('base64url')
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    welcome(core, socket, secret)
  })
  server.maxConnections = limits.connections
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(resolve => {
      server.close(() => {
        resolve()
      })
    })
    if (process.platform !== 'win32') await rm(address, { force: true })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  try {
    if (process.platform !== 'win32') {
      await chmod(address, 0o600)
      sweep(address).catch(() => undefined)
    }
    await core.store.announce({ address: served, door: { path: address, secret } })
  } catch (error) {
    await close()
    throw error
  }
  return { address, secret, close }
}

/** The door of whatever store a launcher has open. */
export interface DoorKeeper {
  /** Resolves once the door stands as the store does now. */
  settled(): Promise<void>
  /** People are served at this address from now on, whatever store is open. */
  serve(address: string): Promise<void>
  close(): Promise<void>
}

/** Opens and closes the door with the launcher's store, one step after the other. */
export function keepDoor(launcher: Launcher): DoorKeeper {
  let door: Door | null = null
  let of: Core | null = null
  let served: string | null = null
  let turn = Promise.resolve()
  const follow = (wanted: () => Core | null) => {
    turn = turn
      .then(async () => {
        const core = wanted()
        // Also told when a store gets its first administrator: the door stays then.
        if (core === of) return
        await door?.close()
        door = null
        of = core
        if (core !== null) door = await openDoor(core, served)
      })
      .catch((error: unknown) => {
        log.error('door', error)
      })
    return turn
  }
  const stop = launcher.events.listen(event => {
    if (event.topic === 'store') void follow(() => launcher.current)
  })
  void follow(() => launcher.current)
  return {
    settled: () => turn,
    serve(address) {
      served = address
      turn = turn
        .then(async () => {
          if (door === null) return
          const { address: path, secret } = door
          await of?.store.announce({ address, door: { path, secret } })
        })
        .catch((error: unknown) => {
          log.error('door', error)
        })
      return turn
    },
    close() {
      stop()
      return follow(() => null)
    }
  }
}
