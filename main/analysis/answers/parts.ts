import type { ViewPart } from '@contract/analysis'
import type { Output, Parsed } from '@contract/index'
import { noBin, noPlace } from '../view/set'
import type { OpenView, Workspace } from '../view/view'

/** A part as lists show it. */
export function partOut(view: OpenView, row: number): ViewPart {
  const { merged } = view
  const s = setAt(merged.base, row)
  const set = merged.sets[s]
  const part = row - (merged.base[s] ?? 0)
  const wafer = merged.wafers[merged.wafer[row] ?? -1]
  const place = (value: number | undefined) => (value === undefined || value === noPlace ? null : value)
  const soft = set?.softBin[part] ?? noBin
  const pass = merged.pass[row] ?? 2
  return {
    set: set?.id ?? '',
    part,
    partId: set === undefined ? '' : view.space.ids(set).at(part),
    partText: set === undefined ? '' : view.space.texts(set).at(part),
    lot: merged.lots[merged.lotOf[s] ?? 0]?.name ?? '',
    wafer: wafer?.id ?? '',
    waferKey: wafer?.key ?? '',
    x: place(set?.x[part]),
    y: place(set?.y[part]),
    head: set?.head[part] ?? 0,
    site: set?.site[part] ?? 0,
    hardBin: set?.hardBin[part] ?? noBin,
    softBin: soft === noBin ? null : soft,
    pass: pass === 2 ? null : pass === 1,
    testMs: set?.testTime[part] ?? 0,
    touch: Math.max(1, merged.touch[row] ?? 1),
    touches: Math.max(1, merged.touches[merged.unit[row] ?? -1] ?? 1)
  }
}

/** The set that a row lies in. */
export function setAt(base: readonly number[], row: number): number {
  let [low, high] = [0, base.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((base[middle] ?? 0) <= row) low = middle
    else high = middle
  }
  return low
}

const natural = new Intl.Collator('en', { numeric: true })

/** `analysis.parts`. */
export function parts(
  space: Workspace,
  input: Parsed<'analysis.parts'>,
  check: () => void
): Output<'analysis.parts'> {
  const view = space.open(input.view, check)
  const rows = sorted(view, input.sort)
  if (input.descending) rows.reverse()
  return {
    total: rows.length,
    rows: Array.from(rows.subarray(input.offset, input.offset + input.limit), row => partOut(view, row))
  }
}

/** The rows shown in an order; ties as they were tested. */
function sorted(view: OpenView, sort: Parsed<'analysis.parts'>['sort']): Uint32Array {
  const { merged, selection } = view
  const rows = merged.order.filter(row => selection.mask[row] === 1)
  if (sort === 'order') return rows
  const rank = new Uint32Array(merged.rows)
  merged.order.forEach((row, at) => (rank[row] = at))
  const tie = (a: number, b: number) => (rank[a] ?? 0) - (rank[b] ?? 0)
  if (sort === 'partId') {
    const ids = new Map<number, string>()
    for (const row of rows) {
      const s = setAt(merged.base, row)
      const set = merged.sets[s]
      ids.set(row, set === undefined ? '' : view.space.ids(set).at(row - (merged.base[s] ?? 0)))
    }
    return rows.sort((a, b) => natural.compare(ids.get(a) ?? '', ids.get(b) ?? '') || tie(a, b))
  }
  const keys = sort === 'place' ? placeKeys(view) : numberKeys(view, sort)
  return rows.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || tie(a, b))
}

/** Wafer, then line by line; parts without a place last. */
function placeKeys({ merged }: OpenView): Float64Array {
  const keys = new Float64Array(merged.rows)
  merged.sets.forEach((set, s) => {
    const base = merged.base[s] ?? 0
    for (let part = 0; part < set.x.length; part++) {
      const wafer = merged.wafer[base + part] ?? -1
      const at = ((set.y[part] ?? 0) + 32_768) * 65_536 + (set.x[part] ?? 0) + 32_768
      const on = wafer < 0 || set.x[part] === noPlace ? merged.wafers.length : wafer
      keys[base + part] = on * 2 ** 32 + at
    }
  })
  return keys
}

function numberKeys({ merged }: OpenView, sort: 'hardBin' | 'testMs'): Float64Array {
  const keys = new Float64Array(merged.rows)
  merged.sets.forEach((set, s) => {
    keys.set(sort === 'hardBin' ? set.hardBin : set.testTime, merged.base[s] ?? 0)
  })
  return keys
}
