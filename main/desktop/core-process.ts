import type { HandedFile } from '@contract/desktop'
import { FabError, type Fault } from '@contract/errors'
import type { FromCore, ToCore } from '../core/desktop-link'
import { RestartPolicy } from './restart-policy'

/** The child that runs the core, as Electron's UtilityProcess gives it. */
export interface CoreChild<Port> {
  postMessage(message: ToCore, transfer?: Port[]): void
  on(event: 'message', listener: (message: FromCore) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

/** What {@link CoreProcess} needs, and whom it tells. */
export interface CoreRules<Port> {
  readonly fork: () => CoreChild<Port>
  /** A fresh pair of entangled ports. */
  readonly channel: () => { readonly port1: Port; readonly port2: Port }
  readonly log: (message: string) => void
  readonly now: () => number
  /** The core ended without being asked to: its ports are dead. */
  readonly down: () => void
  /** The core ended and restarting did not help. */
  readonly gone: (reason: string) => void
  readonly recents: (dirs: readonly string[]) => void
  readonly notice: (notice: { title: string; body: string; link: string | null }) => void
  readonly jobs: (running: number) => void
  /** A store that main asked for could not be opened. */
  readonly openFailed: (dir: string, fault: Fault) => void
}

interface Waiting {
  readonly done: (files: readonly HandedFile[]) => void
  readonly failed: (error: FabError) => void
}

const startLimit = 60_000

/**
 * Keeps the core's process running: starts it, hands each window a port to it, starts it again when
 * it dies (with growing waits, three times) and ends it in order. What was asked while it is not
 * ready waits for it; what it owed when it died is refused as `contract.offline`.
 */
export class CoreProcess<Port> {
  readonly #rules: CoreRules<Port>
  readonly #policy = new RestartPolicy()
  readonly #windows = new Map<number, (port: Port) => void>()
  readonly #asked = new Map<number, Waiting>()
  #queue: { readonly message: ToCore; readonly ports: Port[] }[] = []
  #child: CoreChild<Port> | null = null
  #state: 'starting' | 'ready' | 'gone' | 'closing' | 'closed' = 'closed'
  #startedAt = 0
  #next = 1
  #timer: NodeJS.Timeout | null = null
  #closed: (() => void) | null = null
  /** The open store: a core that takes the place of a dead one opens it again. */
  #store: string | null = null
  #reopening = false

  constructor(rules: CoreRules<Port>) {
    this.#rules = rules
  }

  /** True after restarts were given up. */
  get isGone(): boolean {
    return this.#state === 'gone'
  }

  /** Start the process, also again after it was gone. */
  start(): void {
    if (this.#state === 'ready' || this.#state === 'starting' || this.#state === 'closing') return
    this.#policy.forgive()
    this.#fork()
  }

  /** Give a window a port, now or as soon as the core is there, and again after every restart. */
  connect(window: number, give: (port: Port) => void): void {
    this.#windows.set(window, give)
    if (this.#state === 'ready') this.#hand(give)
  }

  /** A window is closed: it gets no more ports. */
  forget(window: number): void {
    this.#windows.delete(window)
  }

  /** Hand files to the core by path; it answers with what the window may name them by. */
  stage(paths: readonly string[]): Promise<readonly HandedFile[]> {
    return this.#ask(id => ({ t: 'stage', id, paths }))
  }

  /** Have the open store backed up; rejects with the reason. */
  async backup(): Promise<void> {
    await this.#ask(id => ({ t: 'backup', id }))
  }

  /** Have a store opened (a recent one, or one named at the start). */
  openStore(dir: string): void {
    this.#send({ t: 'openStore', dir })
  }

  /**
   * End the core in order: it flushes, lets go of the store and says so. When it does not within
   * `limit` milliseconds it is killed; the store frees itself then and is checked at its next opening.
   */
  async close(limit: number): Promise<void> {
    const child = this.#child
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (child === null) {
      this.#state = 'closed'
      return
    }
    this.#state = 'closing'
    const closed = new Promise<void>(done => (this.#closed = done))
    const killer = setTimeout(() => {
      this.#rules.log(`the core did not close within ${String(limit)} ms and is killed`)
      child.kill()
    }, limit)
    child.postMessage({ t: 'close' })
    await closed
    clearTimeout(killer)
  }

  #fork(): void {
    this.#state = 'starting'
    this.#startedAt = this.#rules.now()
    const child = this.#rules.fork()
    this.#child = child
    this.#timer = setTimeout(() => {
      this.#rules.log('the core did not become ready and is killed')
      child.kill()
    }, startLimit)
    child.on('message', message => {
      if (child === this.#child) this.#heard(message)
    })
    child.on('exit', code => {
      if (child === this.#child) this.#ended(code)
    })
  }

  #heard(message: FromCore): void {
    switch (message.t) {
      case 'ready':
        if (this.#store === null) this.#ready()
        else {
          this.#reopening = true
          this.#child?.postMessage({ t: 'openStore', dir: this.#store })
        }
        break
      case 'store':
        this.#store = message.dir
        this.#reopened()
        break
      case 'staged':
        this.#settle(message.id)?.done(message.files)
        break
      case 'backedUp':
        this.#settle(message.id)?.done([])
        break
      case 'backupFailed':
        this.#settle(message.id)?.failed(FabError.from(message.fault))
        break
      case 'recents':
        this.#rules.recents(message.dirs)
        break
      case 'notice':
        this.#rules.notice({ title: message.title, body: message.body, link: message.link })
        break
      case 'jobs':
        this.#rules.jobs(message.running)
        break
      case 'openFailed':
        this.#rules.openFailed(message.dir, message.fault)
        this.#reopened()
        break
      case 'log':
        this.#rules.log(`core: ${message.line}`)
        break
      case 'closed':
        break
    }
  }

  /** Pages get their ports only now, so that none sees a core without its store. */
  #reopened(): void {
    if (!this.#reopening) return
    this.#reopening = false
    this.#ready()
  }

  #ready(): void {
    if (this.#state !== 'starting') return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#state = 'ready'
    for (const give of this.#windows.values()) this.#hand(give)
    for (const { message, ports } of this.#queue.splice(0)) this.#child?.postMessage(message, ports)
  }

  #ended(code: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#child = null
    this.#reopening = false
    this.#rules.jobs(0)
    for (const id of this.#asked.keys()) this.#settle(id)?.failed(new FabError('contract.offline'))
    this.#queue = []
    if (this.#state === 'closing') {
      this.#state = 'closed'
      this.#closed?.()
      return
    }
    this.#rules.down()
    const next = this.#policy.ended(this.#rules.now() - this.#startedAt)
    if (next === 'give up') {
      this.#state = 'gone'
      // It may be the store that ends the core: a person opens it anew, knowing that.
      this.#store = null
      this.#rules.log(`the core ended with ${String(code)}; restarts are given up`)
      this.#rules.gone(String(code))
      return
    }
    this.#state = 'starting'
    this.#rules.log(`the core ended with ${String(code)}; it starts again in ${String(next.restartIn)} ms`)
    this.#timer = setTimeout(() => {
      this.#fork()
    }, next.restartIn)
  }

  #ask(message: (id: number) => ToCore): Promise<readonly HandedFile[]> {
    return new Promise((done, failed) => {
      if (this.#state !== 'ready' && this.#state !== 'starting') {
        failed(new FabError('contract.offline'))
        return
      }
      const id = this.#next++
      this.#asked.set(id, { done, failed })
      this.#send(message(id))
    })
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#asked.get(id)
    this.#asked.delete(id)
    return waiting
  }

  #hand(give: (port: Port) => void): void {
    const { port1, port2 } = this.#rules.channel()
    this.#send({ t: 'port' }, [port1])
    give(port2)
  }

  #send(message: ToCore, ports: Port[] = []): void {
    if (this.#state === 'ready') this.#child?.postMessage(message, ports)
    else if (this.#state === 'starting') this.#queue.push({ message, ports })
  }
}
