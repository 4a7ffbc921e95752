import { chiSquareUpper } from '../../statistics/distributions'
import { turnFrom, type Region } from './regions'
import type { Chosen } from './select'
import type { Wafer } from './wafer'

/** A figure that speaks for what was found; each key has its sentence, its parameters are numbers. */
export interface Evidence {
  readonly key: EvidenceKey
  readonly params: Readonly<Record<string, number>>
}

export type EvidenceKey =
  /** dies in the region; failed share inside and outside; gain, the natural logarithm of the likelihood gained. */
  | 'shares'
  /** inner and outer border in wafer radii. */
  | 'ringAt'
  /** radius in wafer radii. */
  | 'centreAt'
  /** inner border in wafer radii; arc in degrees. */
  | 'edgeAt'
  /** distance from the centre and width in wafer radii; direction in degrees, counter-clockwise from +x. */
  | 'clusterAt'
  /** length and breadth in wafer radii; direction in degrees. */
  | 'scratchAt'
  /** columns and rows of the field in dies; positions in it that fail. */
  | 'repeatsAt'
  /** chiSquare of the map folded at the field, its df, p. */
  | 'fold'
  /** Pairs of neighbours that both failed: observed and expected; z of Moran's I. */
  | 'joins'
  /** Mean distance in dies from a failed die to the next: observed and expected. */
  | 'neighbours'
  /** Failed share in the inner, middle and outer third of the radius. */
  | 'radial'
  /** Failed share in the worst and best of twelve sectors; direction of the worst in degrees; p of all being one. */
  | 'angular'

const degrees = (angle: number) => (turnFrom(0, angle) * 180) / Math.PI

/** Where a region lies, in its own words. */
export function whereEvidence(wafer: Wafer, region: Region): Evidence[] {
  switch (region.kind) {
    case 'ring':
      return [{ key: 'ringAt', params: { inner: region.inner, outer: region.outer } }]
    case 'centre':
      return [{ key: 'centreAt', params: { radius: region.radius } }]
    case 'edge':
      return [
        { key: 'edgeAt', params: { inner: region.inner, arc: Math.min(360, (region.arc * 180) / Math.PI) } }
      ]
    case 'cluster':
      return [
        {
          key: 'clusterAt',
          params: {
            distance: Math.hypot(region.u, region.v),
            direction: degrees(Math.atan2(region.v, region.u)),
            width: 2 * Math.sqrt(region.along * region.across)
          }
        }
      ]
    case 'scratch':
      return [
        {
          key: 'scratchAt',
          params: {
            length: region.to - region.from,
            breadth: region.breadth,
            direction: degrees(region.turn) % 180
          }
        }
      ]
    case 'repeater': {
      const { columns, rows, positions } = region
      return [
        { key: 'repeatsAt', params: { columns, rows, positions: positions.length } },
        fold(wafer, columns, rows)
      ]
    }
  }
}

/** How a region's dies fare beside the others. */
export function shareEvidence(wafer: Wafer, { dies }: Chosen, gain: number): Evidence {
  const failed = [0, 0]
  const tested = [0, 0]
  let count = 0
  for (let i = 0; i < wafer.count; i++) {
    const inside = dies[i] ?? 0
    count += inside
    failed[inside] = (failed[inside] ?? 0) + (wafer.failed[i] ?? 0)
    tested[inside] = (tested[inside] ?? 0) + (wafer.tested[i] ?? 0)
  }
  const share = (inside: number) => (failed[inside] ?? 0) / Math.max(1, tested[inside] ?? 0)
  return { key: 'shares', params: { dies: count, inside: share(1), outside: share(0), gain } }
}

/** Figures of the whole map that no search went before. */
export function mapEvidence(wafer: Wafer): Evidence[] {
  return [joins(wafer), neighbours(wafer), radial(wafer), angular(wafer)].filter(found => found !== null)
}

/** Chi-square of failures by place in the field, against one share everywhere. */
function fold(wafer: Wafer, columns: number, rows: number): Evidence {
  const places = columns * rows
  const found = chiSquareOf(
    wafer,
    places,
    i => ((wafer.row[i] ?? 0) % rows) * columns + ((wafer.column[i] ?? 0) % columns)
  )
  return { key: 'fold', params: { chiSquare: found.statistic, df: found.df, p: found.p } }
}

/** Chi-square of failures by group, against one share in all; groups below 0 are left out. */
function chiSquareOf(wafer: Wafer, groups: number, groupOf: (i: number) => number) {
  const failed = new Float64Array(groups)
  const tested = new Float64Array(groups)
  let [allFailed, allTested] = [0, 0]
  for (let i = 0; i < wafer.count; i++) {
    const group = groupOf(i)
    if (group < 0) continue
    const [k, n] = [wafer.failed[i] ?? 0, wafer.tested[i] ?? 0]
    failed[group] = (failed[group] ?? 0) + k
    tested[group] = (tested[group] ?? 0) + n
    allFailed += k
    allTested += n
  }
  const share = allTested > 0 ? allFailed / allTested : 0
  let statistic = 0
  let df = -1
  for (let group = 0; group < groups; group++) {
    const n = tested[group] ?? 0
    if (n === 0) continue
    df++
    if (share > 0 && share < 1)
      statistic += ((failed[group] ?? 0) - n * share) ** 2 / (n * share * (1 - share))
  }
  return { failed, tested, statistic, df, p: df > 0 ? chiSquareUpper(statistic, df) : 1 }
}

