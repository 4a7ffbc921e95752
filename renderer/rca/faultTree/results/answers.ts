import type { PartImportance, TreeAnswer, TreePart } from '@contract/faultTree'

/** A minimal cut set as a list shows it. */
export interface SetRow {
  readonly key: string
  readonly order: number
  readonly parts: readonly TreePart[]
  readonly probability: number | null
}

/** An importance with the part it is of. */
export interface ImportanceRow extends PartImportance {
  readonly of: TreePart
}

/** Cut sets with their parts; the key is the parts' names, so that a set is found again in the next answer. */
export function setRows({ cutSets, parts }: TreeAnswer): readonly SetRow[] {
  return cutSets.map(({ parts: places, probability }) => {
    const own = places.flatMap(place => parts[place] ?? [])
    return { key: own.map(part => part.name).join('\n'), order: own.length, parts: own, probability }
  })
}

/** Importances with their parts. */
export function importanceRows({ importance, parts }: TreeAnswer): readonly ImportanceRow[] {
  return importance.flatMap(one => {
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
