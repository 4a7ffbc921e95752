import { PartFlag } from '../../instruments/reading'
import { lotKey, waferKey } from './keys'
import { headerText, neverEnded, noPlace, startOf, type SetData } from './set'
import { unitsByPlace, type PlacedRows } from './places'

/** A wafer over all files that tested it. */
export interface MergedWafer {
  readonly key: string
  readonly lot: string
  readonly id: string
  /** Files it comes from, oldest first: places in the list of sets that were asked for. */
  readonly sets: number[]
  /** Unix seconds on the tester's clock; the earliest. */
  start: number | null
}

/** A lot over all files. `name` is empty where the files name none. */
export interface MergedLot {
  readonly key: string
  readonly name: string
}

/**
 * The parts of several sets as one table. A row is one touch: a part that one PRR ended. Rows of a set lie together
 * in the order its parts began, so that row `base[s] + p` is part p of set s; sets stand oldest first. Rows of
 * parts that never ended are there, but dead: they belong to no unit and count nowhere.
 */
export interface Merged {
  readonly sets: readonly SetData[]
  /** By set: its place in the list that was asked for. */
  readonly asked: readonly number[]
  /** First row of each set, and behind the last one. */
  readonly base: readonly number[]
  readonly rows: number
  readonly lots: readonly MergedLot[]
  /** By set. */
  readonly lotOf: readonly number[]
  readonly wafers: readonly MergedWafer[]
  /** By row: which wafer; -1 = none. */
  readonly wafer: Int32Array
  /** By row: 1 passed, 0 failed, 2 without a verdict. */
  readonly pass: Uint8Array
  /** Rows that are touches, in the order they were made: files by start, then PRR by PRR. */
  readonly order: Uint32Array
  /** By row: the die or packaged part; -1 for a dead row. */
  readonly unit: Int32Array
  readonly units: number
  /** By row: which touch of its unit it is, from 1; 0 for a dead row. */
  readonly touch: Uint32Array
  /** By unit: how often it was touched, and its first and last row. */
  readonly touches: Uint32Array
  readonly first: Uint32Array
  readonly last: Uint32Array
  /** By row: 1 where it has a place that tells dies apart. */
  readonly placed: Uint8Array
  /** Touches without such a place, told apart by lot and part id; and those without even an id. */
  readonly byId: number
  readonly nameless: number
}

/** Lazily read ids of the parts of a set, bytes in its character set. */
export type IdsOf = (set: SetData) => { readonly at: (part: number) => string }

/**
 * Merge sets. Lots and wafers are the same by their ids; those without one stay apart per file. Touches are of one
 * unit where lot, wafer and place are equal, or, where there is no place, lot and part id.
 * @param given as asked for, each set once
 */
export function merge(given: readonly SetData[], idsOf: IdsOf): Merged {
  const dated = given.map((set, asked) => ({ set, asked, start: startOf(set) ?? Number.POSITIVE_INFINITY }))
  dated.sort((a, b) => (a.start === b.start ? a.asked - b.asked : a.start - b.start))
  const sets = dated.map(one => one.set)
  const asked = dated.map(one => one.asked)
  const base = [0]
  for (const set of sets) base.push((base.at(-1) ?? 0) + set.stored.partRows)
  const rows = base.at(-1) ?? 0

  const { lots, lotOf } = mergeLots(sets)
  const { wafers, wafer } = mergeWafers(sets, asked, base, rows, lots, lotOf)
  const pass = new Uint8Array(rows)
  const order = new Uint32Array(rows)
  let live = 0
  sets.forEach((set, s) => {
    const from = base[s] ?? 0
    live = appendInOrder(set.ended, from, order, live)
    for (let part = 0; part < set.flags.length; part++) pass[from + part] = verdictOf(set.flags[part] ?? 0)
  })
  const touchRows = order.subarray(0, live)
  const units = nameUnits({ sets, base, rows, lotOf, lots: lots.length, wafers, wafer }, touchRows, idsOf)

  const touch = new Uint32Array(rows)
  const touches = new Uint32Array(units.count)
  const first = new Uint32Array(units.count)
  const last = new Uint32Array(units.count)
  for (const row of touchRows) {
    const unit = units.of[row] ?? 0
    const nth = (touches[unit] ?? 0) + 1
    if (nth === 1) first[unit] = row
    touches[unit] = nth
    touch[row] = nth
    last[unit] = row
  }
  return {
    sets,
    asked,
    base,
    rows,
    lots,
    lotOf,
    wafers,
    wafer,
    pass,
    order: touchRows,
    unit: units.of,
    units: units.count,
    touch,
    touches,
    first,
    last,
    placed: units.placed,
    byId: units.byId,
    nameless: units.nameless
  }
}

/** Memory a merged table takes, roughly, without its sets. */
export function weighMerged(merged: Merged): number {
  return merged.rows * 18 + merged.units * 12 + merged.wafers.length * 300
}

/** 1 passed, 0 failed, 2 without a verdict. */
function verdictOf(flags: number): 0 | 1 | 2 {
  if ((flags & (PartFlag.noVerdict | PartFlag.unfinished)) !== 0) return 2
  return (flags & PartFlag.fail) !== 0 ? 0 : 1
}

