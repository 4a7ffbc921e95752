import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { builtInRoles } from '@contract/permissions'
import type { Input, Output, ProcedureName } from '@contract/index'
import { FabError } from '@contract/errors'
import { demoFab, fillDemo, planDemo, type DemoHouse, type DemoPlan, type PersonKey } from '../demo'
import { readCard } from '../store'
import { exists, syncFolder, withSuffix } from '../store/folder'
import type { Actor } from '../store/context'
import type { Clock } from '../store/types'
import { openCore, type Core } from './core'
import { createPool, type WorkerPool } from './pool'

/** Seed of a demo store unless told. */
export const demoSeed = 4817

/** What people call a demo store. */
const demoName = 'Demo fab 演示工厂'

/** How a demo store is made. */
export interface DemoOptions {
  /** Folder the store gets; it must not be there, or be empty. */
  readonly dir: string
  readonly seed: number
  /** The moment the demo is told from. */
  readonly now: Date
  readonly worker: URL
  readonly program: string
  /** Steps done, of how many. */
  readonly progress?: (done: number, total: number) => void
  /** FabError contract.cancelled once it is aborted; nothing is left behind. */
  readonly signal?: AbortSignal
}

/** A clock that stands where it is set. */
class SetClock implements Clock {
  #at: Date

  constructor(at: Date) {
    this.#at = at
  }

  set(at: Date): void {
    this.#at = at
  }

  now(): Date {
    return new Date(this.#at)
  }

  monotonic(): number {
    return performance.now()
  }
}

const actorOf = (person: PersonKey, id: string | null): Actor => ({
  id,
  name: demoFab[person].name,
  station: 'demo',
  permissions: new Set(builtInRoles[demoFab[person].role]),
  // The first administrator is made by whoever starts the store.
  local: id === null,
  known: true,
  locked: false,
  session: null
})

/** How often the end of a job is looked for. */
const pollMs = 25

class Filling implements DemoHouse {
  readonly #core: Core
  readonly #clock: SetClock
  readonly #options: DemoOptions
  readonly #files: readonly Promise<string>[]
  readonly #actors = new Map<PersonKey, Actor>()

  constructor(core: Core, clock: SetClock, options: DemoOptions, files: readonly Promise<string>[]) {
    this.#core = core
    this.#clock = clock
    this.#options = options
    this.#files = files
  }