/** Joins of failed neighbours, eight to a die, with Moran's I under randomisation (Cliff and Ord 1981) as their z. */
function joins(wafer: Wafer): Evidence | null {
  const { count: n, columns, rows, at } = wafer
  const share = Float64Array.from(wafer.failed, (k, i) => k / (wafer.tested[i] ?? 1))
  const mean = share.reduce((a, b) => a + b, 0) / n
  let [m2, m4, squares] = [0, 0, 0]
  for (const x of share) {
    m2 += (x - mean) ** 2
    m4 += (x - mean) ** 4
    squares += x * x
  }
  let [pairs, observed, cross] = [0, 0, 0]
  const degree = new Float64Array(n)
  for (let i = 0; i < n; i++)
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [1, 1],
      [-1, 1]
    ] as const) {
      const [column, row] = [(wafer.column[i] ?? 0) + dx, (wafer.row[i] ?? 0) + dy]
      if (column < 0 || column >= columns || row >= rows) continue
      const j = at[row * columns + column] ?? -1
      if (j < 0) continue
      pairs++
      degree[i] = (degree[i] ?? 0) + 1
      degree[j] = (degree[j] ?? 0) + 1
      observed += (share[i] ?? 0) * (share[j] ?? 0)
      cross += ((share[i] ?? 0) - mean) * ((share[j] ?? 0) - mean)
    }
  if (pairs === 0 || !(m2 > 0)) return null
  const expected = (pairs * ((mean * n) ** 2 - squares)) / (n * (n - 1))
  const s0 = 2 * pairs
  const s1 = 4 * pairs
  const s2 = 4 * degree.reduce((sum, d) => sum + d * d, 0)
  const index = (n / s0) * ((2 * cross) / m2)
  const kurtosis = (n * m4) / m2 ** 2
  const variance =
    (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) -
      kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)) /
      ((n - 1) * (n - 2) * (n - 3) * s0 * s0) -
    1 / (n - 1) ** 2
  return { key: 'joins', params: { observed, expected, z: (index + 1 / (n - 1)) / Math.sqrt(variance) } }
}

/** Places around a die up to this many away, nearest first. */
const REACH = 8
const AROUND = Array.from({ length: (2 * REACH + 1) ** 2 }, (_, i) => ({
  dx: (i % (2 * REACH + 1)) - REACH,
  dy: Math.floor(i / (2 * REACH + 1)) - REACH
}))
  .map(place => ({ ...place, distance: Math.hypot(place.dx, place.dy) }))
  .filter(({ distance }) => distance > 0 && distance <= REACH)
  .sort((a, b) => a.distance - b.distance)

/**
 * Nearest neighbours among dies of which more than half the tests failed: the mean distance to the next, beside that
 * of as many dies strewn over the same places. Null below two such dies.
 */
function neighbours(wafer: Wafer): Evidence | null {
  const bad = Uint8Array.from(wafer.failed, (k, i) => Number(k > (wafer.tested[i] ?? 1) / 2))
  const count = bad.reduce((a, b) => a + b, 0)
  if (count < 2) return null
  const clear = 1 - (count - 1) / (wafer.count - 1)
  let [observed, expected] = [0, 0]
  for (let i = 0; i < wafer.count; i++) {
    if (bad[i] !== 1) continue
    let next = -1
    let open = 1
    for (const { dx, dy, distance } of AROUND) {
      const [column, row] = [(wafer.column[i] ?? 0) + dx, (wafer.row[i] ?? 0) + dy]
      if (column < 0 || row < 0 || column >= wafer.columns || row >= wafer.rows) continue
      const j = wafer.at[row * wafer.columns + column] ?? -1
      if (j < 0) continue
      if (next < 0 && bad[j] === 1) next = distance
      expected += open * (1 - clear) * distance
      open *= clear
      if (next >= 0 && open < 1e-4) break
    }
    // Beyond reach counts as reach, on both sides.
    observed += next < 0 ? REACH : next
    expected += open * REACH
  }
  return { key: 'neighbours', params: { observed: observed / count, expected: expected / count } }
}

/** Failed share by thirds of the radius. */
function radial(wafer: Wafer): Evidence {
  const { failed, tested } = chiSquareOf(wafer, 3, i => Math.min(2, Math.floor((wafer.radius[i] ?? 0) * 3)))
  const share = (third: number) => (failed[third] ?? 0) / Math.max(1, tested[third] ?? 0)
  return { key: 'radial', params: { inner: share(0), middle: share(1), outer: share(2) } }
}

const SECTORS = 12

/** Failed share by sector, the innermost dies left out: they belong to no direction. */
function angular(wafer: Wafer): Evidence {
  const { failed, tested, p } = chiSquareOf(wafer, SECTORS, i =>
    (wafer.radius[i] ?? 0) < 0.3
      ? -1
      : Math.min(SECTORS - 1, Math.floor((turnFrom(0, wafer.angle[i] ?? 0) / (2 * Math.PI)) * SECTORS))
  )
  const shares = Array.from(failed, (k, sector) => k / Math.max(1, tested[sector] ?? 0))
  const worst = Math.max(...shares)
  return {
    key: 'angular',
    params: {
      worst,
      best: Math.min(...shares),
      direction: ((shares.indexOf(worst) + 0.5) * 360) / SECTORS,
      p
    }
  }
}
