import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { FabError, isFault } from '@contract/errors'
import type { FromThread, ToThread } from '../store/staying'

/** Who asks, and what ends the asking. */
export interface AskOptions {
  readonly client: string
  readonly signal?: AbortSignal | undefined
}

interface Asked {
  readonly id: number
  readonly question: unknown
  readonly client: string
  readonly settle: (message: FromThread) => void
  readonly fail: (error: unknown) => void
}

/** Without a question for so long the thread ends, and what it kept goes with it. */
const idleMs = 10 * 60_000

/**
 * A worker thread that stays and keeps what it has read from one question to the next. It works on one question
 * at a time. Of one client's questions the newest goes first, for it is what the person looks at now; clients
 * take turns.
 */
export class StayingThread {
  readonly #worker: URL
  readonly #task: string
  readonly #setup: Readonly<Record<string, string>>
  #pool: Piscina | null = null
  #port: MessagePort | null = null
  #ended: Promise<unknown> = Promise.resolve()
  #running: Asked | null = null
  #waiting: Asked[] = []
  #served: string[] = []
  #next = 1
  #idle: NodeJS.Timeout | null = null
  #closed = false

  /**
   * @param task name of the worker task that serves the port it is handed with `setup`
   * @param setup what the task is told at its start
   */
  constructor(worker: URL, task: string, setup: Readonly<Record<string, string>>) {
    this.#worker = worker
    this.#task = task
    this.#setup = setup
  }

  /** FabError as the thread throws it; contract.cancelled once the signal aborts or the thread is closed. */
  async ask(question: unknown, options: AskOptions): Promise<unknown> {
    const { client, signal } = options
    if (this.#closed) throw new FabError('contract.closing')
    if (signal?.aborted === true) throw new FabError('contract.cancelled')
    return await new Promise<unknown>((resolve, reject) => {
      const stop = () => {
        this.#waiting = this.#waiting.filter(one => one !== asked)
        if (this.#running === asked) this.#port?.postMessage({ t: 'cancel' } satisfies ToThread)
        reject(new FabError('contract.cancelled'))
      }
      const asked: Asked = {
        id: this.#next++,
        question,
        client,
        settle: message => {
          signal?.removeEventListener('abort', stop)
          if (message.t === 'answer') resolve(message.value)
          else if (message.t === 'fault' && isFault(message.fault)) reject(FabError.from(message.fault))
          else reject(new Error(message.t === 'broken' ? `${message.message}\n${message.stack}` : message.t))
        },
        fail: error => {
          signal?.removeEventListener('abort', stop)
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      }
      signal?.addEventListener('abort', stop, { once: true })
      this.#waiting.push(asked)
      this.#feed()
    })
  }

  /** What is asked is cancelled; the thread ends. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#end(new FabError('contract.closing'))
  }

  #feed(): void {
    if (this.#running !== null) return
    const asked = this.#choose()
    if (asked === undefined) {
      this.#rest()
      return
    }
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = null
    this.#running = asked
    this.#open().postMessage({ t: 'ask', id: asked.id, question: asked.question } satisfies ToThread)
  }

  /** The newest question of the client that was served longest ago. */
  #choose(): Asked | undefined {
    const clients = new Set(this.#waiting.map(one => one.client))
    const turn = [...clients].sort((a, b) => this.#served.indexOf(a) - this.#served.indexOf(b))[0]
    const asked = this.#waiting.findLast(one => one.client === turn)
    if (asked === undefined) return undefined
    this.#waiting = this.#waiting.filter(one => one !== asked)
    this.#served = [...this.#served.filter(one => one !== asked.client), asked.client].slice(-100)
    return asked
  }

  #open(): MessagePort {
    if (this.#port !== null) return this.#port
    const { port1, port2 } = new MessageChannel()
    const pool = new Piscina({
      filename: this.#worker.href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 1000
    })
    this.#pool = pool
    this.#port = port1
    port1.on('message', (message: FromThread) => {
      const asked = this.#running
      if (asked?.id !== message.id) return
      this.#running = null
      asked.settle(message)
      this.#feed()
    })
    this.#ended = pool.run(
      { name: this.#task, task: { ...this.#setup, port: port2 } },
      { transferList: [port2] }
    )
    // A thread that dies (out of memory) takes its question with it; the next question starts another.
    this.#ended.catch((error: unknown) => {
      if (this.#port === port1) void this.#end(error)
    })
    return port1
  }

  #rest(): void {
    if (this.#port === null || this.#idle !== null) return
    this.#idle = setTimeout(() => {
      void this.#end(new FabError('contract.cancelled'))
    }, idleMs)
    this.#idle.unref()
  }

  async #end(reason: unknown): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = null
    const [port, pool, ended] = [this.#port, this.#pool, this.#ended]
    const asked = [...(this.#running === null ? [] : [this.#running]), ...this.#waiting]
    this.#port = null
    this.#pool = null
    this.#running = null
    this.#waiting = []
    for (const one of asked) one.fail(reason)
    port?.postMessage({ t: 'cancel' } satisfies ToThread)
    port?.close()
    // It closes its database itself; being destroyed in the middle of a statement would wait as long.
    await ended.catch(() => undefined)
    await pool?.destroy()
  }
}
