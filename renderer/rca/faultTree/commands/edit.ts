import type { Change } from '@contract/diagram/change'
import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { dataOf } from '@contract/diagram/kinds'
import { rankBetween } from '@contract/diagram/rank'
import type { Json, JsonObject } from '@contract/json'
import type { Intent } from '@contract/rca'
import { nextName, targetOf, treeOf, type OfType, type Target, type Tree, type TreeNodes } from '../tree'

/** What a command does: why, what changes, and the place that is selected afterwards. */
export interface Command {
  readonly intent: Intent
  readonly changes: readonly Change[]
  readonly select: string | null
}

/** Makes ids of new nodes. */
export type NewId = () => string

/** Where an input goes: into a gate, before or behind one of its inputs, or at the end. */
export interface Slot {
  readonly gate: string
  readonly before?: string
  readonly after?: string
}

/** A command of the fault tree; null where it cannot be made where the tree stands. */
export type Made = Command | null

/** Intent of the fault tree by name. */
export function intentOf(key: string, params: Intent['params'] = {}): Intent {
  return { key: `faultTree.${key}`, params }
}

/** How a gate or event is called in a sentence. */
export function titleOf({ data }: Target): string {
  return data.label.trim() === '' ? data.name : `${data.name} ${data.label}`.slice(0, 120)
}

/** A node of a type with every default filled in. */
export function fresh<T extends FaultTreeNode['type']>(
  type: T,
  id: string,
  parent: string | null,
  rank: string,
  data: JsonObject
): OfType<T> {
  return { id, type, parent, rank, data: dataOf('faultTree', type, data) } as unknown as OfType<T>
}

/** A change that adds a node. */
export const add = (node: FaultTreeNode): Change => ({ op: 'add', node: bare(node) })

/** A change that takes a node away, as it stands. */
export const take = (node: FaultTreeNode): Change => ({ op: 'remove', node: bare(node) })

/** A node as changes carry it. */
export function bare(node: FaultTreeNode): Extract<Change, { op: 'add' }>['node'] {
  return { id: node.id, type: node.type, parent: node.parent, rank: node.rank, data: node.data }
}

/** A change of one field, with what is there now; null where it says so already. */
export function setting(node: FaultTreeNode, field: string, to: Json): Change | null {
  const from = (node.data as JsonObject)[field] ?? null
  return JSON.stringify(from) === JSON.stringify(to) ? null : { op: 'set', id: node.id, field, from, to }
}

/** Rank behind every node without a parent. */
export function lastRank(nodes: TreeNodes): string {
  let last: string | null = null
  for (const node of nodes.values())
    if (node.parent === null && (last === null || node.rank > last)) last = node.rank
  return rankBetween(last, null)
}

/** Rank of a slot among the inputs of its gate. */
export function rankOf(tree: Tree, slot: Slot, without?: string): string {
  const inputs = (tree.inputs.get(slot.gate) ?? []).filter(input => input.id !== without)
  const at =
    slot.before !== undefined
      ? inputs.findIndex(input => input.id === slot.before)
      : slot.after !== undefined
        ? inputs.findIndex(input => input.id === slot.after) + 1
        : inputs.length
  const place = at < 0 ? inputs.length : at
  return between(inputs[place - 1]?.rank ?? null, inputs[place]?.rank ?? null)
}

/** Two people may have given one rank twice: then there is nothing between, and behind it will do. */
function between(after: string | null, before: string | null): string {
  return after !== null && before !== null && after >= before
    ? rankBetween(after, null)
    : rankBetween(after, before)
}

/** What a new gate or event starts with. */
export interface Beginning {
  readonly type: 'gate' | 'event'
  readonly data?: JsonObject
}

/** Adds a new gate or event, as an input or, for a gate without a slot, as a tree of its own. */
export function addNew(nodes: TreeNodes, slot: Slot | null, what: Beginning, newId: NewId): Made {
  const tree = treeOf(nodes)
  if (slot !== null && nodes.get(slot.gate)?.type !== 'gate') return null
  const id = newId()
  const name = nextName(tree.names, what.type === 'gate' ? 'G' : 'E')
  const record = fresh(what.type, id, null, lastRank(nodes), { name, ...what.data })
  const changes: Change[] = [add(record)]
  let select = id
  if (slot !== null) {
    select = newId()
    changes.push(add(fresh('input', select, slot.gate, rankOf(tree, slot), { of: id })))
    changes.push(...unfolded(tree, slot.gate))
  }
  const key = what.type === 'gate' ? 'addGate' : 'addEvent'
  return { intent: intentOf(key, { name: record.data.name }), changes, select }
}

/** Puts a gate or event that is there already into a gate once more. Null where a gate would go into itself. */
export function addExisting(nodes: TreeNodes, slot: Slot, targetId: string, newId: NewId): Made {
  const tree = treeOf(nodes)
  const target = targetOf(nodes, targetId)
  if (target === null || nodes.get(slot.gate)?.type !== 'gate' || loops(tree, slot.gate, targetId))
    return null
  const id = newId()
  const input = fresh('input', id, slot.gate, rankOf(tree, slot), { of: targetId })
  return {
    intent: intentOf('repeat', { name: target.data.name }),
    changes: [add(input), ...unfolded(tree, slot.gate)],
    select: id
  }
}

