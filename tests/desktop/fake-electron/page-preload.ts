import type { Codec } from './codec'

/** What the preload's world is told of the window it runs in. */
export interface PreloadSetting {
  readonly origin: string
  readonly secret: string
  readonly binding: string
  readonly argv: readonly string[]
  readonly platform: string
}

/**
 * Runs in an isolated world of the page: `require('electron')` for a sandboxed preload script, over
 * a binding to Node and events to the page's own world. Stands alone: its source is put into the page.
 */
export function pagePreload(
  setting: PreloadSetting,
  codec: Codec,
  run: (require: unknown, module: unknown, exports: unknown, process: unknown) => void
): void {
  if (location.origin !== setting.origin || window !== window.top) return
  const world = globalThis as unknown as Record<string, unknown>
  const post = (message: object): void => {
    ;(world[setting.binding] as (text: string) => void)(codec.encode(message))
  }
  const say = (name: string, detail: unknown): void => {
    document.dispatchEvent(new CustomEvent(`${setting.secret}:${name}`, { detail }))
  }
  const hear = (name: string, listener: (detail: never) => void): void => {
    document.addEventListener(`${setting.secret}:${name}`, event => {
      listener((event as CustomEvent).detail as never)
    })
  }

  // ipcRenderer
  type Listener = (event: { ports: MessagePort[]; sender: unknown }, ...args: unknown[]) => void
  const listeners = new Map<string, Set<Listener>>()
  const invoked = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  const ports = new Map<number, MessagePort>()
  let nextInvoke = 1
  const ipcRenderer = {
    on(channel: string, listener: Listener) {
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(listener))
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
    send(channel: string, ...args: unknown[]) {
      post({ t: 'send', channel, args })
    },
    invoke(channel: string, ...args: unknown[]) {
      return new Promise((done, failed) => {
        const id = nextInvoke++
        post({ t: 'invoke', id, channel, args })
        invoked.set(id, { done, failed })
      })
    }
  }
  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = event => {
      post({ t: 'port', id, data: event.data as unknown })
    }
    ports.set(id, port1)
    return port2
  }
  type Incoming =
    | { t: 'event'; channel: string; args: unknown[]; ports: number[] }
    | { t: 'answer'; id: number; ok: boolean; value: unknown }
    | { t: 'port'; id: number; data: unknown }
    | { t: 'portClosed'; id: number }
    | { t: 'files'; files: { key: string; path: string }[] }
  const files = new Map<string, string>()
  world['fabcaseDeliver'] = (text: string): void => {
    const message = codec.decode(text) as Incoming
    if (message.t === 'event') {
      const event = { ports: message.ports.map(openPort), sender: ipcRenderer }
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args)
    } else if (message.t === 'answer') {
      const waiting = invoked.get(message.id)
      invoked.delete(message.id)
      if (message.ok) waiting?.done(message.value)
      else waiting?.failed(new Error(String(message.value)))
    } else if (message.t === 'port') ports.get(message.id)?.postMessage(message.data)
    else if (message.t === 'portClosed') {
      ports.get(message.id)?.close()
      ports.delete(message.id)
    } else for (const file of message.files) files.set(file.key, file.path)
  }

  // contextBridge
  type Given = { value: unknown } | { callback: number }
  const functions = new Map<string, (...args: unknown[]) => unknown>()
  const exposed: { key: string; shape: unknown }[] = []
  const settled = new Map<number, () => void>()
  let nextFunction = 1
  let nextPromise = 1
  const shape = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const fn = String(nextFunction++)
      functions.set(fn, value as (...args: unknown[]) => unknown)
      return { fn }
    }
    const plain =
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    return plain ? { object: Object.entries(value).map(([key, item]) => [key, shape(item)]) } : { value }
  }
  const incoming = (given: Given): unknown =>
    'value' in given
      ? given.value
      : (...args: unknown[]) => {
          say('callback', { id: given.callback, args })
        }
  const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))
  hear('call', (detail: { path: string; args: Given[] } | null) => {
    if (detail === null) return
    try {
      const value = functions.get(detail.path)?.(...detail.args.map(incoming))
      if (value instanceof Promise) {
        const promise = nextPromise++
        const settle = (ok: boolean, result: unknown): void => {
          // The page asks for the outcome once it is ready to hear it.
          const tell = (): void => {
            say('settle', { id: promise, ok, value: result })
          }
          if (settled.has(promise)) tell()
          else settled.set(promise, tell)
        }
        value.then(
          result => {
            settle(true, result)
          },
          (error: unknown) => {
            settle(false, message(error))
          }
        )
        say('answer', { ok: true, value: undefined, promise })
      } else say('answer', { ok: true, value: typeof value === 'function' ? shape(value) : value })
    } catch (error) {
      say('answer', { ok: false, message: message(error) })
    }
  })
  hear('waiting', (promise: number) => {
    const tell = settled.get(promise)
    if (tell === undefined) settled.set(promise, () => undefined)
    else tell()
  })
  hear('ready', () => {
    for (const item of exposed) say('expose', item)
  })
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown) {
      const item = { key, shape: shape(api) }
      exposed.push(item)
      say('expose', item)
    }
  }

  const webUtils = {
    getPathForFile: (file: File) => files.get(`${file.name}|${String(file.size)}`) ?? ''
  }
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer, webUtils }
    throw new Error(`a sandboxed preload script cannot require ${name}`)
  }
  const process = {
    platform: setting.platform,
    argv: setting.argv,
    versions: {},
    sandboxed: true,
    contextIsolated: true
  }
  const module = { exports: {} }
  run(require, module, module.exports, process)
}
