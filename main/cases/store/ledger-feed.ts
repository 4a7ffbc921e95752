import { setImmediate as yieldTurn } from 'node:timers/promises'
import { caseSorts, caseStates, severities } from '@contract/cases'
import { columns, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql, Store } from '../../store/types'
import { CaseLedger } from '../ledger'

const rowOf = columns({
  id: text,
  number: text,
  title: text,
  state: oneOf(caseStates),
  severity: oneOf(severities),
  customer: text,
  product: text,
  lotText: text,
  owner: text,
  due: maybe(text),
  openedAt: text,
  updatedAt: text,
  customerId: maybe(text),
  productId: maybe(text),
  ownerId: maybe(text)
})

const select = `SELECT c.id, c.number, c.title, c.state, c.severity, c.lotText, c.due, c.openedAt, c.updatedAt,
  c.customerId, c.productId, c.ownerId,
  coalesce(k.name, '') AS customer, coalesce(p.partNumber, '') AS product, coalesce(u.name, '') AS owner
  FROM "case" c
  LEFT JOIN customer k ON k.id = c.customerId
  LEFT JOIN product p ON p.id = c.productId
  LEFT JOIN user u ON u.id = c.ownerId`

const chunk = 4000
/** With more changes than this since the last look, reading everything again is quicker. */
const manyChanges = 5000
/** With more cases to put than this, sorting them all again is quicker than placing each. */
const manyPlaces = 100

const change = columns({ entity: text, entityId: text })

const namedBy = { customer: 'customerId', product: 'productId', user: 'ownerId' } as const

/**
 * Keeps a ledger in step with the committed records. Every change of a case, customer, product or
 * user has its row in the audit trail, so what is new since the last look is read off there.
 */
class LedgerFeed {
  private ledger: CaseLedger | null = null
  private loading: Promise<CaseLedger> | null = null
  private seen = 0

  constructor(private readonly db: ReadSql) {}

  async current(): Promise<CaseLedger> {
    const head = this.head()
    if (this.ledger !== null && head === this.seen) return this.ledger
    if (this.ledger !== null && this.loading === null && head - this.seen <= manyChanges) {
      const stale = this.stale(this.ledger)
      if (stale.size <= manyChanges) return this.catchUp(this.ledger, stale, head)
    }
    this.loading ??= this.load().finally(() => {
      this.loading = null
    })
    return this.loading
  }

  private head(): number {
    return number(this.db.get('SELECT coalesce(max(seq), 0) AS seq FROM audit')?.['seq'], 'seq')
  }

  private async load(): Promise<CaseLedger> {
    const ledger = new CaseLedger()
    const head = this.head()
    let after = ''
    for (;;) {
      const rows = this.db.all(`${select} WHERE c.id > ? ORDER BY c.id LIMIT ?`, [after, chunk], rowOf)
      for (const row of rows) ledger.put(row)
      after = rows.at(-1)?.id ?? after
      if (rows.length < chunk) break
      await yieldTurn()
    }
    this.ledger = ledger
    this.seen = head
    void prepareOrders(ledger)
    return this.catchUp(ledger, this.stale(ledger), this.head())
  }

  /** Cases that changed since the last look, or name a customer, product or user that did. */
  private stale(ledger: CaseLedger): ReadonlySet<string> {
    const changes = this.db.all(
      "SELECT DISTINCT entity, entity_id AS entityId FROM audit WHERE seq > ? AND entity IN ('case','customer','product','user')",
      [this.seen],
      change
    )
    const stale = new Set<string>()
    for (const { entity, entityId } of changes) {
      if (entity === 'case') stale.add(entityId)
      else if (entity === 'customer' || entity === 'product' || entity === 'user')
        for (const id of ledger.naming(namedBy[entity], entityId)) stale.add(id)
    }
    return stale
  }

  private catchUp(ledger: CaseLedger, stale: ReadonlySet<string>, head: number): CaseLedger {
    const many = stale.size > manyPlaces
    if (many) ledger.forgetOrders()
    for (const id of stale) {
      const row = this.db.get(`${select} WHERE c.id = ?`, [id], rowOf)
      if (row === undefined) ledger.remove(id)
      else ledger.put(row)
    }
    this.seen = head
    if (many) void prepareOrders(ledger)
    return ledger
  }
}

/** One order a turn, so that nobody's first click on a heading waits and the loop never stalls. */
async function prepareOrders(ledger: CaseLedger): Promise<void> {
  for (const by of caseSorts) {
    await yieldTurn()
    ledger.prepare(by)
  }
}

const feeds = new WeakMap<Store, LedgerFeed>()

/** The ledger of a store, in step with what is committed. */
export function ledgerOf(store: Store): Promise<CaseLedger> {
  const known = feeds.get(store)
  if (known !== undefined) return known.current()
  const feed = new LedgerFeed(store.read)
  feeds.set(store, feed)
  return feed.current()
}
