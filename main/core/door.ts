import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import type { Actor } from '../store/context'
import { systemActor, type Core } from './core'
import { faultOf } from './faults'

/**
 * The local door of an open store: a socket (Windows: a named pipe) that programs of the same
 * operating-system user find through owner.json, so that the CLI works on a store that a window or
 * a host holds open. One JSON line a message:
 * `{secret}` first, then `{id, name, input, administrator}` or `{id, stage: path}`.
 * Typed arrays do not pass; the CLI's procedures answer without them, files travel as base64 in
 * `{$bytes}`.
 */
export interface Door {
  readonly address: string
  readonly secret: string
  close(): Promise<void>
}

const longestLine = 64 * 1024 * 1024

const request = z.object({
  id: z.number(),
  name: z.string().optional(),
  input: z.unknown().optional(),
  stage: z.string().optional(),
  administrator: z.object({ login: z.string(), password: z.string() }).optional()
})

/** Address of a new door: short, because a socket's path may have 107 bytes at most. */
function newAddress(): string {
  const name = `fabcase-${randomBytes(8).toString('hex')}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

function sameSecret(given: unknown, secret: string): boolean {
  if (typeof given !== 'string' || given.length !== secret.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(secret))
}

/** Lines of a socket; ends the connection when one grows beyond reason. */
export function eachLine(socket: Socket, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  socket.on('data', (chunk: Buffer) => {
    rest += decoder.write(chunk)
    let at = rest.indexOf('\n')
    while (at >= 0) {
      take(rest.slice(0, at))
      rest = rest.slice(at + 1)
      at = rest.indexOf('\n')
    }
    if (rest.length > longestLine) socket.destroy()
  })
}

/** Bytes in an answer become `{ $bytes: base64 }`. */
export function encodeAnswer(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item instanceof Uint8Array ? { $bytes: Buffer.from(item).toString('base64') } : item
  )
}

async function answer(core: Core, message: z.infer<typeof request>): Promise<unknown> {
  if (message.stage !== undefined) return core.stages.path(message.stage)
  let actor: Actor = systemActor(false)
  if (message.administrator !== undefined) {
    await core.callAs(actor, 'session.signIn', { ...message.administrator, station: actor.station })
    actor = systemActor(true)
  }
  return core.callAs(actor, message.name ?? '', message.input)
}

function welcome(core: Core, socket: Socket, secret: string): void {
  let trusted = false
  socket.on('error', () => socket.destroy())
  eachLine(socket, line => {
    const parsed = readJson(line)
    if (!trusted) {
      const given = typeof parsed === 'object' && parsed !== null && 'secret' in parsed ? parsed.secret : null
      trusted = sameSecret(given, secret)
      if (!trusted) socket.destroy()
      return
    }
    const message = request.safeParse(parsed)
    if (!message.success) {
      socket.destroy()
      return
    }
    const { id } = message.data
    answer(core, message.data).then(
      output => socket.write(`${encodeAnswer({ id, output })}\n`),
      (error: unknown) => socket.write(`${JSON.stringify({ id, fault: faultOf(error, 'door') })}\n`)
    )
  })
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Open the door of a store and write its address beside the lock. */
export async function openDoor(core: Core): Promise<Door> {
  const address = newAddress()
  const secret = randomBytes(32).toString('base64url')
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    welcome(core, socket, secret)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  if (process.platform !== 'win32') await chmod(address, 0o600)
  await core.store.setAddress(address, secret)
  return {
    address,
    secret,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>(resolve => {
        server.close(() => {
          resolve()
        })
      })
      if (process.platform !== 'win32') await rm(address, { force: true })
    }
  }
}
