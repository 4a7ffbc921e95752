import { applied, type Change } from '@contract/diagram/change'
import { childrenOf } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import {
  below,
  nextName,
  recordAt,
  targetOf,
  treeOf,
  type OfType,
  type Target,
  type TreeNodes
} from '../tree'
import { memberChanges } from './numbers'
import { flat, pagesOf, placesOf, suggestedPages } from '../view'
import { add, fresh, intentOf, lastRank, setting, take, titleOf, type Made, type NewId } from './edit'

/** How much goes when a place is removed: the input alone, or also what is then used nowhere. */
export type Removal = 'input' | 'unused'

/** Takes inputs away, and with `unused` whatever is used nowhere after that. */
export function removeInputs(nodes: TreeNodes, places: readonly string[], how: Removal = 'unused'): Made {
  const tree = treeOf(nodes)
  const gone = new Map<string, OfType<'input'>>()
  for (const place of places) {
    const node = nodes.get(place)
    if (node?.type === 'input') gone.set(place, node)
  }
  const [first] = gone.values()
  if (first === undefined) return null
  const records = how === 'input' ? [] : unusedAfter(nodes, gone)
  const siblings = tree.inputs.get(first.parent ?? '') ?? []
  const at = siblings.findIndex(input => input.id === first.id)
  const next = [...siblings.slice(at + 1), ...siblings.slice(0, Math.max(at, 0)).reverse()].find(
    one => !gone.has(one.id)
  )
  return {
    intent: intentOf('remove', {
      name: targetOf(nodes, first.data.of)?.data.name ?? '',
      count: gone.size
    }),
    changes: withoutRecords(nodes, records, gone),
    select: next?.id ?? pagesOf(tree).home.get(first.parent ?? '')?.place ?? null
  }
}

/** Removes gates and events wherever they are used, with what was used by them alone. */
export function removeRecords(nodes: TreeNodes, ids: readonly string[]): Made {
  const tree = treeOf(nodes)
  const gone = new Map<string, OfType<'input'>>()
  const named = ids.flatMap(id => targetOf(nodes, id) ?? [])
  const [first] = named
  if (first === undefined) return null
  for (const record of named) {
    for (const input of tree.uses.get(record.id) ?? []) gone.set(input.id, input)
    for (const input of tree.inputs.get(record.id) ?? []) gone.set(input.id, input)
  }
  const records = new Map(named.map(record => [record.id, record]))
  for (const record of unusedAfter(nodes, gone)) records.set(record.id, record)
  return {
    intent: intentOf('removeAll', { name: first.data.name, count: named.length }),
    changes: withoutRecords(nodes, [...records.values()], gone),
    select: null
  }
}

/** Gates and events that nothing names any more once these inputs are gone; `gone` grows by their own inputs. */
function unusedAfter(nodes: TreeNodes, gone: Map<string, OfType<'input'>>): readonly Target[] {
  const tree = treeOf(nodes)
  const left = new Map<string, number>()
  const found: Target[] = []
  const seen = new Set<string>()
  const waiting = [...gone.values()]
  for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
    const { of } = input.data
    const count = (left.get(of) ?? tree.uses.get(of)?.length ?? 0) - 1
    left.set(of, count)
    const target = targetOf(nodes, of)
    if (count > 0 || target === null || seen.has(of) || tree.settings?.data.top === of) continue
    seen.add(of)
    found.push(target)
    for (const own of tree.inputs.get(of) ?? [])
      if (!gone.has(own.id)) {
        gone.set(own.id, own)
        waiting.push(own)
      }
  }
  return found
}

/** Changes that take records and inputs away, evidence and memberships with them; children first. */
function withoutRecords(
  nodes: TreeNodes,
  records: readonly Target[],
  inputs: ReadonlyMap<string, OfType<'input'>>
): readonly Change[] {
  const tree = treeOf(nodes)
  const ids = new Set(records.map(record => record.id))
  const changes: Change[] = [...inputs.values()].map(take)
  const children = records.length === 0 ? null : childrenOf(nodes)
  for (const record of records) {
    for (const child of children?.get(record.id) ?? [])
      if (child.type === 'evidence') changes.push(take(child))
    changes.push(take(record))
  }
  for (const group of tree.groups) {
    const kept = group.data.members.filter(id => !ids.has(id))
    if (kept.length < group.data.members.length) changes.push(...memberChanges(group, kept))
  }
  if (tree.settings !== null && tree.settings.data.top !== null && ids.has(tree.settings.data.top)) {
    const change = setting(tree.settings, 'top', null)
    if (change !== null) changes.push(change)
  }
  return changes
}

/** Puts a new gate between a place and the gate above it; at the top of a tree, above it. */
export function wrap(nodes: TreeNodes, place: string, newId: NewId, gate: string = 'or'): Made {
  const tree = treeOf(nodes)
  const record = recordAt(nodes, place)
  if (record === null) return null
  const made = fresh('gate', newId(), null, lastRank(nodes), { name: nextName(tree.names, 'G'), gate })
  const inner = fresh('input', newId(), made.id, ranksBetween(null, null, 1)[0] ?? 'U', { of: record.id })
  const changes: Change[] = [add(made), add(inner)]
  const input = nodes.get(place)
  if (input?.type === 'input') {
    const change = setting(input, 'of', made.id)
    if (change !== null) changes.push(change)
  } else if (tree.settings?.data.top === record.id) {
    const change = setting(tree.settings, 'top', made.id)
    if (change !== null) changes.push(change)
  }
  return { intent: intentOf('wrap', { name: record.data.name }), changes, select: inner.id }
}

