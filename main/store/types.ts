import type { Readable } from 'node:stream'
import type { Database } from 'better-sqlite3'
import type { DataSource, EntityManager } from 'typeorm'
import type { Json } from '@contract/json'

/** Where the time comes from; tests hand in their own. `monotonic` counts milliseconds from any start. */
export interface Clock {
  now(): Date
  monotonic?(): number
}

/** Says that everything in a store is invented, and from what seed. */
export interface DemoMark {
  readonly seed: number
}

/** A TypeORM entity class, decorated with `@Entity('table')`. */
export type EntityClass = new () => object

/**
 * One step of the schema: hand-written SQL, run in one transaction, never edited once released. The
 * name ends in 13 digits (milliseconds of its day) that put it in order: `CasesFirst1700000000000`.
 */
export interface Migration {
  readonly name: string
  readonly up: readonly string[]
}

/** What the capabilities hand to the store; the store itself knows none of them. */
export interface StoreParts {
  readonly entities: readonly EntityClass[]
  readonly migrations: readonly Migration[]
  readonly measurementMigrations: readonly Migration[]
  /** SELECTs over records.sqlite whose first column is a sha256 in use; garbage collection keeps those. */
  readonly attachmentReferences?: readonly string[]
  /**
   * SELECTs over records.sqlite whose first column is the id of a measurement set in use, and one over
   * measurements.sqlite that lists the sets there; `checkStore` reports sets nobody names.
   */
  readonly measurementSets?: { readonly used: readonly string[]; readonly present: readonly string[] }
}

/** Who holds a store open; kept beside the lock. */
export interface Owner {
  /** User and program: `lin (FabCase host)`. */
  readonly name: string
  readonly pid: number
  readonly host: string
  /** ISO UTC. */
  readonly since: string
  /** Where people open the store meanwhile, in a browser: an http(s) URL; null where nobody serves it. */
  readonly address: string | null
  /** Where programs of the same operating-system user talk to the owner; never leaves owner.json. */
  readonly door?: OwnerDoor
}

/** A socket or named pipe, and what opens it. */
export interface OwnerDoor {
  readonly path: string
  readonly secret: string
}

/** What SQLite gives back for one column. */
export type SqlValue = string | number | bigint | Uint8Array | null
/** What may be bound to a placeholder; true and false become 1 and 0. */
export type SqlParam = SqlValue | boolean
/** `?` placeholders take an array, `:name` placeholders an object. */
export type SqlParams = readonly SqlParam[] | { readonly [name: string]: SqlParam }
/** One row as SQLite gives it, by column name. */
export type Row = { readonly [column: string]: SqlValue }
/** Turns a row into a value: a function (see `columns` in rows.ts) or anything with zod's `parse`. */
export type RowReader<T> = ((row: Row) => T) | { parse(row: unknown): T }

/** Statements that only read. Statements are prepared once and kept. */
export interface ReadSql {
  readonly readable: true
  all(sql: string, params?: SqlParams): Row[]
  all<T>(sql: string, params: SqlParams, as: RowReader<T>): T[]
  /** The first column of every row: for long lists, without an object for each. */
  column(sql: string, params?: SqlParams): SqlValue[]
  get(sql: string, params?: SqlParams): Row | undefined
  get<T>(sql: string, params: SqlParams, as: RowReader<T>): T | undefined
}

/** The read-only side of a database: it never sees an uncommitted row and cannot write. */
export interface ReadDb extends ReadSql {
  /** Read-only TypeORM data source over the same connection. */
  readonly source: DataSource
}

/** Statements inside a write transaction. */
export interface WriteSql extends ReadSql {
  readonly writable: true
  run(sql: string, params?: SqlParams): { readonly changes: number; readonly lastId: number }
}

/** What is told to the audit trail; the store adds time, order and hashes. */
export interface AuditEntry {
  readonly actorId: string | null
  readonly actorName: string
  readonly station: string
  readonly action: string
  readonly entity: string
  readonly entityId: string
  /** The case it belongs to: the rows of one case are its timeline. */
  readonly subject: string | null
  readonly reason?: string
  readonly before?: Json
  readonly after?: Json
}

/** One row of the audit trail. */
export interface AuditRow {
  readonly seq: number
  /** ISO UTC. */
  readonly at: string
  /** Minutes east of UTC of the machine's zone when it was written. */
  readonly offsetMinutes: number
  /** Milliseconds by which the clock stood before the row above; 0 when time went forward. */
  readonly clockBackMs: number
  readonly actorId: string | null
  readonly actorName: string
  readonly station: string
  readonly action: string
  readonly entity: string
  readonly entityId: string
  readonly subject: string | null
  readonly reason: string | null
  readonly before: Json
  readonly after: Json
  readonly prevHash: string
  readonly hash: string
}

/** Narrows a reading of the audit trail; all given must hold. Times are ISO UTC, `until` is exclusive. */
export interface AuditFilter {
  /** Fragment of actor, action, entity, id, reason or of the values, in any case. */
  readonly text?: string
  readonly actorId?: string
  readonly action?: string
  readonly entity?: string
  readonly entityId?: string
  readonly subject?: string
  readonly from?: string
  readonly until?: string
}

