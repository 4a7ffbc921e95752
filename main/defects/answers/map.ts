import type { DefectFilter } from '@contract/defects'
import type { Output } from '@contract/index'
import { DieIndex } from '../view/dies'
import type { Defects } from '../view/load'
import type { DefectDesk } from './desk'

type MapAnswer = Output<'defects.map'>

const unknown: MapAnswer['geometry'] = {
  diameter: null,
  pitch: null,
  origin: { x: 0, y: 0 },
  centre: null,
  mark: null,
  markAt: null,
  mirrored: false
}

/** Defects as points, and the dies under them. */
export function mapOf(
  desk: DefectDesk,
  input: { readonly id: string; readonly filter: DefectFilter; readonly most: number }
): MapAnswer {
  const defects = desk.defects(input.id)
  const all = desk.selection(input.id, input.filter)
  const placed = all.filter(i => !Number.isNaN(defects.x[i] ?? Number.NaN))
  const shown = thinned(placed, input.most)
  const shownWafers = wafersOf(defects, input.filter)
  const pick = <T extends Float32Array | Int32Array | Uint16Array>(from: T, into: T): T => {
    shown.forEach((at, i) => (into[i] = from[at] ?? 0))
    return into
  }
  const floats = (from: Float32Array) => pick(from, new Float32Array(shown.length))
  const row = new Uint32Array(shown.length)
  const wafer = new Uint16Array(shown.length)
  shown.forEach((at, i) => {
    const w = defects.wafer[at] ?? 0
    row[i] = at - (defects.starts[w] ?? 0)
    wafer[i] = defects.wafers[w]?.index ?? 0
  })
  return {
    total: all.length,
    unplaced: all.length - placed.length,
    x: floats(defects.x),
    y: floats(defects.y),
    xRel: floats(defects.xRel),
    yRel: floats(defects.yRel),
    dieX: pick(defects.dieX, new Int32Array(shown.length)),
    dieY: pick(defects.dieY, new Int32Array(shown.length)),
    wafer,
    row,
    classNumber: floats(defects.classNumber),
    size: floats(defects.size),
    cluster: floats(defects.cluster),
    dies: diesUnder(defects, shownWafers, all),
    wafers: shownWafers.length,
    geometry: defects.wafers[shownWafers[0] ?? 0]?.geometry ?? unknown
  }
}

/** Places in `wafers` of those a filter asks for. */
export function wafersOf(defects: Defects, filter: DefectFilter): number[] {
  const wanted = filter.wafers.length === 0 ? null : new Set(filter.wafers)
  return defects.wafers.flatMap((wafer, w) => (wanted?.has(wafer.index) === false ? [] : [w]))
}

/** Every n-th, where there are too many: evenly over the order of the file. */
function thinned(list: Uint32Array, most: number): Uint32Array {
  if (list.length <= most) return list
  const kept = new Uint32Array(most)
  for (let i = 0; i < most; i++) kept[i] = list[Math.floor((i * list.length) / most)] ?? 0
  return kept
}

function diesUnder(defects: Defects, wafers: readonly number[], selection: Uint32Array): MapAnswer['dies'] {
  const dies = new DieIndex()
  for (const w of wafers) {
    const plan = defects.wafers[w]?.plan ?? []
    for (let i = 0; i + 1 < plan.length; i += 2) dies.take(plan[i] ?? 0, plan[i + 1] ?? 0)
  }
  const own = Int32Array.from(selection, i =>
    (defects.die[i] ?? -1) < 0 ? -1 : dies.take(defects.dieX[i] ?? 0, defects.dieY[i] ?? 0)
  )
  const counts = new Uint32Array(dies.count)
  const on = new Uint16Array(dies.count)
  const last = new Int32Array(dies.count).fill(-1)
  selection.forEach((i, at) => {
    const die = own[at] ?? -1
    if (die < 0) return
    counts[die] = (counts[die] ?? 0) + 1
    const w = defects.wafer[i] ?? 0
    // The selection runs wafer by wafer.
    if (last[die] !== w) on[die] = (on[die] ?? 0) + 1
    last[die] = w
  })
  return { x: Int32Array.from(dies.x), y: Int32Array.from(dies.y), defects: counts, wafers: on }
}