/** Makes a gate of an event that is to be looked into: it keeps its name, places, evidence and links. */
export function develop(nodes: TreeNodes, eventId: string, newId: NewId): Made {
  const tree = treeOf(nodes)
  const event = nodes.get(eventId)
  if (event?.type !== 'event') return null
  const { name, label, note, attributes, links } = event.data
  // The name is free only once the event is gone.
  const gate = fresh('gate', newId(), null, event.rank, { name, label, note, attributes, links })
  const changes: Change[] = [add(gate)]
  for (const input of tree.uses.get(eventId) ?? []) {
    const change = setting(input, 'of', gate.id)
    if (change !== null) changes.push(change)
  }
  for (const node of nodes.values())
    if (node.type === 'evidence' && node.parent === eventId)
      changes.push({
        op: 'move',
        id: node.id,
        from: { parent: eventId, rank: node.rank },
        to: { parent: gate.id, rank: node.rank }
      })
  for (const group of tree.groups) {
    const kept = group.data.members.filter(id => id !== eventId)
    if (kept.length < group.data.members.length) changes.push(...memberChanges(group, kept))
  }
  changes.push(take(event))
  return { intent: intentOf('develop', { name: titleOf(event) }), changes, select: null }
}

/** Gives a gate a page of its own, or brings it back to where it is used. */
export function setPage(nodes: TreeNodes, gateIds: readonly string[], page: boolean): Made {
  const changes: Change[] = []
  let name = ''
  for (const id of gateIds) {
    const gate = nodes.get(id)
    if (gate?.type !== 'gate') continue
    const change = setting(gate, 'page', page)
    if (change === null) continue
    if (name === '') name = gate.data.name
    changes.push(change)
    // On a page of its own nothing is gained by hiding all of it.
    const open = page ? setting(gate, 'collapsed', false) : null
    if (open !== null) changes.push(open)
  }
  if (changes.length === 0) return null
  return {
    intent: intentOf(page ? 'breakOut' : 'bringBack', { name, count: gateIds.length }),
    changes,
    select: null
  }
}

/** Most places of a page that the automatic paging makes. */
export const pageMost = 60

/** Splits a large tree into pages of at most so many places. */
export function pageOut(nodes: TreeNodes, most: number): Made {
  const chosen: string[] = []
  let now = nodes
  // What a page takes away from another may be drawn there in full that was a repeat before: so once more.
  for (let round = 0; round < 12; round++) {
    const more = setPage(now, suggestedPages(treeOf(now), most), true)
    if (more === null) break
    const done = applied(now, more.changes)
    if (!done.ok) break
    chosen.push(...more.changes.flatMap(one => (one.op === 'set' && one.field === 'page' ? [one.id] : [])))
    now = done.nodes
  }
  const made = setPage(nodes, chosen, true)
  return made === null ? null : { ...made, intent: intentOf('pageOut', { count: chosen.length }) }
}

/**
 * Why a tree cannot be split over pages: it has no gate, all of its pages have at most so many places, or what is
 * too large has no part that is worth a page of its own. Null where it can.
 */
export function unsplit(nodes: TreeNodes, most: number): 'empty' | 'small' | 'flat' | null {
  const tree = treeOf(nodes)
  if (tree.gates.length === 0) return 'empty'
  const pages = pagesOf(tree)
  const open = new Set(tree.gates.map(gate => gate.id))
  const small = pages.list.every(({ id }) => {
    const top = placesOf(tree, pages, id, open)
    return top === null || flat(top).length <= most
  })
  if (small) return 'small'
  return pageOut(nodes, most) === null ? 'flat' : null
}

/** Folds gates or unfolds them. */
export function fold(nodes: TreeNodes, gateIds: readonly string[], collapsed: boolean): Made {
  const changes = gateIds.flatMap(id => {
    const gate = nodes.get(id)
    const change = gate?.type === 'gate' ? setting(gate, 'collapsed', collapsed) : null
    return change ?? []
  })
  if (changes.length === 0) return null
  return { intent: intentOf(collapsed ? 'fold' : 'unfold', {}), changes, select: null }
}

/** Every gate below a gate that has inputs: what folding "all below" is about. */
export function gatesBelow(nodes: TreeNodes, gateId: string): readonly string[] {
  const tree = treeOf(nodes)
  return [...below(tree, gateId)].filter(id => (tree.inputs.get(id)?.length ?? 0) > 0)
}

/** Numbers gates and events anew in the order they are read: G1, G2 ...; E1, E2 .... Ids stay, so references do. */
export function autoNumber(
  nodes: TreeNodes,
  prefixes: { readonly gate: string; readonly event: string }
): Made {
  const tree = treeOf(nodes)
  const order: Target[] = []
  const seen = new Set<string>()
  const waiting = tree.roots.map(gate => gate.id).reverse()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const target = targetOf(nodes, id)
    if (target === null || seen.has(id)) continue
    seen.add(id)
    order.push(target)
    for (const input of (tree.inputs.get(id) ?? []).toReversed()) waiting.push(input.data.of)
  }
  for (const event of tree.events) if (!seen.has(event.id)) order.push(event)
  const taken = new Set([...tree.parameters, ...tree.groups].map(node => node.data.name))
  const next = { gate: 1, event: 1 }
  const changes: Change[] = []
  for (const record of order) {
    const name = nextName(taken, prefixes[record.type], next[record.type])
    next[record.type] = Number(name.slice(prefixes[record.type].length)) + 1
    taken.add(name)
    const change = setting(record, 'name', name)
    if (change !== null) changes.push(change)
  }
  return changes.length === 0
    ? null
    : { intent: intentOf('number', { count: changes.length }), changes, select: null }
}
