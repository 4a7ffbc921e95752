import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { contract, type ProcedureName } from '@contract/index'
import { FabError } from '@contract/errors'
import type { CoreEvent } from '@contract/wire'
import type { StoreState } from '@contract/stores'
import { z } from 'zod'
import packageJson from '../../package.json'
import { readCard, storeFolder } from '../store'
import { exists } from '../store/folder'
import type { Clock, DemoMark } from '../store/types'
import { systemClock } from './clock'
import { openCore, type Caller, type Core } from './core'
import { buildDemo, type DemoOptions, demoSeed, makeDemo, replaceDemo } from './demo'
import { EventHub } from './events'
import { inputFault } from './faults'
import type { LauncherProcedure } from './registry'

/** Version of this FabCase. */
const version: string = packageJson.version

/** How a launcher is made. */
export interface LauncherOptions {
  readonly worker: URL
  readonly program: string
  /** Folder for the list of recent stores; null = do not keep one. */
  readonly settingsDir: string | null
  readonly clock?: Clock
  /** Folder that new stores are offered in; `~/FabCase` unless told. */
  readonly defaultFolder?: string
  /** May stores be opened and closed through the contract? A host of one store says no. */
  readonly mayOpen: boolean
}

const recentSchema = z.array(z.object({ dir: z.string(), name: z.string(), openedAt: z.string() }))
type Recent = z.infer<typeof recentSchema>

const mostRecents = 12

/**
 * Holds at most one open core and answers `stores.*` whether or not one is open; everything else
 * goes to the core. One launcher a process.
 */
