import type { DefectEffect } from '@contract/defects'
import { fisherExact, wilsonInterval } from '../statistics/contingency'
import { benjaminiHochberg } from '../statistics/multiplicity'

/** Dies by defect and verdict. */
export interface Counts {
  readonly key: string
  readonly label: string
  readonly defects: number
  /** Failing dies in all, with whatever defects. */
  readonly fails: number
  /** Dies with such a defect, whatever else they bear, and those of them that fail. */
  readonly dies: number
  readonly diesFail: number
  readonly hitFail: number
  readonly hitPass: number
  readonly cleanFail: number
  readonly cleanPass: number
}

type Share = DefectEffect['hitRate']

const confidence = 0.95
const none: Share = { value: null, low: null, high: null }

/** What the counts say, each against chance: see the contract's `effect`. */
export function effectOf(counts: Counts): DefectEffect {
  const { hitFail, hitPass, cleanFail, cleanPass } = counts
  const [hit, clean] = [hitFail + hitPass, cleanFail + cleanPass]
  const both = hit > 0 && clean > 0
  const fisher = both
    ? fisherExact([
        [hitFail, hitPass],
        [cleanFail, cleanPass]
      ])
    : null
  const kill = both ? killRatio(counts) : none
  return {
    ...counts,
    failHit: shareOf(hitFail, hit),
    failClean: shareOf(cleanFail, clean),
    killRatio: kill,
    hitRate: shareOf(counts.diesFail, counts.fails),
    odds: fisher === null ? none : { value: fisher.haldane, ...fisher.interval },
    p: fisher?.twoSided ?? null,
    q: null,
    killed: kill.value === null ? null : counts.dies * Math.max(0, kill.value)
  }
}

/** Effects with their p held against all of them. */
export function effectsOf(counts: readonly Counts[]): DefectEffect[] {
  const effects = counts.map(effectOf)
  const tested = effects.filter(effect => effect.p !== null)
  const q = benjaminiHochberg(tested.map(effect => effect.p ?? 1))
  const byKey = new Map(tested.map((effect, i) => [effect.key, q[i] ?? null]))
  return effects.map(effect => ({ ...effect, q: byKey.get(effect.key) ?? null }))
}

function shareOf(count: number, n: number): Share {
  return n === 0 ? none : { value: count / n, ...wilsonInterval(count, n, confidence) }
}

/**
 * 1 - (yield with a defect / yield without). The ratio's bounds come from Wilson's of both yields (Donner and Zou
 * 2012, MOVER-R), which hold where a count is 0 as well.
 */
function killRatio({ hitFail, hitPass, cleanFail, cleanPass }: Counts): Share {
  const [hit, clean] = [hitFail + hitPass, cleanFail + cleanPass]
  if (cleanPass === 0) return none
  const [p, q] = [hitPass / hit, cleanPass / clean]
  const [own, other] = [
    wilsonInterval(hitPass, hit, confidence),
    wilsonInterval(cleanPass, clean, confidence)
  ]
  const root = (a: number, b: number) =>
    Math.sqrt(Math.max(0, (p * q) ** 2 - a * b * (2 * p - a) * (2 * q - b)))
  const least = (p * q - root(own.low, other.high)) / (other.high * (2 * q - other.high))
  const most = (p * q + root(own.high, other.low)) / (other.low * (2 * q - other.low))
  return { value: 1 - p / q, low: 1 - most, high: 1 - Math.max(0, least) }
}
