import type { FishboneNode } from '@contract/diagram/fishbone'
import type { DiagramNode } from '@contract/diagram/node'
import { drawFishbone, type FishboneLook } from '../../diagram/scene/drawFishbone'
import type { Fact } from '../../diagram/scene/label'
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

/** Draws a fishbone as it stands. */
export function pictureOf(
  doc: TreeDoc,
  nameOf: (node: DiagramNode) => string,
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
  return drawFishbone({ id: effect.id, text: nameOf(effect) }, drawn(doc, effect.id).map(lookOf), measure)
}

function factsOf(votes: number, evidence: number, links: number): readonly Fact[] {
  return [
    { mark: 'votes' as const, n: votes },
    { mark: 'evidence' as const, n: evidence },
    { mark: 'linked' as const, n: links }
  ].flatMap(({ mark, n }) => (n === 0 ? [] : [{ mark, text: String(n) }]))
}
