import { Graph, Kind, TRUE, type Lit } from './graph'
import { findModules } from './modules'

/** Makes a graph anew, node by node, leaving out what the root does not need. */
function rebuilt(
  graph: Graph,
  step: (made: Graph, node: number, moved: (lit: Lit) => Lit, parents: Uint32Array) => Lit
): Graph {
  const order = graph.inOrder()
  const parents = new Uint32Array(graph.size)
  for (const node of order)
    for (const arg of graph.args(node)) parents[Math.abs(arg)] = (parents[Math.abs(arg)] ?? 0) + 1
  const made = new Graph()
  const at = new Int32Array(graph.size)
  const moved = (lit: Lit): Lit => {
    if (lit === TRUE || lit === -TRUE) return lit
    return lit < 0 ? -(at[-lit] ?? 0) : (at[lit] ?? 0)
  }
  for (const node of order)
    at[node] = graph.isVariable(node) ? made.variable(graph.event(node)) : step(made, node, moved, parents)
  made.root = moved(graph.root)
  return made
}

/** AND within AND, where nothing else uses the inner one, becomes one node. */
function coalesced(graph: Graph): Graph {
  return rebuilt(graph, (made, node, moved, parents) => {
    if (graph.kind(node) !== Kind.and) return made.like(graph, node, graph.args(node).map(moved))
    const args: Lit[] = []
    for (const arg of graph.args(node)) {
      const lit = moved(arg)
      const inner = arg > 0 && graph.kind(arg) === Kind.and && parents[arg] === 1
      if (inner && lit > 0 && lit !== TRUE && made.kind(lit) === Kind.and) args.push(...made.args(lit))
      else args.push(lit)
    }
    return made.and(args)
  })
}

/** Arguments of an AND that share nothing with the others, several together, become a node of their own. */
function regrouped(graph: Graph): Graph {
  const modules = findModules(graph)
  const parts = new Map<number, readonly (readonly Lit[])[]>()
  const seenIn = new Uint32Array(graph.size)
  const ownerIn = new Uint32Array(graph.size)
  let round = 0
  for (const node of modules.order) {
    const args = graph.args(node)
    if (!modules.has(node) || graph.kind(node) !== Kind.and || args.length < 3) continue
    round++
    const parent = args.map((_, i) => i)
    const find = (i: number): number => {
      let at = i
      for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) at = up
      return at
    }
    for (const [i, arg] of args.entries()) {
      const stack = [Math.abs(arg)]
      for (let below = stack.pop(); below !== undefined; below = stack.pop()) {
        if (seenIn[below] === round) {
          const [a, b] = [find(i), find(ownerIn[below] ?? 0)]
          parent[Math.max(a, b)] = Math.min(a, b)
          continue
        }
        seenIn[below] = round
        ownerIn[below] = i
        for (const lit of graph.args(below)) stack.push(Math.abs(lit))
      }
    }
    const groups = new Map<number, Lit[]>()
    for (const [i, arg] of args.entries()) {
      const root = find(i)
      const group = groups.get(root)
      if (group === undefined) groups.set(root, [arg])
      else group.push(arg)
    }
    const lists = [...groups.values()]
    if (lists.length > 1 && lists.some(list => list.length > 1)) parts.set(node, lists)
  }
  return rebuilt(graph, (made, node, moved) => {
    const lists = parts.get(node)
    return lists === undefined
      ? made.like(graph, node, graph.args(node).map(moved))
      : made.and(lists.map(list => made.and(list.map(moved))))
  })
}

/** The same function with fewer, larger and more independent nodes. */
export function simplified(graph: Graph): Graph {
  let made = graph
  for (let round = 0; round < 8; round++) {
    const next = regrouped(coalesced(made))
    const settled = next.size === made.size
    made = next
    if (settled) break
  }
  return made
}
