/** Charts of counts and shares (AIAG SPC, 2nd ed., chapter II), with exact limits where the normal ones mislead. */
import { binomialQuantile, poissonQuantile } from '../distributions'
import { controlPoint, type ControlPoint } from './subgroups'

/** A point of an attribute chart. */
export interface AttributePoint extends ControlPoint {
  /** Limits by the distribution itself, 0.135 % outside on either side; for a mean below ten use these. */
  readonly exactUpper: number
  readonly exactLower: number
}

/** A chart of counts or shares. */
export interface AttributeChart {
  /** Mean rate: per sample, per part or per unit of exposure. */
  readonly centre: number
  readonly points: readonly AttributePoint[]
  /** The mean count is below ten: the exact limits are the honest ones. */
  readonly small: boolean
}

const OUTSIDE = 0.00135

function poissonPoint(count: number, exposure: number, rate: number): AttributePoint {
  const mean = rate * exposure
  return {
    ...controlPoint(count / exposure, rate, 3 * Math.sqrt(rate / exposure), 0),
    exactUpper: poissonQuantile(1 - OUTSIDE, mean) / exposure,
    exactLower: poissonQuantile(OUTSIDE, mean) / exposure
  }
}

function binomialPoint(count: number, n: number, share: number, scale: number): AttributePoint {
  const spread = 3 * Math.sqrt(n * share * (1 - share))
  const point = controlPoint(count / scale, (n * share) / scale, spread / scale, 0)
  return {
    ...point,
    upper: Math.min(n / scale, point.upper),
    exactUpper: binomialQuantile(1 - OUTSIDE, n, share) / scale,
    exactLower: binomialQuantile(OUTSIDE, n, share) / scale
  }
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** c chart: counts over equal samples. `centre` freezes the mean of a baseline. Null without samples. */
export function cChart(
  counts: readonly number[],
  centre = sum(counts) / counts.length
): AttributeChart | null {
  if (counts.length === 0) return null
  return { centre, points: counts.map(count => poissonPoint(count, 1, centre)), small: centre < 10 }
}

/** u chart: counts over samples of differing exposure, drawn as rates. Null without exposure. */
export function uChart(
  counts: readonly number[],
  exposures: readonly number[],
  centre = sum(counts) / sum(exposures)
): AttributeChart | null {
  const total = sum(exposures)
  if (!(total > 0) || exposures.some(exposure => !(exposure > 0))) return null
  return {
    centre,
    points: counts.map((count, i) => poissonPoint(count, exposures[i] ?? 1, centre)),
    small: (centre * total) / counts.length < 10
  }
}

/** np chart: defective parts in samples of one size. Null without parts. */
export function npChart(
  counts: readonly number[],
  n: number,
  centre = sum(counts) / (n * counts.length)
): AttributeChart | null {
  if (!(n > 0) || counts.length === 0) return null
  return { centre, points: counts.map(count => binomialPoint(count, n, centre, 1)), small: n * centre < 10 }
}

/** p chart: shares of defective parts in samples of differing sizes. Null without parts. */
export function pChart(
  counts: readonly number[],
  sizes: readonly number[],
  centre = sum(counts) / sum(sizes)
): AttributeChart | null {
  if (counts.length === 0 || sizes.some(size => !(size > 0))) return null
  return {
    centre,
    points: counts.map((count, i) => binomialPoint(count, sizes[i] ?? 1, centre, sizes[i] ?? 1)),
    small: (centre * sum(sizes)) / counts.length < 10
  }
}
