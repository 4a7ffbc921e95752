import { birnbaum, probabilities, rareEvent, type Side } from './engine/figures'
import type { Solution } from './engine/solve'
import type { Tree } from './graph'

/** Importance of one event; P is the top's probability, p the event's, B the Birnbaum importance. */
export interface Importance {
  readonly event: string
  readonly probability: number
  /** Minimal cut sets' share: sum of the probabilities of those with the event over the sum of all (Fussell-Vesely). */
  readonly fussellVesely: number | null
  /** B = dP/dp (marginal, MIF). */
  readonly birnbaum: number
  /** p B / P (CIF). */
  readonly criticality: number
  /** p RAW = P(event | top), the diagnostic importance (DIF), which some tools call Fussell-Vesely. */
  readonly diagnostic: number
  /** 1 + (1 - p) B / P. */
  readonly raw: number
  /** P / (P - p B); null = infinite. */
  readonly rrw: number | null
}

/** The measures that follow from the top's probability with and without an event. */
export type Measures = Pick<Importance, 'birnbaum' | 'criticality' | 'diagnostic' | 'raw' | 'rrw'>

/** What can be said of the importance of an event in a tree that has bounds alone. */
export interface Estimate {
  readonly event: string
  readonly probability: number
  /**
   * Approximations out of the cut sets that were found, by the rare-event approximation; null where they say nothing:
   * none was found, or events count negated. See {@link estimates}.
   */
  readonly near: (Measures & { readonly fussellVesely: number }) | null
  /** Proven: no measure is less. Null where nothing is proven. */
  readonly lower: Measures | null
  /** Proven: no measure is more; an `rrw` of null has no upper bound. */
  readonly upper: Measures | null
}

/** A tree with its diagrams, and the probability of each event. */
interface Solved {
  readonly tree: Tree
  readonly solution: Solution
  readonly chance: (event: number) => number
}

/** Importance of every event that can matter, of an exact solution. */
export function importances({ tree, solution, chance }: Solved): Importance[] {
  const found = probabilities(solution, chance)
  const slopes = birnbaum(solution, chance, found)
  const { sum, by } = rareEvent(solution, chance)
  const total = found.top
  return tree.events.flatMap((event, index) => {
    const slope = slopes.get(index)
    if (slope === undefined) return []
    const p = chance(index)
    // Of what never happens nothing is the cause: 0, as others have it.
    const worth = total > 0 ? 1 + ((1 - p) * slope) / total : 0
    // Rounding noise is no distance from nothing, nor from infinity.
    const raw = Math.abs(worth) <= 1e-14 ? 0 : worth
    const rest = total - p * slope
    return [
      {
        event,
        probability: p,
        fussellVesely: sum > 0 ? (by.get(index) ?? 0) / sum : null,
        birnbaum: slope,
        criticality: total > 0 ? (p * slope) / total : 0,
        diagnostic: p * raw,
        raw,
        rrw: Math.abs(rest) <= 1e-14 * total || total === 0 ? null : total / rest
      }
    ]
  })
}

/**
 * Importance of every event of a tree that is beyond the budget: proven bounds, and approximations between them.
 *
 * Bounds. Functions L <= f <= U are known (engine/limited.ts). With an event taken as happening or not, L1 <= P1 <= U1
 * and L0 <= P0 <= U0; each is one value and one slope of L or U, since a probability is linear in p: L1 = L + (1 - p) L',
 * L0 = L - p L'. With P = p P1 + (1 - p) P0 every measure is a function of P1 and P0 alone that rises with P1 and falls
 * with P0: B = P1 - P0, RAW = P1 / P, CIF = p B / P, DIF = p P1 / P, RRW = P / P0. So its bounds are at (L1, U0) and at
 * (U1, L0). Of a coherent tree P1 >= P0, which bounds them below as well.
 *
 * Approximations, as usual where cut sets are all there is (Vesely, Davis, Denning & Saltos, Measures of Risk
 * Importance and Their Applications, NUREG/CR-3385, 1983, with the rare-event approximation of NUREG-0492): with S the
 * sum of the probabilities of the cut sets found and Sx that of those with the event, FV = CIF = Sx / S, B = Sx / p,
 * RAW = (S - Sx + Sx / p) / S, DIF = p RAW, RRW = S / (S - Sx). What the cut sets that were not found would add is not
 * in them. They are moved to the nearest proven bound where they lie outside.
 */
