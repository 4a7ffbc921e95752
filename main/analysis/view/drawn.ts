import type { OpenView } from './view'

/** Which rows are drawn: the row that counts of each unit with a place; under the rule `all` its last touch. */
export function drawnRows(view: OpenView, wafer: number | null): { rows: Uint32Array; unplaced: number } {
  const { merged, counts, rule } = view
  const { last, unit, placed } = merged
  const rows = new Uint32Array(merged.units)
  let n = 0
  let unplaced = 0
  merged.sets.forEach((_, s) => {
    if (wafer !== null && merged.wafers[wafer]?.sets.includes(merged.asked[s] ?? -1) !== true) return
    const end = merged.base[s + 1] ?? 0
    for (let row = merged.base[s] ?? 0; row < end; row++) {
      const on = merged.wafer[row] ?? -1
      if (counts[row] !== 1 || (wafer === null ? on < 0 : on !== wafer)) continue
      if (rule === 'all' && last[unit[row] ?? 0] !== row) continue
      if (placed[row] === 1) rows[n++] = row
      else unplaced++
    }
  })
  return { rows: rows.slice(0, n), unplaced }
}
