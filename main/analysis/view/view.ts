import type { DataView, Grouping, PartFilter, RetestRule, TestRef } from '@contract/analysis'
import { FabError } from '@contract/errors'
import {
  readColumns,
  readEarlier,
  readPartTexts,
  Status,
  type PartTexts,
  type SqlReader,
  type TestColumn
} from '../../instruments/reading'
import type { Cache, Shelf } from './cache'
import type { Figures } from './figures'
import { groupRows, type Groups } from './groups'
import { merge, weighMerged, type Merged } from './merge'
import { countingRows } from './retest'
import { isOpen, listed, select, type Selection } from './selection'
import { loadSet, weighSet, type SetData } from './set'
import { mergeTests, testsInSet, weighTests, type MergedTest, type TestTable } from './tests'

/** Executions of one test that a later one in the same part replaced, in file order. */
export interface Earlier {
  readonly part: readonly number[]
  readonly element: readonly number[]
  readonly value: readonly number[]
  readonly status: readonly number[]
}

interface EarlierLists {
  readonly part: number[]
  readonly element: number[]
  readonly value: number[]
  readonly status: number[]
}

/** What stands between questions: sets, merged tables, columns, selections. One per store and thread. */
export class Workspace {
  readonly sql: SqlReader
  readonly #sets: Shelf<SetData>
  readonly #merged: Shelf<Merged>
  readonly #tests: Shelf<TestTable>
  readonly #counts: Shelf<Uint8Array>
  readonly #selections: Shelf<Selection>
  readonly #groups: Shelf<Groups>
  readonly #columns: Shelf<TestColumn | 'none'>
  readonly #texts: Shelf<PartTexts>
  readonly #earlier: Shelf<ReadonlyMap<number, Earlier>>
  readonly #figures: Shelf<Figures>

  constructor(sql: SqlReader, cache: Cache) {
    this.sql = sql
    this.#sets = cache.shelf('set', weighSet)
    this.#merged = cache.shelf('merged', weighMerged)
    this.#tests = cache.shelf('tests', weighTests)
    this.#counts = cache.shelf('counts', mask => mask.byteLength)
    this.#selections = cache.shelf('selection', one => one.mask.byteLength + one.rows.byteLength)
    this.#groups = cache.shelf('groups', one => (one.of?.byteLength ?? 0) + one.groups.length * 100)
    this.#columns = cache.shelf('column', one =>
      one === 'none' ? 100 : one.values.byteLength + one.status.byteLength
    )
    this.#texts = cache.shelf('texts', one => one.offsets.byteLength + one.bytes.byteLength)
    this.#earlier = cache.shelf('earlier', weighEarlier)
    this.#figures = cache.shelf('figures', one => one.n.length * 44)
  }

  set(id: string): SetData {
    return this.#sets.get(id, () => loadSet(this.sql, id))
  }

  /** Sets as one table; each named once. */
  merged(ids: readonly string[]): Merged {
    return this.#merged.get(ids.join(' '), () =>
      merge(
        ids.map(id => this.set(id)),
        set => this.ids(set)
      )
    )
  }

  tests(ids: readonly string[]): TestTable {
    return this.#tests.get(ids.join(' '), () => mergeTests(this.merged(ids).sets))
  }

  counts(ids: readonly string[], rule: RetestRule): Uint8Array {
    return this.#counts.get(`${rule} ${ids.join(' ')}`, () => countingRows(this.merged(ids), rule))
  }

  groups(ids: readonly string[], by: Grouping): Groups {
    return this.#groups.get(`${by} ${ids.join(' ')}`, () => groupRows(this.merged(ids), by))
  }

  selection(key: string, make: () => Selection): Selection {
    return this.#selections.get(key, make)
  }

  /** A column of one set; null where the test never ran there. */
  column(set: SetData, test: number): TestColumn | null {
    const found = this.#columns.get(
      `${set.id} ${String(test)}`,
      () => readColumns(this.sql, set.stored, test, test + 1)[0]?.column ?? 'none'
    )
    return found === 'none' ? null : found
  }

  ids(set: SetData): PartTexts {
    return this.#texts.get(`id ${set.id}`, () => readPartTexts(this.sql, set.stored, 'id'))
  }

  texts(set: SetData): PartTexts {
    return this.#texts.get(`text ${set.id}`, () => readPartTexts(this.sql, set.stored, 'text'))
  }

  /** Replaced executions of a set by test. */
  earlier(set: SetData): ReadonlyMap<number, Earlier> {
    return this.#earlier.get(set.id, () => {
      const byTest = new Map<number, EarlierLists>()
      for (const one of readEarlier(this.sql, set.stored, {})) {
        let list = byTest.get(one.test)
        if (list === undefined) {
          list = { part: [], element: [], value: [], status: [] }
          byTest.set(one.test, list)
        }
        list.part.push(one.part)
        list.element.push(one.element)
        list.value.push(one.value)
        list.status.push(one.status)
      }
      return byTest
    })
  }

  /** Figures made of a view: kept, so never to be handed over themselves. */
  figures(key: string, make: () => Figures): Figures {
    return this.#figures.get(key, make)
  }

  open(view: DataView, check: () => void): OpenView {
    return new OpenView(this, view, check)
  }
}

