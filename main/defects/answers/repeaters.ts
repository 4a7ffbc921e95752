import type { Output, Parsed } from '@contract/index'
import { findRepeaters } from '../repeaters'
import type { Defects } from '../view/load'
import type { Check, DefectDesk } from './desk'
import { wafersOf } from './map'

/** Places listed. */
const most = 500

/** Places in the die at which defects repeat. */
export function repeatersOf(
  desk: DefectDesk,
  input: Parsed<'defects.repeaters'>,
  check: Check
): Output<'defects.repeaters'> {
  const defects = desk.defects(input.id)
  const selection = desk
    .selection(input.id, input.filter)
    .filter(
      i => (defects.die[i] ?? -1) >= 0 && !Number.isNaN((defects.xRel[i] ?? 0) + (defects.yRel[i] ?? 0))
    )
  const dies = new Map<number, number>()
  const die = Int32Array.from(selection, i => {
    const own = defects.die[i] ?? 0
    const known = dies.get(own) ?? dies.size
    dies.set(own, known)
    return known
  })
  const all = findRepeaters(
    {
      count: selection.length,
      x: Float32Array.from(selection, i => defects.xRel[i] ?? 0),
      y: Float32Array.from(selection, i => defects.yRel[i] ?? 0),
      die,
      dies: dies.size
    },
    { tolerance: input.tolerance, dies: input.dies, area: areaOf(defects, selection, input) },
    check
  )
  const { chance } = input
  const found = chance === null ? all : all.filter(place => place.byChance <= chance)
  const shown = found.slice(0, most)
  const starts = new Uint32Array(shown.length + 1)
  shown.forEach((place, p) => (starts[p + 1] = (starts[p] ?? 0) + place.defects.length))
  const members = Uint32Array.from(shown.flatMap(place => place.defects.map(at => selection[at] ?? 0)))
  const wafer = new Uint16Array(members.length)
  const row = new Uint32Array(members.length)
  members.forEach((i, at) => {
    const w = defects.wafer[i] ?? 0
    wafer[at] = defects.wafers[w]?.index ?? 0
    row[at] = i - (defects.starts[w] ?? 0)
  })
  return {
    places: shown.map((place, p) => {
      const own = members.subarray(starts[p], starts[p + 1])
      return {
        x: place.x,
        y: place.y,
        dies: place.dies,
        wafers: new Set(Array.from(own, i => defects.wafer[i])).size,
        defects: own.length,
        expected: place.expected,
        byChance: place.byChance,
        classNumber: commonest(defects, own),
        spread: place.spread
      }
    }),
    starts,
    wafer,
    row,
    found: found.length,
    any: all.length,
    total: selection.length,
    repeating: found.reduce((sum, place) => sum + place.defects.length, 0)
  }
}

/** Area of a die; of the box around its defects where the pitch is not known. */
function areaOf(defects: Defects, selection: Uint32Array, input: Parsed<'defects.repeaters'>): number {
  const pitch = defects.wafers[wafersOf(defects, input.filter)[0] ?? 0]?.geometry.pitch
  if (pitch !== null && pitch !== undefined) return pitch.x * pitch.y
  let [width, height] = [0, 0]
  for (const i of selection) {
    width = Math.max(width, defects.xRel[i] ?? 0)
    height = Math.max(height, defects.yRel[i] ?? 0)
  }
  return Math.max(1, width * height)
}

function commonest(defects: Defects, members: Uint32Array): number | null {
  const counts = new Map<number, number>()
  for (const i of members) {
    const number = defects.classNumber[i] ?? Number.NaN
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [Number.NaN]
  return Number.isNaN(best) ? null : best
}
