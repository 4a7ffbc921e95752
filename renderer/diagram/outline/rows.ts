import type { MarkName } from '@contract/diagram/marks'
import type { Role } from '@contract/diagram/palette'
import type { DiagramNode } from '@contract/diagram/node'
import { drawn, type TreeDoc } from '../tree/model'

/** A line of an outline. */
export interface OutlineRow {
  /** Tells copies of one node apart. */
  readonly key: string
  readonly node: string
  readonly depth: number
  readonly text: string
  /** Open, folded, or nothing below it. */
  readonly below: 'open' | 'folded' | 'none'
  /** Place among its siblings, from 1, and how many they are. */
  readonly place: number
  readonly of: number
  readonly mark?: { readonly name: MarkName; readonly role: Role } | null
  /** What kind of line it is where that is not plain: a category, a leg. */
  readonly strong?: boolean
}

/** What a line says beside its place in the tree. */
export type RowLook = Pick<OutlineRow, 'text' | 'mark' | 'strong'>

/** Lines of a diagram that is a tree of parents, without what is folded away. */
export function rowsOf(doc: TreeDoc, lookOf: (node: DiagramNode) => RowLook): readonly OutlineRow[] {
  const rows: OutlineRow[] = []
  const top = drawn(doc, null)
  const waiting = top.map((node, i) => ({ node, depth: 0, place: i + 1, of: top.length })).toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth, place, of } = next
    const children = drawn(doc, node.id)
    const folded = node.data['collapsed'] === true
    rows.push({
      key: node.id,
      node: node.id,
      depth,
      place,
      of,
      below: children.length === 0 ? 'none' : folded ? 'folded' : 'open',
      ...lookOf(node)
    })
    if (folded) continue
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i]
      if (child !== undefined)
        waiting.push({ node: child, depth: depth + 1, place: i + 1, of: children.length })
    }
  }
  return rows
}

/** Where a key of the outline leads from a line; null = nowhere, 'fold' and 'unfold' stay. */
export function rowAfter(
  rows: readonly OutlineRow[],
  at: number,
  key: string,
  page: number
): number | 'fold' | 'unfold' | null {
  const row = rows[at]
  if (row === undefined) return rows.length > 0 && key.startsWith('Arrow') ? 0 : null
  const bounded = (to: number): number => Math.max(0, Math.min(rows.length - 1, to))
  switch (key) {
    case 'ArrowUp':
      return bounded(at - 1)
    case 'ArrowDown':
      return bounded(at + 1)
    case 'Home':
      return 0
    case 'End':
      return rows.length - 1
    case 'PageUp':
      return bounded(at - page)
    case 'PageDown':
      return bounded(at + page)
    case 'ArrowRight':
      return row.below === 'folded' ? 'unfold' : row.below === 'open' ? bounded(at + 1) : null
    case 'ArrowLeft': {
      if (row.below === 'open' && row.depth > 0) return 'fold'
      const parent = rows.slice(0, at).findLastIndex(one => one.depth < row.depth)
      return parent < 0 ? null : parent
    }
    default:
      return null
  }
}
