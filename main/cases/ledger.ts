import { severities, type CaseFilter, type CaseRow, type caseSorts } from '@contract/cases'
import { endStates } from './policy'

/** Column a list can be sorted by. */
export type CaseSort = (typeof caseSorts)[number]

/** A case as the list needs it: what is shown, and the ids that filters name. */
export interface LedgerRow extends CaseRow {
  readonly customerId: string | null
  readonly productId: string | null
  readonly ownerId: string | null
}

/** One page with how many there are in all. */
export interface LedgerPage {
  readonly total: number
  readonly rows: CaseRow[]
}

interface Entry {
  readonly row: LedgerRow
  /** Everything the filter box looks into, folded. */
  readonly haystack: string
  readonly ended: boolean
}

/** Upper and lower case, full and half width are one. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

const collator = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' })

const keys: Readonly<Record<CaseSort, (row: LedgerRow) => string | number>> = {
  // Ten thousand follows 9999, however many places a number was given.
  number: row => row.number.replace(/\d+$/, digits => digits.padStart(9, '0')),
  title: row => row.title.toLowerCase(),
  state: row => row.state,
  severity: row => severities.indexOf(row.severity),
  customer: row => row.customer,
  product: row => row.product,
  owner: row => row.owner,
  // Cases without a day come last in both directions of thought: they are the least urgent.
  due: row => row.due ?? '9999',
  openedAt: row => row.openedAt,
  updatedAt: row => row.updatedAt
}

/** Few distinct values, so they can afford the collation people expect; titles go by code unit. */
const collated: ReadonlySet<CaseSort> = new Set(['customer', 'product', 'owner'])

function compareKeys(by: CaseSort, a: string | number, b: string | number): number {
  if (a === b) return 0
  if (collated.has(by)) return collator.compare(String(a), String(b)) || (a < b ? -1 : 1)
  return a < b ? -1 : 1
}

/**
 * All cases in memory, for lists and counts: one pass over 100,000 rows in sorted order answers a
 * page and its total in some milliseconds, whatever the filter. Pure; the store feeds it. Orders are
 * made when first asked for and kept in step row by row.
 */
export class CaseLedger {
  private readonly entries: (Entry | null)[] = []
  private readonly places = new Map<string, number>()
  private readonly orders = new Map<CaseSort, number[]>()

  /** Number of cases. */
  get size(): number {
    return this.places.size
  }

  /** Add a case or put it in the place of its older self. */
  put(row: LedgerRow): void {
    const known = this.places.get(row.id)
    const place = known ?? this.entries.length
    if (known !== undefined) this.takeFromOrders(place)
    this.places.set(row.id, place)
    this.entries[place] = {
      row,
      haystack: fold([row.number, row.title, row.lotText, row.customer, row.product, row.owner].join('\n')),
      ended: endStates.has(row.state)
    }
    for (const [by, order] of this.orders) order.splice(this.insertionPoint(order, by, place), 0, place)
  }

  /** Before many cases are put: sorting once is quicker than finding the place of each. */
  forgetOrders(): void {
    this.orders.clear()
  }

  /** Forget a case. */
  remove(id: string): void {
    const place = this.places.get(id)
    if (place === undefined) return
    this.takeFromOrders(place)
    this.places.delete(id)
    this.entries[place] = null
  }

  /** Ids of the cases that name a customer, product or user. */
  naming(column: 'customerId' | 'productId' | 'ownerId', id: string): string[] {
    return this.entries.flatMap(entry => (entry?.row[column] === id ? [entry.row.id] : []))
  }

