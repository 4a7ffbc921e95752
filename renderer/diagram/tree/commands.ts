import type { Change } from '@contract/diagram/change'
import { mayHang, textOf } from '@contract/diagram/kinds'
import { isWithin, subtree, type DiagramNode } from '@contract/diagram/node'
import { rankBetween, ranksBetween } from '@contract/diagram/rank'
import { about, childType, drawn, isLoose, made, place, short, tops, type Step, type TreeDoc } from './model'

/** What people do to a tree by keyboard and mouse. Each gives null where it cannot be done. */

/** A new child at the end (or the beginning) of a node's. */
export function addChild(doc: TreeDoc, parent: string, id: string, text = '', first = false): Step | null {
  const type = childType(doc.nodes.get(parent))
  if (type === null) return null
  const siblings = drawn(doc, parent)
  const rank = first
    ? rankBetween(null, siblings[0]?.rank ?? null)
    : rankBetween(siblings.at(-1)?.rank ?? null, null)
  const node = made(doc, { id, type, parent, rank, data: { text } })
  return {
    intent: { key: 'add', params: { text: short(text) } },
    changes: [{ op: 'add', node }],
    select: [id]
  }
}

/** A new sibling right behind (or before) a node; below the head of a tree it becomes its child. */
export function addSibling(doc: TreeDoc, beside: string, id: string, text = '', before = false): Step | null {
  const node = doc.nodes.get(beside)
  if (node === undefined) return null
  if (!isLoose(node)) return addChild(doc, beside, id, text)
  const { siblings, at } = place(doc, node)
  const from = before ? at - 1 : at
  const rank = rankFor(siblings, from)
  const added = made(doc, { id, type: node.type, parent: node.parent, rank, data: { text } })
  return {
    intent: { key: 'add', params: { text: short(text) } },
    changes: [{ op: 'add', node: added }],
    select: [id]
  }
}

/** A node that is not made yet, one level further in: the last below the sibling before it. */
export function movedIn(doc: TreeDoc, node: DiagramNode): Step | null {
  const above = drawn(doc, node.parent).findLast(one => one.rank < node.rank)
  if (above === undefined) return null
  const step = addChild(doc, above.id, node.id)
  const unfolded = fold(doc, above.id, false)
  return step === null ? null : { ...step, changes: [...(unfolded?.changes ?? []), ...step.changes] }
}

/** A node that is not made yet, one level further out: right behind its parent, and of its parent's type. */
export function movedOut(doc: TreeDoc, node: DiagramNode): Step | null {
  const parent = node.parent === null ? undefined : doc.nodes.get(node.parent)
  return isLoose(parent) ? addSibling(doc, parent.id, node.id) : null
}

/** Rank right behind the sibling at a place; -1 = before all. Equal ranks are stepped over. */
function rankFor(siblings: readonly DiagramNode[], at: number): string {
  const low = at < 0 ? null : (siblings[at]?.rank ?? null)
  const high = siblings.slice(at + 1).find(one => low === null || one.rank > low)?.rank ?? null
  return rankBetween(low, high)
}

/** Fold or unfold what hangs below a node. */
export function fold(doc: TreeDoc, id: string, collapsed: boolean): Step | null {
  const node = doc.nodes.get(id)
  if (node === undefined || !('collapsed' in node.data) || node.data['collapsed'] === collapsed) return null
  // Of a leaf nobody would see it.
  if (collapsed && drawn(doc, id).length === 0) return null
  return {
    intent: { key: collapsed ? 'collapse' : 'expand', params: { text: short(textOf(node)) } },
    changes: [{ op: 'set', id, field: 'collapsed', from: !collapsed, to: collapsed }],
    select: [id]
  }
}

/** Unfold all above a node, so that it is seen; null where it is. */
export function uncover(doc: TreeDoc, id: string): Step | null {
  const folded: DiagramNode[] = []
  for (let at = doc.nodes.get(id); at?.parent != null;) {
    at = doc.nodes.get(at.parent)
    if (at?.data['collapsed'] === true) folded.unshift(at)
  }
  const [first] = folded
  if (first === undefined) return null
  return {
    intent: { key: 'expand', params: { text: short(textOf(first)) } },
    changes: folded.map(node => ({ op: 'set', id: node.id, field: 'collapsed', from: true, to: false })),
    select: [id]
  }
}

