import type { ParetoSource } from '@contract/pareto'
import type { Store } from '../../store/types'
import type { Tables } from '../fields'
import { type Asked, needed } from '../sources'
import type { FactTable } from '../table'
import { causeSpec, causeTable } from './causes'
import { complaintSpec, complaintTables } from './complaints'
import { type Keeper, RecordKeeper } from './keeper'
import { plainNames, plainSpec } from './records'
import { SetKeeper, setTables } from './sets'

/** The tables of a store, each read when it is first asked for and in step from then on. */
class Catalog {
  readonly #tables: Record<string, FactTable> = {}
  readonly #keepers: Record<string, Keeper> = {}

  constructor(store: Store) {
    for (const name of plainNames) {
      const { table, spec } = plainSpec(name)
      this.#tables[name] = table
      this.#keepers[name] = new RecordKeeper(store.read, spec)
    }
    const complaints = complaintTables()
    Object.assign(this.#tables, complaints)
    this.#keepers['complaint'] = new RecordKeeper(store.read, complaintSpec(complaints))
    const cause = causeTable()
    this.#tables['cause'] = cause
    this.#keepers['cause'] = new RecordKeeper(store.read, causeSpec(cause))
    const sets = setTables()
    Object.assign(this.#tables, sets)
    this.#keepers['set'] = new SetKeeper(store, sets)
  }

  async of(source: ParetoSource, asked: Asked): Promise<Tables> {
    for (const name of needed(source, asked)) await this.#keepers[name]?.current()
    return this.#tables
  }
}

const catalogs = new WeakMap<Store, Catalog>()

/** The tables a source is counted from, in step with what is committed as far as is asked for. */
export function tablesOf(store: Store, source: ParetoSource, asked: Asked): Promise<Tables> {
  let catalog = catalogs.get(store)
  if (catalog === undefined) {
    catalog = new Catalog(store)
    catalogs.set(store, catalog)
  }
  return catalog.of(source, asked)
}