function weighEarlier(byTest: ReadonlyMap<number, Earlier>): number {
  let count = 0
  for (const one of byTest.values()) count += one.part.length
  return count * 40
}

/** A view that is open: its table, what of it counts and is shown, and its tests. */
export class OpenView {
  readonly space: Workspace
  readonly rule: RetestRule
  readonly filter: PartFilter
  readonly check: () => void
  /** The sets, each once, as asked for. */
  readonly ids: readonly string[]
  readonly merged: Merged

  constructor(space: Workspace, view: DataView, check: () => void) {
    this.space = space
    this.rule = view.retest
    this.filter = view.filter
    this.check = check
    this.ids = [...new Set(view.sets)]
    this.merged = space.merged(this.ids)
  }

  /** Names the sets, the rule and the filter: what figures of the view depend on. */
  get key(): string {
    return `${this.ids.join(' ')} ${this.rule} ${JSON.stringify(this.filter)}`
  }

  get table(): TestTable {
    return this.space.tests(this.ids)
  }

  /** By row: 1 where it counts under the retest rule. */
  get counts(): Uint8Array {
    return this.space.counts(this.ids, this.rule)
  }

  /** What the rule counts and the filter leaves. */
  get selection(): Selection {
    return this.space.selection(this.key, () =>
      isOpen(this.filter)
        ? listed(this.counts, this.merged.base)
        : select(
            {
              merged: this.merged,
              column: (set, test) => this.column(set, this.testAt(test.key)),
              texts: set => [this.space.ids(set), this.space.texts(set)],
              check: this.check
            },
            this.counts,
            this.filter
          )
    )
  }

  groups(by: Grouping): Groups {
    return this.space.groups(this.ids, by)
  }

  /** Place of a test in the table. @throws FabError record.notFound */
  testAt(key: string): number {
    const at = this.table.byKey.get(key)
    if (at === undefined) throw new FabError('record.notFound', { entity: 'test', id: key })
    return at
  }

  test(ref: TestRef): MergedTest {
    const test = this.table.tests[this.testAt(ref.key)]
    if (test === undefined) throw new FabError('record.notFound', { entity: 'test', id: ref.key })
    return test
  }

  /** Results of a merged test in one set, by part; null where it never ran there. */
  column(set: number, test: number): TestColumn | null {
    const data = this.merged.sets[set]
    const own = testsInSet(this.table, set, test)
    if (data === undefined) return null
    let found: TestColumn | null = null
    for (const one of own) {
      const column = this.space.column(data, one)
      found = found === null || column === null ? (found ?? column) : overlay(found, column)
    }
    return found
  }

  /** Replaced executions of a merged test in one set. */
  earlier(set: number, test: number): readonly Earlier[] {
    const data = this.merged.sets[set]
    const own = testsInSet(this.table, set, test)
    if (data === undefined) return []
    return own
      .filter(one => (data.tests[one]?.repeats ?? 0) > 0)
      .flatMap(one => this.space.earlier(data).get(one) ?? [])
  }
}

/** Two tests of one file that are one in the view (a text was left out): where both ran in a part the later stands. */
function overlay(first: TestColumn, second: TestColumn): TestColumn {
  const width = Math.max(first.width, second.width)
  const status = first.status.slice()
  const values = new Float32Array(status.length * width).fill(Number.NaN)
  for (let part = 0; part < status.length; part++) {
    const from = second.status[part] !== Status.notExecuted ? second : first
    status[part] = from.status[part] ?? 0
    for (let element = 0; element < from.width; element++)
      values[part * width + element] = from.values[part * from.width + element] ?? Number.NaN
  }
  return { width, values, status }
}
