import { fork as forkNode, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import { app } from './app'
import { Preventable } from './events'
import { closeAt, fromPlace, type MessagePortMain, type Place } from './ports'
import { record } from './record'

interface Options {
  readonly serviceName?: string
  readonly env?: NodeJS.ProcessEnv
}

/** What crosses between here and the child. */
export type ToChild =
  | { t: 'parent'; data: unknown; ports: number[] }
  | { t: 'port'; id: number; data: unknown }
  | { t: 'portClosed'; id: number }

/** And back. */
export type FromChild =
  { t: 'parent'; data: unknown } | { t: 'port'; id: number; data: unknown } | { t: 'portClosed'; id: number }

const emulation = fileURLToPath(new URL('./child-port.ts', import.meta.url))
const children = new Set<UtilityProcess>()

/** Electron's UtilityProcess as a Node child with `process.parentPort`. */
class UtilityProcess extends EventEmitter implements Place {
  readonly #child: ChildProcess

  constructor(path: string, args: readonly string[], options: Options) {
    super()
    this.#child = forkNode(path, args, {
      execArgv: ['--import', emulation],
      env: options.env ?? process.env,
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    children.add(this)
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', message => {
      const heard = message as FromChild
      if (heard.t === 'parent') this.emit('message', heard.data)
      else if (heard.t === 'port') fromPlace(heard.id, heard.data)
      else closeAt(this, heard.id)
    })
    this.#child.once('exit', (code, signal) => {
      children.delete(this)
      closeAt(this, null)
      const exitCode = code ?? 1
      this.emit('exit', exitCode)
      if (exitCode === 0) return
      const reason = signal === null ? 'abnormal-exit' : 'killed'
      const name = options.serviceName ?? 'Node Utility Process'
      app.emit('child-process-gone', new Preventable(), { type: 'Utility', reason, exitCode, name })
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.#send({ t: 'parent', data, ports: transfer.map(port => port.portId) })
    for (const port of transfer) port.moveTo(this)
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL')
  }

  deliver(portId: number, data: unknown): void {
    this.#send({ t: 'port', id: portId, data })
  }

  closed(portId: number): void {
    this.#send({ t: 'portClosed', id: portId })
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message)
  }
}

/** Electron's `utilityProcess`. */
export const utilityProcess = {
  fork(path: string, args: readonly string[] = [], options: Options = {}): UtilityProcess {
    record('utilityProcess.fork', path, args, options)
    return new UtilityProcess(path, args, options)
  }
}

/** Process ids of the children that run now. */
export function childPids(): number[] {
  return [...children].flatMap(child => (child.pid === undefined ? [] : [child.pid]))
}
