import { setImmediate as turn } from 'node:timers/promises'
import {
  hasDefects,
  isComplete,
  readBins,
  readDefectColumns,
  readDefects,
  readDefectWafers,
  readSet,
  readTests,
  type SqlReader
} from '../../instruments/reading'
import { columns, maybe, text } from '../../store/rows'
import type { ReadSql, Store } from '../../store/types'
import type { Fact, FactTable } from '../table'
import { auditHead, type Keeper } from './keeper'
import { dayOf, tableOf } from './records'

/** Tables made from data files. */
export interface SetTables {
  readonly set: FactTable
  readonly hardBin: FactTable
  readonly softBin: FactTable
  readonly test: FactTable
  readonly defect: FactTable
}

const ofSet = ['setId', 'lot', 'product'] as const

/** Empty tables for what data files hold. `n` of a row is how many parts, failures or defects it counts. */
export function setTables(): SetTables {
  return {
    set: tableOf({ texts: ['label', 'code', 'kind', 'program', 'tester', 'day', 'caseId'] }),
    hardBin: tableOf({ texts: [...ofSet, 'label', 'verdict'] }),
    softBin: tableOf({ texts: [...ofSet, 'label', 'verdict'] }),
    test: tableOf({ texts: [...ofSet, 'label'] }),
    defect: tableOf({ texts: [...ofSet, 'label', 'wafer'] })
  }
}

const setOf = columns({
  id: text,
  name: text,
  kind: text,
  lot: text,
  product: text,
  program: text,
  tester: text,
  startedAt: maybe(text),
  caseId: maybe(text)
})

type SetRow = ReturnType<typeof setOf>

/** Sets with the case of the newest import that brought them, as their own list has it. */
const setsSql = `SELECT s.id, s.name, s.kind, s.lot, s.product, s.program, s.tester, s.startedAt, i.caseId
  FROM data_set s JOIN import i ON i.id = (
    SELECT j.id FROM import j WHERE j.setId = s.id AND j.state IN ('done','partial') ORDER BY j.startedAt DESC, j.id DESC LIMIT 1)
  ORDER BY s.id`

/** Number and name of a bin or test. */
const called = (number: number, name: string): string => `${String(number)} ${name}`.trim()

/** Keeps what data files hold in step with the sets there are. What a set holds never changes. */
export class SetKeeper implements Keeper {
  readonly #records: ReadSql
  readonly #data: SqlReader
  readonly #tables: SetTables
  #seen: number | null = null
  #loading: Promise<void> | null = null

  constructor(store: Store, tables: SetTables) {
    this.#records = store.read
    this.#data = store.measurements.read
    this.#tables = tables
  }

  async current(): Promise<void> {
    if (this.#loading !== null) return this.#loading
    const head = auditHead(this.#records)
    if (head === this.#seen) return
    this.#loading = this.#sync(head).finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  async #sync(head: number): Promise<void> {
    const { set, hardBin, softBin, test, defect } = this.#tables
    const gone = new Set(set.owners())
    for (const row of this.#records.all(setsSql, [], setOf)) {
      gone.delete(row.id)
      const known = set.has(row.id)
      if (!known && !(await this.#read(row))) continue
      set.put(row.id, [
        {
          key: row.id,
          texts: [
            row.name,
            row.name,
            row.kind,
            row.program,
            row.tester,
            dayOf(row.startedAt),
            row.caseId ?? ''
          ],
          numbers: [1]
        }
      ])
    }
    for (const id of gone) for (const table of [set, hardBin, softBin, test, defect]) table.remove(id)
    this.#seen = head
  }

  /** What a set holds; false where its figures are not there (any more). */
  async #read(row: SetRow): Promise<boolean> {
    // Each set is a turn of its own: the core answers others in between.
    await turn()
    return row.kind === 'defects' ? this.#readDefects(row) : this.#readParts(row)
  }

  #readParts({ id, lot, product }: SetRow): boolean {
    const { hardBin, softBin, test } = this.#tables
    if (!isComplete(this.#data, id)) return false
    const stored = readSet(this.#data, id)
    for (const [kind, table] of [['hard', hardBin] as const, ['soft', softBin] as const])
      table.put(
        id,
        readBins(this.#data, stored, kind).map((bin): Fact => ({
          key: `${id}.${String(bin.number)}`,
          texts: [id, lot, product, called(bin.number, bin.name), bin.passFail],
          numbers: [bin.count]
        }))
      )
    const failing = readTests(this.#data, stored, { failing: true })
    test.put(
      id,
      failing.tests.map((one): Fact => ({
        key: `${id}.${String(one.index)}`,
        texts: [id, lot, product, called(one.number, one.text)],
        numbers: [one.fails]
      }))
    )
    return true
  }

  async #readDefects({ id }: SetRow): Promise<boolean> {
    if (!hasDefects(this.#data, id)) return false
    const stored = readDefects(this.#data, id)
    const facts: Fact[] = []
    for (const [w, wafer] of readDefectWafers(this.#data, stored).entries()) {
      await turn()
      const lot = stored.lots[wafer.lot]
      const names = new Map(lot?.classes.map(one => [one.number, one.name]))
      const own =
        wafer.wafer !== '' ? wafer.wafer : wafer.slot === null ? `#${String(w + 1)}` : String(wafer.slot)
      const values = readDefectColumns(this.#data, stored, wafer, ['CLASSNUMBER']).get('CLASSNUMBER')?.values
      const counts = new Map<string, number>()
      for (let i = 0; i < wafer.defects; i++) {
        const number = values?.[i] ?? Number.NaN
        const name = Number.isNaN(number) ? '' : called(number, names.get(number) ?? '')
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      for (const [name, count] of counts)
        facts.push({
          key: `${id}.${String(w)}.${name}`,
          texts: [id, lot?.lot ?? '', lot?.device ?? '', name, [lot?.lot ?? '', own].join(' ').trim()],
          numbers: [count]
        })
    }
    this.#tables.defect.put(id, facts)
    return true
  }
}
