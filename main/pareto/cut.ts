import { paretoKeys } from '@contract/pareto'

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
  const sorted =
    order.by === 'own'
      ? named.toSorted(byCode)
      : order.by === 'rank'
        ? named.toSorted((a, b) => rank(b) - rank(a) || b.value - a.value || byCode(a, b))
        : named.toSorted((a, b) => b.value - a.value || byCode(a, b))
  const room = Math.max(1, most - unnamed.length)
  // One value too many is no reason to hide it behind a bar for one.
  const shown = sorted.length <= room ? sorted : chosen(sorted, room - 1, order.by)
  const rest = sorted.length <= room ? [] : sorted.filter(category => !shown.includes(category))
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
  return bars.map(bar => {
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
}

/** The largest stay; in an order of their own they stay where they stand in it. */
function chosen<C extends Category>(sorted: readonly C[], room: number, by: Order<C>['by']): readonly C[] {
  if (by !== 'own') return sorted.slice(0, room)
  const largest = new Set(sorted.toSorted((a, b) => b.value - a.value || byCode(a, b)).slice(0, room))
  return sorted.filter(category => largest.has(category))
}
