import type { Item, Scene } from '@contract/diagram/scene'
import type { PrintSettings } from '@contract/diagramPrint'

/** Points (1/72 inch) of a millimetre, and of a px at 100 %. */
const mm = 72 / 25.4
const pointsOfPx = 0.75

/** Sheets in points, portrait (ISO 216). */
const sheets = { A4: [595.28, 841.89], A3: [841.89, 1190.55] } as const

/** Edge of the sheet that stays free; height of the head, and of the foot. All in points. */
export const sheetEdge = 10 * mm
const headHeight = 46
const footHeight = 25

/** Most pages of one print. */
export const pagesMost = 400

/** A rectangle of the scene, px. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One page of a print. */
export interface Page {
  /** Row by letter, column by number: A1. */
  readonly name: string
  readonly row: number
  readonly column: number
  readonly region: Region
}

/** How a scene is spread over pages. */
export interface PagePlan {
  /** Size of a sheet, points. */
  readonly sheet: readonly [number, number]
  /** Where the picture goes on each sheet, points. */
  readonly area: Region
  /** Points a px. */
  readonly factor: number
  readonly rows: number
  readonly columns: number
  /** What neighbours share, px. */
  readonly overlap: number
  /** Pages with something on them, row by row. */
  readonly pages: readonly Page[]
}

/** 0 is A, 25 is Z, 26 is AA. */
function letters(row: number): string {
  const rest = Math.floor(row / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (row % 26))
}

/**
 * Spreads a scene over pages, whole on one or in tiles that share an edge. Pages without an item are left out. More
 * than `pagesMost` are not counted to their end.
 */
export function planPages(scene: Scene, settings: PrintSettings): PagePlan {
  const [short, long] = sheets[settings.paper]
  const sheet = settings.orientation === 'portrait' ? ([short, long] as const) : ([long, short] as const)
  const area = {
    x: sheetEdge,
    y: sheetEdge + headHeight,
    width: sheet[0] - 2 * sheetEdge,
    height: sheet[1] - 2 * sheetEdge - headHeight - footHeight
  }
  const [width, height] = [Math.max(scene.width, 1), Math.max(scene.height, 1)]
  if (settings.scale === null) {
    // A small picture is not blown up beyond what it is on the screen.
    const factor = Math.min(pointsOfPx, area.width / width, area.height / height)
    const page = { name: 'A1', row: 0, column: 0, region: { x: 0, y: 0, width, height } }
    return { sheet, area, factor, rows: 1, columns: 1, overlap: 0, pages: [page] }
  }
  const factor = settings.scale * pointsOfPx
  const tile = [area.width / factor, area.height / factor] as const
  const overlap = Math.min((settings.overlap * mm) / factor, tile[0] / 3, tile[1] / 3)
  const count = (size: number, one: number) =>
    Math.max(1, Math.ceil((size - overlap - 1e-6) / (one - overlap)))
  const [columns, rows] = [count(width, tile[0]), count(height, tile[1])]
  // The picture in the middle of all sheets: so that no sliver of it is left for the last ones.
  const before = (size: number, one: number, all: number) => (all * (one - overlap) + overlap - size) / 2
  const origin = [before(width, tile[0], columns), before(height, tile[1], rows)] as const
  const used = usedTiles(scene.items, { columns, rows, tile, overlap, origin })
  const pages: Page[] = []
  for (const index of [...used].sort((a, b) => a - b)) {
    const [row, column] = [Math.floor(index / columns), index % columns]
    const [x, y] = [column * (tile[0] - overlap) - origin[0], row * (tile[1] - overlap) - origin[1]]
    const region = { x, y, width: tile[0], height: tile[1] }
    pages.push({ name: `${letters(row)}${column + 1}`, row, column, region })
  }
  return { sheet, area, factor, rows, columns, overlap, pages }
}

interface Grid {
  readonly columns: number
  readonly rows: number
  readonly tile: readonly [number, number]
  readonly overlap: number
  /** Where the scene begins in it, px. */
  readonly origin: readonly [number, number]
}

/** Tiles that some item reaches into, by row * columns + column. */
function usedTiles(
  items: readonly Item[],
  { columns, rows, tile, overlap, origin }: Grid
): ReadonlySet<number> {
  const used = new Set<number>()
  const span = (from: number, to: number, one: number, count: number): readonly [number, number] => {
    const step = one - overlap
    return [Math.max(0, Math.floor((from - overlap) / step)), Math.min(count - 1, Math.floor(to / step))]
  }
  for (const item of items) {
    const { x, y, width, height } = extentOf(item)
    const [left, right] = span(x + origin[0], x + origin[0] + width, tile[0], columns)
    const [top, bottom] = span(y + origin[1], y + origin[1] + height, tile[1], rows)
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        used.add(row * columns + column)
        if (used.size > pagesMost) return used
      }
  }
  return used.size > 0 ? used : new Set([0])
}

/** Rectangle an item lies in, px; of a text generously, for its width is not known here. */
export function extentOf(item: Item): Region {
  switch (item.kind) {
    case 'box':
      return item
    case 'mark':
      return { x: item.x, y: item.y, width: item.size, height: item.size }
    case 'shape':
      return shapeExtent(item.x, item.y, item.d)
    case 'line': {
      const xs = item.points.filter((_, i) => i % 2 === 0)
      const ys = item.points.filter((_, i) => i % 2 === 1)
      const [x, y] = [Math.min(...xs), Math.min(...ys)]
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
    }
    case 'text': {
      const width = Math.max(0, ...item.lines.map(line => line.length)) * item.size
      const x = item.x - (item.anchor === 'start' ? 0 : item.anchor === 'middle' ? width / 2 : width)
      return {
        x,
        y: item.y - item.size,
        width,
        height: item.lines.length * item.lineHeight + item.size * 0.4
      }
    }
  }
}

/** Numbers of path data are all coordinates or radii: none lies outside their range. */
function shapeExtent(x: number, y: number, d: string): Region {
  const numbers = (d.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
  const [least, most] = [Math.min(0, ...numbers), Math.max(0, ...numbers)]
  return { x: x + least, y: y + least, width: most - least, height: most - least }
}
