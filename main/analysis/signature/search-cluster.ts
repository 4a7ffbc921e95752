import type { Found, Region } from './regions'
import type { RowSums } from './row-sums'
import { climb, shifted } from './search-round'
import type { Wafer } from './wafer'

type Cluster = Extract<Region, { kind: 'cluster' }>

/** The radii of the discs tried first, in wafer radii. */
const DISCS = [0.09, 0.13, 0.18, 0.25, 0.33]
/** Beyond it a cluster is a piece of the edge. */
const FARTHEST = 0.88
/** Nearer to the centre it is no cluster but a centre signature. */
const CLEAR_OF_CENTRE = 0.2

/** The ellipse away from the centre with the most evidence: discs on a grid first, the best of them bent into shape. */
export function searchCluster(wafer: Wafer, sums: RowSums): Found<'cluster'> {
  const starts: { region: Cluster; evidence: number }[] = []
  for (const radius of DISCS) {
    const stepX = Math.max(1, Math.floor(radius / wafer.pitchU / 3))
    const stepY = Math.max(1, Math.floor(radius / wafer.pitchV / 3))
    const halves = sums.halvesOf(radius)
    let [best, bestU, bestV] = [-Infinity, 0, 0]
    for (let row = 0; row < wafer.rows; row += stepY)
      for (let column = 0; column < wafer.columns; column += stepX) {
        const [u, v] = [sums.placeU(column), sums.placeV(row)]
        const square = u * u + v * v
        if (square > FARTHEST ** 2 || square < CLEAR_OF_CENTRE ** 2) continue
        const sum = sums.disc(column, row, halves)
        if (sum > best) [best, bestU, bestV] = [sum, u, v]
      }
    starts.push({
      region: { kind: 'cluster', u: bestU, v: bestV, along: radius, across: radius, turn: 0 },
      evidence: best
    })
  }
  starts.sort((a, b) => b.evidence - a.evidence)
  return starts
    .slice(0, 3)
    .map(({ region }) => improveCluster(region, sums))
    .reduce((a, b) => (b.evidence > a.evidence ? b : a))
}

/** Move and bend an ellipse by small steps. */
export function improveCluster(start: Cluster, sums: RowSums): Found<'cluster'> {
  return climb(start, ({ u, v, along, across, turn }) => sums.ellipse(u, v, along, across, turn), near)
}

function near(region: Cluster): Cluster[] {
  const { u, v, along, across, turn } = region
  const sized = (a: number, b: number, by = 0): Cluster => ({
    ...region,
    along: a,
    across: b,
    turn: turn + by
  })
  return [
    ...shifted(region, FARTHEST),
    ...[0.85, 0.95, 1.05, 1.15].flatMap(factor => [
      sized(along * factor, across * factor),
      sized(along * factor, across / factor),
      sized(along * 1.2, across / 1.2, (factor - 1) * 5)
    ]),
    ...[-0.4, -0.12, 0.12, 0.4].map(by => sized(along, across, by))
  ].filter(
    next =>
      Math.max(next.along, next.across) <= 0.45 &&
      Math.min(next.along, next.across) >= 0.06 &&
      Math.max(next.along / next.across, next.across / next.along) <= 2.5 &&
      (Math.hypot(next.u, next.v) >= CLEAR_OF_CENTRE || Math.hypot(next.u, next.v) >= Math.hypot(u, v))
  )
}
