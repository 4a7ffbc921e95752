import type { Database, Statement } from 'better-sqlite3'

/** What may be bound to a `?`. */
export type Bindable = string | number | null | Uint8Array
/** One row by column name. */
export type Row = Readonly<Record<string, unknown>>

/** Statements that only read; the store's read side has this shape. */
export interface SqlReader {
  all(sql: string, params?: readonly Bindable[]): Row[]
  get(sql: string, params?: readonly Bindable[]): Row | undefined
}

/** Runs a piece of synchronous work in one write transaction; resolves once it is committed. */
export type Transact = <T>(work: (db: Database) => T) => Promise<T>

/** A reader over a plain handle; statements are prepared once. */
export function readerOf(db: Database): SqlReader {
  const prepared = new Map<string, Statement>()
  const prepare = (sql: string) => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      statement = db.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement
  }
  return {
    all: (sql, params = []) => prepare(sql).all(...params) as Row[],
    get: (sql, params = []) => prepare(sql).get(...params) as Row | undefined
  }
}

/** Transactions over a plain handle, each followed by a turn of the event loop. */
export function transactOf(db: Database): Transact {
  return async work => {
    const value = db.transaction(work).immediate(db)
    await new Promise(resolve => setImmediate(resolve))
    return value
  }
}

/** The bytes of a typed array as SQLite takes them. */
export function blobOf(array: ArrayBufferView): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}

/** Bytes of a BLOB column; empty where it is null. */
export function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/** A BLOB as an array of numbers, without a copy where its memory allows. */
export function arrayOf<T>(
  make: {
    new (buffer: ArrayBufferLike, offset: number, length: number): T
    readonly BYTES_PER_ELEMENT: number
  },
  value: unknown
): T {
  const bytes = bytesOf(value)
  const width = make.BYTES_PER_ELEMENT
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes)
  return new make(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / width))
}
