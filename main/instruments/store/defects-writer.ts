import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { FabError } from '@contract/errors'
import type { DefectGroup, KlarfSummary } from '../formats/klarf/types'
import type { Warning } from '../formats/warnings'
import { packNumbers } from '../set/pack'
import { blobOf, type Transact } from './database'
import type { SetIdentity } from './writer'

/** A transaction holds about this much; longer would stall everybody else. */
const bytesPerTurn = 4 << 20
const rowsPerTurn = 2000

interface Block {
  readonly name: string
  readonly type: string
  readonly data: ArrayBufferView
  readonly count: number
}

const json = (value: unknown): Block['data'] => Buffer.from(JSON.stringify(value), 'utf8')

/**
 * Writes a set of defects group by group, each transaction bounded. Until {@link DefectWriter.finish} the set is
 * marked as being written and no reader finds it; {@link removeDefects} takes away what a crash left.
 */
export class DefectWriter {
  readonly #transact: Transact
  readonly #seq: number
  readonly #signal: AbortSignal | undefined

  private constructor(transact: Transact, seq: number, signal: AbortSignal | undefined) {
    this.#transact = transact
    this.#seq = seq
    this.#signal = signal
  }

  /** Begin a set. @throws FabError record.duplicate when one of that id is there */
  static async begin(transact: Transact, identity: SetIdentity, signal?: AbortSignal): Promise<DefectWriter> {
    const seq = await transact(db => {
      const taken = db.prepare('SELECT 1 FROM defect_set WHERE id = ?').get(identity.id)
      if (taken !== undefined) throw new FabError('record.duplicate', { entity: 'set', id: identity.id })
      const { lastInsertRowid } = db
        .prepare("INSERT INTO defect_set (id, name, sha256, state) VALUES (?, ?, ?, 'writing')")
        .run(identity.id, identity.name, identity.sha256)
      return Number(lastInsertRowid)
    })
    return new DefectWriter(transact, seq, signal)
  }

  /** Write one group of columns. */
  async group(group: DefectGroup): Promise<void> {
    const { wafer, first } = group
    const blocks = blocksOf(group)
    await this.#turns(
      blocks,
      block => Math.max(64, block.data.byteLength),
      (db, block) =>
        db
          .prepare(
            'INSERT INTO defect_block (set_seq, wafer, name, first, count, type, data) VALUES (?, ?, ?, ?, ?, ?, ?)'
          )
          .run(this.#seq, wafer, block.name, first, block.count, block.type, blobOf(block.data))
    )
  }

  /** Write what stands at the end; from now on readers find the set. */
  async finish(
    summary: KlarfSummary,
    report: { readonly sha256: string; readonly warnings: readonly Warning[] }
  ): Promise<void> {
    const seq = this.#seq
    const wafers = summary.lots.flatMap((lot, at) => lot.wafers.map(wafer => ({ at, wafer })))
    await this.#turns(
      wafers,
      ({ wafer }) => 1000 + wafer.plan.byteLength,
      (db, { at, wafer }) => {
        const { index, plan, wafer: name, slot, defects, declared, images, ...facts } = wafer
        db.prepare(
          `INSERT INTO defect_wafer (set_seq, idx, lot, wafer, slot, defects, declared, images, facts, plan)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
        ).run(seq, index, at, name, slot, defects, declared, images, JSON.stringify(facts), blobOf(plan))
      }
    )
    const lots = summary.lots.map(({ wafers: _wafers, ...lot }) => lot)
    const { fileAt, fields, records } = summary
    await this.#transact(db =>
      db
        .prepare(
          `UPDATE defect_set SET state = 'complete', sha256 = ?, version = ?, units = ?, charset = ?, defects = ?,
             images = ?, facts = ?, warnings = ? WHERE seq = ?`
        )
        .run(
          report.sha256,
          summary.version,
          summary.units,
          summary.charset,
          summary.defects,
          summary.images,
          JSON.stringify({ fileAt, fields, records, lots }),
          JSON.stringify(report.warnings),
          seq
        )
    )
  }

  /** Items in as few transactions as keep each within its bound. */
  async #turns<T>(
    items: readonly T[],
    bytesOf: (item: T) => number,
    put: (db: Database, item: T) => void
  ): Promise<void> {
    for (let at = 0; at < items.length;) {
      if (this.#signal?.aborted === true) throw new FabError('contract.cancelled')
      const from = at
      let bytes = 0
      while (at < items.length && at - from < rowsPerTurn && (at === from || bytes < bytesPerTurn)) {
        const item = items[at++]
        if (item !== undefined) bytes += bytesOf(item)
      }
      const turn = items.slice(from, at)
      await this.#transact(db => {
        for (const item of turn) put(db, item)
      })
      await setImmediate()
    }
  }
}

function blocksOf(group: DefectGroup): Block[] {
  const { count, first, images } = group
  const blocks: Block[] = []
  for (const { values, codes, texts, ...column } of group.columns) {
    const name = column.name.replaceAll(':', '_')
    blocks.push({ name, count, ...packNumbers(values) })
    if (codes === null) continue
    blocks.push({ name: `${name}:codes`, type: 'u4', data: codes, count })
    blocks.push({ name: `${name}:texts`, type: 'json', data: json(texts), count: texts.length })
  }
  if (images === null) return blocks
  const numbers = (name: string, data: ArrayLike<number>) => {
    blocks.push({ name: `image:${name}`, count: data.length, ...packNumbers(Float64Array.from(data)) })
  }
  numbers(
    'row',
    images.row.map(row => row + first)
  )
  numbers('page', images.page)
  numbers('file', images.file)
  numbers('format', images.format)
  numbers('label', images.label)
  blocks.push({ name: 'image:texts', type: 'json', data: json(images.texts), count: images.texts.length })
  return blocks
}

/**
 * Take a set of defects away, complete or half-written, in bounded transactions; readers stop finding it at once.
 * Doing it again, or for a set that is not there, does no harm.
 */
export async function removeDefects(transact: Transact, id: string, signal?: AbortSignal): Promise<void> {
  const seq = await transact(db => {
    const row = db.prepare('SELECT seq FROM defect_set WHERE id = ?').pluck().get(id)
    if (typeof row !== 'number') return null
    db.prepare("UPDATE defect_set SET state = 'removing' WHERE seq = ?").run(row)
    return row
  })
  if (seq === null) return
  let rows = 64
  for (;;) {
    if (signal?.aborted === true) throw new FabError('contract.cancelled')
    const began = performance.now()
    const limit = rows
    const gone = await transact(
      db =>
        db
          .prepare(
            'DELETE FROM defect_block WHERE id IN (SELECT id FROM defect_block WHERE set_seq = ? LIMIT ?)'
          )
          .run(seq, limit).changes
    )
    if (gone < limit) break
    // Rows differ in size a thousandfold: let each turn's time set the next one's count.
    rows = performance.now() - began < 20 ? Math.min(rows * 2, 4096) : Math.max(16, rows >> 1)
    await setImmediate()
  }
  await transact(db => {
    db.prepare('DELETE FROM defect_wafer WHERE set_seq = ?').run(seq)
    db.prepare('DELETE FROM defect_set WHERE seq = ?').run(seq)
  })
}

/** Ids of sets of defects that a crash left half-written or half-removed. */
export function unfinishedDefects(reader: {
  all(sql: string): readonly Readonly<Record<string, unknown>>[]
}): string[] {
  return reader.all("SELECT id FROM defect_set WHERE state <> 'complete'").map(row => String(row['id']))
}