/** Appends the rows of a set by the PRR that ended them. PRRs are numbered from 0, with few gaps. */
function appendInOrder(ended: Uint32Array, from: number, order: Uint32Array, at: number): number {
  let most = 0
  for (const nth of ended) if (nth !== neverEnded && nth > most) most = nth
  const byPrr = new Int32Array(Math.min(most, ended.length * 4) + 1).fill(-1)
  const far: number[] = []
  for (let part = 0; part < ended.length; part++) {
    const nth = ended[part] ?? neverEnded
    if (nth === neverEnded) continue
    if (nth < byPrr.length && byPrr[nth] === -1) byPrr[nth] = part
    else far.push(part)
  }
  let live = at
  for (const part of byPrr) if (part >= 0) order[live++] = from + part
  far.sort((a, b) => (ended[a] ?? 0) - (ended[b] ?? 0) || a - b)
  for (const part of far) order[live++] = from + part
  return live
}

function mergeLots(sets: readonly SetData[]): { lots: MergedLot[]; lotOf: number[] } {
  const lots: MergedLot[] = []
  const known = new Map<string, number>()
  const lotOf = sets.map(set => {
    const name = headerText(set, 'LOT_ID')
    const key = lotKey(name, set.id)
    const at = known.get(key) ?? lots.push({ key, name }) - 1
    known.set(key, at)
    return at
  })
  return { lots, lotOf }
}

function mergeWafers(
  sets: readonly SetData[],
  asked: readonly number[],
  base: readonly number[],
  rows: number,
  lots: readonly MergedLot[],
  lotOf: readonly number[]
): { wafers: MergedWafer[]; wafer: Int32Array } {
  const wafers: MergedWafer[] = []
  const known = new Map<string, number>()
  const wafer = new Int32Array(rows).fill(-1)
  sets.forEach((set, s) => {
    const lot = lots[lotOf[s] ?? 0]?.key ?? ''
    const place = asked[s] ?? 0
    const of = set.wafers.map(info => {
      const id = info.id.trim()
      const key = waferKey(lot, id, set.id, info.index)
      let at = known.get(key)
      if (at === undefined) {
        at = wafers.push({ key, lot, id, sets: [], start: null }) - 1
        known.set(key, at)
      }
      const one = wafers[at]
      if (one !== undefined) {
        if (!one.sets.includes(place)) one.sets.push(place)
        if (info.start !== null && (one.start === null || info.start < one.start)) one.start = info.start
      }
      return at
    })
    const from = base[s] ?? 0
    for (let part = 0; part < set.wafer.length; part++) wafer[from + part] = of[set.wafer[part] ?? -1] ?? -1
  })
  return { wafers, wafer }
}

interface Tables {
  readonly sets: readonly SetData[]
  readonly base: readonly number[]
  readonly rows: number
  readonly lotOf: readonly number[]
  readonly lots: number
  readonly wafers: readonly MergedWafer[]
  readonly wafer: Int32Array
}

interface Units {
  readonly of: Int32Array
  readonly count: number
  readonly placed: Uint8Array
  readonly byId: number
  readonly nameless: number
}

/** Which touches are of one unit. */
function nameUnits(tables: Tables, order: Uint32Array, idsOf: IdsOf): Units {
  const { sets, base, rows, lotOf, lots, wafers, wafer } = tables
  const x = new Int16Array(rows)
  const y = new Int16Array(rows)
  // Places tell dies apart on a wafer; parts on none share one plane per lot.
  const plane = new Int32Array(rows).fill(-1)
  const setOf = new Uint16Array(rows)
  sets.forEach((set, s) => {
    const from = base[s] ?? 0
    x.set(set.x, from)
    y.set(set.y, from)
    setOf.fill(s, from, base[s + 1] ?? from)
  })
  for (const row of order) {
    if (x[row] === noPlace || y[row] === noPlace) continue
    const on = wafer[row] ?? -1
    plane[row] = on >= 0 ? on : wafers.length + (lotOf[setOf[row] ?? 0] ?? 0)
  }
  const rowsPlaced: PlacedRows = { order, plane, planes: wafers.length + lots, x, y }
  const { unit, count: placedUnits, placed } = unitsByPlace(rowsPlaced)
  let count = placedUnits
  let byId = 0
  let nameless = 0
  const known = new Map<string, number>()
  for (const row of order) {
    if (placed[row] === 1) continue
    const s = setOf[row] ?? 0
    const set = sets[s]
    const id = set === undefined ? '' : idsOf(set).at(row - (base[s] ?? 0))
    if (id === '') {
      nameless++
      unit[row] = count++
      continue
    }
    byId++
    // Packaged parts of one wafer-less lot; on a wafer without places the wafer counts as well.
    const key = `${String(lotOf[s] ?? 0)} ${String(wafer[row] ?? -1)} ${id}`
    const at = known.get(key)
    if (at === undefined) known.set(key, count)
    unit[row] = at ?? count++
  }
  return { of: unit, count, placed, byId, nameless }
}
