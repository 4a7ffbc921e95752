import { join } from 'node:path'
import { FabError } from '@contract/errors'
import { StoreAttachments } from './attachments/index'
import { readHead, type Sealer } from './audit/chain'
import { readHeadCopy, writeHeadCopy } from './audit/keys'
import { StoreAudit } from './audit/log'
import { brokenAction, examineTail, keyReplacedAction } from './audit/verify'
import { StoreBackups } from './backup/index'
import { WalKeeper } from './checkpoint'
import { connect, type Connected, StoreReader } from './connect'
import { demoMarkOf } from './demo-mark'
import { faulting } from './faults'
import { names, type StoreCard } from './folder'
import type { OwnerLock } from './lock'
import { StoreMeasurements } from './measurements'
import { Queue } from './queue'
import { answer } from './search/answer'
import { durability } from './sqlite'
import type {
  AuditEntry,
  Checkpoint,
  Clock,
  DemoMark,
  Owner,
  ReadDb,
  SearchAnswer,
  SearchQuery,
  Store,
  StoreParts,
  WriteTx
} from './types'
import { FileWatch, Writer } from './writer'

export interface OpeningParts {
  readonly dir: string
  readonly card: StoreCard
  readonly lock: OwnerLock
  readonly clock: Clock
  readonly owner: Owner
  readonly parts: StoreParts
  readonly sealer: Sealer
  readonly checkpoint: Checkpoint | undefined
}

interface Files {
  readonly writer: Connected
  readonly reader: Connected
  readonly measurementWriter: Connected
  readonly measurementReader: Connected
}

/** How long the copy of the audit head may lag behind the database while people write. */
const headCopyMs = 10_000

/** {@link Store}; made by `openStore`. */
export class OpenedStore implements Store {
  readonly dir: string
  readonly id: string
  readonly name: string
  readonly openedAfterCrash: boolean
  readonly read: ReadDb
  readonly measurements: StoreMeasurements
  readonly attachments: StoreAttachments
  readonly audit: StoreAudit
  readonly backups: StoreBackups
  readonly #parts: OpeningParts
  readonly #files: Files
  readonly #writer: Writer
  readonly #wal: readonly WalKeeper[]
  #headTimer: NodeJS.Timeout | undefined
  #headWriting: Promise<void> = Promise.resolve()
  #closed = false
  /** Once read: it never changes. */
  #demo: { readonly mark: DemoMark | null } | undefined
  /** Long work on the files: backups and collection, one at a time. */
  readonly #keeping = new Queue()
  readonly #closing = new AbortController()

