import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { FabError } from '@contract/errors'
import { packReply } from '@contract/wire'
import type { Caller } from '../core/core'
import { keepDoor } from '../core/door'
import { Launcher } from '../core/launcher'
import type { Clock } from '../store/types'
import { Assets } from './assets'
import { callerOf } from './callers'
import { sendTicket } from './downloads'
import { Streams } from './events'
import { alwaysHeaders, dataHeaders, judge, loopbackNames } from './guards'
import { defaultLimits, type HostLimits } from './limits'
import { httpFault, statusOf } from './replies'
import { stageUpload } from './uploads'

/**
 * Where a host listens. Only this machine, over plain HTTP; sharing on the LAN needs TLS and pairing
 * and will be another kind here.
 */
export interface Listen {
  readonly kind: 'loopback'
  /** 0 = any free one. */
  readonly port: number
}

/** How a host is started. */
export interface HostOptions {
  readonly listen: Listen
  /** Built `out/main/worker.js`; the entry's own URL. */
  readonly worker: URL
  /** Folder of the built renderer. */
  readonly renderer: string
  /** Store folder to open first; null = none, for whoever may open one. */
  readonly store: string | null
  /** Whoever has the key may open, make and close stores (`npm start`); a host of one store says no. */
  readonly mayOpen: boolean
  /** Folder for the list of recent stores; null = do not keep one. */
  readonly settingsDir: string | null
  readonly limits?: Partial<HostLimits>
  readonly clock?: Clock
}

/** A host that listens. */
export interface Host {
  /** `http://127.0.0.1:port/`. */
  readonly url: string
  readonly port: number
  readonly launcher: Launcher
  /** The key that is shown to whoever started the process; null where it counts for nothing. */
  key(): string | null
  /** End streams and connections, close the store, release its lock. */
  close(): Promise<void>
}

interface Parts {
  readonly launcher: Launcher
  readonly limits: HostLimits
  readonly streams: Streams
  readonly assets: Assets
  readonly key: () => string | null
  readonly closing: () => boolean
}

/**
 * Start a host on this machine: the renderer, the contract, uploads, downloads and events.
 * FabError of opening the store; a system error where the port is taken.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const limits = { ...defaultLimits, ...options.limits }
  const secret = randomBytes(32).toString('base64url')
  const launcher = new Launcher({
    worker: options.worker,
    program: 'FabCase host',
    settingsDir: options.settingsDir,
    mayOpen: options.mayOpen,
    ...(options.clock === undefined ? {} : { clock: options.clock })
  })
  const key = () => (options.mayOpen || launcher.current?.needsSetup() === true ? secret : null)
  const streams = new Streams(launcher, limits)
  const door = keepDoor(launcher)
  let ending = false
  const app = server(limits)
  const sockets = new Set<Socket>()
  app.server.maxConnections = limits.connections
  app.server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const close = async () => {
    ending = true
    await door.close()
    // Requests under way may end; a download nobody reads must not keep the lock.
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, limits.graceMs)
    await app.close()
    clearTimeout(cut)
    await launcher.close()
  }
  try {
    if (options.store !== null) await launcher.openStore(options.store)
    route(app, {
      launcher,
      limits,
      streams,
      assets: new Assets(options.renderer),
      key,
      closing: () => ending
    })
    app.addHook('preClose', done => {
      streams.endAll()
      done()
    })
    await app.listen({ host: '127.0.0.1', port: options.listen.port })
  } catch (error) {
    await close()
    throw error
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.listen.port
  const url = `http://127.0.0.1:${port}/`
  // Whoever finds the store locked reads there where to open it.
  await door.serve(url)
  return { url, port, launcher, key, close }
}

function server(limits: HostLimits): FastifyInstance {
  return Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 60_000,
    // The whole body counts for it, so it would cut slow uploads; see uploads.ts and `deadline`.
    requestTimeout: 0,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: Math.min(5_000, limits.headersMs),
      maxHeaderSize: 16 * 1024
    },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable)
        socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      else socket.destroy()
    },
    frameworkErrors: (error, request, reply) => {
      refuse(request, reply, error, false)
    }
  })
}

/** Answer with a fault. */
function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown, local: boolean): void {
  const fault = httpFault(error, `${request.method} ${request.routeOptions.url ?? ''}`, local)
  void reply
    .headers({ ...alwaysHeaders, ...dataHeaders })
    .code(statusOf(fault))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ fault }))
}