export interface AuditQuery extends AuditFilter {
  /** Rows a page, at most 1000; 100 unless told. */
  readonly limit?: number
  /** Rows older than this seq; the `next` of the page before. */
  readonly before?: number
}

export interface AuditPage {
  /** Newest first. */
  readonly rows: readonly AuditRow[]
  /**
   * Pass as `before` for the next page; null at the end. With a text, a page may hold fewer rows than asked
   * for, or none, and still have a next one: it looks through so many rows at a time.
   */
  readonly next: number | null
}

/** What happened to the first bad row. `sealed`: the head record is missing or its seal is not ours. */
export type AuditBreakKind = 'changed' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'sealed'

export interface AuditReport {
  readonly ok: boolean
  /** Rows walked. */
  readonly rows: number
  readonly head: { readonly seq: number; readonly hash: string }
  /** Rows before which the clock went backwards. */
  readonly clockBack: number
  readonly broken?: { readonly seq: number; readonly kind: AuditBreakKind }
}

export interface AuditLog {
  query(query: AuditQuery): AuditPage
  /** The actions and entities that occur, for filters. */
  facets(): { readonly actions: readonly string[]; readonly entities: readonly string[] }
  /** The whole trail, oldest first, as text in pieces. CSV begins with a BOM and a header line. */
  export(format: 'csv' | 'json', filter?: AuditFilter): AsyncIterable<string>
  verify(watch?: Watch): Promise<AuditReport>
}

/** What is kept for search. `codes` (part numbers, lot ids) are found by any fragment. */
export interface SearchDoc {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly body: string
  readonly codes: readonly string[]
  readonly subject: string | null
  /** ISO UTC. */
  readonly updatedAt: string
}

export interface SearchQuery {
  readonly text: string
  /** Only these kinds; all unless told. */
  readonly kinds?: readonly string[]
  /** Hits a kind; 5 unless told, at most 100. */
  readonly limit?: number
}

/** Half-open ranges of UTF-16 units to be marked. */
export type Marks = readonly (readonly [number, number])[]

export interface SearchHit {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly titleMarks: Marks
  readonly subtitle: string
  readonly snippet: string
  readonly snippetMarks: Marks
  readonly codes: readonly string[]
  readonly subject: string | null
  readonly updatedAt: string
}

export interface SearchGroup {
  readonly kind: string
  readonly count: number
  readonly hits: readonly SearchHit[]
}

export interface SearchAnswer {
  readonly total: number
  /** The kind of the best hit first. */
  readonly groups: readonly SearchGroup[]
}

