import type { Output, Parsed } from '@contract/index'
import type { Numbers } from '@contract/wire'
import { Status, type WaferGeometry } from '../../instruments/reading'
import { drawnRows } from '../view/drawn'
import { whichWafer } from '../view/places-of'
import { usable } from '../view/selection'
import { noBin, type SetData } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { wafersOut } from './facts'

type MapOut = Output<'analysis.map'>
type Color = Parsed<'analysis.map'>['color']

/** `analysis.map`. */
export function map(space: Workspace, input: Parsed<'analysis.map'>, check: () => void): MapOut {
  const view = space.open(input.view, check)
  const wafer = whichWafer(view, input.which)
  return wafer === null ? stack(view, input.color) : single(view, wafer, input.color)
}

function single(view: OpenView, wafer: number, color: Color): MapOut {
  const { merged, selection } = view
  const { rows, unplaced } = drawnRows(view, wafer)
  const n = rows.length
  const out = {
    x: new Int32Array(n),
    y: new Int32Array(n),
    inside: new Uint8Array(n),
    value: new Float64Array(n),
    pass: new Uint8Array(n),
    touches: new Uint16Array(n),
    set: new Uint32Array(n),
    part: new Uint32Array(n),
    site: new Uint16Array(n)
  }
  let s = 0
  let colorOf = colorIn(view, s, color)
  for (let i = 0; i < n; i++) {
    const row = rows[i] ?? 0
    while (row >= (merged.base[s + 1] ?? Number.POSITIVE_INFINITY)) colorOf = colorIn(view, ++s, color)
    const set = merged.sets[s]
    const part = row - (merged.base[s] ?? 0)
    out.x[i] = set?.x[part] ?? 0
    out.y[i] = set?.y[part] ?? 0
    out.inside[i] = selection.mask[row] ?? 0
    out.value[i] = colorOf(part)
    out.pass[i] = merged.pass[row] ?? 2
    out.touches[i] = Math.min(65_535, merged.touches[merged.unit[row] ?? 0] ?? 1)
    out.set[i] = merged.asked[s] ?? 0
    out.part[i] = part
    out.site[i] = (set?.head[part] ?? 0) * 256 + (set?.site[part] ?? 0)
  }
  const first = merged.wafers[wafer]?.sets[0]
  const set = merged.sets[merged.asked.indexOf(first ?? 0)]
  return { frame: frameOf(set), wafer: wafersOut(view)[wafer] ?? null, ...out, unplaced }
}

/** What a part is coloured by, in one set; NaN = nothing. */
function colorIn(view: OpenView, s: number, color: Color): (part: number) => number {
  const set = view.merged.sets[s]
  switch (color.by) {
    case 'hardBin':
      return part => set?.hardBin[part] ?? noBin
    case 'softBin':
      return part => set?.softBin[part] ?? noBin
    case 'value': {
      const column = view.column(s, view.testAt(color.test.key))
      return part => usable(column, part, color.test.element)
    }
    case 'fail': {
      const status = view.column(s, view.testAt(color.test.key))?.status
      return part => {
        const how = status?.[part] ?? Status.notExecuted
        return how === Status.notExecuted ? Number.NaN : how === Status.fail ? 1 : 0
      }
    }
  }
}

/** All wafers one on the other: what a place is like over the dies that the filter leaves there. */
function stack(view: OpenView, color: Color): MapOut {
  const { merged, selection } = view
  const { rows, unplaced } = drawnRows(view, null)
  const places = new Map<number, number>()
  const place = new Uint32Array(rows.length)
  const xs: number[] = []
  const ys: number[] = []
  let s = 0
  const eachRow = (
    take: (row: number, part: number, set: SetData, i: number) => void,
    next?: (s: number) => void
  ) => {
    s = 0
    next?.(0)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0
      while (row >= (merged.base[s + 1] ?? Number.POSITIVE_INFINITY)) {
        s++
        view.check()
        next?.(s)
      }
      const set = merged.sets[s]
      if (set !== undefined) take(row, row - (merged.base[s] ?? 0), set, i)
    }
  }
  eachRow((_, part, set, i) => {
    const x = set.x[part] ?? 0
    const y = set.y[part] ?? 0
    const key = (y + 32_768) * 65_536 + x + 32_768
    let at = places.get(key)
    if (at === undefined) {
      at = xs.push(x) - 1
      ys.push(y)
      places.set(key, at)
    }
    place[i] = at
  })
  const n = xs.length
  const inside = new Uint8Array(n)
  const dies = new Uint32Array(n)
  const fails = new Uint32Array(n)
  const sum = new Float64Array(n)
  const measured = new Uint32Array(n)
  const touches = new Uint16Array(n)
  let colorOf: (part: number) => number = () => Number.NaN
  const add = (array: Numbers, at: number, by: number) => {
    array[at] = (array[at] ?? 0) + by
  }
  eachRow(
    (row, part, _set, i) => {
      const at = place[i] ?? 0
      touches[at] = Math.min(65_535, (touches[at] ?? 0) + (merged.touches[merged.unit[row] ?? 0] ?? 0))
      if (selection.mask[row] !== 1) return
      inside[at] = 1
      add(dies, at, 1)
      if (merged.pass[row] === 0) add(fails, at, 1)
      const value = colorOf(part)
      if (value - value !== 0) return
      add(measured, at, 1)
      add(sum, at, value)
    },
    next => {
      colorOf = colorIn(view, next, color)
    }
  )
  const bins = color.by === 'hardBin' || color.by === 'softBin'
  return {
    frame: frameOf(merged.sets.find(set => set.stored.geometry !== null) ?? merged.sets[0]),
    wafer: null,
    x: Int32Array.from(xs),
    y: Int32Array.from(ys),
    inside,
    value: Float64Array.from(dies, (_, at) =>
      bins
        ? (fails[at] ?? 0)
        : (measured[at] ?? 0) === 0
          ? Number.NaN
          : color.by === 'fail'
            ? (sum[at] ?? 0)
            : (sum[at] ?? 0) / (measured[at] ?? 1)
    ),
    pass: Uint8Array.from(dies, (count, at) => {
      const failed = color.by === 'fail' ? (sum[at] ?? 0) : (fails[at] ?? 0)
      const of = color.by === 'fail' ? (measured[at] ?? 0) : count
      return of === 0 ? 0 : Math.round((failed / of) * 255)
    }),
    touches,
    set: new Uint32Array(),
    part: new Uint32Array(),
    site: new Uint16Array(),
    unplaced
  }
}

const millimetres = { inch: 25.4, cm: 10, mm: 1, mil: 0.0254 } as const

function frameOf(set: SetData | undefined): MapOut['frame'] {
  const geometry: WaferGeometry | null = set?.stored.geometry ?? null
  const length = (value: number | null | undefined) =>
    value === null || value === undefined || geometry?.units == null
      ? null
      : value * millimetres[geometry.units]
  const one = <const T extends string>(value: string | null | undefined, of: readonly T[]): T | null =>
    of.find(letter => letter === value?.toUpperCase()) ?? null
  return {
    flat: one(geometry?.flat, ['U', 'D', 'L', 'R']),
    positiveX: one(geometry?.positiveX, ['L', 'R']),
    positiveY: one(geometry?.positiveY, ['U', 'D']),
    diameter: length(geometry?.diameter),
    dieWidth: length(geometry?.dieWidth),
    dieHeight: length(geometry?.dieHeight)
  }
}
