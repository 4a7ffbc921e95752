import type { Fit } from './model'
import { fitChosen, type Candidate, type Chosen } from './select'
import type { SignatureKind } from './types'
import type { Wafer } from './wafer'

/** Searches given what is chosen. */
export interface Searches {
  readonly candidates: (chosen: readonly Chosen[], fit: Fit) => ReadonlyMap<SignatureKind, Candidate>
  readonly settle: (chosen: readonly Chosen[]) => readonly Chosen[]
}

/** Gain that a region of a kind must bring to be believed; `explained` is what the regions before it gained. */
export type Threshold = (kind: SignatureKind, dies: number, explained: number) => number

/** A region believed. */
export interface Believed extends Chosen {
  /** What the fit would lose without it, as a logarithm of likelihood. */
  readonly gain: number
  /** The gain beyond its threshold. */
  readonly margin: number
  /** Margins of the other kinds when it was taken. */
  readonly rivals: ReadonlyMap<SignatureKind, number>
}

/** Regions believed, the surest first, and the margins of what every kind would still add. */
export interface Choice {
  readonly believed: readonly Believed[]
  readonly fit: Fit
  readonly left: ReadonlyMap<SignatureKind, number>
}

const MOST_REGIONS = 4

/**
 * Take the region that gains most beyond its threshold, fit, and look again at what it does not explain, until
 * nothing is left to believe; then drop what the later ones made needless.
 */
export function choose(wafer: Wafer, searches: Searches, threshold: Threshold): Choice {
  const nothing = fitChosen(wafer, [])
  const explained = (fit: Fit) => fit.logLikelihood - nothing.logLikelihood
  let chosen: readonly Chosen[] = []
  let fit = nothing
  const rounds: ReadonlyMap<SignatureKind, number>[] = []
  for (;;) {
    const found = searches.candidates(chosen, fit)
    const margins = new Map<SignatureKind, number>()
    let best: Candidate | null = null
    let most = 0
    for (const [kind, candidate] of found) {
      const margin = candidate.gain - threshold(kind, wafer.count, explained(fit))
      margins.set(kind, margin)
      if (margin > most) {
        most = margin
        best = candidate
      }
    }
    rounds.push(margins)
    if (best === null || chosen.length >= MOST_REGIONS) break
    chosen = searches.settle([...chosen, best])
    fit = fitChosen(wafer, chosen)
  }
  let kept = chosen.map((one, place) => ({
    ...one,
    rivals: rounds[place] ?? new Map<SignatureKind, number>()
  }))
  for (;;) {
    const believed = kept.map((one, place) => {
      const others = fitChosen(
        wafer,
        kept.filter((_, i) => i !== place)
      )
      const gain = fit.logLikelihood - others.logLikelihood
      return { ...one, gain, margin: gain - threshold(one.region.kind, wafer.count, explained(others)) }
    })
    const worst = Math.min(...believed.map(one => one.margin))
    if (!(worst < 0))
      return {
        believed: believed.sort((a, b) => b.margin - a.margin),
        fit,
        left: rounds.at(-1) ?? new Map<SignatureKind, number>()
      }
    kept = kept.filter((_, i) => believed[i]?.margin !== worst)
    fit = fitChosen(wafer, kept)
  }
}
