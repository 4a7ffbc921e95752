import type { Place } from './view'
import type { Tree } from './tree'

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

/** Every gate above one of the events. */
function gatesOver(tree: Tree, events: ReadonlySet<string>): ReadonlySet<string> {
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