  /** Rows `offset` to `offset + limit` of those that match, and how many match. */
  page(
    filter: CaseFilter,
    sort: { readonly by: CaseSort; readonly descending: boolean },
    window: { readonly offset: number; readonly limit: number },
    me: string | null
  ): LedgerPage {
    const order = this.order(sort.by)
    // In the order of memory first: texts are compared twice as fast as in the order of the list.
    const matches = matcher(filter, me)
    const hits = new Uint8Array(this.entries.length)
    for (let place = 0; place < hits.length; place++) {
      const entry = this.entries[place]
      if (entry !== undefined && entry !== null && matches(entry)) hits[place] = 1
    }
    const rows: CaseRow[] = []
    let total = 0
    const end = window.offset + window.limit
    for (let i = 0; i < order.length; i++) {
      const place = order[sort.descending ? order.length - 1 - i : i] ?? -1
      if (hits[place] !== 1) continue
      const entry = this.entries[place]
      if (total >= window.offset && total < end && entry !== undefined && entry !== null)
        rows.push(shown(entry.row))
      total++
    }
    return { total, rows }
  }

  /** How many match. */
  count(filter: CaseFilter, me: string | null): number {
    const matches = matcher(filter, me)
    let total = 0
    for (const entry of this.entries) if (entry !== null && matches(entry)) total++
    return total
  }

  /** Make an order ahead of its first use. */
  prepare(by: CaseSort): void {
    this.order(by)
  }

  private order(by: CaseSort): number[] {
    const known = this.orders.get(by)
    if (known !== undefined) return known
    const key = keys[by]
    const pairs = [...this.places.values()].flatMap(place => {
      const entry = this.entries[place]
      return entry === null || entry === undefined ? [] : [{ place, id: entry.row.id, key: key(entry.row) }]
    })
    const rank = collated.has(by) ? ranks(pairs.map(p => String(p.key))) : null
    const keyed = rank === null ? pairs : pairs.map(p => ({ ...p, key: rank.get(String(p.key)) ?? 0 }))
    keyed.sort((a, b) => (a.key === b.key ? (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1))
    const order = keyed.map(p => p.place)
    this.orders.set(by, order)
    return order
  }

  private takeFromOrders(place: number): void {
    for (const order of this.orders.values()) {
      const at = order.indexOf(place)
      if (at >= 0) order.splice(at, 1)
    }
  }

  private insertionPoint(order: readonly number[], by: CaseSort, place: number): number {
    const row = this.entries[place]?.row
    if (row === undefined) return order.length
    const key = keys[by]
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.entries[order[middle] ?? -1]?.row
      const before =
        other !== undefined && (compareKeys(by, key(other), key(row)) || (other.id < row.id ? -1 : 1)) < 0
      if (before) low = middle + 1
      else high = middle
    }
    return low
  }
}

function ranks(values: readonly string[]): Map<string, number> {
  const distinct = [...new Set(values)].sort((a, b) => compareKeys('customer', a, b))
  return new Map(distinct.map((value, at) => [value, at]))
}

function shown(row: LedgerRow): CaseRow {
  const { id, number, title, state, severity, customer, product, lotText, owner, due, openedAt, updatedAt } =
    row
  return { id, number, title, state, severity, customer, product, lotText, owner, due, openedAt, updatedAt }
}

function matcher(filter: CaseFilter, me: string | null): (entry: Entry) => boolean {
  const words = fold(filter.text)
    .split(/\s+/)
    .filter(word => word !== '')
  const set = <T>(list: readonly T[]) => (list.length === 0 ? null : new Set<T | null>(list))
  const states = set(filter.states)
  const grades = set(filter.severities)
  const owners = set(filter.ownerIds)
  const customers = set(filter.customerIds)
  const products = set(filter.productIds)
  const { openOnly, mine, dueBy } = filter
  return ({ row, haystack, ended }) => {
    if (openOnly && ended) return false
    if (mine && (me === null || row.ownerId !== me)) return false
    if (states !== null && !states.has(row.state)) return false
    if (grades !== null && !grades.has(row.severity)) return false
    if (owners !== null && !owners.has(row.ownerId)) return false
    if (customers !== null && !customers.has(row.customerId)) return false
    if (products !== null && !products.has(row.productId)) return false
    if (dueBy !== null && (row.due === null || row.due > dueBy)) return false
    for (const word of words) if (!haystack.includes(word)) return false
    return true
  }
}