/** How the caller follows and stops long work. */
export interface Watch {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** Bytes by their hash (lower-case hex of SHA-256). */
export interface Blob256 {
  readonly sha256: string
  readonly bytes: number
}

export type ByteSource = Readable | AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface AttachmentReport {
  readonly checked: number
  readonly bytes: number
  readonly missing: readonly string[]
  readonly altered: readonly string[]
}

export interface CollectReport {
  readonly removed: number
  readonly bytes: number
  readonly kept: number
}

/** Bytes that were brought and lie in their place; not released until whoever brought them lets go, or forgot to for a day. */
export interface Placed extends Blob256 {
  /** They lay there before. */
  readonly existed: boolean
  /** A record names them now, or nobody is going to. */
  readonly letGo: () => void
}

/**
 * Bytes that a worker writes by itself while it reads them, so that they are read once: it makes the file,
 * counts, hashes and fsyncs it; then they are kept. FabCase's next open clears what a crash left.
 */
export interface Incoming {
  /** Where to write; no file is there yet. */
  readonly path: string
  /** More is no attachment. */
  readonly maxBytes: number
  /** What {@link Attachments.place} ends with, for a file that lies hashed and fsynced at `path`. */
  keep(blob: Blob256): Promise<void>
  /** Removes it if it was not kept; lets go of it if it was. */
  drop(): Promise<void>
  /** What an error of writing there means. */
  fault(error: unknown): unknown
}

export interface Attachments {
  /**
   * Bytes to disk: hashed, counted, fsynced and in their place, but known to no row yet. May be called
   * anywhere; follow with `tx.attach` in the transaction that names them. Unnamed bytes that
   * nobody holds are collected after a day. FabError attachment.tooLarge, store.full.
   */
  place(source: ByteSource, watch?: Watch & { readonly maxBytes?: number }): Promise<Placed>
  /** A place for bytes that a worker writes. */
  receive(): Incoming
  /** `place` and the row, in a transaction of its own; not inside `write`. */
  put(
    source: ByteSource,
    watch?: Watch & { readonly maxBytes?: number }
  ): Promise<Blob256 & { readonly existed: boolean }>
  /** Known to a row. */
  find(sha256: string): Blob256 | undefined
  /** A stream of the bytes; a whole reading ends in attachment.altered if they are not what they were. */
  read(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Where the bytes lie, for readers in workers. FabError attachment.missing. */
  path(sha256: string): Promise<string>
  /** Every row has its bytes; `deep` hashes them all. */
  verify(options?: Watch & { readonly deep?: boolean }): Promise<AttachmentReport>
  /** Removes what no row references, no kept backup names, and is older than `graceMs` (a day). */
  collect(options?: Watch & { readonly graceMs?: number }): Promise<CollectReport>
  /**
   * Removes these bytes now, unless a record or a kept backup names them or somebody holds them; true if they
   * went. A backup under way is waited for, so nothing should wait for this. Not inside `write`.
   */
  release(sha256: string): Promise<boolean>
}

/** One write transaction on records.sqlite; dead once `write` has settled. */
export interface WriteTx {
  readonly em: EntityManager
  /** The same connection and transaction as `em`. */
  readonly sql: WriteSql
  audit(entry: AuditEntry): AuditRow
  /** Names bytes that `attachments.place` has put down. */
  attach(blob: Blob256): void
  index(doc: SearchDoc): void
  unindex(kind: string, id: string): void
}

/** measurements.sqlite: imported numbers, in short synchronous transactions, one after the other. */
export interface Measurements {
  /** `work` must not be async: the transaction ends when it returns. Keep it under some 50 ms. */
  write<T>(work: (db: Database) => T extends PromiseLike<unknown> ? never : T): Promise<T>
  readonly read: ReadDb
  /** For read-only connections in workers: see `openReader`. */
  readonly path: string
}

/** Why a backup was made; retention treats them differently. */
export type BackupReason = 'manual' | 'daily' | 'weekly' | 'migration' | 'restore'

export interface BackupOptions extends Watch {
  /** Folder that receives the backup; the store's own backups/ unless told. Not inside the store elsewhere. */
  readonly target?: string
  /** 'reference': listed and guarded from collection. 'full': copied into the backup. */
  readonly attachments: 'reference' | 'full'
  /** 'manual' unless told. */
  readonly reason?: BackupReason
}

/** One kept backup, as its manifest says. */
export interface BackupInfo {
  readonly path: string
  readonly name: string
  readonly at: string
  readonly storeId: string
  readonly storeName: string
  readonly attachments: 'reference' | 'full'
  readonly attachmentCount: number
  /** Attachments whose bytes were missing or altered when a full backup was made. */
  readonly missing: number
  /** Of everything in its folder. */
  readonly bytes: number
  readonly reason: BackupReason
}

export interface Retention {
  /** Newest backup of each of the last n days, and of each of the last n weeks, is kept. */
  readonly daily: number
  readonly weekly: number
}

export interface Backups {
  create(options: BackupOptions): Promise<BackupInfo>
  /** Newest first; unfinished ones are not shown. */
  list(target?: string): Promise<readonly BackupInfo[]>
  /** Removes what the retention does not keep and gives back what went. */
  prune(retention: Retention, target?: string): Promise<readonly BackupInfo[]>
}

/** An open store. */
export interface Store {
  readonly dir: string
  readonly id: string
  readonly name: string
  /** The last owner did not close it; the databases were checked before this open went on. */
  readonly openedAfterCrash: boolean
  /** Not null: everything in it is invented. It stays so for good. */
  readonly demo: DemoMark | null
  /**
   * One write transaction on records.sqlite, taken from one queue. Everything `work` does through
   * `tx` is committed when it resolves and undone when it rejects. FabError store.nested inside itself.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
  readonly read: ReadDb
  readonly measurements: Measurements
  readonly attachments: Attachments
  readonly audit: AuditLog
  readonly backups: Backups
  search(query: SearchQuery): SearchAnswer
  /** Tells others where this owner can be reached; written beside the lock. */
  announce(where: { readonly address: string | null; readonly door?: OwnerDoor }): Promise<void>
  /** Moves the write-ahead logs into the databases; after an import. Retries by itself while readers hold it. */
  checkpoint(): Promise<void>
  close(): Promise<void>
}

/** How the place of a store is looked at; tests hand in their own. */
export interface VolumeProbe {
  readonly platform: NodeJS.Platform
  /** Type number of the file system (Linux statfs magic). */
  fsType(path: string): Promise<number>
  realpath(path: string): Promise<string>
  /** Text of /proc/self/mounts; asked on Linux for FUSE only. */
  mounts(): Promise<string>
}

export interface CreateOptions {
  /** What people call it; 1 to 80 characters. */
  readonly name: string
  readonly clock: Clock
  readonly owner?: Owner
  readonly checkpoint?: Checkpoint
  /** Makes it a demo, for good. */
  readonly demo?: DemoMark
  readonly volume?: VolumeProbe
}

/**
 * Moves the write-ahead log of the database at a path into it, in another thread and while nobody writes to it;
 * false if a reader was in the way.
 */
export type Checkpoint = (path: string) => Promise<boolean>

export interface OpenOptions {
  readonly owner: Owner
  /** Where there is none the store does it itself, and stands still meanwhile. */
  readonly checkpoint?: Checkpoint
  readonly clock: Clock
  readonly volume?: VolumeProbe
}
