import { type RootMethod, rootMethods, rootVerdicts } from '@contract/accuracy'
import type { Output, Parsed } from '@contract/index'
import { columns, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql, Row, SqlParam } from '../../store/types'
import { added, type Counts, noCounts, periodOfMonth, periodsBetween, rateOf } from '../rate'
import { readVerdict } from './verdicts'

type Closing = Output<'accuracy.cases'>['rows'][number]
type Ask = Pick<Parsed<'accuracy.cases'>, 'from' | 'to' | 'by' | 'period' | 'method' | 'verdicts'>

/** Every closing there is to judge: cases that are closed now, and closings that were judged. */
const closings = `(SELECT id AS caseId, closedAt FROM "case" WHERE state = 'closed' AND closedAt IS NOT NULL
  UNION SELECT caseId, closedAt FROM root_verdict) g
  LEFT JOIN root_verdict v ON v.caseId = g.caseId AND v.closedAt = g.closedAt`

/** Month and day of the site: the store lies where its site is. */
const month = "strftime('%Y-%m', g.closedAt, 'localtime')"
const day = "strftime('%Y-%m-%d', g.closedAt, 'localtime')"
const periods = {
  month,
  year: "strftime('%Y', g.closedAt, 'localtime')",
  quarter: `strftime('%Y', g.closedAt, 'localtime') || '-Q' || ((strftime('%m', g.closedAt, 'localtime') + 2) / 3)`
} as const

function whereOf(ask: Pick<Ask, 'from' | 'to'> & Partial<Ask>): {
  readonly where: string
  readonly params: SqlParam[]
} {
  const terms = ['1 = 1']
  const params: SqlParam[] = []
  const also = (term: string, ...values: readonly SqlParam[]): void => {
    terms.push(term)
    params.push(...values)
  }
  if (ask.from !== null) also(`${day} >= ?`, ask.from)
  if (ask.to !== null) also(`${day} <= ?`, ask.to)
  if (ask.method != null) also('v.method = ?', ask.method)
  if (ask.period != null && ask.by !== undefined) also(`${periods[ask.by]} = ?`, ask.period)
  if (ask.verdicts !== undefined && ask.verdicts.length > 0)
    also(`coalesce(v.verdict, 'lacking') IN (${ask.verdicts.map(() => '?').join(',')})`, ...ask.verdicts)
  return { where: terms.join(' AND '), params }
}

const group = columns({
  month: text,
  method: maybe(oneOf(rootMethods)),
  verdict: oneOf([...rootVerdicts, 'lacking']),
  n: number
})

/** Rates over time and by method. */
export function ratesOf(
  db: ReadSql,
  ask: Pick<Parsed<'accuracy.rates'>, 'from' | 'to' | 'by' | 'method'>
): Omit<Output<'accuracy.rates'>, 'asOf'> {
  const { where, params } = whereOf({ from: ask.from, to: ask.to })
  const groups = db.all(
    `SELECT ${month} AS month, v.method, coalesce(v.verdict, 'lacking') AS verdict, count(*) AS n
     FROM ${closings} WHERE ${where} GROUP BY 1, 2, 3 ORDER BY 1`,
    params,
    group
  )
  const byPeriod = new Map<string, Counts>()
  const byMethod = new Map<RootMethod, Counts>()
  let total = noCounts
  for (const { month: when, method, verdict, n } of groups) {
    const one: Counts = { ...noCounts, [verdict]: n }
    if (method !== null) byMethod.set(method, added(byMethod.get(method) ?? noCounts, one))
    // A closing nobody judged has no method; of one method alone it says nothing.
    if (ask.method !== null && method !== ask.method) continue
    const key = periodOfMonth(when, ask.by)
    byPeriod.set(key, added(byPeriod.get(key) ?? noCounts, one))
    total = added(total, one)
  }
  const [first, last] = [groups[0]?.month, groups.at(-1)?.month]
  const keys = first === undefined || last === undefined ? [] : periodsBetween(first, last, ask.by)
  return {
    periods: keys.map(key => ({ key, ...rateOf(byPeriod.get(key) ?? noCounts) })),
    methods: rootMethods.flatMap(method => {
      const counts = byMethod.get(method)
      return counts === undefined ? [] : [{ method, ...rateOf(counts) }]
    }),
    total: rateOf(total)
  }
}

const named = columns({ caseId: text, number: text, title: text, customer: text, closingAt: text })

function closingOf(row: Row): Closing {
  const { closingAt, ...rest } = named({ ...row, caseId: row['gCaseId'] ?? null })
  return { ...rest, closedAt: closingAt, verdict: row['id'] === null ? null : readVerdict(row) }
}

/** Closings of a filter, the latest first. */
export function listClosings(
  db: ReadSql,
  ask: Ask,
  window: { readonly offset: number; readonly limit: number }
): { readonly total: number; readonly rows: Closing[] } {
  const { where, params } = whereOf(ask)
  return {
    total: number(db.get(`SELECT count(*) AS n FROM ${closings} WHERE ${where}`, params)?.['n'], 'n'),
    rows: db.all(
      `SELECT v.*, g.caseId AS gCaseId, g.closedAt AS closingAt, c.number, c.title, coalesce(k.name, '') AS customer
       FROM ${closings} JOIN "case" c ON c.id = g.caseId LEFT JOIN customer k ON k.id = c.customerId
       WHERE ${where} ORDER BY g.closedAt DESC, c.number LIMIT ? OFFSET ?`,
      [...params, window.limit, window.offset],
      closingOf
    )
  }
}
