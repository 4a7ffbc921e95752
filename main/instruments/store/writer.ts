import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { FabError } from '@contract/errors'
import type { Warning } from '../formats/warnings'
import type { SetGroup, SetSummary, ValueBlock } from '../set/types'
import { blobOf, type Transact } from './database'

/** What a set is called and which bytes it was read from. */
export interface SetIdentity {
  /** Id by which records name the set. */
  readonly id: string
  readonly name: string
  readonly sha256: string
}

/** A transaction holds about this much; longer would stall everybody else. */
const bytesPerTurn = 4 << 20
const rowsPerTurn = 2000

/** A write small enough for one transaction with others. */
interface Piece {
  readonly bytes: number
  readonly run: (db: Database) => void
}

/**
 * Writes a set piece by piece, each transaction bounded. Until {@link SetWriter.finish} the set is marked as
 * being written and no reader finds it; {@link removeSet} takes away what a crash left.
 */
export class SetWriter {
  readonly #transact: Transact
  readonly #seq: number
  readonly #signal: AbortSignal | undefined

  private constructor(transact: Transact, seq: number, signal: AbortSignal | undefined) {
    this.#transact = transact
    this.#seq = seq
    this.#signal = signal
  }

  /** Begin a set. @throws FabError record.duplicate when one of that id is there */
  static async begin(transact: Transact, identity: SetIdentity, signal?: AbortSignal): Promise<SetWriter> {
    const seq = await transact(db => {
      const taken = db.prepare('SELECT 1 FROM measurement_set WHERE id = ?').get(identity.id)
      if (taken !== undefined) throw new FabError('record.duplicate', { entity: 'set', id: identity.id })
      const { lastInsertRowid } = db
        .prepare("INSERT INTO measurement_set (id, name, sha256, state) VALUES (?, ?, ?, 'writing')")
        .run(identity.id, identity.name, identity.sha256)
      return Number(lastInsertRowid)
    })
    return new SetWriter(transact, seq, signal)
  }

