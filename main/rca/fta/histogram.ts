/** Values by bin; `counts` has one entry fewer than `edges`. */
export interface Histogram {
  readonly log: boolean
  readonly edges: number[]
  readonly counts: number[]
}

/** Above this ratio of largest to smallest, bins of equal width would put all but everything into the first. */
const wide = 20

/** @param values sorted */
export function histogramOf(values: Float64Array, bins: number): Histogram {
  const least = values[0] ?? 0
  const most = values.at(-1) ?? 0
  if (!(most > least)) return { log: false, edges: [least, most], counts: [values.length] }
  const log = least > 0 && most / least > wide
  const to = (value: number): number => (log ? Math.log(value) : value)
  const [from, step] = [to(least), (to(most) - to(least)) / bins]
  const edges = Array.from({ length: bins + 1 }, (_, i) =>
    i === 0 ? least : i === bins ? most : log ? Math.exp(from + i * step) : from + i * step
  )
  const counts = Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((to(value) - from) / step))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { log, edges, counts }
}
