import { choose, type Believed, type Choice } from './choose'
import { mapEvidence, shareEvidence, whereEvidence, type Evidence } from './evidence'
import { candidates, settle } from './select'
import type { ReticleField } from './search-repeater'
import { signatureKinds, type DieMap, type MapKind, type SignatureKind } from './types'
import { prepareWafer, type Wafer, type WaferFrame } from './wafer'

/** What is known beside the map. */
export interface SignatureOptions {
  /** Centre and half axes of the wafer in dies; without it the dies are taken to fill it. */
  readonly frame?: WaferFrame
  /** Field of the reticle in dies; without it every size that a wafer could bear is tried. */
  readonly field?: ReticleField
}

/** The dies of one signature. */
export interface SignatureRegion {
  readonly kind: SignatureKind
  /** Entries of the caller's map. */
  readonly dies: Int32Array
}

/** What a map's failures look like. */
export interface Signature {
  /**
   * 0 to 1 for every kind. A kind that is believed has 0.5 or more, one that is not has less; that of `random` is
   * high where nothing is believed.
   */
  readonly scores: Readonly<Record<MapKind, number>>
  /** The kinds believed, the surest first; `random` alone where there is none. */
  readonly kinds: readonly MapKind[]
  /** What speaks for each kind believed. */
  readonly evidence: Readonly<Partial<Record<SignatureKind, readonly Evidence[]>>>
  /** Figures of the whole map. */
  readonly map: readonly Evidence[]
  /** The dies of each kind believed, in the order of `kinds`. */
  readonly regions: readonly SignatureRegion[]
  /** Dies judged: those with a place and a result. */
  readonly dies: number
  /** Share failed where no signature lies. */
  readonly baseFail: number
}

/** Gain a region must bring: at 1000 dies, and per e-fold of dies more (more dies hold more regions to try). */
const THRESHOLDS: Readonly<Record<SignatureKind, readonly [number, number]>> = {
  ring: [11, 0],
  scratch: [16, 2],
  centre: [7.5, 0],
  edge: [9, 0],
  cluster: [13, 0.5],
  repeater: [10.5, 0.5]
}
/** No shape fits to the last die: a further region must bring this share of what is explained already. */
const MISFIT = 0.015

function threshold(kind: SignatureKind, dies: number, explained: number): number {
  const [base, slope] = THRESHOLDS[kind]
  return base + slope * Math.log(dies / 1000) + MISFIT * explained
}

/**
 * Tell what a single or stacked map looks like. Regions of every kind are searched for the most evidence that their
 * dies fail more than the rest (radial and polar profile, disc scan, rotated strips, folding at the reticle); the one
 * with most is believed if it brings enough, and the rest of the map is looked at again. A map below 30 dies, or
 * whose places make no wafer, is `random` with no dies judged.
 */
export function classifySignature(map: DieMap, options: SignatureOptions = {}): Signature {
  const wafer = prepareWafer(map, options.frame)
  if (wafer === null) {
    const scores = { ring: 0, scratch: 0, centre: 0, edge: 0, cluster: 0, repeater: 0, random: 1 }
    return { scores, kinds: ['random'], evidence: {}, map: [], regions: [], dies: 0, baseFail: Number.NaN }
  }
  const choice = choose(
    wafer,
    {
      candidates: (chosen, fit) => candidates(wafer, chosen, fit, options.field),
      settle: chosen => settle(wafer, chosen)
    },
    threshold
  )
  const { believed, fit } = choice
  const kinds = [...new Set(believed.map(one => one.region.kind))]
  const scores = scoresOf(choice)
  return {
    scores,
    kinds: kinds.length > 0 ? kinds : ['random'],
    evidence: Object.fromEntries(
      kinds.map(kind => [
        kind,
        believed
          .filter(one => one.region.kind === kind)
          .flatMap(one => [shareEvidence(wafer, one, one.gain), ...whereEvidence(wafer, one.region)])
      ])
    ),
    map: mapEvidence(wafer),
    regions: kinds.map(kind => ({ kind, dies: diesOfKind(wafer, believed, kind) })),
    dies: wafer.count,
    baseFail: fit.base
  }
}

/** Margin, in natural logarithms of likelihood, that moves odds by a factor of e. */
const SOFTNESS = 3
const odds = (margin: number) => 1 / (1 + Math.exp(-margin / SOFTNESS))

/**
 * A kind believed has its margin over the threshold, shared with rivals: kinds that would have explained the same
 * dies nearly as well. All others have their margin in what is left.
 */
function scoresOf({ believed, left }: Choice): Record<MapKind, number> {
  const kinds = new Set(believed.map(one => one.region.kind))
  const scores: Record<MapKind, number> = {
    ring: 0,
    scratch: 0,
    centre: 0,
    edge: 0,
    cluster: 0,
    repeater: 0,
    random: 0
  }
  for (const kind of signatureKinds)
    if (!kinds.has(kind)) scores[kind] = Math.min(0.499, odds(left.get(kind) ?? -Infinity))
  for (const one of believed) {
    const own = one.rivals.get(one.region.kind) ?? one.margin
    let shares = 1
    for (const [kind, margin] of one.rivals) {
      if (kinds.has(kind) || margin <= 0) continue
      const share = Math.exp((margin - own) / SOFTNESS)
      shares += share
      scores[kind] = Math.max(scores[kind], Math.min(0.499, share / (1 + share)))
    }
    scores[one.region.kind] = Math.max(scores[one.region.kind], 0.5, odds(one.margin) / shares)
  }
  scores.random = 1 - Math.max(...signatureKinds.map(kind => scores[kind]))
  return scores
}

function diesOfKind(wafer: Wafer, believed: readonly Believed[], kind: SignatureKind): Int32Array {
  const regions = believed.filter(one => one.region.kind === kind)
  return wafer.source.filter((_, i) => regions.some(({ dies }) => dies[i] === 1))
}