  async call<N extends ProcedureName>(by: PersonKey, name: N, input: Input<N>): Promise<Output<N>> {
    if (this.#options.signal?.aborted === true) throw new FabError('contract.cancelled')
    const actor = this.#actors.get(by) ?? actorOf(by, null)
    return (await this.#core.callAs(actor, name, input)) as Output<N>
  }

  setTime(at: Date): void {
    this.#clock.set(at)
  }

  register(person: PersonKey, id: string): void {
    this.#actors.set(person, actorOf(person, id))
  }

  anyPassword(): string {
    return randomBytes(18).toString('base64url')
  }

  async stage(file: number): Promise<string> {
    const path = await this.#files[file]
    if (path === undefined) throw new RangeError(`the demo has no file ${file}`)
    return (await this.#core.stages.path(path)).stageId
  }

  async jobEnd(id: string): Promise<void> {
    for (;;) {
      const job = await this.call('administrator', 'jobs.get', { id })
      if (job.state === 'done') return
      if (job.state !== 'queued' && job.state !== 'running') throw new FabError('job.crashed', { id })
      await new Promise(wake => setTimeout(wake, pollMs))
    }
  }

  progress(done: number, total: number): void {
    this.#options.progress?.(done, total)
  }
}

/** Begin to write all data files, in worker threads; each promise gives a path. */
function writeFiles(
  pool: WorkerPool,
  folder: string,
  options: DemoOptions,
  count: number
): Promise<string>[] {
  const { seed, now } = options
  return Array.from({ length: count }, async (_, index) => {
    const path = await pool.run('writeDemoFile', { seed, now, folder, index })
    if (typeof path !== 'string') throw new TypeError('the worker answers a path')
    return path
  })
}

async function fill(core: Core, clock: SetClock, options: DemoOptions, plan: DemoPlan): Promise<void> {
  // In the unfinished store itself: whatever becomes of it, they go with it.
  const folder = join(core.store.dir, 'demo-files')
  const pool = createPool(options.worker)
  try {
    const files = writeFiles(pool, folder, options, plan.data.length)
    // Whoever waits for a file hears of its failure; nobody may be waiting yet, or any more.
    for (const file of files) file.catch(() => undefined)
    await fillDemo(plan, new Filling(core, clock, options, files))
  } finally {
    await pool.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where a demo store is made before it takes its place. */
const makingOf = (dir: string): string => withSuffix(`${dir.replace(/\.fabcase$/, '')}.making`)

/** Remove what a demo that was never finished left behind. FabError store.exists where it is something else. */
async function clearMaking(making: string): Promise<void> {
  if (!(await exists(making))) return
  const card = await readCard(making).catch(() => null)
  if (card?.demo === undefined) throw new FabError('store.exists', { store: making })
  await rm(making, { recursive: true, force: true })
}

/** A demo store that is finished and closed, beside the place it is for. */
export interface FinishedDemo {
  /** Give it its place. An empty folder of that name gives way; for anything else: FabError store.exists. */
  place(): Promise<void>
  discard(): Promise<void>
}

/**
 * Build a demo store beside its place. What is in it goes through the core's own procedures in the name of
 * invented people, at the times it is told to have happened.
 * FabError store.exists, store.networkDrive, store.readOnly, store.full, contract.cancelled; nothing is left then.
 */
export async function buildDemo(options: DemoOptions): Promise<FinishedDemo> {
  const { dir, seed, now, worker, program } = options
  const making = makingOf(dir)
  await clearMaking(making)
  const discard = () => rm(making, { recursive: true, force: true })
  const plan = planDemo(seed, now)
  const clock = new SetClock(plan.begins)
  try {
    const core = await openCore({ dir: making, create: demoName, demo: { seed }, worker, program, clock })
    try {
      await fill(core, clock, options, plan)
      clock.set(now)
    } finally {
      await core.close()
    }
  } catch (error) {
    await discard()
    throw error
  }
  return {
    discard,
    async place() {
      await rename(making, dir).catch((cause: unknown) => {
        throw new FabError('store.exists', { store: dir }, { cause })
      })
      await syncFolder(dirname(dir))
    }
  }
}

/** Make a demo store, closed; its seed. FabError as {@link buildDemo} tells. */
export async function makeDemo(options: DemoOptions): Promise<number> {
  // Ten seconds of work must not end in a place that is taken.
  if (await isTaken(options.dir)) throw new FabError('store.exists', { store: options.dir })
  const finished = await buildDemo(options)
  try {
    await finished.place()
  } catch (error) {
    await finished.discard()
    throw error
  }
  return options.seed
}

/**
 * Make a closed demo store anew, from its own seed unless told; the seed. FabError store.notDemo, and what
 * opening a store tells: somebody who has it open must close it first.
 */
export async function resetDemo(
  options: Omit<DemoOptions, 'seed'> & { readonly seed?: number }
): Promise<number> {
  const { dir, worker, program } = options
  const card = await readCard(dir)
  if (card.demo === undefined) throw new FabError('store.notDemo', { store: card.name })
  // Opened as well: what it is, its trail says; and nobody else has it open then.
  const core = await openCore({ dir, worker, program })
  const { demo, name } = core.store
  await core.close()
  if (demo === null) throw new FabError('store.notDemo', { store: name })
  const seed = options.seed ?? demo.seed
  const finished = await buildDemo({ ...options, seed })
  try {
    await replaceDemo(finished, dir)
  } catch (error) {
    await finished.discard()
    throw error
  }
  return seed
}

/**
 * The folder a demo store gets that was asked for by this name: an empty folder is taken as it is, a store
 * is meant with its suffix.
 */
export async function demoPlace(path: string): Promise<string> {
  return (await exists(path)) ? path : withSuffix(path)
}

async function isTaken(dir: string): Promise<boolean> {
  if (!(await exists(dir))) return false
  const found = await readdir(dir).catch(() => null)
  return found === null || found.length > 0
}

/**
 * Put a finished demo in the place of another, which is closed by now, and remove that one. Should it not
 * take its place, the other is back.
 */
export async function replaceDemo(finished: FinishedDemo, dir: string): Promise<void> {
  const aside = makingOf(`${dir.replace(/\.fabcase$/, '')}.before`)
  await clearMaking(aside)
  await rename(dir, aside)
  try {
    await finished.place()
  } catch (error) {
    await rename(aside, dir)
    throw error
  }
  await rm(aside, { recursive: true, force: true })
}
