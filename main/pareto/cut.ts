import { paretoKeys } from '@contract/pareto'
import { best } from './best'

/** A value of a field with what it sums up to. */
export interface Category {
  readonly key: string
  readonly label: string
  /** By which equals are told apart: the code of a record, else its name. */
  readonly code: string
  readonly value: number
  readonly n: number
}

/** A category in its place, with the collecting one last. */
export interface Cut<C extends Category> {
  readonly key: string
  readonly label: string
  readonly value: number
  readonly n: number
  /** What the bar stands for; several for the collecting one. */
  readonly of: readonly C[]
  /** The collecting bar. */
  readonly other: boolean
  /** Share of all up to and with this bar, 0 to 1; 0 where there is nothing. */
  readonly cumulative: number
  readonly vital: boolean
}

/** How bars are put in order. */
export interface Order<C extends Category> {
  /** `size`: largest first; `own`: by the value itself (months); `rank`: by what is given. */
  readonly by: 'size' | 'own' | 'rank'
  readonly rank?: (category: C) => number
}

const natural = new Intl.Collator('en', { numeric: true })

/** Equals by code, then by key, so that the same figures always stand in the same order. */
function byCode(a: Category, b: Category): number {
  return natural.compare(a.code, b.code) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** What has no value, or several: no cause of its own, so it never is one of the vital few. */
function isUnnamed(category: Category): boolean {
  return category.key === paretoKeys.none || category.key === paretoKeys.several
}

/**
 * How many named values make up the vital few, shown or not: the shortest run from the largest that reaches `vital` of
 * the whole; null where what is named does not reach it.
 */
export function vitalFew(categories: readonly Category[], vital: number): number | null {
  const total = categories.reduce((all, { value }) => all + value, 0)
  if (total <= 0) return null
  const values = categories.flatMap(one => (isUnnamed(one) ? [] : one.value)).sort((a, b) => b - a)
  let sum = 0
  for (const [i, value] of values.entries()) {
    sum += value
    if (sum >= vital * total * (1 - 1e-12)) return i + 1
  }
  return null
}

/**
 * Bars of a Pareto (Juran): largest first, equals by code, then what is not named, and what is beyond `most` bars
 * as one at the end, whatever its size. Cumulative shares are of the sum over all categories given, which is that
 * of the filter. The vital few are the shortest run from the left that reaches `vital` of it.
 */
export function cutBars<C extends Category>(
  categories: readonly C[],
  { most, vital, order }: { readonly most: number; readonly vital: number; readonly order: Order<C> }
): Cut<C>[] {
  const unnamed = categories.filter(isUnnamed).toSorted(byCode)
  const named = categories.filter(category => !isUnnamed(category))
  const rank = order.rank ?? (() => 0)
  const bySize = (x: C, y: C): number => y.value - x.value || byCode(x, y)
  const byRank = (x: C, y: C): number => rank(y) - rank(x) || bySize(x, y)
  const room = Math.max(1, most - unnamed.length)
  // One value too many is no reason to hide it behind a bar for one.
  const places = named.length <= room ? named.length : room - 1
  const shown = best(named, places, order.by === 'rank' ? byRank : bySize)
  if (order.by === 'own') shown.sort(byCode)
  const there = new Set(shown)
  const rest = named.filter(category => !there.has(category))
  const bars = [...shown, ...unnamed].map(category => ({
    key: category.key,
    label: category.label,
    value: category.value,
    n: category.n,
    of: [category] as readonly C[],
    other: false
  }))
  if (rest.length > 0)
    bars.push({
      key: '',
      label: '',
      value: rest.reduce((sum, category) => sum + category.value, 0),
      n: rest.reduce((sum, category) => sum + category.n, 0),
      of: rest,
      other: true
    })
  const total = categories.reduce((sum, category) => sum + category.value, 0)
  let sum = 0
  const placed = bars.map(bar => {
    const before = sum
    sum += bar.value
    const [only] = bar.of
    return {
      ...bar,
      cumulative: total > 0 ? Math.min(1, sum / total) : 0,
      vital:
        order.by === 'size' &&
        total > 0 &&
        // A run that reaches the line exactly ends there, whatever the rounding of the sum.
        before < vital * total * (1 - 1e-12) &&
        !bar.other &&
        only !== undefined &&
        !isUnnamed(only)
    }
  })
  // Where what is shown and named does not reach the line, there are no vital few.
  const last = placed.findLast(bar => bar.vital)
  return last === undefined || last.cumulative >= vital * (1 - 1e-12)
    ? placed
    : placed.map(bar => ({ ...bar, vital: false }))
}
