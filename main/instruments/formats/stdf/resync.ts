import { layouts, type RecordName } from './layout'

/** Body lengths a record of a kind can have; chance rarely meets code and length both. */
const shortest = new Uint16Array(0x10000).fill(0xffff)
const limits: Partial<Record<RecordName, number>> = {
  FAR: 2,
  MIR: 15,
  PIR: 2,
  PRR: 9,
  PTR: 8,
  MPR: 8,
  FTR: 7,
  EPS: 0,
  TSR: 7,
  HBR: 8,
  SBR: 8,
  PCR: 6,
  WIR: 2,
  WRR: 6
}
for (const layout of Object.values(layouts))
  shortest[(layout.typ << 8) | layout.sub] = limits[layout.name] ?? 1
const longest = new Uint16Array(0x10000).fill(0xffff)
for (const name of ['FAR', 'PIR'] as const) longest[(layouts[name].typ << 8) | layouts[name].sub] = 2
longest[(layouts.EPS.typ << 8) | layouts.EPS.sub] = 0
longest[(layouts.PCR.typ << 8) | layouts.PCR.sub] = 32

/**
 * Do `wanted` records that make sense follow one another from here?
 * Undefined where the bytes at hand do not suffice to tell and more will come.
 */
export function chained(
  view: DataView,
  at: number,
  end: number,
  littleEndian: boolean,
  atEnd: boolean,
  wanted: number
): boolean | undefined {
  let p = at
  for (let seen = 0; seen < wanted; seen++) {
    if (p === end && seen > 0 && atEnd) return true
    if (p + 4 > end) return atEnd ? false : undefined
    const length = view.getUint16(p, littleEndian)
    const code = view.getUint16(p + 2, false)
    if (length < (shortest[code] ?? 0xffff) || length > (longest[code] ?? 0)) return false
    p += 4 + length
    if (p > end) return atEnd ? false : seen + 1 < wanted ? undefined : true
  }
  return true
}

/**
 * The first place from `from` on where four records follow one another (or the data ends with whole ones).
 * `found: false` says how far the search came: bytes before `at` need not be kept.
 */
export function resync(
  view: DataView,
  from: number,
  end: number,
  littleEndian: boolean,
  atEnd: boolean
): { found: boolean; at: number } {
  for (let at = from; at + 4 <= end; at++) {
    const verdict = chained(view, at, end, littleEndian, atEnd, 4)
    if (verdict === true) return { found: true, at }
    if (verdict === undefined) return { found: false, at }
  }
  return { found: false, at: atEnd ? end : Math.max(from, end - 3) }
}
