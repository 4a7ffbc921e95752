import { applied, sameJson, type Change, type Clash } from '@contract/diagram/change'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import type { Json } from '@contract/json'
import type { Intent } from '@contract/rca'

/** A step of one's own that the core has not confirmed yet. */
export interface Pending {
  readonly key: number
  readonly intent: Intent
  readonly changes: readonly Change[]
}

/** A step that cannot be made any more, because somebody else was first. */
export interface Clashed {
  readonly step: Pending
  readonly clash: Clash
}

/** What is seen: the confirmed state with one's own steps on top; those that no longer fit stand aside. */
export interface Merged {
  readonly view: Nodes
  readonly pending: readonly Pending[]
  readonly clashed: readonly Clashed[]
}

/**
 * True where a clash is none: the very change has been made already, by oneself before a reply was lost or by
 * somebody with the same thought.
 */
function isMade(nodes: Nodes, changes: readonly Change[]): boolean {
  return changes.every(one => {
    switch (one.op) {
      case 'add': {
        const there = nodes.get(one.node.id)
        return there !== undefined && there.type === one.node.type && there.parent === one.node.parent
      }
      case 'remove':
        return !nodes.has(one.node.id)
      case 'set':
        return sameJson(nodes.get(one.id)?.data[one.field] ?? null, one.to)
      case 'move': {
        const there = nodes.get(one.id)
        return there?.parent === one.to.parent && there.rank === one.to.rank
      }
    }
  })
}

/** Puts steps on top of a confirmed state. A step that takes part in a list (votes, links) does so in the list as it is. */
export function merged(base: Nodes, steps: readonly Pending[]): Merged {
  let view = base
  const pending: Pending[] = []
  const clashed: Clashed[] = []
  for (const asked of steps) {
    const step = listed(view, asked)
    const result = applied(view, step.changes)
    if (result.ok) {
      view = result.nodes
      pending.push(step)
    } else if (!isMade(view, step.changes)) clashed.push({ step, clash: result.clash })
  }
  return { view, pending, clashed }
}

/** The step with each list it changes begun from what is there: its own additions and removals alone. */
function listed(nodes: Nodes, step: Pending): Pending {
  let differs = false
  const changes = step.changes.map((one): Change => {
    if (one.op !== 'set') return one
    const [there, from, to] = [nodes.get(one.id)?.data[one.field], one.from, one.to].map(listOf)
    if (there == null || from == null || to == null || sameJson(there, from)) return one
    differs = true
    const has = (list: readonly Json[], item: Json): boolean => list.some(other => sameJson(other, item))
    const left = there.filter(item => !has(from, item) || has(to, item))
    const added = to.filter(item => !has(from, item) && !has(there, item))
    return { ...one, from: there, to: [...left, ...added] }
  })
  return differs ? { ...step, changes } : step
}

const same = (a: DiagramNode, b: DiagramNode): boolean =>
  a.type === b.type && a.parent === b.parent && a.rank === b.rank && sameJson(a.data, b.data)

/**
 * The new state, with the old objects for nodes that did not change, and the old map where none did: what is drawn
 * from them need not be drawn anew.
 */
export function steady(before: Nodes, now: Nodes): Nodes {
  if (before === now) return now
  const nodes = new Map<string, DiagramNode>()
  let differs = before.size !== now.size
  for (const [id, node] of now) {
    const old = before.get(id)
    const kept = old !== undefined && (old === node || same(old, node)) ? old : node
    if (kept !== old) differs = true
    nodes.set(id, kept)
  }
  return differs ? nodes : before
}

function listOf(value: Json | undefined): readonly Json[] | null {
  return value instanceof Array ? value : null
}

/** What a clashed step says: nobody should lose words they wrote. */
export function wordsOf({ changes }: Pending): readonly string[] {
  return changes.flatMap(one => {
    const said =
      one.op === 'set'
        ? [one.to]
        : one.op === 'add'
          ? ['text', 'label', 'note'].map(f => one.node.data[f])
          : []
    return said.filter(text => typeof text === 'string').filter(text => text.trim() !== '')
  })
}

/**
 * The changes of a clashed step made to fit: each starts from what is there now; those whose node is gone fall away.
 * For "use mine".
 */
export function overriding(nodes: Nodes, changes: readonly Change[]): readonly Change[] {
  const fitting: Change[] = []
  let view = nodes
  for (const one of changes) {
    const fit = fitted(view, one)
    if (fit === null) continue
    const result = applied(view, [fit])
    if (!result.ok) continue
    view = result.nodes
    fitting.push(fit)
  }
  return fitting
}

function fitted(nodes: Nodes, one: Change): Change | null {
  if (one.op === 'add') return nodes.has(one.node.id) ? null : one
  const found = nodes.get(one.op === 'remove' ? one.node.id : one.id)
  if (found === undefined) return null
  switch (one.op) {
    case 'remove':
      return { ...one, node: found }
    case 'move':
      return { ...one, from: { parent: found.parent, rank: found.rank } }
    case 'set':
      return { ...one, from: found.data[one.field] ?? null }
  }
}
