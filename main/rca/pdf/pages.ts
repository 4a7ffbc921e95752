import type { Item, Scene, Text } from '@contract/diagram/scene'
import { pagesMost, type PrintSettings } from '@contract/diagramPrint'

/** Points (1/72 inch) of a millimetre, and of a px at 100 %. */
const mm = 72 / 25.4
const pointsOfPx = 0.75

/** Sheets in points, portrait (ISO 216). */
const sheets = { A4: [595.28, 841.89], A3: [841.89, 1190.55] } as const

/** Edge of the sheet that stays free; height of the head, and of the foot. All in points. */
export const sheetEdge = 10 * mm
const headHeight = 46
const footHeight = 25

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
  /** Where each row and each column begins in the scene, px; neighbours share what both reach over. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  /** Pages with something on them, row by row. */
  readonly pages: readonly Page[]
}

/** Width of a line of text, px of the scene. */
export type WidthOf = (line: string, text: Pick<Text, 'size' | 'weight'>) => number

/** As wide as a text can be, where no fonts are at hand: no glyph is wider than it is high, all but. */
const generous: WidthOf = (line, { size }) => line.length * size

/** 0 is A, 25 is Z, 26 is AA. */
function letters(row: number): string {
  const rest = Math.floor(row / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (row % 26))
}

/**
 * Spreads a scene over pages, whole on one or in tiles that share an edge. A cut goes before the labels it would
 * part: every text no larger than half a page is whole on some page. Pages without an item are left out. More than
 * `pagesMost` are not counted to their end.
 */
export function planPages(scene: Scene, settings: PrintSettings, widthOf: WidthOf = generous): PagePlan {
  const [short, long] = sheets[settings.paper]
  const sheet = settings.orientation === 'portrait' ? ([short, long] as const) : ([long, short] as const)
  const area = {
    x: sheetEdge,
    y: sheetEdge + headHeight,
    width: sheet[0] - 2 * sheetEdge,
    height: sheet[1] - 2 * sheetEdge - headHeight - footHeight
  }
  const [width, height] = [Math.max(scene.width, 1), Math.max(scene.height, 1)]
  // A small picture is not blown up beyond what it is on the screen.
  const whole = Math.min(pointsOfPx, area.width / width, area.height / height)
  const least = (settings.least ?? 0) * pointsOfPx
  if (settings.scale === null && whole >= least) {
    const factor = whole
    const page = { name: 'A1', row: 0, column: 0, region: { x: 0, y: 0, width, height } }
    return { sheet, area, factor, rows: [0], columns: [0], pages: [page] }
  }
  const factor = settings.scale === null ? least : settings.scale * pointsOfPx
  const tile = { width: area.width / factor, height: area.height / factor }
  const overlap = Math.min((settings.overlap * mm) / factor, tile.width / 3, tile.height / 3)
  const extents = scene.items.map(item => extentOf(item, widthOf))
  const labels = extents.filter((_, i) => scene.items[i]?.kind === 'text')
  const columns = startsOf(
    width,
    tile.width,
    overlap,
    labels.map(one => [one.x, one.x + one.width])
  )
  const rows = startsOf(
    height,
    tile.height,
    overlap,
    labels.map(one => [one.y, one.y + one.height])
  )
  const pages: Page[] = []
  for (const index of [...usedTiles(extents, rows, columns, tile)].sort((a, b) => a - b)) {
    const [row, column] = [Math.floor(index / columns.length), index % columns.length]
    const region = { x: columns[column] ?? 0, y: rows[row] ?? 0, ...tile }
    pages.push({ name: `${letters(row)}${column + 1}`, row, column, region })
  }
  return { sheet, area, factor, rows, columns, pages }
}

/** From one edge of a label to the other. */
type Span = readonly [from: number, to: number]

/**
 * Where the pages begin along one side, the picture in the middle of all of them: so that no sliver of it is left
 * for the last.
 */
function startsOf(size: number, page: number, overlap: number, labels: readonly Span[]): readonly number[] {
  const sorted = labels.filter(([from, to]) => to - from <= page / 2).sort((a, b) => a[0] - b[0])
  const first = startsFrom(0, size, page, overlap, sorted)
  const spare = (first.at(-1) ?? 0) + page - size
  const middle = startsFrom(-spare / 2, size, page, overlap, sorted)
  return middle.length === first.length ? middle : first
}

/** @param labels by where they begin; each fits into half a page */
function startsFrom(
  begin: number,
  size: number,
  page: number,
  overlap: number,
  labels: readonly Span[]
): readonly number[] {
  const starts = [begin]
  let at = 0
  for (let end = begin + page; end < size - 1e-6; end = (starts.at(-1) ?? 0) + page) {
    let next = end - overlap
    // Labels that begin before half a page ahead of its end are on it whole.
    while ((labels[at]?.[0] ?? Infinity) < end - page / 2) at++
    for (let i = at; (labels[i]?.[0] ?? Infinity) < next; i++)
      if ((labels[i]?.[1] ?? 0) > end) next = Math.min(next, labels[i]?.[0] ?? next)
    starts.push(next)
  }
  return starts
}

/** Tiles that some item reaches into, by row * columns + column. */
function usedTiles(
  extents: readonly Region[],
  rows: readonly number[],
  columns: readonly number[],
  tile: { readonly width: number; readonly height: number }
): ReadonlySet<number> {
  const used = new Set<number>()
  const within = (starts: readonly number[], page: number, from: number, to: number): readonly number[] => {
    const found: number[] = []
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) + page <= from) low = middle + 1
      else high = middle
    }
    for (let i = low; i < starts.length && (i === low || (starts[i] ?? 0) <= to); i++) found.push(i)
    return found
  }
  for (const { x, y, width, height } of extents) {
    const across = within(columns, tile.width, x, x + width)
    for (const row of within(rows, tile.height, y, y + height))
      for (const column of across) {
        used.add(row * columns.length + column)
        if (used.size > pagesMost) return used
      }
  }
  return used.size > 0 ? used : new Set([0])
}

/** Rectangle an item lies in, px. */
export function extentOf(item: Item, widthOf: WidthOf = generous): Region {
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
      const width = Math.max(0, ...item.lines.map(line => widthOf(line, item)))
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