function route(app: FastifyInstance, parts: Parts): void {
  const { launcher, limits, streams, assets, key } = parts
  const caller = (request: FastifyRequest): Caller => callerOf(request, key())
  let names: ReadonlySet<string> | null = null
  const ownNames = () => {
    const address = app.server.address()
    return (names ??= loopbackNames(typeof address === 'object' ? (address?.port ?? 0) : 0))
  }

  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(alwaysHeaders)
    const isApi = request.url.startsWith('/api/')
    if (isApi) void reply.headers(dataHeaders)
    const verdict = judge(request.headers, ownNames(), 'http', isApi)
    if (verdict !== 'ok') done(new FabError('contract.wrongAddress', { verdict }))
    else if (parts.closing()) done(new FabError('contract.closing', {}))
    else done()
  })
  app.setErrorHandler((error, request, reply) => {
    refuse(request, reply, error, caller(request).local)
  })
  app.setNotFoundHandler((request, reply) => {
    refuse(request, reply, unknown(request), false)
  })
  app.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/')) throw unknown(request)
    return assets.answer(request, reply)
  })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error')
  )

  app.post<{ Params: { name: string } }>(
    '/api/call/:name',
    {
      preParsing: (request, _reply, payload, done) => {
        deadline(request, limits.bodyMs)
        done(null, payload)
      }
    },
    async (request, reply) => {
      const { body } = request
      const input: unknown =
        typeof body === 'object' && body !== null && 'input' in body ? body.input : undefined
      const call = new AbortController()
      // Also when all is said; then it calls off nothing.
      reply.raw.once('close', () => {
        call.abort()
      })
      const output = await launcher.call(caller(request), request.params.name, input, call.signal)
      const framed = packReply({ output })
      if (framed === null)
        return reply.type('application/json; charset=utf-8').send(JSON.stringify({ output }))
      return reply.type('application/x-fabcase-frame').send(framed)
    }
  )

  app.get('/api/events', (request, reply) => {
    streams.add(caller(request), reply)
  })

  app.get<{ Params: { ticket: string } }>('/api/download/:ticket', (request, reply) =>
    sendTicket(launcher.open, request.params.ticket, reply)
  )

  void app.register((uploads, _options, done) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('application/octet-stream', (_request, payload, parsed) => {
      parsed(null, payload)
    })
    uploads.post<{ Querystring: { name?: unknown } }>('/api/stage', async (request, reply) => {
      const { name } = request.query
      try {
        const { open } = launcher
        return await stageUpload(
          open,
          caller(request),
          typeof name === 'string' ? name : '',
          request.raw,
          limits
        )
      } catch (error) {
        linger(request, reply, limits.lingerMs)
        throw error
      }
    })
    done()
  })
}

function unknown(request: FastifyRequest): FabError {
  return new FabError('contract.unknown', { name: request.url.slice(0, 100) })
}

/** A JSON body is small: whoever needs long for it does not mean well. */
function deadline(request: FastifyRequest, ms: number): void {
  const { raw } = request
  const timer = setTimeout(() => raw.destroy(), ms)
  const stop = () => {
    clearTimeout(timer)
  }
  raw.once('end', stop)
  raw.once('close', stop)
}

/**
 * After a refusal the rest of an upload is thrown away for a moment, so that the sender comes to read
 * the answer; then its connection is cut.
 */
function linger(request: FastifyRequest, reply: FastifyReply, ms: number): void {
  const { raw } = request
  void reply.header('connection', 'close')
  if (raw.complete || raw.destroyed) return
  raw.resume()
  const timer = setTimeout(() => raw.destroy(), ms)
  raw.once('close', () => {
    clearTimeout(timer)
  })
}