export class Launcher {
  /** Events of whatever store is open, and `store` when another is. */
  readonly events = new EventHub()
  private core: Core | null = null
  private making: { readonly done: number; readonly total: number } | null = null
  private stopListening: (() => void) | null = null
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: LauncherOptions) {}

  /** The open core; FabError store.none. */
  get open(): Core {
    if (this.core === null) throw new FabError('store.none', {})
    return this.core
  }

  /** The open core or null. */
  get current(): Core | null {
    return this.core
  }

  /** Open a store folder, closing the one before once the new one is open. */
  async openStore(dir: string): Promise<void> {
    await this.inTurn(() => this.replace({ dir: resolve(dir) }))
  }

  /** Any procedure. Throws FabError. */
  async call(caller: Caller, name: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (!name.startsWith('stores.')) return this.open.call(caller, name, input, signal)
    if (!Object.hasOwn(contract, name)) throw new FabError('contract.unknown', { name: name.slice(0, 100) })
    const known = name as LauncherProcedure
    const allowed = contract[known].allow === 'anyone' || (caller.local && this.options.mayOpen)
    if (!allowed) throw new FabError('contract.localOnly', {})
    const parsed = contract[known].input.safeParse(input)
    if (!parsed.success) throw inputFault(parsed.error)
    return contract[known].output.parse(await this.answer(caller, known, parsed.data))
  }

  /** Close what is open. */
  async close(): Promise<void> {
    await this.inTurn(async () => {
      await this.drop()
    })
  }

  /** Folders opened before, newest first. */
  async recents(): Promise<Recent> {
    const file = this.recentsFile()
    if (file === null) return []
    const text = await readFile(file, 'utf8').catch(() => '[]')
    const parsed = recentSchema.safeParse(safeJson(text))
    return parsed.success ? parsed.data : []
  }

  private async answer(caller: Caller, name: LauncherProcedure, input: unknown): Promise<unknown> {
    switch (name) {
      case 'stores.state':
        return this.state(caller)
      case 'stores.recent':
        return {
          folder: this.folder(),
          stores: await this.recentStores(),
          demo: { dir: this.demoDir(), present: (await demoIn(this.demoDir())) !== null }
        }
      case 'stores.create': {
        const { folder, name: title } = parsedInput(name, input)
        await this.inTurn(async () => {
          const dir = storeFolder(resolve(folder), title)
          await mkdir(dirname(dir), { recursive: true }).catch((cause: unknown) => {
            throw new FabError('store.readOnly', { dir: folder }, { cause })
          })
          await this.replace({ dir, create: title })
        })
        return this.state(caller)
      }
      case 'stores.open':
        await this.openStore(parsedInput(name, input).dir)
        return this.state(caller)
      case 'stores.close':
        await this.close()
        return this.state(caller)
      case 'stores.forget': {
        const { dir } = parsedInput(name, input)
        await this.writeRecents((await this.recents()).filter(r => r.dir !== dir))
        return {}
      }
      case 'stores.openDemo':
        await this.inTurn(() => this.openDemo())
        return this.state(caller)
      case 'stores.resetDemo':
        await this.inTurn(() => this.resetDemo())
        return this.state(caller)
      case 'stores.demoProgress':
        return { making: this.making }
    }
  }

  private state(caller: Caller): StoreState {
    const core = this.core
    return {
      open:
        core === null
          ? null
          : {
              id: core.store.id,
              name: core.store.name,
              dir: caller.local ? core.store.dir : null,
              needsSetup: core.needsSetup(),
              openedAfterCrash: core.store.openedAfterCrash,
              demo: core.store.demo
            },
      version,
      mayOpen: caller.local && this.options.mayOpen
    }
  }

  private folder(): string {
    return this.options.defaultFolder ?? join(homedir(), 'FabCase')
  }

  private async recentStores() {
    const list = await this.recents()
    return Promise.all(
      list.map(async recent => ({
        ...recent,
        present: await stat(recent.dir).then(
          s => s.isDirectory(),
          () => false
        ),
        demo: (await demoIn(recent.dir)) !== null
      }))
    )
  }

  /** In a folder of its own, where nobody looks for real stores. */
  private demoDir(): string {
    return join(this.folder(), 'Demo', 'demo-fab.fabcase')
  }

  private demoOptions(dir: string, seed: number): DemoOptions {
    const { worker, program, clock = systemClock } = this.options
    return {
      dir,
      seed,
      worker,
      program,
      now: clock.now(),
      progress: (done, total) => {
        this.making = { done, total }
      }
    }
  }

  private async openDemo(): Promise<void> {
    const dir = this.demoDir()
    if (!(await exists(dir))) {
      await mkdir(dirname(dir), { recursive: true }).catch((cause: unknown) => {
        throw new FabError('store.readOnly', { dir: dirname(dir) }, { cause })
      })
      await this.whileMaking(() => makeDemo(this.demoOptions(dir, demoSeed)))
    } else if ((await demoIn(dir)) === null) throw new FabError('store.exists', { store: dir })
    await this.replace({ dir })
  }

  /** The new one is built while the old one still serves; then they change places. */
  private async resetDemo(): Promise<void> {
    const { store } = this.open
    const { dir, demo } = store
    if (demo === null) throw new FabError('store.notDemo', { store: store.name })
    const finished = await this.whileMaking(() => buildDemo(this.demoOptions(dir, demo.seed)))
    await this.drop()
    try {
      await replaceDemo(finished, dir)
    } finally {
      await finished.discard()
      await this.replace({ dir })
    }
  }

  private async whileMaking<T>(work: () => Promise<T>): Promise<T> {
    this.making = { done: 0, total: 0 }
    try {
      return await work()
    } finally {
      this.making = null
    }
  }

  private async replace(at: { readonly dir: string; readonly create?: string }): Promise<void> {
    if (this.core !== null && this.core.store.dir === at.dir) return
    const next = await openCore({
      ...at,
      worker: this.options.worker,
      program: this.options.program,
      clock: this.options.clock ?? systemClock
    })
    await this.drop()
    this.core = next
    this.stopListening = next.events.listen(event => {
      this.events.publish([event])
    })
    await this.remember(next)
    this.tellStore()
  }

  private async drop(): Promise<void> {
    const core = this.core
    if (core === null) return
    this.core = null
    this.stopListening?.()
    await core.close()
    this.tellStore()
  }

  private tellStore(): void {
    const event: CoreEvent = { topic: 'store', id: this.core?.store.id ?? null, subject: null }
    this.events.publish([event])
  }

  private async remember(core: Core): Promise<void> {
    const card = await readCard(core.store.dir).catch(() => null)
    const entry = {
      dir: core.store.dir,
      name: card?.name ?? core.store.name,
      openedAt: (this.options.clock ?? systemClock).now().toISOString()
    }
    const others = (await this.recents()).filter(r => r.dir !== entry.dir)
    await this.writeRecents([entry, ...others].slice(0, mostRecents))
  }

  private recentsFile(): string | null {
    return this.options.settingsDir === null ? null : join(this.options.settingsDir, 'recent-stores.json')
  }

  /** A list that cannot be kept is a pity, not a reason to refuse a store. */
  private async writeRecents(list: Recent): Promise<void> {
    const file = this.recentsFile()
    if (file === null) return
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(`${file}.partial`, JSON.stringify(list, null, 2))
      await rename(`${file}.partial`, file)
    } catch {
      return
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work)
    this.turn = next.catch(() => undefined)
    return next
  }
}

/** What a folder's card says of being a demo; for lists alone, the store itself is asked once it is open. */
async function demoIn(dir: string): Promise<DemoMark | null> {
  const card = await readCard(dir).catch(() => null)
  return card?.demo ?? null
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The input again with its type; it was parsed before it got here. */
function parsedInput<N extends ProcedureName>(
  name: N,
  input: unknown
): z.output<(typeof contract)[N]['input']> {
  return contract[name].input.parse(input) as z.output<(typeof contract)[N]['input']>
}