export function estimates({ tree, solution, chance }: Solved): Estimate[] {
  const { sum, by } = rareEvent(solution, chance)
  const sides = solution.nested
    ? { lower: sideOf(solution, chance, 'top'), upper: sideOf(solution, chance, 'upper') }
    : null
  return tree.events.map((event, index) => {
    const p = chance(index)
    const proven =
      sides === null ? null : boundsOf(p, sides.lower(index), sides.upper(index), solution.coherent)
    const own = by.get(index) ?? 0
    const near = solution.coherent && sum > 0 ? approximated(p, sum, own) : null
    return {
      event,
      probability: p,
      near: near === null || proven === null ? near : { ...near, ...within(near, proven) },
      lower: proven?.lower ?? null,
      upper: proven?.upper ?? null
    }
  })
}

/** A function's probability with an event that happens, and with one that does not. */
interface Split {
  readonly happens: number
  readonly not: number
}

const unit = (value: number): number => Math.min(1, Math.max(0, value))

function sideOf(solution: Solution, chance: (event: number) => number, side: Side): (event: number) => Split {
  const known = probabilities(solution, chance, side)
  const slopes = birnbaum(solution, chance, known, side)
  return event => {
    const slope = slopes.get(event) ?? 0
    const p = chance(event)
    return { happens: unit(known.top + (1 - p) * slope), not: unit(known.top - p * slope) }
  }
}

function boundsOf(
  p: number,
  below: Split,
  above: Split,
  coherent: boolean
): Record<'lower' | 'upper', Measures> {
  // Of a coherent tree the event only makes it worse.
  const [low1, high0] = coherent
    ? [Math.max(below.happens, below.not), Math.min(above.not, above.happens)]
    : [below.happens, above.not]
  const lower = measures(p, low1, high0)
  return {
    lower: coherent && low1 < high0 ? nothing(p) : lower,
    upper: measures(p, above.happens, below.not)
  }
}

/** Of an event that changes nothing. */
const nothing = (p: number): Measures => ({ birnbaum: 0, criticality: 0, diagnostic: p, raw: 1, rrw: 1 })

/** All measures from the top's probability with the event (P1) and without it (P0). */
function measures(p: number, with1: number, with0: number): Measures {
  const total = p * with1 + (1 - p) * with0
  const slope = with1 - with0
  const raw = total > 0 ? with1 / total : 0
  return {
    birnbaum: slope,
    criticality: total > 0 ? (p * slope) / total : 0,
    diagnostic: p * raw,
    raw,
    // Rounding noise is no distance from infinity.
    rrw: with0 > 1e-14 * total ? total / with0 : null
  }
}

function approximated(p: number, sum: number, own: number): Measures & { readonly fussellVesely: number } {
  const share = own / sum
  const raw = 1 - share + (p > 0 ? share / p : 0)
  const rest = sum - own
  return {
    fussellVesely: share,
    birnbaum: p > 0 ? own / p : 0,
    criticality: share,
    diagnostic: p * raw,
    raw,
    rrw: rest <= 1e-14 * sum ? null : sum / rest
  }
}

function within(near: Measures, { lower, upper }: Record<'lower' | 'upper', Measures>): Measures {
  const fit = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
  const rrw = fit(near.rrw ?? Infinity, lower.rrw ?? Infinity, upper.rrw ?? Infinity)
  return {
    birnbaum: fit(near.birnbaum, lower.birnbaum, upper.birnbaum),
    criticality: fit(near.criticality, lower.criticality, upper.criticality),
    diagnostic: fit(near.diagnostic, lower.diagnostic, upper.diagnostic),
    raw: fit(near.raw, lower.raw, upper.raw),
    rrw: rrw === Infinity ? null : rrw
  }
}
