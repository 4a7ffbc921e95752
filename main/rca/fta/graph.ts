import type { CcfEvent } from './ccf'
import { Graph, FALSE, TRUE, type Lit } from './engine/graph'
import { references } from './mef/check'
import { refused, type FaultTreeModel, type Formula } from './model'

/** A tree of a model as a Boolean function over events. */
export interface Tree {
  readonly graph: Graph
  /** Names of the events the variables stand for; those of common-cause groups in brackets. */
  readonly events: readonly string[]
  /** Gates below the top, the top included. */
  readonly gates: number
  /** Function of each gate and event below the top, by name. */
  readonly functions: ReadonlyMap<string, Lit>
}

/**
 * The function of one gate.
 * @param ccf events of common-cause groups by member
 * @param house states that stand in for house events, events and gates alike: what-if
 * @throws FabError unknownTop
 */
export function treeOf(
  model: FaultTreeModel,
  top: string,
  ccf: ReadonlyMap<string, readonly CcfEvent[]>,
  house: ReadonlyMap<string, boolean> = new Map()
): Tree {
  const gate = model.gates.get(top)
  if (gate === undefined) throw refused('unknownTop', { name: top })
  const graph = new Graph()
  const events: string[] = []
  const done = new Map<string, Lit>()
  const variables = new Map<string, Lit>()
  const variable = (name: string): Lit => {
    const known = variables.get(name)
    if (known !== undefined) return known
    const made = graph.variable(events.push(name) - 1)
    variables.set(name, made)
    return made
  }
  const leaf = (name: string): Lit => {
    const state = house.get(name) ?? model.houses.get(name)?.state
    if (state !== undefined) return state ? TRUE : FALSE
    const shared = ccf.get(name)
    return shared === undefined ? variable(name) : graph.or(shared.map(event => variable(event.name)))
  }
  let gates = 0
  const stack = [{ gate, refs: references(gate.formula), next: 0 }]
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    const ref = at.refs[at.next++]
    if (ref === undefined) {
      done.set(
        at.gate.name,
        literal(graph, at.gate.formula, name => done.get(name) ?? FALSE)
      )
      gates++
      stack.pop()
      continue
    }
    if (done.has(ref.name)) continue
    const below = house.has(ref.name) ? undefined : model.gates.get(ref.name)
    if (below === undefined) done.set(ref.name, leaf(ref.name))
    else stack.push({ gate: below, refs: references(below.formula), next: 0 })
  }
  const given = house.get(top)
  if (given !== undefined) done.set(top, given ? TRUE : FALSE)
  graph.root = done.get(top) ?? FALSE
  return { graph, events, gates, functions: done }
}

function literal(graph: Graph, formula: Formula, of: (name: string) => Lit): Lit {
  const args = (list: readonly Formula[]): Lit[] => list.map(one => literal(graph, one, of))
  switch (formula.op) {
    case 'ref':
      return of(formula.name)
    case 'constant':
      return formula.value ? TRUE : FALSE
    case 'and':
      return graph.and(args(formula.args))
    case 'or':
      return graph.or(args(formula.args))
    case 'nand':
      return -graph.and(args(formula.args))
    case 'nor':
      return -graph.or(args(formula.args))
    case 'not':
      return -(args(formula.args)[0] ?? FALSE)
    case 'xor':
    case 'iff': {
      const [a = FALSE, b = FALSE] = args(formula.args)
      return formula.op === 'xor' ? graph.xor(a, b) : -graph.xor(a, b)
    }
    case 'imply': {
      const [a = FALSE, b = FALSE] = args(formula.args)
      return graph.or([-a, b])
    }
    case 'atleast':
      return graph.atleast(formula.min, args(formula.args))
    case 'cardinality': {
      const list = args(formula.args)
      return graph.and([graph.atleast(formula.min, list), -graph.atleast(formula.max + 1, list)])
    }
  }
}
