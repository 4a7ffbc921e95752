import { setImmediate as turn } from 'node:timers/promises'
import { columns, number, text } from '../../store/rows'
import type { ReadSql, Row } from '../../store/types'

/** How records of one kind become rows of tables in memory. */
export interface Spec {
  /** Names in the audit trail of what changes these rows. */
  readonly entities: readonly string[]
  /** SELECT of the records, their `id` among the columns; `rest` begins with WHERE. */
  sql(rest: string): string
  put(row: Row): void
  remove(id: string): void
  /** Ids of all that is held. */
  ids(): Iterable<string>
}

/** Records of one kind, in step with what is committed. */
export interface Keeper {
  current(): Promise<void>
}

const chunk = 400
/** With more changes than this since the last look, reading everything again is quicker. */
const manyChanges = 3000

const change = columns({ entityId: text })

/** The last row of the audit trail. */
export function auditHead(db: ReadSql): number {
  return number(db.get('SELECT coalesce(max(seq), 0) AS seq FROM audit')?.['seq'], 'seq')
}

/**
 * Keeps rows in step with the committed records: every change has its row in the audit trail, so what is new since
 * the last look is read off there. Reading everything takes turns with the rest of the core.
 */
export class RecordKeeper implements Keeper {
  readonly #db: ReadSql
  readonly #spec: Spec
  readonly #changes: string
  #seen: number | null = null
  #loading: Promise<void> | null = null

  constructor(db: ReadSql, spec: Spec) {
    this.#db = db
    this.#spec = spec
    const names = spec.entities.map(name => `'${name}'`).join(',')
    this.#changes = `SELECT DISTINCT entity_id AS entityId FROM audit WHERE seq > ? AND entity IN (${names}) LIMIT ${String(manyChanges + 1)}`
  }

  async current(): Promise<void> {
    if (this.#loading !== null) return this.#loading
    const head = auditHead(this.#db)
    if (head === this.#seen) return
    if (this.#seen !== null) {
      const changed = this.#db.all(this.#changes, [this.#seen], change)
      if (changed.length <= manyChanges) {
        for (const { entityId } of changed) this.#again(entityId)
        this.#seen = head
        return
      }
    }
    this.#loading = this.#load().finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  #again(id: string): void {
    const row = this.#db.get(this.#spec.sql('WHERE x.id = ?'), [id])
    if (row === undefined) this.#spec.remove(id)
    else this.#spec.put(row)
  }

  async #load(): Promise<void> {
    const head = auditHead(this.#db)
    const gone = new Set(this.#spec.ids())
    const sql = this.#spec.sql(`WHERE x.id > ? ORDER BY x.id LIMIT ${String(chunk)}`)
    let after = ''
    for (;;) {
      const rows = this.#db.all(sql, [after])
      for (const row of rows) {
        this.#spec.put(row)
        after = text(row['id'], 'id')
        gone.delete(after)
      }
      if (rows.length < chunk) break
      await turn()
    }
    for (const id of gone) this.#spec.remove(id)
    // What changed while it was read is looked at again with the next question.
    this.#seen = head
  }
}
