import { EventEmitter } from 'node:events'

/** Where an end of a channel lives when it is not here: a page or a child process. */
export interface Place {
  deliver(portId: number, data: unknown): void
  closed(portId: number): void
}

let next = 1
const ends = new Map<number, MessagePortMain>()

/** One end of a channel. It stays known here by its number after it was transferred elsewhere. */
export class MessagePortMain extends EventEmitter {
  readonly portId = next++
  peer: MessagePortMain | null = null
  place: Place | null = null
  #started = false
  #open = true
  readonly #queue: unknown[] = []

  constructor() {
    super()
    ends.set(this.portId, this)
  }

  postMessage(data: unknown): void {
    if (this.#open) this.peer?.arrive(structuredClone(data))
  }

  start(): void {
    this.#started = true
    for (const data of this.#queue.splice(0)) this.emit('message', { data, ports: [] })
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    ends.delete(this.portId)
    this.peer?.peerClosed()
  }

  /** Data for this end, wherever it lives. */
  arrive(data: unknown): void {
    if (!this.#open) return
    if (this.place !== null) this.place.deliver(this.portId, data)
    else if (this.#started) this.emit('message', { data, ports: [] })
    else this.#queue.push(data)
  }

  /** The end moves to a page or a child, with what it had queued. */
  moveTo(place: Place): void {
    if (this.place !== null) throw new Error('a port can be transferred once')
    this.place = place
    for (const data of this.#queue.splice(0)) place.deliver(this.portId, data)
  }

  private peerClosed(): void {
    if (!this.#open) return
    this.#open = false
    ends.delete(this.portId)
    if (this.place === null) this.emit('close')
    else this.place.closed(this.portId)
  }
}

/** Two entangled ports. */
export class MessageChannelMain {
  readonly port1 = new MessagePortMain()
  readonly port2 = new MessagePortMain()

  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}

/** A page or child sent something through an end that lives there. */
export function fromPlace(portId: number, data: unknown): void {
  ends.get(portId)?.peer?.arrive(data)
}

/** A page or child closed its end, or all of its ends are gone with it. */
export function closeAt(place: Place, portId: number | null): void {
  for (const [id, end] of [...ends])
    if (end.place === place && (portId === null || portId === id)) end.close()
}
