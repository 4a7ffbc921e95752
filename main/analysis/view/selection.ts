import type { PartFilter } from '@contract/analysis'
import { Status, type TestColumn } from '../../instruments/reading'
import { siteKey } from './keys'
import type { Merged } from './merge'
import { noBin, type SetData } from './set'

/** Rows that figures are made of. */
export interface Selection {
  /** By row: 1 where shown. */
  readonly mask: Uint8Array
  /** The rows shown, ascending. */
  readonly rows: Uint32Array
  /** By set: where its rows begin in `rows`; and behind the last. */
  readonly bounds: readonly number[]
}

/** What a filter asks of a view beside its table of parts. */
export interface FilterSource {
  readonly merged: Merged
  /** Results of a test in a set; null where the set has none. @throws FabError record.notFound for no test at all */
  column(set: number, test: { readonly key: string }): TestColumn | null
  /** Ids and texts of a set's parts. */
  texts(set: SetData): readonly { readonly at: (part: number) => string }[]
  check(): void
}

/** A filter that leaves everything. */
export const openFilter: PartFilter = {
  lots: [],
  wafers: [],
  sites: [],
  hardBins: [],
  softBins: [],
  verdict: null,
  regions: [],
  ranges: [],
  failing: [],
  partText: ''
}

/** True for a filter that leaves everything. */
export function isOpen(filter: PartFilter): boolean {
  return Object.values(filter).every(value => value === null || value.length === 0)
}

/** The rows that count and that the filter leaves. */
export function select(source: FilterSource, counts: Uint8Array, filter: PartFilter): Selection {
  const { merged } = source
  const mask = counts.slice()
  const { sets, base } = merged
  const lots = new Set(filter.lots)
  const wafers = wanted(merged.wafers, filter.wafers)
  const inside = filter.regions.map(region => ({
    wafers: region.wafers === null ? null : wanted(merged.wafers, region.wafers),
    holds: polygonTest(region.polygon)
  }))
  const sites = new Set(filter.sites)
  const hardBins = new Set(filter.hardBins)
  const softBins = new Set(filter.softBins)
  const verdict = filter.verdict === null ? null : filter.verdict === 'pass' ? 1 : 0
  sets.forEach((set, s) => {
    source.check()
    const from = base[s] ?? 0
    const to = base[s + 1] ?? from
    if (lots.size > 0 && !lots.has(merged.lots[merged.lotOf[s] ?? 0]?.key ?? '')) {
      mask.fill(0, from, to)
      return
    }
    const keep = (holds: (part: number, row: number) => boolean) => {
      for (let row = from; row < to; row++) if (mask[row] === 1 && !holds(row - from, row)) mask[row] = 0
    }
    if (wafers !== null) keep((_, row) => wafers.has(merged.wafer[row] ?? -1))
    if (sites.size > 0) {
      const shown = siteTable(sites)
      keep(part => shown[(set.head[part] ?? 0) * 256 + (set.site[part] ?? 0)] === 1)
    }
    if (hardBins.size > 0) keep(part => hardBins.has(set.hardBin[part] ?? noBin))
    if (softBins.size > 0) keep(part => softBins.has(set.softBin[part] ?? noBin))
    if (verdict !== null) keep((_, row) => merged.pass[row] === verdict)
    if (inside.length > 0)
      keep((part, row) => {
        if (merged.placed[row] !== 1) return false
        const on = merged.wafer[row] ?? -1
        const x = set.x[part] ?? 0
        const y = set.y[part] ?? 0
        return inside.some(one => (one.wafers === null || one.wafers.has(on)) && one.holds(x, y))
      })
    for (const range of filter.ranges) {
      const column = source.column(s, range.test)
      const low = range.from ?? Number.NEGATIVE_INFINITY
      const high = range.to ?? Number.POSITIVE_INFINITY
      keep(part => {
        const value = usable(column, part, range.test.element)
        return value >= low && value <= high
      })
    }
    for (const test of filter.failing) {
      const column = source.column(s, test)
      keep(part => column?.status[part] === Status.fail)
    }
    const fragment = filter.partText.trim().toLowerCase()
    if (fragment !== '') {
      const texts = source.texts(set)
      keep(part => texts.some(text => text.at(part).toLowerCase().includes(fragment)))
    }
  })
  return listed(mask, base)
}

/** A selection from its mask. */
export function listed(mask: Uint8Array, base: readonly number[]): Selection {
  let n = 0
  for (const shown of mask) n += shown
  const rows = new Uint32Array(n)
  const bounds: number[] = []
  let at = 0
  let set = 0
  for (let row = 0; row < mask.length; row++) {
    while (row === base[set]) {
      bounds.push(at)
      set++
    }
    if (mask[row] === 1) rows[at++] = row
  }
  while (bounds.length < base.length) bounds.push(at)
  return { mask, rows, bounds }
}

/** The value of a part, or NaN where there is none to be used. */
export function usable(column: TestColumn | null, part: number, element: number): number {
  if (column === null || element >= column.width) return Number.NaN
  const status = column.status[part]
  if (status === Status.notExecuted || status === Status.invalid) return Number.NaN
  return column.values[part * column.width + element] ?? Number.NaN
}

function wanted(all: readonly { readonly key: string }[], keys: readonly string[]): Set<number> | null {
  if (keys.length === 0) return null
  const names = new Set(keys)
  return new Set(all.flatMap((one, at) => (names.has(one.key) ? [at] : [])))
}

function siteTable(sites: ReadonlySet<string>): Uint8Array {
  const shown = new Uint8Array(65_536)
  for (let head = 0; head < 256; head++)
    for (let site = 0; site < 256; site++) if (sites.has(siteKey(head, site))) shown[head * 256 + site] = 1
  return shown
}

/**
 * Whether a place lies in a polygon, by the even-odd rule. Places are asked for again and again, wafer after wafer:
 * each is worked out once.
 */
export function polygonTest(
  polygon: readonly (readonly [number, number])[]
): (x: number, y: number) => boolean {
  const xs = polygon.map(point => point[0])
  const ys = polygon.map(point => point[1])
  const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)] as const
  const known = new Map<number, boolean>()
  return (x, y) => {
    if (x < box[0] || x > box[1] || y < box[2] || y > box[3]) return false
    const key = (y + 32768) * 65_536 + x + 32768
    let inside = known.get(key)
    if (inside === undefined) {
      inside = crossings(xs, ys, x, y) % 2 === 1
      known.set(key, inside)
    }
    return inside
  }
}

function crossings(xs: readonly number[], ys: readonly number[], x: number, y: number): number {
  let count = 0
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const [xi, yi, xj, yj] = [xs[i] ?? 0, ys[i] ?? 0, xs[j] ?? 0, ys[j] ?? 0]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) count++
  }
  return count
}
