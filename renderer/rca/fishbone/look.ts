import type { FishboneNode } from '@contract/diagram/fishbone'
import type { DiagramNode } from '@contract/diagram/node'
import { drawFishbone, type FishboneLook } from '../../diagram/scene/drawFishbone'
import type { Fact } from '../../diagram/scene/label'
import type { Looks } from '../../diagram/scene/looks'
import type { Drawn } from '../../diagram/scene/parts'
import type { Measure } from '../../diagram/scene/text'
import { nodeAs } from '../../diagram/session/kinds'
import { drawn, type TreeDoc } from '../../diagram/tree/model'

/** A node of a fishbone with its data; the core checked it. */
export function boneOf(node: DiagramNode | undefined): FishboneNode | undefined {
  return nodeAs('fishbone', node)
}

/** Pieces of evidence at a node. */
export function evidenceCount(doc: TreeDoc, id: string): number {
  return (doc.children.get(id) ?? []).filter(node => node.type === 'evidence').length
}

/**
 * Draws a fishbone as it stands.
 * @param looks of the picture before: what says the same is not drawn anew
 */
export function pictureOf(
  doc: TreeDoc,
  nameOf: (node: DiagramNode) => string,
  looks: Looks<FishboneLook>,
  measure: Measure
): Drawn | null {
  const effect = drawn(doc, null).find(node => node.type === 'effect')
  if (effect === undefined) return null
  const lookOf = (node: DiagramNode): FishboneLook => {
    const bone = boneOf(node)
    const shared = { id: node.id, text: nameOf(node), children: drawn(doc, node.id).map(lookOf) }
    if (bone?.type === 'category') return { ...shared, nudge: bone.data.nudge }
    if (bone?.type !== 'cause') return shared
    const { status, votes, links, collapsed, nudge } = bone.data
    return {
      ...shared,
      state: status.is,
      facts: factsOf(votes.length, evidenceCount(doc, node.id), links.length),
      folded: collapsed,
      nudge
    }
  }
  const { id, text, children } = looks.keep(lookOf(effect))
  return drawFishbone({ id, text }, children, measure)
}

function factsOf(votes: number, evidence: number, links: number): readonly Fact[] {
  return [
    { mark: 'votes' as const, n: votes },
    { mark: 'evidence' as const, n: evidence },
    { mark: 'linked' as const, n: links }
  ].flatMap(({ mark, n }) => (n === 0 ? [] : [{ mark, text: String(n) }]))
}
