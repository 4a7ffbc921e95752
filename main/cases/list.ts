import type { CaseFilter, caseSorts } from '@contract/cases'
import { likeFragment } from '../store/register'
import type { SqlParam } from '../store/types'

/** Column a list can be sorted by. */
export type CaseSort = (typeof caseSorts)[number]

/** Sort column to SQL; `id` behind it makes every order total, so that pages never overlap. */
const orders: Readonly<Record<CaseSort, string>> = {
  number: 'c.number',
  title: 'c.title COLLATE NOCASE',
  state: 'c.state',
  severity: "CASE c.severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 ELSE 2 END",
  customer: 'k.name COLLATE NOCASE',
  product: 'p.partNumber COLLATE NOCASE',
  owner: 'u.name COLLATE NOCASE',
  due: 'c.due',
  openedAt: 'c.openedAt',
  updatedAt: 'c.updatedAt'
}

const joins = `FROM "case" c
  LEFT JOIN customer k ON k.id = c.customerId
  LEFT JOIN product p ON p.id = c.productId
  LEFT JOIN user u ON u.id = c.ownerId`

/** A statement with what is bound to it. */
export interface Statement {
  readonly sql: string
  readonly params: readonly SqlParam[]
}

function conditions(
  filter: CaseFilter,
  me: string | null
): { where: string; params: SqlParam[]; joined: boolean } {
  const terms: string[] = []
  const params: SqlParam[] = []
  let joined = false
  const among = (column: string, values: readonly string[]) => {
    if (values.length === 0) return
    terms.push(`${column} IN (${values.map(() => '?').join(',')})`)
    params.push(...values)
  }
  among('c.state', filter.states)
  among('c.severity', filter.severities)
  among('c.ownerId', filter.ownerIds)
  among('c.customerId', filter.customerIds)
  among('c.productId', filter.productIds)
  if (filter.openOnly) terms.push("c.state NOT IN ('closed','rejected','duplicate','withdrawn')")
  if (filter.mine) {
    terms.push('c.ownerId = ?')
    params.push(me)
  }
  if (filter.dueBy !== null) {
    terms.push('c.due <= ?')
    params.push(filter.dueBy)
  }
  for (const word of filter.text.split(/\s+/).filter(w => w !== '')) {
    joined = true
    terms.push(
      `(c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\' OR c.lotText LIKE ? ESCAPE '\\' OR k.name LIKE ? ESCAPE '\\' OR p.partNumber LIKE ? ESCAPE '\\')`
    )
    for (let i = 0; i < 5; i++) params.push(likeFragment(word))
  }
  return { where: terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`, params, joined }
}

/** Rows of one page, or all of them when `limit` is -1. */
export function pageStatement(
  filter: CaseFilter,
  sort: { readonly by: CaseSort; readonly descending: boolean },
  page: { readonly offset: number; readonly limit: number },
  me: string | null
): Statement {
  const { where, params } = conditions(filter, me)
  const direction = sort.descending ? 'DESC' : 'ASC'
  return {
    sql: `SELECT c.id, c.number, c.title, c.state, c.severity, c.lotText, c.due, c.openedAt, c.updatedAt,
  coalesce(k.name, '') AS customer, coalesce(p.partNumber, '') AS product, coalesce(u.name, '') AS owner
  ${joins} ${where}
  ORDER BY ${sort.by === 'due' ? 'c.due IS NULL, ' : ''}${orders[sort.by]} ${direction}, c.id ${direction}
  LIMIT ? OFFSET ?`,
    params: [...params, page.limit, page.offset]
  }
}

/** How many cases a filter holds. */
export function countStatement(filter: CaseFilter, me: string | null): Statement {
  const { where, params, joined } = conditions(filter, me)
  return { sql: `SELECT count(*) AS n ${joined ? joins : 'FROM "case" c'} ${where}`, params }
}
