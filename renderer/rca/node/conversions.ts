import type { Change } from '@contract/diagram/change'
import { asFaultTree, type Conversion, type Converted, faultTreeOf, whysOf } from '@contract/diagram/convert'
import { dataOf } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode } from '@contract/diagram/node'
import { rankBetween } from '@contract/diagram/rank'
import type { Input } from '@contract/index'
import { call } from '../../app/client/index'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { recordsOf } from './facts'

type Into = Input<'rca.spawn'>['into']
type NameOf = (node: DiagramNode) => string

const from = (open: OpenDiagram, nameOf: NameOf): Conversion => ({
  nodes: recordsOf(open),
  diagramId: open.id,
  newId: newNodeId,
  wordsOf: nameOf
})

/** A new 5-Why that asks on from a cause. */
export function newWhys(open: OpenDiagram, node: DiagramNode, title: string, nameOf: NameOf): Into {
  const { nodes, target } = whysOf(from(open, nameOf), node.id)
  return { kind: 'diagram', diagramKind: 'whys', title, nodes: [...nodes], relation: 'whys', nodeId: target }
}

/** A cause alone as an event that leads back to it. */
function eventOf(open: OpenDiagram, node: DiagramNode, name: string, nameOf: NameOf): DiagramNode {
  const back = { relation: 'source', to: { kind: 'node', diagramId: open.id, nodeId: node.id } }
  const data = dataOf('faultTree', 'event', { name, label: nameOf(node), links: [back] })
  return { id: newNodeId(), type: 'event', parent: null, rank: 'V', data }
}

const inputOf = (gate: string, of: string, after: string | null): DiagramNode => ({
  id: newNodeId(),
  type: 'input',
  parent: gate,
  rank: rankBetween(after, null),
  data: dataOf('faultTree', 'input', { of })
})

/** A new fault tree: the cause with what hangs below it as its top gate, or the cause alone as an event below one. */
export function newTree(
  open: OpenDiagram,
  node: DiagramNode,
  title: string,
  as: 'gate' | 'event',
  nameOf: NameOf
): Into {
  let made: Converted
  if (as === 'gate') made = asFaultTree(faultTreeOf(from(open, nameOf), node.id), newNodeId)
  else {
    const event = eventOf(open, node, 'E1', nameOf)
    const top: DiagramNode = {
      id: newNodeId(),
      type: 'gate',
      parent: null,
      rank: 'V',
      data: dataOf('faultTree', 'gate', { name: 'G1', label: title })
    }
    const whole = asFaultTree(
      { nodes: [top, event, inputOf(top.id, event.id, null)], target: top.id },
      newNodeId
    )
    made = { nodes: whole.nodes, target: event.id }
  }
  return {
    kind: 'diagram',
    diagramKind: 'faultTree',
    title,
    nodes: [...made.nodes],
    relation: as,
    nodeId: made.target
  }
}

/** The cause into a fault tree that is there, below its top gate. */
export async function intoTree(
  open: OpenDiagram,
  node: DiagramNode,
  treeId: string,
  as: 'gate' | 'event',
  nameOf: NameOf
): Promise<Into> {
  const { nodes } = await call('rca.get', { id: treeId })
  const taken = new Set(
    nodes.flatMap(one => (typeof one.data['name'] === 'string' ? [one.data['name']] : []))
  )
  const made: Converted =
    as === 'gate'
      ? faultTreeOf(from(open, nameOf), node.id, taken)
      : alone(eventOf(open, node, freeName(taken), nameOf))
  const changes: Change[] = made.nodes.map(one => ({ op: 'add', node: one }))
  const top = topOf(nodes)
  if (top !== null) {
    const children = childrenOf(new Map(nodes.map(one => [one.id, one])))
    const last = children.get(top)?.findLast(one => one.type === 'input')?.rank ?? null
    changes.push({ op: 'add', node: inputOf(top, made.target, last) })
  }
  return { kind: 'into', diagramId: treeId, changes, relation: as, nodeId: made.target }
}

const alone = (node: DiagramNode): Converted => ({ nodes: [node], target: node.id })

function freeName(taken: ReadonlySet<string>): string {
  let n = 1
  while (taken.has(`E${n}`)) n++
  return `E${n}`
}

/** The gate a tree is computed for: the one its settings name, else the first that goes into no other. */
function topOf(nodes: readonly DiagramNode[]): string | null {
  const named = nodes.find(node => node.type === 'settings')?.data['top']
  if (typeof named === 'string') return named
  const used = new Set(nodes.flatMap(node => (node.type === 'input' ? [node.data['of']] : [])))
  return nodes.find(node => node.type === 'gate' && !used.has(node.id))?.id ?? null
}
