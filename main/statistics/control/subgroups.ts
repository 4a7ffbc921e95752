import { Moments } from '../moments'
import {
  c4,
  d2,
  d3,
  largestRangeGroup,
  sigmaByDeviations,
  sigmaByRanges,
  type SigmaEstimate,
  type Subgroup
} from '../within'

/** A point of a chart with the limits that hold at it. */
export interface ControlPoint {
  readonly value: number
  readonly centre: number
  readonly upper: number
  readonly lower: number
  /** In sigmas from the centre, for the run rules; NaN where there is no point. */
  readonly z: number
}

/** A point against limits at `spread` from the centre; the lower limit is held at `floor`. */
export function controlPoint(
  value: number,
  centre: number,
  spread: number,
  floor = Number.NEGATIVE_INFINITY
): ControlPoint {
  const off = value - centre
  return {
    value,
    centre,
    upper: centre + spread,
    lower: Math.max(floor, centre - spread),
    z: off === 0 ? 0 : (3 * off) / spread
  }
}

/** Subgroups, each judged by its mean and by its spread. */
export interface SubgroupChart {
  readonly centre: number
  readonly within: SigmaEstimate
  readonly means: readonly ControlPoint[]
  /** Ranges or standard deviations. */
  readonly spreads: readonly ControlPoint[]
}

/** Figures of a subgroup's finite values. */
export function subgroup(values: ArrayLike<number>): Subgroup {
  const { n, mean, min, max, sigma } = Moments.of(values)
  return { n, mean, range: n > 0 ? max - min : 0, sigma: sigma ?? 0 }
}

/** What a chart is frozen at, where its limits come from a baseline of earlier subgroups. */
export interface SubgroupBaseline {
  readonly centre: number
  readonly within: SigmaEstimate
}

/**
 * Mean and range chart (Shewhart; constants of ASTM MNL 7A) of subgroups of 2 to 25, sizes may differ. Null without a
 * usable subgroup.
 */
export function meanAndRange(groups: readonly Subgroup[], baseline?: SubgroupBaseline): SubgroupChart | null {
  const usable = (group: Subgroup) => group.n >= 2 && group.n <= largestRangeGroup
  return chart(groups, usable, baseline, sigmaByRanges, (group, sigma) =>
    controlPoint(group.range, d2(group.n) * sigma, 3 * d3(group.n) * sigma, 0)
  )
}

/** Mean and standard deviation chart of subgroups of 2 or more, sizes may differ. */
export function meanAndDeviation(
  groups: readonly Subgroup[],
  baseline?: SubgroupBaseline
): SubgroupChart | null {
  return chart(
    groups,
    group => group.n >= 2,
    baseline,
    sigmaByDeviations,
    (group, sigma) => {
      const c = c4(group.n)
      return controlPoint(group.sigma, c * sigma, 3 * sigma * Math.sqrt(1 - c * c), 0)
    }
  )
}

const nothing: ControlPoint = {
  value: Number.NaN,
  centre: Number.NaN,
  upper: Number.NaN,
  lower: Number.NaN,
  z: Number.NaN
}

function chart(
  groups: readonly Subgroup[],
  usable: (group: Subgroup) => boolean,
  baseline: SubgroupBaseline | undefined,
  estimate: (groups: readonly Subgroup[]) => SigmaEstimate | null,
  spread: (group: Subgroup, sigma: number) => ControlPoint
): SubgroupChart | null {
  const kept = groups.filter(usable)
  const within = baseline?.within ?? estimate(kept)
  if (within === null) return null
  const weight = kept.reduce((sum, group) => sum + group.n, 0)
  const centre = baseline?.centre ?? kept.reduce((sum, group) => sum + group.n * group.mean, 0) / weight
  return {
    centre,
    within,
    means: groups.map(group =>
      usable(group) ? controlPoint(group.mean, centre, (3 * within.sigma) / Math.sqrt(group.n)) : nothing
    ),
    spreads: groups.map(group => (usable(group) ? spread(group, within.sigma) : nothing))
  }
}
