import type { Change } from '@contract/diagram/change'
import { nudge } from '@contract/diagram/shared'
import { tops, type TreeDoc } from '../../diagram/tree/model'

/** Changes that move nodes by hand, away from where the layout puts them; px. What hangs below one comes along. */
export function nudged(doc: TreeDoc, ids: readonly string[], dx: number, dy: number): readonly Change[] {
  return tops(doc, ids).flatMap((node): Change[] => {
    const { id } = node
    if (!('nudge' in node.data)) return []
    const before = nudge.safeParse(node.data['nudge']).data ?? null
    const to = { dx: Math.round((before?.dx ?? 0) + dx), dy: Math.round((before?.dy ?? 0) + dy) }
    return [{ op: 'set', id, field: 'nudge', from: before, to }]
  })
}
