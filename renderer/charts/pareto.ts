/** One cause, bin or defect. */
export interface ParetoItem {
  /** What a click gives back. */
  readonly key: string
  readonly label: string
  readonly count: number
  /** The collecting category: always last, whatever its size. */
  readonly other?: boolean
}

/** A bar with its place on the cumulative line. */
export interface ParetoBar extends ParetoItem {
  /** Share of all, 0 to 1. */
  readonly share: number
  /** Share of all up to and with this bar, 0 to 1. */
  readonly cumulative: number
  /** One of the few that together reach the vital share. */
  readonly vital: boolean
  /** Keys that were folded into `Other`. */
  readonly folded: readonly string[]
}

/**
 * Bars of a Pareto chart (Juran): descending, equal counts by label, `Other` last; items beyond `most`
 * are folded into it. The vital few are the shortest run from the left that reaches `vital` of all.
 * @param vital share that makes the vital few, 0.8 unless told otherwise; 0 for none
 * @param ordered bars stand as they come: they have an order of their own (sizes)
 */
export function paretoBars(
  items: readonly ParetoItem[],
  other: string,
  most = 20,
  vital = 0.8,
  ordered = false
): readonly ParetoBar[] {
  const real = items.filter(item => item.count > 0 && item.other !== true)
  const rest = items.filter(item => item.count > 0 && item.other === true)
  const sorted = ordered
    ? real
    : real.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en', { numeric: true }))
  const shown = sorted.slice(0, sorted.length + Math.min(1, rest.length) > most ? most - 1 : most)
  const folded = [...sorted.slice(shown.length), ...rest]
  const total = items.reduce((sum, item) => sum + Math.max(0, item.count), 0)
  const bars: (ParetoItem & { readonly folded: readonly string[] })[] = shown.map(item => ({
    ...item,
    folded: []
  }))
  if (folded.length > 0) {
    const keys = folded.map(item => item.key)
    const count = folded.reduce((sum, item) => sum + item.count, 0)
    const only = folded.length === 1 ? folded[0] : undefined
    bars.push({ key: only?.key ?? 'other', label: only?.label ?? other, count, other: true, folded: keys })
  }
  let sum = 0
  return bars.map(bar => {
    const before = sum / total
    sum += bar.count
    return {
      ...bar,
      share: bar.count / total,
      cumulative: sum / total,
      vital: before < vital && bar.other !== true
    }
  })
}
