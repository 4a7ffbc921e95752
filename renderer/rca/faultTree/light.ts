import type { Place } from './view'
import type { Tree } from './tree'

/** What is lit up in the picture: a cut set or a prime implicant. */
export interface Light {
  /** Of its row in the list. */
  readonly key: string
  /** Ids of the events that happen. */
  readonly events: readonly string[]
  /** Ids of the events that must not. */
  readonly absent: readonly string[]
}

/**
 * Places of a page that a set of events lights up: each place where one of them is drawn, and the way from there up
 * to the page's gate. A gate that leads to another page is lit where the set goes on there.
 */
export function litPlaces(tree: Tree, top: Place, events: ReadonlySet<string>): ReadonlySet<string> {
  const below = gatesOver(tree, events)
  const lit = new Set<string>()
  const above = new Map<string, string>()
  const waiting: Place[] = [top]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { record, children } = place
    if (events.has(record.id) || (place.showing !== 'open' && below.has(record.id)))
      for (let id: string | undefined = place.id; id !== undefined && !lit.has(id); id = above.get(id))
        lit.add(id)
    for (const child of children) {
      above.set(child.id, place.id)
      waiting.push(child)
    }
  }
  return lit
}

/** Places of a page where events are drawn that must not happen. */
export function absentPlaces(
  places: ReadonlyMap<string, Place>,
  absent: ReadonlySet<string>
): ReadonlySet<string> {
  return new Set([...places.values()].filter(one => absent.has(one.record.id)).map(one => one.id))
}

/** Every gate above one of the events. */
export function gatesOver(tree: Tree, events: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...events]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const input of tree.uses.get(id) ?? [])
      if (input.parent !== null && !found.has(input.parent)) {
        found.add(input.parent)
        waiting.push(input.parent)
      }
  return found
}
