import { EventEmitter } from 'node:events'
import { isMainThread } from 'node:worker_threads'
import type { FromChild, ToChild } from './utility-process.ts'

/**
 * Preloaded into the child that plays a utility process: gives it `process.parentPort` and ports
 * that came with messages. Messages wait until somebody listens, as in Electron.
 */
function send(message: FromChild): void {
  if (process.connected) process.send?.(message)
}

const ports = new Map<number, Port>()

class Port extends EventEmitter {
  readonly #id: number
  readonly #queue: unknown[] = []
  #started = false

  constructor(id: number) {
    super()
    this.#id = id
    ports.set(id, this)
  }

  postMessage(data: unknown): void {
    send({ t: 'port', id: this.#id, data })
  }

  start(): void {
    this.#started = true
    for (const data of this.#queue.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (ports.delete(this.#id)) send({ t: 'portClosed', id: this.#id })
  }

  arrive(data: unknown): void {
    if (this.#started) this.emit('message', { data, ports: [] })
    else this.#queue.push(data)
  }

  ended(): void {
    if (ports.delete(this.#id)) this.emit('close')
  }
}

class ParentPort extends EventEmitter {
  readonly #queue: object[] = []

  constructor() {
    super()
    this.on('newListener', (name: string) => {
      if (name !== 'message') return
      queueMicrotask(() => {
        for (const event of this.#queue.splice(0)) this.emit('message', event)
      })
    })
  }

  postMessage(data: unknown): void {
    send({ t: 'parent', data })
  }

  arrive(event: object): void {
    if (this.listenerCount('message') > 0) this.emit('message', event)
    else this.#queue.push(event)
  }
}

if (isMainThread && process.send !== undefined) {
  const parentPort = new ParentPort()
  Object.defineProperty(process, 'parentPort', { value: parentPort })
  process.on('message', message => {
    const heard = message as ToChild
    if (heard.t === 'parent')
      parentPort.arrive({ data: heard.data, ports: heard.ports.map(id => new Port(id)) })
    else if (heard.t === 'port') ports.get(heard.id)?.arrive(heard.data)
    else ports.get(heard.id)?.ended()
  })
  process.on('disconnect', () => process.exit(0))
}
