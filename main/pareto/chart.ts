import type { Output, Parsed } from '@contract/index'
import type { ParetoBarOut } from '@contract/pareto'
import { type Category, type Cut, cutBars, type Order, vitalFew } from './cut'
import type { Desk } from './desk'
import { saysOf, shareOf, shiftOf, type Shifts, shiftsOf } from './sides'
import { rowsOf, sieve, type Sieve, tally, type Tally } from './tally'

type Ask = Parsed<'pareto.chart'>

/** A value of the field on both sides. */
interface Sided extends Category {
  readonly code: string
  /** Place of the value among the field's texts. */
  readonly at: number
}

/** Rows of the first side, and of the second where there is one. */
function sidesOf(desk: Desk, ask: Ask): { readonly first: number[]; readonly second: number[] | null } {
  const { beside } = ask
  const filters = desk.filters(ask)
  const of = (...more: readonly (Sieve | null)[]): number[] =>
    rowsOf(desk.table, [...filters, ...more.filter(one => one !== null)])
  const period = desk.period(ask.period)
  if (beside === null) return { first: of(period), second: null }
  if (beside.by === 'period') return { first: of(period), second: of(desk.period(beside.period)) }
  const field = desk.field(beside.field)
  const others = beside.second.length === 0
  return {
    first: of(period, sieve(field, beside.first)),
    second: of(period, sieve(field, others ? beside.first : beside.second, others))
  }
}

/** Things that stand on both sides. */
function overlapOf(desk: Desk, sides: ReturnType<typeof sidesOf>): number {
  if (sides.second === null) return 0
  const met = new Uint8Array(desk.table.length)
  for (const row of sides.first) met[row] = 1
  return sum(
    sides.second.filter(row => met[row] === 1),
    desk.units
  )
}

const sum = (rows: readonly number[], units: readonly number[]): number =>
  rows.reduce((all, row) => all + (units[row] ?? 0), 0)

/** Bars of a Pareto, and what a second side says beside them. */
export function chartOf(desk: Desk, ask: Ask, asOf: string): Output<'pareto.chart'> {
  const field = desk.field(ask.by)
  const names = desk.names(ask.by)
  const weigh = desk.weigh(ask)
  const sides = sidesOf(desk, ask)
  const first = tally(sides.first, field, weigh, desk.units)
  const second = sides.second === null ? null : tally(sides.second, field, weigh, desk.units)
  const overlap = overlapOf(desk, sides)
  // A thing that stands on both sides would be held against itself.
  const shifts = second === null || overlap > 0 ? null : shiftsOf(first, second)
  const categories = field.texts.flatMap((key, at): Sided[] => {
    const n = first.n[at] ?? 0
    if (n === 0 && (second?.n[at] ?? 0) === 0) return []
    return [{ key, ...names(key), value: first.value[at] ?? 0, n, at }]
  })
  const counted = ask.weight === 'count'
  const order: Order<Sided> =
    ask.order === 'change' && second !== null
      ? { by: 'rank', rank: ({ at }) => Math.abs(gap(first, second, at)) }
      : { by: ask.order === 'own' ? 'own' : 'size' }
  const bars = cutBars(categories, { most: ask.most, vital: ask.vital, order })
  return {
    bars: bars.map(bar => ({
      key: bar.key,
      label: bar.label,
      folded: bar.other ? bar.of.length : 0,
      value: bar.value,
      n: bar.n,
      ...shareOf(bar.value, first.total.value, counted),
      cumulative: bar.cumulative,
      vital: bar.vital,
      beside: second === null ? null : besideOf(bar, first, second, shifts, counted)
    })),
    values: categories.length,
    vitalFew: order.by === 'size' ? vitalFew(categories, ask.vital) : null,
    total: first.total,
    beside: second?.total ?? null,
    overlap,
    undated: undatedOf(desk, ask),
    weightless: first.weightless + (second?.weightless ?? 0),
    tested: shifts?.tested ?? 0,
    asOf
  }
}

/** Share of the value on the first side less that on the second. */
function gap(first: Tally, second: Tally, at: number): number {
  const share = (side: Tally): number => (side.total.value > 0 ? (side.value[at] ?? 0) / side.total.value : 0)
  return share(first) - share(second)
}

function besideOf(
  bar: Cut<Sided>,
  first: Tally,
  second: Tally,
  shifts: Shifts | null,
  counted: boolean
): ParetoBarOut['beside'] {
  const value = bar.of.reduce((all, { at }) => all + (second.value[at] ?? 0), 0)
  const n = bar.of.reduce((all, { at }) => all + (second.n[at] ?? 0), 0)
  const [only] = bar.of
  const own = only === undefined || bar.other ? undefined : shifts?.at.get(only.at)
  // What is many values at once is measured, but it is no value that could be called.
  const shift =
    shifts === null
      ? null
      : (own ?? shiftOf({ count: bar.n, n: first.total.n }, { count: n, n: second.total.n }))
  return {
    value,
    n,
    ...shareOf(value, second.total.value, counted),
    shift: shift?.shift ?? null,
    shiftLow: shift?.low ?? null,
    shiftHigh: shift?.high ?? null,
    p: own?.p ?? null,
    q: own?.q ?? null,
    says: saysOf(own, bar.n + n)
  }
}

/** Things that a period leaves out because nobody knows their date. */
function undatedOf(desk: Desk, ask: Ask): number {
  const { from, to } = ask.period
  if (desk.spec.day === null || (from === null && to === null && ask.beside?.by !== 'period')) return 0
  return sum(rowsOf(desk.table, [...desk.filters(ask), desk.undated()]), desk.units)
}
