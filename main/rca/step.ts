import type { Change, Clash } from '@contract/diagram/change'
import { applied } from '@contract/diagram/change'
import {
  flawOf,
  isProven,
  parseNode,
  stateOf,
  textOf,
  type DiagramKind,
  type Flaw
} from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import type { Json } from '@contract/json'
import { z } from 'zod'

/** Who and when, as the core knows them. */
export interface Stamp {
  readonly by: string
  readonly at: string
}

/** Nodes of one diagram at most: what the editors are measured with, ten times over. */
const nodesMost = 20_000

/**
 * Checks changes that a client sent and fills in what it does not say: defaults of new nodes, and who set a state or
 * hung up a piece of evidence and when.
 * @throws FabError rca.node
 */
export function completed(
  kind: DiagramKind,
  nodes: Nodes,
  changes: readonly Change[],
  stamp: Stamp
): Change[] {
  const seen = new Map<string, DiagramNode>(nodes)
  return changes.map(one => {
    if (one.op === 'add') {
      const node = checked(kind, stamped(one.node, stamp))
      seen.set(node.id, node)
      return { op: 'add', node }
    }
    if (one.op !== 'set') return one
    const before = seen.get(one.id)
    // The clash is told when it is applied.
    if (before === undefined) return one
    const to = one.field === 'status' ? withStamp(one.to, stamp) : one.to
    const node = checked(kind, { ...before, data: { ...before.data, [one.field]: to } })
    seen.set(node.id, node)
    return { ...one, to: node.data[one.field] ?? null }
  })
}

function checked(kind: DiagramKind, node: DiagramNode): DiagramNode {
  const parsed = parseNode(kind, node)
  if (!parsed.ok) throw flawed(parsed.flaw)
  return parsed.node
}

const anyObject = z.record(z.string(), z.unknown())

function withStamp(status: Json, stamp: Stamp): Json {
  const known = anyObject.safeParse(status)
  return known.success ? { ...known.data, ...stamp } : status
}

function stamped(node: DiagramNode, stamp: Stamp): DiagramNode {
  if (node.type === 'evidence') return { ...node, data: { ...node.data, ...stamp } }
  const status = node.data['status']
  if (typeof status !== 'object' || status === null || !('is' in status) || status['is'] === 'open')
    return node
  return { ...node, data: { ...node.data, status: withStamp(status, stamp) } }
}

/** Ids of the nodes that changes touch. */
export function touchedBy(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.map(one => ('node' in one ? one.node.id : one.id)))
}

/** Whether a piece of evidence supports what it hangs on, and what it names is there to be looked at. */
export type Stands = (evidence: DiagramNode) => boolean

/** Causes called verified or contributing with nothing beside them that supports them and stands. */
export function rootless(nodes: Nodes, stands: Stands): readonly DiagramNode[] {
  const proven = new Map([...nodes].filter(([, node]) => isProven(node)))
  if (proven.size === 0) return []
  for (const node of nodes.values())
    if (node.type === 'evidence' && node.parent !== null && proven.has(node.parent) && stands(node))
      proven.delete(node.parent)
  return [...proven.values()]
}

/**
 * No step may make a cause stand without proof. One that has lost its proof elsewhere, or never had more than neutral
 * evidence when that was enough, can still be reworded and moved until somebody sets it back.
 */
function checkProof(before: Nodes, after: Nodes, stands: Stands): void {
  const bare = rootless(after, stands)
  if (bare.length === 0) return
  const old = new Map(rootless(before, stands).map(node => [node.id, stateOf(node)]))
  const fresh = bare.find(node => old.get(node.id) !== stateOf(node))
  if (fresh !== undefined)
    throw new FabError('rca.needsEvidence', {
      id: fresh.id,
      text: textOf(fresh),
      state: stateOf(fresh) ?? ''
    })
}

/**
 * The diagram after one step.
 * @param stands left out for versions of the past: what they rested on may be gone since
 * @throws FabError rca.clash, rca.tooManyNodes, and those of {@link flawed}
 */
export function afterStep(
  kind: DiagramKind,
  nodes: Nodes,
  changes: readonly Change[],
  stands?: Stands
): Nodes {
  const result = applied(nodes, changes)
  if (!result.ok) throw clashed(nodes, result.clash)
  if (result.nodes.size > nodesMost)
    throw new FabError('rca.tooManyNodes', { nodes: result.nodes.size, most: nodesMost })
  const flaw = flawOf(kind, result.nodes, touchedBy(changes))
  if (flaw !== null) throw flawed(flaw)
  if (stands !== undefined) checkProof(nodes, result.nodes, stands)
  return result.nodes
}

/** The fault of a change that does not fit where things stand: with both values where there are two. */
function clashed(nodes: Nodes, clash: Clash): FabError {
  const said = nodes.get(clash.id)
  const text = typeof said?.data['text'] === 'string' ? said.data['text'] : ''
  return new FabError('rca.clash', {
    ...clash,
    text,
    ...(clash.why === 'field'
      ? { mine: JSON.stringify(clash.mine), theirs: JSON.stringify(clash.theirs) }
      : {})
  })
}

/** The fault of a diagram that is not as its kind must be. */
function flawed(flaw: Flaw): FabError {
  switch (flaw.flaw) {
    case 'loop':
      return new FabError('rca.loop', { id: flaw.id, name: flaw.name })
    case 'name':
      return new FabError('rca.nameTaken', { id: flaw.id, name: flaw.name })
    case 'reference':
      return new FabError('rca.reference', { id: flaw.id, to: flaw.to })
    case 'place':
    case 'single':
      return new FabError('rca.place', {
        id: flaw.id,
        type: flaw.type,
        under: flaw.flaw === 'place' ? flaw.under : flaw.type
      })
    case 'type':
      return new FabError('rca.node', { id: flaw.id, field: 'type', why: flaw.type })
    case 'data':
      return new FabError('rca.node', { id: flaw.id, field: flaw.field, why: flaw.why })
  }
}
