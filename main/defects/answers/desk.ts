import type { DefectFilter } from '@contract/defects'
import type { SqlReader } from '../../instruments/reading'
import { Kept } from '../view/kept'
import { filterKey, selectDefects } from '../view/filter'
import { loadDefects, weighDefects, type Defects } from '../view/load'

/** What the thread keeps at most, in bytes: sets, and selections of them. */
const setBytes = 384 << 20
const selectionBytes = 64 << 20

/** Throws when nobody waits for the answer any more. */
export type Check = () => void

/** What questions are answered from: sets as they were read, kept from one question to the next. */
export class DefectDesk {
  readonly sql: SqlReader
  readonly #sets = new Kept<Defects>(setBytes, weighDefects)
  readonly #selections = new Kept<Uint32Array>(selectionBytes, list => 100 + list.byteLength)

  constructor(sql: SqlReader) {
    this.sql = sql
  }

  /** All defects of a set. @throws FabError record.notFound */
  defects(id: string): Defects {
    return this.#sets.get(id, () => loadDefects(this.sql, id))
  }

  /** The defects of a filter, in the order of the file. */
  selection(id: string, filter: DefectFilter): Uint32Array {
    return this.#selections.get(`${id} ${filterKey(filter)}`, () => selectDefects(this.defects(id), filter))
  }

  /** The same in another order, kept as well. */
  sorted(
    id: string,
    filter: DefectFilter,
    order: string,
    sort: (list: Uint32Array) => Uint32Array
  ): Uint32Array {
    return this.#selections.get(`${id} ${order} ${filterKey(filter)}`, () => sort(this.selection(id, filter)))
  }
}