  private constructor(
    parts: OpeningParts,
    files: Files,
    watches: { records: FileWatch; measurements: FileWatch }
  ) {
    const { dir, card, lock, clock, sealer } = parts
    this.dir = dir
    this.id = card.id
    this.name = card.name
    this.openedAfterCrash = lock.afterCrash
    this.#parts = parts
    this.#files = files
    this.read = new StoreReader(files.reader)
    const { checkpoint } = parts
    // Short at all times; people would wait longer for a thread to start than for the log to be moved.
    const recordsWal = new WalKeeper(join(dir, names.records), files.writer.db, work =>
      this.#writer.queue.turn(work)
    )
    const path = join(dir, names.measurements)
    // SQLite would do it itself every thousand pages, and the core would wait for the disk each time.
    if (checkpoint !== undefined) files.measurementWriter.db.pragma('wal_autocheckpoint = 0')
    const measurementsWal = new WalKeeper(
      path,
      files.measurementWriter.db,
      work => this.measurements.queue.turn(work),
      checkpoint
    )
    this.#wal = [recordsWal, measurementsWal]
    this.#writer = new Writer({
      dir,
      source: files.writer.source,
      db: files.writer.db,
      sealer,
      clock,
      watch: watches.records,
      committed: () => {
        recordsWal.committed()
        this.#headLater()
      }
    })
    this.measurements = new StoreMeasurements({
      dir,
      path,
      db: files.measurementWriter.db,
      read: new StoreReader(files.measurementReader),
      watch: watches.measurements,
      committed: () => {
        measurementsWal.committed()
      }
    })
    const keeping = this.#keeping
    const closing = this.#closing.signal
    this.audit = new StoreAudit(this.read, sealer, () => readHeadCopy(dir, sealer))
    this.attachments = new StoreAttachments({
      dir,
      clock,
      read: this.read,
      write: work => this.write(work),
      references: parts.parts.attachmentReferences ?? [],
      protectedByBackups: () => this.backups.protectedHashes(),
      keeping,
      closing
    })
    this.backups = new StoreBackups({ dir, card, clock, still: work => this.#still(work) }, keeping, closing)
  }

  static async open(parts: OpeningParts): Promise<OpenedStore> {
    const records = join(parts.dir, names.records)
    const measurements = join(parts.dir, names.measurements)
    const open: Connected[] = []
    const add = async (path: string, mode: 'read' | 'FULL' | 'NORMAL'): Promise<Connected> => {
      const entities = path === records ? parts.parts.entities : []
      const connected = await connect(path, entities, mode)
      open.push(connected)
      return connected
    }
    try {
      const files = {
        writer: await add(records, durability.records),
        reader: await add(records, 'read'),
        measurementWriter: await add(measurements, durability.measurements),
        measurementReader: await add(measurements, 'read')
      }
      return new OpenedStore(parts, files, {
        records: await FileWatch.of(records, parts.dir),
        measurements: await FileWatch.of(measurements, parts.dir)
      })
    } catch (error) {
      for (const { source } of open) await source.destroy()
      throw error
    }
  }

  async write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    this.#refuseClosed()
    return await this.#writer.write(work)
  }

  get demo(): DemoMark | null {
    return (this.#demo ??= { mark: demoMarkOf(this.read) }).mark
  }

  search(query: SearchQuery): SearchAnswer {
    return answer(this.read, query)
  }

  async announce(where: Pick<Owner, 'address' | 'door'>): Promise<void> {
    this.#refuseClosed()
    await faulting(this.dir, names.owner, () => this.#parts.lock.announce(where))
  }

  async checkpoint(): Promise<void> {
    this.#refuseClosed()
    for (const keeper of this.#wal) await keeper.truncate()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#closing.abort()
    await this.#keeping.idle()
    await this.#writer.queue.idle()
    await this.measurements.queue.idle()
    clearTimeout(this.#headTimer)
    await this.#headWriting
    try {
      await faulting(this.dir, names.records, async () => {
        await this.#writeHead()
        this.#files.writer.db.pragma('optimize')
        this.#files.measurementWriter.db.pragma('optimize')
      })
      await this.closeFiles()
      await this.#parts.lock.release()
    } finally {
      // Whatever went wrong, the next owner must get in, and must look for damage.
      await this.closeFiles()
      this.#parts.lock.abandon()
    }
  }

  /** Lets go of the files without the ceremonies of a clean close. */
  async closeFiles(): Promise<void> {
    for (const keeper of this.#wal) keeper.stop()
    const { reader, measurementReader, writer, measurementWriter } = this.#files
    for (const { source } of [reader, measurementReader, writer, measurementWriter])
      if (source.isInitialized) await source.destroy()
  }

  /** What the trail must say about this opening: its beginning, a crash, guards or a key that were taken away. */
  async noteOpening(found: {
    readonly guardsLost: readonly string[]
    readonly keyLost: boolean
  }): Promise<void> {
    const notes: Pick<AuditEntry, 'action' | 'after'>[] = []
    const head = readHead(this.read)
    if (head === undefined) {
      const { demo } = this.#parts.card
      notes.push({
        action: 'store.created',
        after: { name: this.name, id: this.id, ...(demo === undefined ? {} : { demo: { seed: demo.seed } }) }
      })
    }
    if (this.openedAfterCrash) notes.push({ action: 'store.openedAfterCrash' })
    if (found.guardsLost.length > 0 && head !== undefined)
      notes.push({ action: 'store.guardsRestored', after: { triggers: found.guardsLost } })
    if (found.keyLost)
      notes.push({
        action: keyReplacedAction,
        after: { headSeq: head?.seq ?? 0, headHash: head?.hash ?? '' }
      })
    else {
      const { dir, sealer } = this.#parts
      const broken = examineTail(this.read, sealer, await readHeadCopy(dir, sealer))
      if (broken !== undefined)
        notes.push({ action: brokenAction, after: { seq: broken.seq, kind: broken.kind } })
    }
    if (notes.length === 0) return
    const { owner } = this.#parts
    await this.write(async tx => {
      for (const note of notes)
        tx.audit({
          actorId: null,
          actorName: owner.name,
          station: owner.host,
          entity: 'store',
          entityId: this.id,
          subject: null,
          ...note
        })
      return Promise.resolve()
    })
  }

  /** Runs work while no transaction is open on either file. Records first, as a transaction on them may use the other. */
  async #still<T>(work: () => T): Promise<T> {
    return await this.#writer.queue.turn(() => this.measurements.queue.turn(work))
  }

  #refuseClosed(): void {
    if (this.#closed) throw new FabError('contract.closing')
  }

  #headLater(): void {
    if (this.#headTimer !== undefined || this.#closed) return
    this.#headTimer = setTimeout(() => {
      this.#headTimer = undefined
      // The copy may lag: a failure here is told by the next transaction or the close.
      this.#headWriting = this.#writeHead().catch(() => undefined)
    }, headCopyMs)
    this.#headTimer.unref()
  }

  async #writeHead(): Promise<void> {
    const head = readHead(this.read)
    if (head !== undefined) await writeHeadCopy(this.dir, head)
  }
}
