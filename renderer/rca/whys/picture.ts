import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode } from '@contract/diagram/node'
import { drawTree, type Tone, type TreeLook } from '../../diagram/scene/drawTree'
import type { Fact } from '../../diagram/scene/label'
import type { Looks } from '../../diagram/scene/looks'
import type { Drawn } from '../../diagram/scene/parts'
import type { Measure } from '../../diagram/scene/text'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import { whyOf } from './model'
import type { WhysWords } from './words'

/**
 * Draws a 5-Why from the problem to the right, as it stands.
 * @param looks of the picture before: what says the same is not drawn anew
 */
export function pictureOf(
  doc: TreeDoc,
  words: WhysWords,
  looks: Looks<TreeLook>,
  measure: Measure
): Drawn | null {
  const head = drawn(doc, null).find(node => node.type === 'problem')
  return head === undefined
    ? null
    : drawTree([looks.keep(lookOf(doc, head, words))], { direction: 'right', width: 180 }, measure)
}

function lookOf(doc: TreeDoc, node: DiagramNode, words: WhysWords): TreeLook {
  const why = whyOf(node)
  const below = drawn(doc, node.id)
  const shared = { id: node.id, node: node.id, text: words.nameOf(node) }
  if (why?.type !== 'why')
    return {
      ...shared,
      tone: node.type === 'problem' ? 'accent' : 'plain',
      ...(node.type === 'leg' ? { caption: words.legHint(node) } : {}),
      children: below.map(child => lookOf(doc, child, words))
    }
  const { status, root, join, links, collapsed } = why.data
  const evidence = (doc.children.get(node.id) ?? []).filter(one => one.type === 'evidence').length
  const folded = collapsed && below.length > 0
  const captions = [
    ...(root === null ? [] : [words.rootIs(root)]),
    ...(below.length > 1 && !folded ? [words.joins(join)] : [])
  ]
  return {
    ...shared,
    mark: status.is === 'open' ? null : { name: status.is, role: stateRole[status.is] },
    caption: captions.join(' · '),
    tone: toneOf(status.is, root !== null),
    facts: factsOf(evidence, links.length, folded ? below.length : 0),
    children: folded ? [] : below.map(child => lookOf(doc, child, words))
  }
}

/** Ends stand out, and what was ruled out steps back; the mark and the words say the same. */
function toneOf(state: string, root: boolean): Tone {
  if (state === 'verified') return 'bad'
  if (state === 'ruledOut') return 'quiet'
  return root ? 'warn' : 'plain'
}

function factsOf(evidence: number, linked: number, folded: number): readonly Fact[] {
  return [
    { mark: 'evidence' as const, n: evidence },
    { mark: 'linked' as const, n: linked },
    { mark: 'folded' as const, n: folded }
  ].flatMap(({ mark, n }) => (n === 0 ? [] : [{ mark, text: String(n) }]))
}
