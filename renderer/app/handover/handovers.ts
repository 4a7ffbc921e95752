import { FabError, type Fault, type FaultKey } from '@contract/errors'
import type { StagedFile } from '../../../preload/bridge'
import { backOff, Listeners } from '../client/transport'
import { asFault } from '../i18n/faultText'
import {
  type Batch,
  canBeTried,
  type Given,
  type HandOver,
  isLive,
  type Line,
  newBatch,
  shapeOf
} from './batch'

/** What hand-overs need of the world around them; tests give their own. */
export interface World {
  readonly stage: (file: File, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<StagedFile>
  /** Have staged files imported into a case, or into the store at large. */
  readonly order: (stageIds: readonly string[], caseId: string | null) => Promise<unknown>
  readonly online: () => boolean
  readonly now: () => number
  readonly later: (ms: number, act: () => void) => void
}

/** Faults that pass by themselves or with a password: the files wait instead of being refused. */
const passing = new Set<FaultKey>([
  'contract.locked',
  'contract.signIn',
  'contract.offline',
  'contract.closing',
  'contract.busy'
])
const mostTries = 5
const mostAtOnce = 50
const orderEveryMs = 1000

/**
 * Files on their way to the core, above every page: who leaves the page goes on handing over. Each file
 * goes by itself, and its import is ordered within a second, so that whatever ends the rest (a file that
 * cannot be read, a closed window) takes back nothing that has arrived. A hand-over belongs to who began
 * it and rests while somebody else is signed in.
 */
export class HandOvers {
  readonly #world: World
  readonly #listeners = new Listeners<null>()
  readonly #settled = new Listeners<null>()
  #batches: Batch[] = []
  #user: string | null = null
  #hold: Fault | null = null
  #running = false
  #stop: AbortController | null = null
  #next = 1
  #shown: readonly HandOver[] = []
  #telling = false

  constructor(world: World) {
    this.#world = world
  }

  /** The hand-overs of who is signed in, for useSyncExternalStore. */
  readonly list = (): readonly HandOver[] => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** Somebody signed in, or unlocked the screen: what is theirs goes on. */
  enter(userId: string): void {
    this.#user = userId
    this.#release()
  }

  /** Nobody is signed in any more, or it is about to be somebody else. */
  leave(): void {
    this.#user = null
    this.#stop?.abort()
    this.#tell()
  }

  /** There is a connection again. */
  reached(): void {
    if (this.#hold?.code === 'Offline') this.#release()
  }

  /** Take over what a source gives, bit by bit; resolves to how much it was, once all of it was seen. */
  async give(caseId: string | null, source: AsyncIterable<Given> | Iterable<Given>): Promise<number> {
    if (this.#user === null) return 0
    const batch = this.#batchFor(this.#user, caseId)
    let count = 0
    batch.looking++
    try {
      for await (const given of source) {
        if (batch.cancelled) break
        count++
        this.#add(batch, given)
      }
    } finally {
      batch.looking--
      if (batch.count + batch.litter === 0) this.dismiss(batch.id)
      this.#tell()
      void this.#run()
    }
    return count
  }

  /** Give up what is not yet ordered; that is at most what arrived within the last second. */
  cancel(id: number): void {
    const batch = this.#batches.find(one => one.id === id)
    if (batch === undefined) return
    batch.cancelled = true
    batch.waiting = []
    batch.ready = []
    if (batch.current !== null) this.#stop?.abort()
    this.#tell()
  }

  /** Try what was refused once more: one file, or all that can be. */
  retry(id: number, key?: number): void {
    const batch = this.#batches.find(one => one.id === id)
    if (batch === undefined) return
    const again = batch.refused.filter(
      ({ line }) => (key === undefined || line.key === key) && canBeTried(line)
    )
    batch.refused = batch.refused.filter(one => !again.includes(one))
    for (const { line } of again) {
      batch.bytesDone -= line.bytes
      batch.waiting.push({ ...line, file: line.fresh === null ? line.file : null, staged: null, tries: 0 })
    }
    batch.cancelled = false
    this.#release()
  }

  /** Take an ended hand-over off the list. */
  dismiss(id: number): void {
    this.#batches = this.#batches.filter(one => one.id !== id || isLive(one))
    this.#tell()
  }

  /** Resolves as soon as nothing of the present person is on its way, or it has to wait for something. */
  async settled(): Promise<void> {
    while (this.#batches.some(one => this.#isFree(one) && isLive(one)))
      await new Promise<void>(done => {
        const forget = this.#settled.add(() => {
          forget()
          done()
        })
      })
  }

  #batchFor(userId: string, caseId: string | null): Batch {
    const open = this.#batches.find(
      one => one.userId === userId && one.caseId === caseId && isLive(one) && !one.cancelled
    )
    if (open !== undefined) return open
    const fresh = newBatch(this.#next++, userId, caseId, this.#world.now())
    this.#batches.push(fresh)
    return fresh
  }

