import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { Command } from './fake-electron/control'
import { pageOrigin } from './fake-electron/origin'

/** How a desk is started. */
export interface DeskOptions {
  /** Folder laid out as `out/`. */
  readonly built: string
  /** The user's folder; a fresh one unless told. */
  readonly userData?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

interface Window {
  readonly id: number
  readonly url: string
  readonly targetId: string
  readonly visible: boolean
}

const register = join(import.meta.dirname, 'fake-electron/register.ts')

/** The built desktop program, running over the fake Electron, as a test holds it. */
export class FakeDesk {
  readonly userData: string
  readonly exited: Promise<number | null>
  /** What the program wrote to its own output: empty unless something is wrong. */
  output = ''
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  #browser: Browser | null = null
  #next = 1

  private constructor(options: DeskOptions) {
    this.userData = options.userData ?? mkdtempSync(join(tmpdir(), 'fabcase-desk-'))
    this.#child = fork(
      join(options.built, 'main/desktop.js'),
      [`--user-data-dir=${this.userData}`, ...(options.args ?? [])],
      {
        execArgv: ['--disable-warning=ExperimentalWarning', '--import', register],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { ...process.env, ...options.env }
      }
    )
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()))
    this.exited = new Promise(done => {
      this.#child.once('exit', code => {
        for (const { failed } of this.#waiting.values())
          failed(new Error(`the program ended\n${this.output}`))
        done(code)
      })
    })
    this.#child.on('message', message => {
      const { id, ok, value } = message as { id: number; ok: boolean; value: unknown }
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (ok) waiting?.done(value)
      else waiting?.failed(new Error(String(value)))
    })
  }

  static start(options: DeskOptions): FakeDesk {
    return new FakeDesk(options)
  }

  /** Ask the fake something. */
  call<T>(name: Command, ...args: readonly unknown[]): Promise<T> {
    const id = this.#next++
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done: value => done(value as T), failed })
      this.#child.send({ id, name, args })
    })
  }

  /** What the program asked of Electron under a name that starts so. */
  recorded(prefix: string): Promise<{ readonly what: string; readonly args: readonly unknown[] }[]> {
    return this.call('recorded', prefix)
  }

  windows(): Promise<Window[]> {
    return this.call('windows')
  }

  /** The newest window's page, once it shows one of the program's own pages. */
  async page(): Promise<Page> {
    this.#browser ??= await chromium.connectOverCDP(await this.call<string>('endpoint'))
    for (let i = 0; i < 1200; i++) {
      const pages = this.#browser.contexts().flatMap(context => context.pages())
      const own = pages.filter(page => page.url().startsWith(pageOrigin)).at(-1)
      if (own !== undefined) return own
      await sleep(50)
    }
    throw new Error(`no window shows a page\n${this.output}`)
  }

  /** Kill the processes that play utility processes. */
  async killCore(): Promise<number[]> {
    const pids = await this.call<number[]>('children')
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    return pids
  }

  /** Quit as the menu does, and wait for the end. */
  async quit(): Promise<number | null> {
    await this.#browser?.close().catch(() => undefined)
    this.#browser = null
    await this.call('quit')
    return this.exited
  }

  /** For the end of a test: whatever still runs is killed, the user's folder removed. */
  async discard(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.disconnect()
      const ended = await Promise.race([this.exited.then(() => true), sleep(5000, false)])
      if (!ended) this.#child.kill('SIGKILL')
    }
    rmSync(this.userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** Ask again until it holds. */
export async function until<T>(
  what: () => Promise<T>,
  holds: (value: T) => boolean,
  limit = 30_000
): Promise<T> {
  const end = Date.now() + limit
  for (;;) {
    const value = await what()
    if (holds(value)) return value
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)} after ${limit} ms`)
    await sleep(50)
  }
}
