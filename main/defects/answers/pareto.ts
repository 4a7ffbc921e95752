import type { DefectFilter, DefectGrouping } from '@contract/defects'
import type { Output } from '@contract/index'
import type { Defects } from '../view/load'
import { sizeBin, sizeEdges } from '../view/size-bins'
import type { DefectDesk } from './desk'
import { classNames, waferName } from './names'

type Bar = Output<'defects.pareto'>['bars'][number]

/** A way to group defects: the key of each, and what a key is called. */
export interface Grouped {
  /** Group of a defect by its place among the groups. */
  readonly of: (i: number) => number
  readonly groups: readonly Pick<Bar, 'key' | 'label' | 'from' | 'to'>[]
}

/** Defects and defect-bearing dies of each group, most first. */
export function paretoOf(
  desk: DefectDesk,
  input: { readonly id: string; readonly filter: DefectFilter; readonly by: DefectGrouping }
): Output<'defects.pareto'> {
  const defects = desk.defects(input.id)
  const selection = desk.selection(input.id, input.filter)
  const { of, groups } = grouped(defects, selection, input.by)
  const counts = new Uint32Array(groups.length)
  const own = Int32Array.from(selection, of)
  for (const group of own) counts[group] = (counts[group] ?? 0) + 1
  const dies = diesByGroup(defects, selection, own, groups.length)
  const bars = groups
    .map((group, g) => ({ ...group, count: counts[g] ?? 0, dies: dies.each[g] ?? 0 }))
    .filter(bar => bar.count > 0)
  if (input.by !== 'size') bars.sort((a, b) => b.count - a.count)
  return { bars, total: selection.length, dies: dies.all }
}

/** The groups of a selection. */
export function grouped(defects: Defects, selection: Uint32Array, by: DefectGrouping): Grouped {
  switch (by) {
    case 'class': {
      const names = classNames(defects)
      return byNumber(defects.classNumber, selection, number => `${number} ${names.get(number) ?? ''}`.trim())
    }
    case 'rough':
      return byNumber(defects.rough, selection, String)
    case 'fine':
      return byNumber(defects.fine, selection, String)
    case 'test':
      return byNumber(defects.test, selection, String)
    case 'cluster':
      return byNumber(defects.cluster, selection, String)
    case 'size':
      return bySize(defects, selection)
    case 'wafer':
      return {
        of: i => defects.wafer[i] ?? 0,
        groups: defects.wafers.map((wafer, w) => ({
          key: String(wafer.index),
          label: waferName(defects, w),
          from: null,
          to: null
        }))
      }
    case 'lot':
      return {
        of: i => defects.wafers[defects.wafer[i] ?? 0]?.lot ?? 0,
        groups: defects.set.lots.map((lot, l) => ({ key: String(l), label: lot.lot, from: null, to: null }))
      }
  }
}

function byNumber(values: Float32Array, selection: Uint32Array, label: (number: number) => string): Grouped {
  const known = new Map<number, number>()
  const groups: Grouped['groups'][number][] = []
  const take = (value: number): number => {
    let group = known.get(value)
    if (group === undefined) {
      const none = Number.isNaN(value)
      group =
        groups.push({
          key: none ? 'null' : String(value),
          label: none ? '' : label(value),
          from: null,
          to: null
        }) - 1
      known.set(value, group)
    }
    return group
  }
  for (const i of selection) take(values[i] ?? Number.NaN)
  return { of: i => take(values[i] ?? Number.NaN), groups }
}

function bySize(defects: Defects, selection: Uint32Array): Grouped {
  const sizes = function* () {
    for (const i of selection) yield defects.size[i] ?? 0
  }
  const edges = sizeEdges(sizes()).map(Math.fround)
  const groups: Grouped['groups'][number][] = edges.slice(0, -1).map((from, i) => {
    const [low, high] = [Number(from.toPrecision(6)), Number((edges[i + 1] ?? 0).toPrecision(6))]
    return { key: String(low), label: `${low} – ${high}`, from: low, to: high }
  })
  // The last group holds what has no size, or none above 0.
  groups.push({ key: 'null', label: '', from: null, to: edges[0] ?? null })
  const none = groups.length - 1
  return {
    of: i => {
      const bin = sizeBin(edges, defects.size[i] ?? Number.NaN)
      return bin < 0 ? none : bin
    },
    groups
  }
}

/** Different dies of each group, and of all. */
function diesByGroup(
  defects: Defects,
  selection: Uint32Array,
  own: Int32Array,
  groups: number
): { readonly each: Uint32Array; readonly all: number } {
  const starts = new Uint32Array(groups + 1)
  for (const group of own) starts[group + 1] = (starts[group + 1] ?? 0) + 1
  for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0)
  const next = starts.slice()
  const sorted = new Int32Array(selection.length)
  selection.forEach((i, at) => {
    const group = own[at] ?? 0
    sorted[(next[group] = (next[group] ?? 0) + 1) - 1] = defects.die[i] ?? -1
  })
  const seen = new Int32Array(defects.dieCount).fill(-1)
  const met = new Uint8Array(defects.dieCount)
  const each = new Uint32Array(groups)
  let all = 0
  for (let g = 0; g < groups; g++)
    for (let at = starts[g] ?? 0; at < (starts[g + 1] ?? 0); at++) {
      const die = sorted[at] ?? -1
      if (die < 0 || seen[die] === g) continue
      seen[die] = g
      each[g] = (each[g] ?? 0) + 1
      all += 1 - (met[die] ?? 0)
      met[die] = 1
    }
  return { each, all }
}