  #add(batch: Batch, given: Given): void {
    if (given === 'litter') {
      batch.litter++
      return
    }
    const file = 'file' in given ? given.file : null
    const staged = 'staged' in given ? given.staged : null
    const bytes = file?.size ?? staged?.bytes ?? 0
    const fresh = 'fresh' in given ? given.fresh : null
    const line: Line = { key: this.#next++, path: given.path, bytes, file, fresh, staged, tries: 0 }
    batch.count++
    batch.bytesTotal += bytes
    if ('fault' in given) this.#refuse(batch, [line], given.fault)
    else batch.waiting.push(line)
    this.#tell()
    void this.#run()
  }

  #isFree(batch: Batch): boolean {
    return batch.userId === this.#user && this.#hold === null && !batch.cancelled
  }

  #release(): void {
    this.#hold = null
    this.#tell()
    void this.#run()
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (;;) {
      const batch = this.#batches.find(
        one => this.#isFree(one) && (one.waiting.length > 0 || (one.ready.length > 0 && one.looking === 0))
      )
      if (batch === undefined) break
      const line = batch.waiting.shift()
      if (line !== undefined) await this.#hand(batch, line)
      const due = this.#world.now() - batch.orderedAt >= orderEveryMs || batch.ready.length >= mostAtOnce
      const last = batch.waiting.length + batch.looking === 0
      if (batch.ready.length > 0 && (due || last) && this.#isFree(batch)) await this.#order(batch)
      this.#tell()
    }
    this.#running = false
    this.#tell()
    this.#settled.tell(null)
  }

  async #hand(batch: Batch, line: Line): Promise<void> {
    if (line.staged !== null) {
      batch.ready.push(line)
      batch.bytesDone += line.bytes
      return
    }
    const file = await this.#find(batch, line)
    if (file === null) {
      this.#refuse(batch, [line], new FabError('attachment.unreadable', { name: line.path }).fault)
      return
    }
    if (!this.#isFree(batch)) {
      batch.waiting.unshift(line)
      return
    }
    const stop = new AbortController()
    this.#stop = stop
    const current = { line, sent: 0, since: this.#world.now() }
    batch.current = current
    try {
      const onSent = (bytes: number): void => {
        // A request's head is not counted among the bytes of the file.
        current.sent = Math.min(bytes, line.bytes)
        this.#tell()
      }
      line.staged = await this.#world.stage(file, onSent, stop.signal)
      if (batch.cancelled) return
      batch.ready.push(line)
      batch.bytesDone += line.bytes
      batch.bytesSent += line.bytes
    } catch (error) {
      if (batch.cancelled) return
      if (stop.signal.aborted) batch.waiting.unshift(line)
      else this.#failed(batch, [line], asFault(error))
    } finally {
      batch.current = null
      batch.sendingMs += this.#world.now() - current.since
      this.#stop = null
    }
  }

  /** The file of a line, looked for anew where the old one is not to be trusted. */
  async #find(batch: Batch, line: Line): Promise<File | null> {
    if (line.file !== null || line.fresh === null) return line.file
    line.file = await line.fresh().catch(() => null)
    batch.bytesTotal += (line.file?.size ?? 0) - line.bytes
    line.bytes = line.file?.size ?? 0
    return line.file
  }

  async #order(batch: Batch): Promise<void> {
    const lines = batch.ready.splice(0, mostAtOnce)
    batch.orderedAt = this.#world.now()
    batch.ordering = lines.length
    try {
      await this.#world.order(
        lines.flatMap(line => (line.staged === null ? [] : [line.staged.stageId])),
        batch.caseId
      )
      batch.taken += lines.length
    } catch (error) {
      for (const line of lines) batch.bytesDone -= line.bytes
      this.#failed(batch, lines, asFault(error))
    } finally {
      batch.ordering = 0
    }
  }

  #failed(batch: Batch, lines: readonly Line[], fault: Fault): void {
    const down = fault.code === 'Offline' && !this.#world.online()
    for (const line of lines) {
      // While there is no connection at all, waiting for it is no try.
      if (!down) line.tries++
      // The core has forgotten what was staged (it was started anew): the file is there still.
      if (line.file !== null && !passing.has(fault.key)) line.staged = null
    }
    const tries = Math.max(...lines.map(line => line.tries))
    const stale = fault.key === 'attachment.staleStage' && lines.every(line => line.file !== null)
    if ((!passing.has(fault.key) && !stale) || tries > mostTries) {
      this.#refuse(batch, lines, fault)
      return
    }
    if (!batch.cancelled) batch.waiting.unshift(...lines)
    if (stale) return
    this.#hold = fault
    // What a person ends (a lock, a session) or a connection is told of; the rest is tried again.
    if (fault.code === 'SignIn' || down) return
    this.#world.later(backOff(tries), () => {
      if (this.#hold === fault) this.#release()
    })
  }

  #refuse(batch: Batch, lines: readonly Line[], fault: Fault): void {
    for (const line of lines) {
      batch.refused.push({ line, fault })
      batch.bytesDone += line.bytes
    }
  }

  /** Tell at most every few moments: a walk through a folder finds thousands of files in one. */
  #tell(): void {
    if (this.#telling) return
    this.#telling = true
    this.#world.later(40, () => {
      this.#telling = false
      const own = this.#batches.filter(one => one.userId === this.#user && one.count + one.litter > 0)
      if (own.length === 0 && this.#shown.length === 0) return
      this.#shown = own.map(one => shapeOf(one, this.#hold, this.#world.now()))
      this.#listeners.tell(null)
    })
  }
}
