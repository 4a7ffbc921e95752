import type { PartFilter } from '@contract/analysis'
import {
  isInside,
  maskOf,
  type Polygon,
  polygonsOf,
  polygonsOfDies,
  outsideOf,
  rectsOf,
  simplify
} from '../../charts/lasso'
import type { How } from '../../charts/useLasso'

/** Dies chosen by their place. */
export type Region = PartFilter['regions'][number]

/** Places of dies as the file gives them. */
export interface Places {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

/** A drawn line is kept to within this of a die. */
const closeEnough = 0.2

/** Most regions the core takes. */
const mostRegions = 50

const mutable = (polygon: Polygon): [number, number][] => polygon.map(([x, y]) => [x, y])

/** Regions of polygons on one wafer, or on every wafer where there is none. */
export function regionsOf(polygons: readonly Polygon[], wafer: string | null): Region[] {
  return polygons.map(polygon => ({
    polygon: mutable(polygon),
    wafers: wafer === null ? null : [wafer]
  }))
}

/** True for a region that counts on a wafer; with null, on every wafer of a stack. */
function countsOn(region: Region, wafer: string | null): boolean {
  return (
    region.wafers === null || region.wafers.length === 0 || (wafer !== null && region.wafers.includes(wafer))
  )
}

/** 1 for each die that the regions hold on a wafer or a stack; null where none of them counts there. */
export function heldBy(
  regions: readonly Region[],
  wafer: string | null,
  { x, y }: Places
): Uint8Array<ArrayBuffer> | null {
  const own = regions.filter(region => countsOn(region, wafer)).map(region => region.polygon)
  return own.length === 0 ? null : maskOf(own, x, y)
}

/**
 * The regions after a shape was drawn on a wafer (null: on the stack): in place of what was chosen, added to
 * it, or taken from it. What is taken away leaves exactly the other dies, on the wafer alone where it was drawn
 * there. Null where the shape holds no die, or where more regions would be needed than are taken.
 * @param all keys of all wafers of the view
 */
export function afterShape(
  regions: readonly Region[],
  shape: Polygon,
  how: How,
  wafer: string | null,
  dies: Places,
  all: readonly string[]
): readonly Region[] | null {
  const line = simplify(shape, closeEnough)
  const held = maskOf([line], dies.x, dies.y)
  if (!held.includes(1)) return null
  const drawn = regionsOf([line], wafer)
  const fits = (next: readonly Region[]): readonly Region[] | null =>
    next.length > mostRegions ? null : next
  if (how === 'replace') return drawn
  if (how === 'add') return fits([...regions, ...drawn])
  return fits(withoutDies(regions, held, wafer, dies, all))
}

/** The regions without some dies of a wafer or, with null, of every wafer. */
function withoutDies(
  regions: readonly Region[],
  gone: Uint8Array,
  wafer: string | null,
  dies: Places,
  all: readonly string[]
): readonly Region[] {
  const others = regions.filter(region => !countsOn(region, wafer))
  const own = regions.filter(region => countsOn(region, wafer))
  // Nothing was chosen: what is left is everything but the shape.
  const now =
    own.length === 0
      ? new Uint8Array(dies.x.length).fill(1)
      : maskOf(
          own.map(region => region.polygon),
          dies.x,
          dies.y
        )
  const left = (i: number): boolean => now[i] === 1 && gone[i] === 0
  const kept = regionsOf(polygonsOfDies(...chosen(dies, left)), wafer)
  if (wafer === null) return [...others, ...kept]
  // On every other wafer the region stays as it was.
  const elsewhere = all.filter(key => key !== wafer)
  const beside = own.flatMap(region => {
    const wafers = region.wafers === null ? elsewhere : region.wafers.filter(key => key !== wafer)
    return wafers.length === 0 ? [] : [{ polygon: region.polygon, wafers }]
  })
  return [...others, ...beside, ...kept]
}

function chosen({ x, y }: Places, of: (i: number) => boolean): readonly [number[], number[]] {
  const xs: number[] = []
  const ys: number[] = []
  for (let i = 0; i < x.length; i++) {
    if (!of(i)) continue
    xs.push(x[i] ?? 0)
    ys.push(y[i] ?? 0)
  }
  return [xs, ys]
}

/** The regions of exactly the dies that a test of their place chooses. */
export function regionsWhere(
  dies: Places,
  of: (i: number) => boolean,
  wafer: string | null
): readonly Region[] {
  return regionsOf(polygonsOfDies(...chosen(dies, of)), wafer)
}

/** Coordinates of STDF are two bytes; nothing lies beyond. */
const farthest = 32_768

/** Places of a box that are looked at one by one. */
const mostPlaces = 4_000_000

/**
 * What lies outside the regions, on the same wafers. Null where the regions are of different wafers, which no
 * one list of regions can turn round.
 */
export function outsideRegions(regions: readonly Region[]): readonly Region[] | null {
  const [first] = regions
  if (first === undefined) return null
  const scope = JSON.stringify(first.wafers)
  if (regions.some(region => JSON.stringify(region.wafers) !== scope)) return null
  const xs: number[] = []
  const ys: number[] = []
  for (const { polygon } of regions) {
    const box = bounds(polygon)
    if ((box.x1 - box.x0) * (box.y1 - box.y0) > mostPlaces) return null
    for (let y = Math.ceil(box.y0); y <= box.y1; y++)
      for (let x = Math.ceil(box.x0); x <= box.x1; x++)
        if (isInside(polygon, x, y)) {
          xs.push(x)
          ys.push(y)
        }
  }
  const held = rectsOf(xs, ys)
  const x0 = Math.min(...held.map(rect => rect.x0))
  const x1 = Math.max(...held.map(rect => rect.x1))
  const y0 = Math.min(...held.map(rect => rect.y0))
  const y1 = Math.max(...held.map(rect => rect.y1))
  if (held.length === 0) return null
  const around = [
    { x0: -farthest, x1: farthest, y0: -farthest, y1: y0 - 1 },
    { x0: -farthest, x1: x0 - 1, y0, y1 },
    ...outsideOf(held, { x0, x1, y0, y1 }),
    { x0: x1 + 1, x1: farthest, y0, y1 },
    { x0: -farthest, x1: farthest, y0: y1 + 1, y1: farthest }
  ]
  return polygonsOf(around).map(polygon => ({ polygon: mutable(polygon), wafers: first.wafers }))
}

function bounds(polygon: Polygon): { x0: number; x1: number; y0: number; y1: number } {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}
