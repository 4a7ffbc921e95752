import { dieEvidence, fitRegions, type Fit } from './model'
import { diesOf, type Region } from './regions'
import { RowSums } from './row-sums'
import { improveCluster, searchCluster } from './search-cluster'
import { searchRepeater, type ReticleField } from './search-repeater'
import { improveCentre, improveEdge, improveRing, searchCentre, searchEdge, searchRing } from './search-round'
import { improveScratch, searchScratch } from './search-scratch'
import { signatureKinds, type SignatureKind } from './types'
import type { Wafer } from './wafer'

/** A region of the wafer with the dies that belong to it. */
export interface Chosen {
  readonly region: Region
  /** 1 where a die belongs. */
  readonly dies: Uint8Array
}

/** The best region of a kind, with what it would add to what is chosen. */
export interface Candidate extends Chosen {
  /** Logarithm of the likelihood gained by it. */
  readonly gain: number
}

/** Kill rate searched for: low, because high ones are found anyway. */
const SEARCHED_KILL = 0.4

/** The fit of chosen regions. */
export const fitChosen = (wafer: Wafer, chosen: readonly Chosen[]): Fit =>
  fitRegions(
    wafer,
    chosen.map(one => one.dies)
  )

/** The best region of every kind, given what is chosen already. */
export function candidates(
  wafer: Wafer,
  chosen: readonly Chosen[],
  fit: Fit,
  field?: ReticleField
): Map<SignatureKind, Candidate> {
  const evidence = dieEvidence(wafer, fit.expected, SEARCHED_KILL)
  const sums = new RowSums(wafer, evidence)
  const searches: Record<SignatureKind, () => { readonly region: Region }> = {
    ring: () => searchRing(wafer, evidence, sums),
    scratch: () => searchScratch(wafer, evidence),
    centre: () => searchCentre(wafer, evidence, sums),
    edge: () => searchEdge(wafer, evidence),
    cluster: () => searchCluster(wafer, sums),
    repeater: () => searchRepeater(wafer, evidence, field)
  }
  return new Map(
    signatureKinds.map(kind => {
      const { region } = searches[kind]()
      const found = { region, dies: diesOf(wafer, region) }
      const { logLikelihood } = fitChosen(wafer, [...chosen, found])
      return [kind, { ...found, gain: logLikelihood - fit.logLikelihood }]
    })
  )
}

/** Fit each region's shape again with the others in place, at the kill rate it turned out to have. */
export function settle(wafer: Wafer, chosen: readonly Chosen[]): readonly Chosen[] {
  let best = chosen
  let fit = fitChosen(wafer, best)
  for (const place of chosen.keys()) {
    const old = best[place]
    if (old === undefined || old.region.kind === 'repeater') continue
    const without = fitChosen(
      wafer,
      best.filter((_, i) => i !== place)
    )
    const kill = Math.max(0.25, Math.min(0.9, fit.kills[place] ?? SEARCHED_KILL))
    const region = improved(wafer, old.region, dieEvidence(wafer, without.expected, kill))
    const next = best.map((one, i) => (i === place ? { region, dies: diesOf(wafer, region) } : one))
    const better = fitChosen(wafer, next)
    if (better.logLikelihood <= fit.logLikelihood) continue
    best = next
    fit = better
  }
  return best
}

function improved(wafer: Wafer, region: Region, evidence: Float64Array): Region {
  switch (region.kind) {
    case 'centre':
      return improveCentre(region, new RowSums(wafer, evidence)).region
    case 'ring':
      return improveRing(region, new RowSums(wafer, evidence)).region
    case 'cluster':
      return improveCluster(region, new RowSums(wafer, evidence)).region
    case 'edge':
      return improveEdge(wafer, region, evidence).region
    case 'scratch':
      return improveScratch(wafer, region, evidence).region
    case 'repeater':
      return region
  }
}