/** True where a gate would come to lie within itself. */
export function loops(tree: Tree, gate: string, target: string): boolean {
  const waiting = [target]
  const seen = new Set(waiting)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === gate) return true
    for (const input of tree.inputs.get(id) ?? [])
      if (!seen.has(input.data.of)) {
        seen.add(input.data.of)
        waiting.push(input.data.of)
      }
  }
  return false
}

/** What was added must be seen. */
function unfolded(tree: Tree, gate: string): readonly Change[] {
  const node = tree.nodes.get(gate)
  if (node?.type !== 'gate') return []
  const change = setting(node, 'collapsed', false)
  return change === null ? [] : [change]
}

/** Sets one field of a record. */
export function setField(
  nodes: TreeNodes,
  id: string,
  field: string,
  to: Json,
  key = 'edit',
  from?: Json
): Made {
  const node = nodes.get(id)
  if (node === undefined) return null
  const set = setting(node, field, to)
  if (set === null) return null
  const change = set.op === 'set' && from !== undefined ? { ...set, from } : set
  const name = 'name' in node.data ? node.data.name : ''
  return { intent: intentOf(key, { name }), changes: [change], select: null }
}

/** Sets a field of the tree's settings, which a tree need not have yet. */
export function setSetting(
  nodes: TreeNodes,
  field: 'top' | 'missionTime' | 'note',
  to: Json,
  newId: NewId
): Made {
  const { settings } = treeOf(nodes)
  if (field === 'top' && typeof to === 'string' && nodes.get(to)?.type !== 'gate') return null
  const key = field === 'top' ? 'setTop' : field === 'missionTime' ? 'setTime' : 'edit'
  const name = field === 'top' && typeof to === 'string' ? (targetOf(nodes, to)?.data.name ?? '') : ''
  if (settings === null) {
    const made = fresh('settings', newId(), null, lastRank(nodes), { [field]: to })
    return { intent: intentOf(key, { name }), changes: [add(made)], select: null }
  }
  const change = setting(settings, field, to)
  return change === null ? null : { intent: intentOf(key, { name }), changes: [change], select: null }
}

/** Turns the negation of an input over. */
export function negate(nodes: TreeNodes, inputId: string): Made {
  const input = nodes.get(inputId)
  if (input?.type !== 'input') return null
  const change = setting(input, 'negated', !input.data.negated)
  const name = targetOf(nodes, input.data.of)?.data.name ?? ''
  return change === null ? null : { intent: intentOf('negate', { name }), changes: [change], select: inputId }
}

/** Puts an input elsewhere: into another gate, or to another place of its own. */
export function moveInput(nodes: TreeNodes, inputId: string, slot: Slot): Made {
  const tree = treeOf(nodes)
  const input = nodes.get(inputId)
  if (input?.type !== 'input' || nodes.get(slot.gate)?.type !== 'gate') return null
  if (slot.before === inputId || slot.after === inputId) return null
  if (slot.gate !== input.parent && loops(tree, slot.gate, input.data.of)) return null
  const rank = rankOf(tree, slot, inputId)
  if (slot.gate === input.parent && rank === input.rank) return null
  return {
    intent: intentOf('move', { name: targetOf(nodes, input.data.of)?.data.name ?? '' }),
    changes: [
      {
        op: 'move',
        id: inputId,
        from: { parent: input.parent, rank: input.rank },
        to: { parent: slot.gate, rank }
      },
      ...unfolded(tree, slot.gate)
    ],
    select: inputId
  }
}

/** Moves an input one place up or down among its siblings. */
export function moveBy(nodes: TreeNodes, inputId: string, by: -1 | 1): Made {
  const input = nodes.get(inputId)
  if (input?.type !== 'input' || input.parent === null) return null
  const siblings = treeOf(nodes).inputs.get(input.parent) ?? []
  const other = siblings[siblings.findIndex(one => one.id === inputId) + by]
  if (other === undefined) return null
  return moveInput(
    nodes,
    inputId,
    by < 0 ? { gate: input.parent, before: other.id } : { gate: input.parent, after: other.id }
  )
}

/** Outliner's Tab: into the gate before it. */
export function indent(nodes: TreeNodes, inputId: string): Made {
  const input = nodes.get(inputId)
  if (input?.type !== 'input' || input.parent === null) return null
  const siblings = treeOf(nodes).inputs.get(input.parent) ?? []
  const before = siblings[siblings.findIndex(one => one.id === inputId) - 1]
  if (before === undefined || nodes.get(before.data.of)?.type !== 'gate') return null
  return moveInput(nodes, inputId, { gate: before.data.of })
}

/**
 * Outliner's Shift+Tab: behind the gate it is in.
 * @param parentPlace the input by which that gate is drawn above it
 */
export function outdent(nodes: TreeNodes, inputId: string, parentPlace: string): Made {
  const above = nodes.get(parentPlace)
  if (above?.type !== 'input' || above.parent === null) return null
  return moveInput(nodes, inputId, { gate: above.parent, after: above.id })
}
