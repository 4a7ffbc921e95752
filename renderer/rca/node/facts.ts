import {
  type CauseState,
  causeStates,
  type EvidenceData,
  evidenceNode,
  provenStates
} from '@contract/diagram/shared'
import type { Change } from '@contract/diagram/change'
import { dataOf, type DiagramKind, stateOf } from '@contract/diagram/kinds'
import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { rankBetween } from '@contract/diagram/rank'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import type { Hollows } from '../evidence/useHollow'

/** A piece of evidence at a node. */
export interface Exhibit {
  readonly node: DiagramNode
  readonly data: EvidenceData
}

/** What a person gives as evidence; who and when is added by the core. */
export type Offered = Pick<EvidenceData, 'of' | 'says' | 'note'>

/** Records of any kind of diagram. */
export function recordsOf(open: OpenDiagram): Nodes {
  return open.nodes
}

/** Evidence at a node, in order. */
export function exhibitsOf(open: OpenDiagram, id: string): readonly Exhibit[] {
  const children: readonly DiagramNode[] = open.children.get(id) ?? []
  return children.flatMap(node => {
    if (node.type !== 'evidence') return []
    const data = evidenceNode.safeParse(node.data)
    return data.success ? [{ node, data: data.data }] : []
  })
}

/** States that were read before: every picture and list of thousands asks for them after each edit. */
const states = new WeakMap<DiagramNode, CauseState>()

/** State of a cause; `open` for nodes that have none. */
export function standingOf(node: DiagramNode): CauseState {
  let state = states.get(node)
  if (state === undefined) {
    const told = stateOf(node)
    state = causeStates.find(known => known === told) ?? 'open'
    states.set(node, state)
  }
  return state
}

/** The sign of each state; what is open has none: most are, and the others should stand out. */
const signs = {
  open: null,
  underTest: { name: 'underTest', role: stateRole.underTest },
  verified: { name: 'verified', role: stateRole.verified },
  contributing: { name: 'contributing', role: stateRole.contributing },
  ruledOut: { name: 'ruledOut', role: stateRole.ruledOut }
} as const satisfies Readonly<Record<CauseState, object | null>>

/** The sign of a cause's state; the same object for the same state. */
export function signOf(node: DiagramNode) {
  return signs[standingOf(node)]
}

/** True where a state asserts something that nothing here supports. What is neutral or against does not carry it. */
export function lacksProof(state: CauseState, exhibits: readonly Exhibit[]): boolean {
  return provenStates.includes(state) && exhibits.every(one => one.data.says !== 'supports')
}

/** The pieces of evidence that can be looked at. */
export function standing(exhibits: readonly Exhibit[], hollow: Hollows): readonly Exhibit[] {
  return exhibits.filter(one => hollow.get(one.node.id)?.why == null)
}

/** Changes that hang evidence on a node. */
export function hung(
  kind: DiagramKind,
  id: string,
  before: readonly Exhibit[],
  offered: readonly Offered[]
): Change[] {
  let rank = before.at(-1)?.node.rank ?? null
  return offered.map(one => {
    rank = rankBetween(rank, null)
    const data = dataOf(kind, 'evidence', { ...one })
    return { op: 'add', node: { id: newNodeId(), type: 'evidence', parent: id, rank, data } }
  })
}

/** The change that lets a piece of evidence support what it hangs on. */
export function turned({ node, data }: Exhibit): Change {
  return { op: 'set', id: node.id, field: 'says', from: data.says, to: 'supports' }
}

/** The change that gives a cause a state; who and when is written by the core. */
export function stated(node: DiagramNode, is: CauseState, why: string): Change {
  return {
    op: 'set',
    id: node.id,
    field: 'status',
    from: node.data['status'] ?? null,
    to: { is, why, by: '', at: '' }
  }
}
