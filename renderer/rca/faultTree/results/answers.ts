import type { PartEstimate, PartImportance, TreeAnswer, TreePart } from '@contract/faultTree'

/** A minimal cut set or a prime implicant as a list shows it. */
export interface SetRow {
  readonly key: string
  /** Number of parts, those that must stay away among them. */
  readonly order: number
  readonly parts: readonly TreePart[]
  /** What must not happen: of prime implicants. */
  readonly absent: readonly TreePart[]
  readonly probability: number | null
}

/** An importance with the part it is of. */
export interface ImportanceRow extends PartImportance {
  readonly of: TreePart
}

/** An estimate with the part it is of. */
export interface EstimateRow extends PartEstimate {
  readonly of: TreePart
}

/** Sets with their parts; the key is the parts' names, so that a set is found again in the next answer. */
export function setRows({ cutSets, parts }: TreeAnswer): readonly SetRow[] {
  return cutSets.map(({ parts: places, probability }) => rowOf(parts, places, [], probability))
}

/** The same of prime implicants. */
export function primeRows({ primes, parts }: TreeAnswer): readonly SetRow[] {
  return (primes?.listed ?? []).map(({ parts: places, absent, probability }) =>
    rowOf(parts, places, absent, probability)
  )
}

function rowOf(
  all: readonly TreePart[],
  places: readonly number[],
  away: readonly number[],
  probability: number | null
): SetRow {
  const own = places.flatMap(place => all[place] ?? [])
  const absent = away.flatMap(place => all[place] ?? [])
  const key = [...own.map(part => part.name), ...absent.map(part => `¬${part.name}`)].join('\n')
  return { key, order: own.length + absent.length, parts: own, absent, probability }
}

/** Importances with their parts. */
export function importanceRows({ importance, parts }: TreeAnswer): readonly ImportanceRow[] {
  return importance.flatMap(one => {
    const of = parts[one.part]
    return of === undefined ? [] : [{ ...one, of }]
  })
}

/** Estimates with their parts. */
export function estimateRows({ estimates, parts }: TreeAnswer): readonly EstimateRow[] {
  return estimates.flatMap(one => {
    const of = parts[one.part]
    return of === undefined ? [] : [{ ...one, of }]
  })
}

/** Probabilities of gates and events by their ids. */
export function probabilitiesOf({ gates, parts, top, p }: TreeAnswer): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const part of parts) {
    const [id] = part.ids
    if (id !== undefined && part.ids.length === 1 && part.group === null && part.probability !== null)
      found.set(id, part.probability)
  }
  for (const gate of gates) if (gate.p !== null) found.set(gate.id, gate.p)
  if (p !== null) found.set(top.id, p)
  return found
}

/** A count of any size, given in digits: `26 299 506`, and beyond 15 digits with its power of ten beside it. */
export function countText(digits: string, language: string): string {
  const text = new Intl.NumberFormat(language).format(BigInt(digits))
  if (digits.length <= 15) return text
  return `${text} (≈ ${digits.slice(0, 1)}.${digits.slice(1, 3)}e${String(digits.length - 1)})`
}