  /** Write one group of columns. */
  async group(group: SetGroup): Promise<void> {
    const seq = this.#seq
    const pieces: Piece[] = []
    if (group.parts !== null) {
      const { firstPart, count, columns } = group.parts
      const { id, text, ...numbers } = columns
      const put = (name: string, array: ArrayBufferView) =>
        pieces.push({
          bytes: array.byteLength,
          run: db =>
            db
              .prepare(
                'INSERT INTO part_block (set_seq, name, first_part, count, data) VALUES (?, ?, ?, ?, ?)'
              )
              .run(seq, name, firstPart, count, blobOf(array))
        })
      for (const [name, array] of Object.entries(numbers)) put(name, array)
      for (const [name, packed] of Object.entries({ id, text })) {
        put(`${name}.offsets`, packed.offsets)
        put(`${name}.bytes`, packed.bytes)
      }
    }
    for (const block of group.values) pieces.push(valuePiece(seq, block))
    const { earlier } = group
    if (earlier !== null)
      pieces.push({
        bytes: earlier.part.length * 15,
        run: db =>
          db
            .prepare(
              `INSERT INTO earlier_block (set_seq, first_part, last_part, tests, elements, parts, status, vals)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
            )
            .run(
              seq,
              earlier.part.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER),
              earlier.part.reduce((a, b) => Math.max(a, b), 0),
              blobOf(earlier.test),
              blobOf(earlier.element),
              blobOf(earlier.part),
              blobOf(earlier.status),
              blobOf(earlier.value)
            )
      })
    await this.#pieces(pieces)
  }

  /** Write what stands at the end; from now on readers find the set. */
  async finish(
    summary: SetSummary,
    report: {
      readonly sha256: string
      readonly records: Readonly<Record<string, number>>
      readonly warnings: readonly Warning[]
    }
  ): Promise<void> {
    const seq = this.#seq
    const rows: Piece[] = []
    const small = (run: (db: Database) => void) => rows.push({ bytes: 1024, run })
    for (const { index, id, head, parts, good, ...facts } of summary.wafers)
      small(db =>
        db
          .prepare(
            'INSERT INTO set_wafer (set_seq, idx, id, head, parts, good, facts) VALUES (?, ?, ?, ?, ?, ?, ?)'
          )
          .run(seq, index, id, head, parts, good, JSON.stringify(facts))
      )
    for (const bin of summary.bins)
      small(db =>
        db
          .prepare(
            'INSERT INTO set_bin (set_seq, kind, number, name, pass_fail, count, declared) VALUES (?, ?, ?, ?, ?, ?, ?)'
          )
          .run(seq, bin.kind, bin.number, bin.name, bin.passFail, bin.count, bin.declared)
      )
    for (const test of summary.tests)
      small(db =>
        db
          .prepare(
            `INSERT INTO set_test (set_seq, idx, record, number, text, units, scale, low_limit, high_limit, low_spec,
               high_spec, format, executions, fails, repeats, n, mean, sigma, min, max, elements, limit_changes, pins, vector)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
          )
          .run(
            seq,
            test.index,
            test.record,
            test.number,
            test.text,
            test.units,
            test.scale,
            test.lowLimit,
            test.highLimit,
            test.lowSpec,
            test.highSpec,
            test.format,
            test.executions,
            test.fails,
            test.repeats,
            test.n,
            test.mean,
            test.sigma,
            test.min,
            test.max,
            test.elements,
            JSON.stringify(test.limitChanges),
            JSON.stringify(test.pins),
            test.vector
          )
      )
    summary.notes.forEach((note, index) =>
      small(db =>
        db
          .prepare('INSERT INTO set_note (set_seq, idx, record, part, text) VALUES (?, ?, ?, ?, ?)')
          .run(seq, index, note.record, note.part, note.text)
      )
    )
    summary.pins.forEach((pin, index) =>
      small(db =>
        db
          .prepare(
            `INSERT INTO set_pin (set_seq, idx, pmr, channel_type, channel, physical, logical, head, site)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
          )
          .run(
            seq,
            index,
            pin.pmr,
            pin.channelType,
            pin.channel,
            pin.physical,
            pin.logical,
            pin.head,
            pin.site
          )
      )
    )
    summary.details.forEach((detail, index) =>
      small(db =>
        db
          .prepare('INSERT INTO set_detail (set_seq, idx, test, part, fields) VALUES (?, ?, ?, ?, ?)')
          .run(seq, index, detail.test, detail.part, JSON.stringify(detail.fields))
      )
    )
    await this.#pieces(rows)
    await this.#transact(db =>
      db
        .prepare(
          `UPDATE measurement_set SET state = 'complete', sha256 = ?, part_rows = ?, parts = ?, pass = ?, fail = ?,
             no_verdict = ?, retests = ?, charset = ?, header = ?, geometry = ?, records = ?, warnings = ?
           WHERE seq = ?`
        )
        .run(
          report.sha256,
          summary.partRows,
          summary.parts,
          summary.pass,
          summary.fail,
          summary.noVerdict,
          summary.retests,
          summary.header.charset,
          JSON.stringify(summary.header),
          JSON.stringify(summary.geometry),
          JSON.stringify(report.records),
          JSON.stringify(report.warnings),
          seq
        )
    )
  }

  /** Pieces in as few transactions as keep each within its bound. */
  async #pieces(pieces: readonly Piece[]): Promise<void> {
    for (let at = 0; at < pieces.length;) {
      if (this.#signal?.aborted === true) throw new FabError('contract.cancelled')
      const from = at
      let bytes = 0
      while (at < pieces.length && at - from < rowsPerTurn && (at === from || bytes < bytesPerTurn))
        bytes += pieces[at++]?.bytes ?? 0
      const turn = pieces.slice(from, at)
      await this.#transact(db => {
        const statements = prepareOnce(db)
        for (const piece of turn) piece.run(statements)
      })
      await setImmediate()
    }
  }
}

/** The handle with `prepare` remembered for the length of one transaction. */
function prepareOnce(db: Database): Database {
  const known = new Map<string, ReturnType<Database['prepare']>>()
  const prepare = (sql: string) => {
    let statement = known.get(sql)
    if (statement === undefined) {
      statement = db.prepare(sql)
      known.set(sql, statement)
    }
    return statement
  }
  return { prepare } as unknown as Database
}

function valuePiece(seq: number, block: ValueBlock): Piece {
  const count = block.status.length
  const first = block.status[0] ?? 0
  const status = block.status.every(one => one === first) ? block.status.subarray(0, 1) : block.status
  return {
    bytes: count * (1 + 4 * block.width),
    run: db =>
      db
        .prepare(
          'INSERT INTO value_block (set_seq, test, first_part, count, width, status, vals) VALUES (?, ?, ?, ?, ?, ?, ?)'
        )
        .run(
          seq,
          block.test,
          block.firstPart,
          count,
          block.width,
          blobOf(status),
          block.values === null ? null : blobOf(block.values)
        )
  }
}

const blockTables = ['value_block', 'part_block', 'earlier_block'] as const
const factTables = ['set_test', 'set_note', 'set_wafer', 'set_pin', 'set_detail'] as const

/**
 * Take a set away, complete or half-written, in bounded transactions; readers stop finding it at once. Doing it
 * again, or for a set that is not there, does no harm.
 */
export async function removeSet(transact: Transact, id: string, signal?: AbortSignal): Promise<void> {
  const seq = await transact(db => {
    const row = db.prepare('SELECT seq FROM measurement_set WHERE id = ?').pluck().get(id)
    if (typeof row !== 'number') return null
    db.prepare("UPDATE measurement_set SET state = 'removing' WHERE seq = ?").run(row)
    return row
  })
  if (seq === null) return
  for (const table of blockTables) {
    let rows = 64
    for (;;) {
      if (signal?.aborted === true) throw new FabError('contract.cancelled')
      const began = performance.now()
      const limit = rows
      const gone = await transact(
        db =>
          db
            .prepare(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE set_seq = ? LIMIT ?)`)
            .run(seq, limit).changes
      )
      if (gone < limit) break
      // Rows differ in size a thousandfold: let each turn's time set the next one's count.
      rows = performance.now() - began < 20 ? Math.min(rows * 2, 4096) : Math.max(16, rows >> 1)
      await setImmediate()
    }
  }
  for (const table of factTables) {
    const last = await transact(db =>
      Number(db.prepare(`SELECT max(idx) FROM ${table} WHERE set_seq = ?`).pluck().get(seq) ?? -1)
    )
    for (let from = 0; from <= last; from += 5000) {
      await transact(db =>
        db
          .prepare(`DELETE FROM ${table} WHERE set_seq = ? AND idx >= ? AND idx < ?`)
          .run(seq, from, from + 5000)
      )
      await setImmediate()
    }
  }
  await transact(db => db.prepare('DELETE FROM set_bin WHERE set_seq = ?').run(seq))
  await transact(db => db.prepare('DELETE FROM measurement_set WHERE seq = ?').run(seq))
}

/** Ids of sets that a crash left half-written or half-removed. */
export function unfinishedSets(reader: {
  all(sql: string): readonly Readonly<Record<string, unknown>>[]
}): string[] {
  return reader.all("SELECT id FROM measurement_set WHERE state <> 'complete'").map(row => String(row['id']))
}
