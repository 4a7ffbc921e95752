import { inside, type SpecLimits } from './capability'
import { Moments } from './moments'
import { normalLower, normalUpper } from './normal'

/** Parts sorted by a limit, against what the specification says of them. Shares of all parts, 0 to 1. */
export interface GuardBandFigures {
  /** Passed by the moved limits. */
  readonly yield: number
  /** Good by the specification, thrown by the moved limits. */
  readonly loss: number
  /** Bad by the specification, shipped by the moved limits. */
  readonly escapes: number
}

/** What moving limits would have done. */
export interface GuardBand {
  readonly n: number
  /** The limits of the specification applied as they are. */
  readonly before: { readonly yield: number; readonly modelled: GuardBandFigures | null }
  /** Counted from the measured values, taken for the truth. */
  readonly counted: GuardBandFigures & { readonly lost: number; readonly escaped: number }
  /** With the gauge's error; null without one, or where the error is as large as all spread. */
  readonly modelled: GuardBandFigures | null
}

/**
 * What the moved limits `test` would have done to values whose truth is judged by `spec` (JCGM 106:2012, producer's
 * and consumer's risk). With `gaugeSigma` the true values are taken to be the measured ones drawn in about their
 * mean until their variance is the observed one less the gauge's; each then passes with the chance that a
 * measurement of it falls inside the moved limits. NaN is passed over; null without values.
 */
export function guardBand(
  values: ArrayLike<number>,
  spec: SpecLimits,
  test: SpecLimits,
  gaugeSigma: number | null = null
): GuardBand | null {
  const moments = Moments.of(values)
  const { n } = moments
  if (n === 0) return null
  let within = 0
  let passed = 0
  let lost = 0
  let escaped = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    const good = inside(value, spec)
    const passes = inside(value, test)
    if (good) within++
    if (passes) passed++
    if (good && !passes) lost++
    if (!good && passes) escaped++
  }
  const shrink = gaugeSigma === null ? null : shrinkage(moments, gaugeSigma)
  const model = (limits: SpecLimits) =>
    shrink === null || gaugeSigma === null
      ? null
      : modelled(values, moments, shrink, gaugeSigma, spec, limits)
  return {
    n,
    before: { yield: within / n, modelled: model(spec) },
    counted: { yield: passed / n, loss: lost / n, escapes: escaped / n, lost, escaped },
    modelled: model(test)
  }
}

/** How far true values are drawn in about the mean; null where the gauge's error explains all spread. */
function shrinkage(moments: Moments, gaugeSigma: number): number | null {
  const variance = (moments.sigma ?? 0) ** 2
  const left = variance - gaugeSigma ** 2
  return gaugeSigma > 0 && left > 0 ? Math.sqrt(left / variance) : null
}

function modelled(
  values: ArrayLike<number>,
  { n, mean }: Moments,
  shrink: number,
  sigma: number,
  spec: SpecLimits,
  test: SpecLimits
): GuardBandFigures {
  let yields = 0
  let loss = 0
  let escapes = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    const truth = mean + shrink * (value - mean)
    const below = test.low === null ? 0 : normalLower((test.low - truth) / sigma)
    const above = test.high === null ? 0 : normalUpper((test.high - truth) / sigma)
    const fails = Math.min(1, below + above)
    yields += 1 - fails
    if (inside(truth, spec)) loss += fails
    else escapes += 1 - fails
  }
  return { yield: yields / n, loss: loss / n, escapes: escapes / n }
}

/** The figures over a range of guard bands, for a curve: each band is taken off both limits there are. */
export function guardBandCurve(
  values: ArrayLike<number>,
  spec: SpecLimits,
  bands: readonly number[],
  gaugeSigma: number | null = null
): readonly { readonly band: number; readonly figures: GuardBand }[] {
  return bands.flatMap(band => {
    const test = {
      low: spec.low === null ? null : spec.low + band,
      high: spec.high === null ? null : spec.high - band
    }
    const figures = guardBand(values, spec, test, gaugeSigma)
    return figures === null ? [] : [{ band, figures }]
  })
}
