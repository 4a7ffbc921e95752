import type { JsonObject } from '../json'
import { dataOf, textOf, type DiagramKind } from './kinds'
import { childrenOf, type DiagramNode, type Nodes } from './node'
import { ranksBetween } from './rank'
import type { NodeLink } from './shared'
import { legs } from './whys'

/** Where something is taken from, and what new nodes are called. */
export interface Conversion {
  readonly nodes: Nodes
  readonly diagramId: string
  readonly newId: () => string
  /** What a node says where it has no words of its own: a category of a set, a leg. */
  readonly wordsOf: (node: DiagramNode) => string
}

/** New nodes, and the one of them that stands for what was converted. */
export interface Converted {
  readonly nodes: readonly DiagramNode[]
  readonly target: string
}

const words = (from: Conversion, node: DiagramNode): string => {
  const own = node.data['text']
  return typeof own === 'string' && own.trim() !== '' ? own : from.wordsOf(node)
}

/** Children that carry the argument: everything but evidence. */
function childrenIn(from: Conversion): (id: string) => readonly DiagramNode[] {
  const children = childrenOf(from.nodes)
  return id => (children.get(id) ?? []).filter(node => node.type !== 'evidence')
}

const source = (from: Conversion, node: DiagramNode): NodeLink => ({
  relation: 'source',
  to: { kind: 'node', diagramId: from.diagramId, nodeId: node.id }
})

function made(
  kind: DiagramKind,
  type: string,
  id: string,
  parent: string | null,
  rank: string,
  data: JsonObject
): DiagramNode {
  return { id, type, parent, rank, data: dataOf(kind, type, data) }
}

/** Names that gates and events of a tree have already, so that new ones do not take them. */
export type NamesTaken = ReadonlySet<string>

/**
 * A fault tree of a fishbone or a 5-Why, or of the part below one node: what has something below it becomes a gate,
 * what has nothing a basic event; each leads back to where it came from. A fishbone's causes and the legs of a 5-Why
 * are joined by OR; an answer to a why by what it says itself, AND or OR, so the conversion is one to one.
 * Time: the number of nodes; depth does not matter.
 */
export function faultTreeOf(from: Conversion, root: string, taken: NamesTaken = new Set()): Converted {
  const below = childrenIn(from)
  const first = from.nodes.get(root)
  if (first === undefined) throw new RangeError(`no node ${root}`)
  const names = namer(taken)
  const nodes: DiagramNode[] = []
  const stand = (node: DiagramNode, id: string, children: readonly DiagramNode[], top: boolean): void => {
    const gate = children.length > 0 || top
    nodes.push(
      made('faultTree', gate ? 'gate' : 'event', id, null, 'V', {
        name: names(gate ? 'G' : 'E'),
        label: words(from, node),
        note: typeof node.data['note'] === 'string' ? node.data['note'] : '',
        links: [source(from, node)],
        ...(gate ? { gate: node.data['join'] === 'and' ? 'and' : 'or' } : {})
      })
    )
  }
  const branches = (node: DiagramNode): readonly DiagramNode[] =>
    below(node.id).filter(one => !isEmptyFrame(one, below))
  const target = from.newId()
  const waiting: { readonly node: DiagramNode; readonly id: string }[] = [{ node: first, id: target }]
  // Each branch to its end before the next one: so gates and events are numbered as the picture is read.
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { node, id } = at
    const causes = branches(node)
    const children = causes.map(child => ({ node: child, id: from.newId() }))
    stand(node, id, causes, id === target)
    const ranks = ranksBetween(null, null, children.length)
    for (const [i, { id: of }] of children.entries())
      nodes.push(made('faultTree', 'input', from.newId(), id, ranks[i] ?? 'V', { of }))
    for (const child of children.reverse()) waiting.push(child)
  }
  return { nodes, target }
}

/** A bone or a leg with nothing on it says nothing about the problem. */
function isEmptyFrame(node: DiagramNode, below: (id: string) => readonly DiagramNode[]): boolean {
  return (node.type === 'category' || node.type === 'leg') && below(node.id).length === 0
}

function namer(taken: NamesTaken): (letter: string) => string {
  const next = new Map<string, number>()
  return letter => {
    let n = next.get(letter) ?? 1
    while (taken.has(`${letter}${String(n)}`)) n++
    next.set(letter, n + 1)
    return `${letter}${String(n)}`
  }
}

/** A fault tree as a diagram of its own: with its settings, and the converted gate at the top. */
export function asFaultTree(converted: Converted, newId: () => string): Converted {
  const settings = made('faultTree', 'settings', newId(), null, 'V', { top: converted.target })
  return { nodes: [settings, ...converted.nodes], target: converted.target }
}

/** The three legs of a new 5-Why below its problem. */
function emptyWhys(problem: string, newId: () => string): Converted {
  const id = newId()
  const ranks = ranksBetween(null, null, legs.length)
  return {
    nodes: [
      made('whys', 'problem', id, null, 'V', { text: problem }),
      ...legs.map((leg, i) => made('whys', 'leg', newId(), id, ranks[i] ?? 'V', { leg }))
    ],
    target: id
  }
}

/** A 5-Why of a cause: asked from the fishbone's effect, with the cause and what hangs below it as the first answers. */
export function whysOf(from: Conversion, cause: string): Converted {
  const first = from.nodes.get(cause)
  if (first === undefined) throw new RangeError(`no node ${cause}`)
  const effect = [...from.nodes.values()].find(node => node.type === 'effect' || node.type === 'problem')
  const start = emptyWhys(effect === undefined ? '' : textOf(effect), from.newId)
  const leg = start.nodes.find(node => node.type === 'leg')
  const nodes = [...start.nodes]
  const below = childrenIn(from)
  const answer = (node: DiagramNode, parent: string, rank: string): string => {
    const id = from.newId()
    const note = node.data['note']
    nodes.push(
      made('whys', 'why', id, parent, rank, {
        text: words(from, node),
        note: typeof note === 'string' ? note : '',
        links: [source(from, node)]
      })
    )
    return id
  }
  const target = answer(first, leg?.id ?? start.target, 'V')
  const waiting = [{ node: first, id: target }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const children = below(at.node.id)
    const ranks = ranksBetween(null, null, children.length)
    for (const [i, child] of children.entries())
      waiting.push({ node: child, id: answer(child, at.id, ranks[i] ?? 'V') })
  }
  return { nodes, target }
}

/** Theories for an Is/Is-Not out of the causes of a fishbone or the last answers of a 5-Why that are not ruled out. */
export function theoriesOf(
  from: Conversion,
  ids: readonly string[],
  after: string | null
): readonly DiagramNode[] {
  const ranks = ranksBetween(after, null, ids.length)
  return ids.flatMap((id, i) => {
    const node = from.nodes.get(id)
    if (node === undefined) return []
    return [
      made('isNot', 'theory', from.newId(), null, ranks[i] ?? 'V', {
        text: words(from, node),
        source: { diagramId: from.diagramId, nodeId: id }
      })
    ]
  })
}
