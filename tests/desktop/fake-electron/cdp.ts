import { EventEmitter } from 'node:events'

/** What the DevTools protocol answers and tells; each caller knows the fields of its method. */
export type Facts = Record<string, unknown>

interface Waiting {
  readonly done: (result: Facts) => void
  readonly failed: (error: Error) => void
}

/** One target's share of a connection. Emits the target's events under their method names. */
export class CdpSession extends EventEmitter {
  readonly id: string | null
  readonly #connection: Cdp

  constructor(connection: Cdp, id: string | null) {
    super()
    this.setMaxListeners(0)
    this.#connection = connection
    this.id = id
  }

  send(method: string, params: Facts = {}): Promise<Facts> {
    return this.#connection.send(method, params, this.id)
  }

  /** Send and forget: for pages that may be closing. */
  tell(method: string, params: Facts = {}): void {
    this.send(method, params).catch(() => undefined)
  }
}

/** A connection to a browser over its DevTools socket, with flat sessions. */
export class Cdp {
  readonly browser: CdpSession
  readonly #socket: WebSocket
  readonly #sessions = new Map<string, CdpSession>()
  readonly #waiting = new Map<number, Waiting>()
  #next = 1

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.browser = new CdpSession(this, null)
    socket.addEventListener('message', event => {
      this.#heard(JSON.parse(String(event.data)) as Facts)
    })
    socket.addEventListener('close', () => {
      for (const { failed } of this.#waiting.values()) failed(new Error('the browser is gone'))
      this.#waiting.clear()
      this.browser.emit('closed')
    })
  }

  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url)
    await new Promise<void>((done, failed) => {
      socket.addEventListener('open', () => {
        done()
      })
      socket.addEventListener('error', () => {
        failed(new Error(`no DevTools at ${url}`))
      })
    })
    return new Cdp(socket)
  }

  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new CdpSession(this, id)
    this.#sessions.set(id, session)
    return session
  }

  send(method: string, params: Facts, sessionId: string | null): Promise<Facts> {
    const id = this.#next++
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === null ? {} : { sessionId }) }))
    })
  }

  close(): void {
    this.#socket.close()
  }

  #heard(message: Facts): void {
    if (typeof message['id'] === 'number') {
      const waiting = this.#waiting.get(message['id'])
      this.#waiting.delete(message['id'])
      const error = message['error'] as { readonly message: string } | undefined
      if (error === undefined) waiting?.done((message['result'] ?? {}) as Facts)
      else waiting?.failed(new Error(error.message))
      return
    }
    const session =
      typeof message['sessionId'] === 'string' ? this.session(message['sessionId']) : this.browser
    session.emit(String(message['method']), message['params'])
  }
}
