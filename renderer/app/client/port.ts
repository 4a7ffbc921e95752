import { faultOfBridge } from '@contract/desktop'
import { FabError } from '@contract/errors'
import type { FileOut } from '@contract/fields'
import type { ClientMessage, CoreEvent, CoreMessage } from '@contract/wire'
import { type Bridge, type HandedFile, portMessage, type StagedFile } from '../../../preload/bridge'
import { token } from './session'
import { followDownload, Listeners, type Reach, ticketPath, type Transport } from './transport'

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: FabError) => void
}

/** What the desktop refuses comes as an error's message; everything above knows FabErrors. */
async function native<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    const fault = faultOfBridge(error)
    throw fault === null ? error : FabError.from(fault)
  }
}

/** The desktop's way: a MessagePort to the core's process, asked for through the preload bridge. */
export class PortTransport implements Transport {
  readonly kind = 'desktop'
  readonly #bridge: Bridge
  readonly #events = new Listeners<CoreEvent>()
  readonly #reaches = new Listeners<Reach>()
  readonly #waiting = new Map<number, Waiting>()
  #queue: ClientMessage[] = []
  #port: MessagePort | null = null
  #reach: Reach = 'connecting'
  #next = 1

  constructor(bridge: Bridge) {
    this.#bridge = bridge
    window.addEventListener('message', event => {
      const port = event.ports[0]
      if (event.source === window && event.data === portMessage && port !== undefined) this.#use(port)
    })
    bridge.onCoreDown(() => {
      this.#lost()
    })
    bridge.connect()
  }

  #use(port: MessagePort): void {
    if (this.#port !== null) {
      this.#port.close()
      this.#lost()
    }
    this.#port = port
    port.onmessage = (event: MessageEvent<CoreMessage>) => {
      this.#hear(event.data)
    }
    port.start()
    port.postMessage({ t: 'listen', token: token() } satisfies ClientMessage)
    for (const message of this.#queue) port.postMessage(message)
    this.#queue = []
    this.#say('online')
  }

  #lost(): void {
    this.#port = null
    this.#queue = []
    for (const waiting of this.#waiting.values()) waiting.reject(new FabError('contract.offline'))
    this.#waiting.clear()
    this.#say('offline')
  }

  #say(reach: Reach): void {
    if (reach === this.#reach) return
    this.#reach = reach
    this.#reaches.tell(reach)
  }

  #hear(message: CoreMessage): void {
    if (message.t === 'event') {
      this.#events.tell(message.event)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.t === 'result') waiting?.resolve(message.output)
    else waiting?.reject(FabError.from(message.fault))
  }

  call(name: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#reach === 'offline') return Promise.reject(new FabError('contract.offline'))
    if (signal?.aborted === true) return Promise.reject(new FabError('contract.cancelled'))
    const id = this.#next++
    const post = (message: ClientMessage): void => {
      if (this.#port === null) this.#queue.push(message)
      else this.#port.postMessage(message)
    }
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        if (!this.#waiting.delete(id)) return
        post({ t: 'cancel', id })
        reject(new FabError('contract.cancelled'))
      }
      this.#waiting.set(id, { resolve, reject })
      post({ t: 'call', id, name, input, token: token() })
      signal?.addEventListener('abort', cancel, { once: true })
    })
  }

  listen(listener: (event: CoreEvent) => void): () => void {
    return this.#events.add(listener)
  }

  reach(): Reach {
    return this.#reach
  }

  onReach(listener: (reach: Reach) => void): () => void {
    return this.#reaches.add(listener)
  }

  /** Only a path is handed over, so there is nothing in between to tell or to cancel. */
  async stage(file: File): Promise<StagedFile> {
    const [handed] = await native(this.#bridge.stage([file])).catch((error: unknown): HandedFile[] => {
      if (error instanceof FabError) throw error
      // A pasted file goes by its content, and the page could not read that.
      return []
    })
    if (handed === undefined) throw new FabError('attachment.unreadable', { name: file.name })
    if ('fault' in handed) throw FabError.from(handed.fault)
    return handed
  }

  pick(): Promise<readonly HandedFile[]> {
    return native(this.#bridge.pickFiles())
  }

  save(file: FileOut): Promise<string | null> {
    return native(this.#bridge.saveFile(file.name, file.bytes))
  }

  download(ticket: string, fileName: string): void {
    followDownload(ticketPath(ticket), fileName)
  }

  signedIn(): void {
    this.#port?.postMessage({ t: 'listen', token: token() } satisfies ClientMessage)
  }
}
