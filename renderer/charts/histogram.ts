/** Counts between edges; `counts[i]` lie in [edges[i], edges[i + 1]), the last one with its right edge. */
export interface Binned {
  readonly edges: ArrayLike<number>
  readonly counts: ArrayLike<number>
}

/**
 * Bins for values in memory: Freedman and Diaconis' width, 10 to 80 bins, NaN left out. Equal values
 * give one bin.
 */
export function binValues(values: ArrayLike<number>): Binned & { readonly n: number } {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort()
  const n = sorted.length
  const low = sorted[0] ?? 0
  const high = sorted[n - 1] ?? 0
  if (n === 0) return { edges: [], counts: [], n }
  if (low === high) {
    const half = Math.abs(low) * 1e-3 || 0.5
    return { edges: [low - half, low + half], counts: [n], n }
  }
  const quartile = (q: number): number => sorted[Math.min(n - 1, Math.floor(q * n))] ?? low
  const width = (2 * (quartile(0.75) - quartile(0.25))) / Math.cbrt(n)
  const wanted = width > 0 ? Math.ceil((high - low) / width) : 30
  const bins = Math.min(80, Math.max(10, wanted))
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins)
  const counts = new Uint32Array(bins)
  for (const value of sorted) {
    const at = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return { edges, counts, n }
}

/**
 * The normal density of a sample on the scale of its counts: points [x, expected count per bin] over
 * [low, high]. Empty when sigma is not positive.
 */
export function normalCurve(
  mean: number,
  sigma: number,
  n: number,
  width: number,
  low: number,
  high: number,
  points = 161
): readonly (readonly [number, number])[] {
  if (!(sigma > 0) || !Number.isFinite(mean)) return []
  const scale = (n * width) / (sigma * Math.sqrt(2 * Math.PI))
  return Array.from({ length: points }, (_, i) => {
    const x = low + ((high - low) * i) / (points - 1)
    return [x, scale * Math.exp(-0.5 * ((x - mean) / sigma) ** 2)] as const
  })
}

/**
 * What the horizontal axis shows: the data, widened to the limits unless those lie so far away that the
 * data would shrink to a line (more than four times its own spread).
 */
export function histogramRange(
  low: number,
  high: number,
  limits: readonly (number | null)[]
): { readonly min: number; readonly max: number } {
  const spread = high - low || Math.abs(low) * 0.01 || 1
  const near = limits.filter(
    (limit): limit is number => limit !== null && limit > low - 4 * spread && limit < high + 4 * spread
  )
  const min = Math.min(low, ...near)
  const max = Math.max(high, ...near)
  const margin = (max - min) * 0.04
  return { min: min - margin, max: max + margin }
}
