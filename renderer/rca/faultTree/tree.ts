import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { childrenOf, type Nodes } from '@contract/diagram/node'

/** The records of a fault tree. */
export type TreeNodes = Nodes<FaultTreeNode>

/** A node of one type. */
export type OfType<T extends FaultTreeNode['type']> = Extract<FaultTreeNode, { readonly type: T }>

/** What may go into a gate. */
export type Target = OfType<'gate'> | OfType<'event'>

/** A fault tree looked up from all sides; made once per state of its records. */
export interface Tree {
  readonly nodes: TreeNodes
  readonly settings: OfType<'settings'> | null
  /** In the order they stand in. */
  readonly gates: readonly OfType<'gate'>[]
  readonly events: readonly OfType<'event'>[]
  readonly parameters: readonly OfType<'parameter'>[]
  readonly groups: readonly OfType<'ccf'>[]
  /** Inputs of a gate in order. */
  readonly inputs: ReadonlyMap<string, readonly OfType<'input'>[]>
  /** Inputs that name a gate or event: where it is used. */
  readonly uses: ReadonlyMap<string, readonly OfType<'input'>[]>
  readonly names: ReadonlySet<string>
  /** Gates that no other gate names, the top first. */
  readonly roots: readonly OfType<'gate'>[]
  /** The gate that is computed and drawn first; null for a tree without gates. */
  readonly top: OfType<'gate'> | null
}

const known = new WeakMap<TreeNodes, Tree>()

/** Looks a tree's records up; the same records give the same object. */
export function treeOf(nodes: TreeNodes): Tree {
  const found = known.get(nodes)
  if (found !== undefined) return found
  const made = indexed(nodes)
  known.set(nodes, made)
  return made
}

function indexed(nodes: TreeNodes): Tree {
  const children = childrenOf(nodes)
  const inputs = new Map<string, OfType<'input'>[]>()
  const uses = new Map<string, OfType<'input'>[]>()
  const names = new Set<string>()
  let settings: OfType<'settings'> | null = null
  const gates: OfType<'gate'>[] = []
  const events: OfType<'event'>[] = []
  const parameters: OfType<'parameter'>[] = []
  const groups: OfType<'ccf'>[] = []
  for (const node of children.get(null) ?? []) {
    if (node.type === 'settings') settings = node
    else if (node.type === 'gate') gates.push(node)
    else if (node.type === 'event') events.push(node)
    else if (node.type === 'parameter') parameters.push(node)
    else if (node.type === 'ccf') groups.push(node)
    if ('name' in node.data) names.add(node.data.name)
  }
  for (const gate of gates) {
    const own = (children.get(gate.id) ?? []).filter(node => node.type === 'input')
    inputs.set(gate.id, own)
    for (const input of own) {
      const list = uses.get(input.data.of)
      if (list === undefined) uses.set(input.data.of, [input])
      else list.push(input)
    }
  }
  const chosen = settings?.data.top ?? null
  const first = gates.find(gate => gate.id === chosen) ?? null
  const free = gates.filter(gate => !uses.has(gate.id) && gate.id !== first?.id)
  const roots = first === null ? free : [first, ...free]
  return {
    nodes,
    settings,
    gates,
    events,
    parameters,
    groups,
    inputs,
    uses,
    names,
    roots,
    top: roots[0] ?? null
  }
}

/** The gate or event of an id; null for anything else. */
export function targetOf(nodes: TreeNodes, id: string): Target | null {
  const node = nodes.get(id)
  return node?.type === 'gate' || node?.type === 'event' ? node : null
}

/** The gate or event that a drawn place stands for: an input's target, or the gate at the top of a page. */
export function recordAt(nodes: TreeNodes, place: string): Target | null {
  const node = nodes.get(place)
  return node?.type === 'input' ? targetOf(nodes, node.data.of) : targetOf(nodes, place)
}

/** Gates and events below a gate, itself left out; each once. */
export function below(tree: Tree, gateId: string): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [gateId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const input of tree.inputs.get(id) ?? [])
      if (!found.has(input.data.of)) {
        found.add(input.data.of)
        waiting.push(input.data.of)
      }
  return found
}

/** True where putting the target into the gate would make a gate go into itself. */
export function wouldLoop(tree: Tree, gateId: string, targetId: string): boolean {
  return targetId === gateId || below(tree, targetId).has(gateId)
}

/** The next free name with a prefix: G1, G2, ... */
export function nextName(taken: ReadonlySet<string>, prefix: string, from = 1): string {
  for (let n = from; ; n++) {
    const name = `${prefix}${String(n)}`
    if (!taken.has(name)) return name
  }
}
