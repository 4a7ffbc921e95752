import type { OfType, Tree } from './tree'

/** Something about a tree that a person should look at. Hard errors stop the computation, others are hints. */
export type Finding =
  | { readonly what: 'empty' }
  | {
      readonly what: 'noInputs' | 'oneInput' | 'k' | 'notInputs' | 'xorInputs'
      readonly id: string
      readonly name: string
      readonly hard: boolean
    }
  | {
      readonly what:
        | 'orphanGate'
        | 'orphanEvent'
        | 'noProbability'
        | 'probability'
        | 'notMeasured'
        | 'noShared'
        | 'gateTwice'
      readonly id: string
      readonly name: string
      readonly hard: boolean
    }
  | { readonly what: 'group' | 'factors'; readonly id: string; readonly name: string; readonly hard: boolean }

/** Looks a tree over: what is missing, what is used nowhere, what cannot be computed. Hard ones first. */
export function verify(tree: Tree): readonly Finding[] {
  const found: Finding[] = []
  if (tree.top === null) found.push({ what: 'empty' })
  const chosen = tree.settings?.data.top ?? null
  for (const gate of tree.gates) found.push(...ofGate(tree, gate))
  for (const gate of tree.roots.slice(1))
    if (chosen !== gate.id) found.push({ what: 'orphanGate', id: gate.id, name: gate.data.name, hard: false })
  const grouped = new Set(tree.groups.flatMap(group => group.data.members))
  for (const event of tree.events) found.push(...ofEvent(tree, event, grouped.has(event.id)))
  for (const group of tree.groups) found.push(...ofGroup(group))
  return found.toSorted((a, b) => Number(isHard(b)) - Number(isHard(a)))
}

/** True where a finding stops the computation. */
export function isHard(finding: Finding): boolean {
  return finding.what === 'empty' || finding.hard
}

function ofGate(tree: Tree, gate: OfType<'gate'>): readonly Finding[] {
  const { id } = gate
  const { name, k } = gate.data
  const inputs = tree.inputs.get(id) ?? []
  const n = inputs.length
  if (n === 0) return [{ what: 'noInputs', id, name, hard: true }]
  const found: Finding[] = []
  switch (gate.data.gate) {
    case 'not':
      if (n !== 1) found.push({ what: 'notInputs', id, name, hard: true })
      break
    case 'xor':
    case 'iff':
    case 'imply':
      if (n !== 2) found.push({ what: 'xorInputs', id, name, hard: true })
      break
    case 'atleast':
      if (k > n) found.push({ what: 'k', id, name, hard: true })
      break
    default:
      if (n === 1) found.push({ what: 'oneInput', id, name, hard: false })
  }
  const named = new Set(inputs.map(input => input.data.of))
  if (named.size < n) found.push({ what: 'gateTwice', id, name, hard: false })
  return found
}

function ofEvent(tree: Tree, event: OfType<'event'>, grouped: boolean): readonly Finding[] {
  const { id } = event
  const { name, kind, model } = event.data
  if (!tree.uses.has(id)) return [{ what: 'orphanEvent', id, name, hard: false }]
  if (kind === 'house' || grouped) return []
  if (model.kind === 'none') return [{ what: 'noProbability', id, name, hard: false }]
  if (model.kind === 'measured' && model.last === null)
    return [{ what: 'notMeasured', id, name, hard: false }]
  if (model.kind === 'shared' && model.last === null) return [{ what: 'noShared', id, name, hard: false }]
  if (model.kind === 'fixed' && typeof model.p === 'number' && !(model.p >= 0 && model.p <= 1))
    return [{ what: 'probability', id, name, hard: true }]
  return []
}

function ofGroup(group: OfType<'ccf'>): readonly Finding[] {
  const { id } = group
  const { name, members, factors, model } = group.data
  if (members.length < 2) return [{ what: 'group', id, name, hard: true }]
  const numbers = factors.map(factor => factor.value)
  const known = numbers.every(value => typeof value === 'number')
  const from = model === 'beta-factor' || model === 'MGL' ? 2 : 1
  const wanted = model === 'beta-factor' ? 1 : members.length - from + 1
  const sum = numbers.reduce((total: number, value) => total + (typeof value === 'number' ? value : 0), 0)
  const wrong =
    factors.length === 0 ||
    factors.length > wanted ||
    numbers.some(value => typeof value === 'number' && !(value >= 0 && value <= 1)) ||
    (model === 'phi-factor' && known && Math.abs(sum - 1) > 1e-6)
  return wrong ? [{ what: 'factors', id, name, hard: true }] : []
}
