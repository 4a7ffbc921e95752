import type { Change } from '@contract/diagram/change'
import type { Json, JsonObject } from '@contract/json'
import { nextName, treeOf, type OfType, type TreeNodes } from '../tree'
import { add, fresh, intentOf, lastRank, setting, take, type Made, type NewId } from './edit'

/** Adds a parameter with a number of its own. */
export function addParameter(nodes: TreeNodes, newId: NewId): Made {
  const name = nextName(treeOf(nodes).names, 'P')
  const made = fresh('parameter', newId(), null, lastRank(nodes), {
    name,
    value: { kind: 'number', value: 1e-6 }
  })
  return { intent: intentOf('addParameter', { name }), changes: [add(made)], select: null }
}

/** Adds a common-cause group without members. */
export function addGroup(nodes: TreeNodes, newId: NewId): Made {
  const name = nextName(treeOf(nodes).names, 'CCF')
  const made = fresh('ccf', newId(), null, lastRank(nodes), { name, q: { kind: 'fixed', p: 0.01 } })
  return { intent: intentOf('addGroup', { name }), changes: [add(made)], select: null }
}

/** Levels whose factors a model asks for. */
export function factorsFor(model: OfType<'ccf'>['data']['model'], members: number): readonly number[] {
  if (members < 2) return []
  if (model === 'beta-factor') return [members]
  const from = model === 'MGL' ? 2 : 1
  return Array.from({ length: members - from + 1 }, (_, i) => from + i)
}

/** A parameter's number, for where it was used: the middle of a spread. */
function middle({ value }: OfType<'parameter'>['data']): number {
  switch (value.kind) {
    case 'number':
      return value.value
    case 'uniform':
      return (value.low + value.high) / 2
    case 'normal':
    case 'lognormal':
      return value.mean
    case 'gamma':
      return value.shape * value.scale
    case 'beta':
      return value.alpha / (value.alpha + value.beta)
    case 'mef':
      return 0
  }
}

/** Removes a parameter or a group. Where a parameter was used its number stays in its place. */
export function removeRecord(nodes: TreeNodes, id: string): Made {
  const node = nodes.get(id)
  if (node?.type !== 'parameter' && node?.type !== 'ccf') return null
  const changes: Change[] = []
  if (node.type === 'parameter') {
    const number = middle(node.data)
    for (const other of nodes.values())
      for (const [field, value] of Object.entries(other.data as JsonObject)) {
        const next = replaced(value, id, number)
        const change = next === value ? null : setting(other, field, next)
        if (change !== null) changes.push(change)
      }
  }
  for (const child of nodes.values())
    if (child.type === 'evidence' && child.parent === id) changes.push(take(child))
  changes.push(take(node))
  return { intent: intentOf('removeNumbers', { name: node.data.name }), changes, select: null }
}

/** JSON with a number in place of a parameter; the same object where it names none. */
function replaced(value: Json, id: string, number: number): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const before: readonly Json[] = value
    const items = before.map(item => replaced(item, id, number))
    return items.every((item, i) => item === before[i]) ? before : items
  }
  const entries = Object.entries(value as JsonObject)
  if (entries.some(([key, item]) => key === 'parameter' && item === id)) return number
  let same = true
  const made = Object.fromEntries(
    entries.map(([key, item]) => {
      const next = replaced(item, id, number)
      if (next !== item) same = false
      return [key, next]
    })
  )
  return same ? value : made
}

/** Changes that leave a group with these members; the one factor of a beta group goes by their number. */
export function memberChanges(group: OfType<'ccf'>, members: readonly string[]): readonly Change[] {
  const changes = [setting(group, 'members', members)]
  const [beta] = group.data.factors
  if (group.data.model === 'beta-factor' && beta !== undefined && members.length > 1)
    changes.push(setting(group, 'factors', [{ ...beta, level: members.length }]))
  return changes.filter(change => change !== null)
}

/** Sets the members of a group. */
export function setMembers(nodes: TreeNodes, groupId: string, members: readonly string[]): Made {
  const group = nodes.get(groupId)
  if (group?.type !== 'ccf') return null
  const changes = memberChanges(group, members)
  return changes.length === 0
    ? null
    : { intent: intentOf('group', { name: group.data.name }), changes, select: null }
}

/** Sets how a group shares its failures out; factors that the new way asks for too stay. */
export function setGroupModel(
  nodes: TreeNodes,
  groupId: string,
  model: OfType<'ccf'>['data']['model']
): Made {
  const group = nodes.get(groupId)
  if (group?.type !== 'ccf') return null
  const wanted = factorsFor(model, group.data.members.length)
  const factors = group.data.factors.filter(one => wanted.includes(one.level))
  const changes = [setting(group, 'model', model), setting(group, 'factors', factors)].filter(
    change => change !== null
  )
  return changes.length === 0
    ? null
    : { intent: intentOf('group', { name: group.data.name }), changes, select: null }
}