/** Remove nodes with all that hangs below them; what stood next is selected. */
export function remove(doc: TreeDoc, ids: readonly string[]): Step | null {
  // Of all that is selected what cannot go is left: the effect stays, what hangs on it goes.
  const loose = ids.filter(id => {
    const node = doc.nodes.get(id)
    return node !== undefined && isLoose(node)
  })
  const gone = tops(doc, loose)
  const [first] = gone
  if (first === undefined) return null
  const changes = gone.flatMap(node =>
    subtree(doc.nodes, node.id)
      .toReversed()
      .map((one): Change => ({ op: 'remove', node: one }))
  )
  const all = new Set(gone.map(node => node.id))
  const { siblings, at } = place(doc, first)
  const next =
    siblings.slice(at).find(one => !all.has(one.id)) ??
    siblings.slice(0, at).findLast(one => !all.has(one.id))
  const select = next?.id ?? first.parent
  return { intent: about('remove', gone), changes, select: select === null ? [] : [select] }
}

/** Move nodes below another, before one of its children (null = at the end), in their order. */
export function moveTo(
  doc: TreeDoc,
  ids: readonly string[],
  parent: string,
  before: string | null
): Step | null {
  const moved = tops(doc, ids).filter(isLoose)
  const target = doc.nodes.get(parent)
  if (moved.length === 0 || target === undefined) return null
  for (const node of moved)
    if (!mayHang(doc.kind, node.type, target.type) || isWithin(doc.nodes, parent, node.id)) return null
  const all = new Set(moved.map(node => node.id))
  const siblings = drawn(doc, parent).filter(one => !all.has(one.id))
  const at = before === null ? siblings.length : siblings.findIndex(one => one.id === before)
  if (at < 0) return null
  const low = siblings[at - 1]?.rank ?? null
  const high = siblings.slice(at).find(one => low === null || one.rank > low)?.rank ?? null
  const ranks = ranksBetween(low, high, moved.length)
  const changes = moved.flatMap((node, i): Change[] => {
    const rank = ranks[i] ?? node.rank
    return [
      {
        op: 'move',
        id: node.id,
        from: { parent: node.parent, rank: node.rank },
        to: { parent, rank }
      }
    ]
  })
  return { intent: about('move', moved), changes, select: moved.map(node => node.id) }
}

/** Hang nodes below the sibling before them. */
export function indent(doc: TreeDoc, ids: readonly string[]): Step | null {
  const [first] = tops(doc, ids)
  if (!isLoose(first)) return null
  const { siblings, at } = place(doc, first)
  const above = siblings[at - 1]
  return above === undefined ? null : moveTo(doc, ids, above.id, null)
}

/** Hang nodes beside their parent, right behind it. */
export function outdent(doc: TreeDoc, ids: readonly string[]): Step | null {
  const [first] = tops(doc, ids)
  if (!isLoose(first) || first.parent === null) return null
  const parent = doc.nodes.get(first.parent)
  if (!isLoose(parent) || parent.parent === null) return null
  const { siblings, at } = place(doc, parent)
  return moveTo(doc, ids, parent.parent, siblings[at + 1]?.id ?? null)
}

/** Move nodes one place up (-1) or down (1) among their siblings; at the end of a parent, over to the next one. */
export function moveBy(doc: TreeDoc, ids: readonly string[], by: 1 | -1): Step | null {
  const moved = tops(doc, ids).filter(isLoose)
  const edge = by < 0 ? moved[0] : moved.at(-1)
  if (edge?.parent == null) return null
  const { siblings, at } = place(doc, edge)
  const beside = siblings[at + by]
  if (beside !== undefined)
    return moveTo(doc, ids, edge.parent, by < 0 ? beside.id : (siblings[at + 2]?.id ?? null))
  const parent = doc.nodes.get(edge.parent)
  if (parent === undefined || parent.parent === null) return null
  const uncles = place(doc, parent)
  const uncle = uncles.siblings[uncles.at + by]
  if (uncle === undefined) return null
  return moveTo(doc, ids, uncle.id, by < 0 ? null : (drawn(doc, uncle.id)[0]?.id ?? null))
}
