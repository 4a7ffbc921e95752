import type { RetestRule } from '@contract/analysis'
import type { Merged } from './merge'

/**
 * Which rows count under a retest rule: 1 by row. `best`: the last touch that passed, or the last one where none
 * did. Dead rows never count.
 */
export function countingRows(merged: Merged, rule: RetestRule): Uint8Array {
  const counts = new Uint8Array(merged.rows)
  if (rule === 'all') {
    for (const row of merged.order) counts[row] = 1
    return counts
  }
  for (const row of rule === 'first' ? merged.first : rule === 'last' ? merged.last : bestRows(merged))
    counts[row] = 1
  return counts
}

function bestRows({ last, order, pass, unit }: Merged): Uint32Array {
  const best = last.slice()
  for (const row of order) if (pass[row] === 1) best[unit[row] ?? 0] = row
  // Where the last touch failed, the last one that passed stands; where it passed, it is that one itself.
  return best
}
