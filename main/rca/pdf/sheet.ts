import type { PrintSettings } from '@contract/diagramPrint'
import type { Pen } from './draw'
import { sheetEdge, type Page, type PagePlan } from './pages'
import type { PlannedSheet } from './sheets'

const words = {
  en: {
    printed: 'Printed',
    page: (n: number, of: number) => `Page ${n} of ${of}`,
    on: (name: string) => `continued on ${name}`,
    onPage: (name: string, n: number) => `continued on ${name}, page ${n}`
  },
  'zh-CN': {
    printed: '打印时间',
    page: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
    on: (name: string) => `接 ${name}`,
    onPage: (name: string, n: number) => `接 ${name}（第 ${n} 页）`
  }
} as const

/** A time as 2026-11-21 14:05, with the zone's name and its distance from UTC then. */
export function timeIn(at: Date, timeZone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'longOffset'
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value])
  )
  const get = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? ''
  const offset = get('timeZoneName').replace('GMT', 'UTC')
  const named = timeZone === 'UTC' || timeZone === offset ? 'UTC' : `${timeZone}, ${offset}`
  return `${get('year')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')} (${named})`
}

/** Which page of the whole print it is. */
interface PageNumber {
  readonly number: number
  readonly of: number
  /** There are several pictures, each with a title of its own. */
  readonly many: boolean
}

/** Head and foot of a page: what it is, when it was printed, which page, and where it lies in the whole. */
export function drawHead(
  pen: Pen,
  { plan, sheet }: PlannedSheet,
  page: Page,
  place: PageNumber,
  settings: PrintSettings,
  at: Date
): void {
  const { document, palette } = pen
  const word = words[settings.language]
  const [width, height] = plan.sheet
  const right = width - sheetEdge
  const many = plan.pages.length > 1
  const overview = plan.rows.length * plan.columns.length > 1 ? drawOverview(pen, plan, page) : 0
  let edge = right - (overview > 0 ? overview + 12 : 0)
  if (many) edge -= pen.line(page.name, edge, sheetEdge + 20, 16, 600, palette.accent, 'end') + 14
  const own = place.many ? sheet.title : ''
  const title = pen.fitting(own === '' ? settings.title : own, edge - sheetEdge, 12, 600)
  pen.line(title, sheetEdge, sheetEdge + 12, 12, 600, palette.ink)
  const facts = [own === '' ? '' : settings.title, settings.caseNumber, settings.version].filter(
    one => one !== ''
  )
  pen.line(
    pen.fitting(facts.join('  ·  '), edge - sheetEdge, 9, 400),
    sheetEdge,
    sheetEdge + 26,
    9,
    400,
    palette.quiet
  )
  rule(pen, sheetEdge, sheetEdge + 33, right)
  const baseline = height - sheetEdge - 1
  rule(pen, sheetEdge, height - sheetEdge - 12, right)
  pen.line(`${word.printed} ${timeIn(at, settings.timeZone)}`, sheetEdge, baseline, 8, 400, palette.quiet)
  pen.line(word.page(place.number, place.of), right, baseline, 8, 400, palette.quiet, 'end')
  document.lineWidth(1)
}

function rule({ document, palette }: Pen, from: number, y: number, to: number): void {
  document.undash().lineWidth(0.5).moveTo(from, y).lineTo(to, y).stroke(palette.line)
}

/** All tiles small, this one filled, those without anything on them dotted; returns its width. */
function drawOverview({ document, palette }: Pen, plan: PagePlan, page: Page): number {
  const shape = plan.area.width / plan.area.height
  const [rows, columns] = [plan.rows.length, plan.columns.length]
  const cell = Math.min(26 / rows, 90 / columns / shape, 14)
  const [wide, high] = [cell * shape, cell]
  const [left, top] = [plan.sheet[0] - sheetEdge - wide * columns, sheetEdge + 1]
  const printed = new Set(plan.pages.map(({ row, column }) => row * columns + column))
  document.lineWidth(0.4).undash()
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      document.rect(left + column * wide, top + row * high, wide, high)
      if (row === page.row && column === page.column) document.fillAndStroke(palette.accent, palette.quiet)
      else if (printed.has(row * columns + column)) document.fillAndStroke(palette.raised, palette.quiet)
      else document.stroke(palette.line)
    }
  return wide * columns
}

/**
 * Where to cut, and what lies beyond: each side that has a neighbour gets two short marks in the middle of what both
 * pages show, and the neighbour's name.
 */
export function drawMarks(
  pen: Pen,
  { plan, first }: PlannedSheet,
  page: Page,
  many: boolean,
  settings: PrintSettings
): void {
  const { document, palette } = pen
  const word = words[settings.language]
  const { area } = plan
  const [rows, columns] = [plan.rows.length, plan.columns.length]
  const labels = new Map(
    plan.pages.map(({ row, column, name }, i) => [
      row * columns + column,
      many ? word.onPage(name, first + i) : word.on(name)
    ])
  )
  // Half of what a page shares with the one that begins there, points.
  const half = (starts: readonly number[], before: number, size: number): number =>
    (((starts[before] ?? 0) + size - (starts[before + 1] ?? 0)) / 2) * plan.factor
  const across = (before: number): number => half(plan.columns, before, page.region.width)
  const down = (before: number): number => half(plan.rows, before, page.region.height)
  const long = 9
  document.undash().lineWidth(0.6)
  const cut = (x1: number, y1: number, x2: number, y2: number) =>
    document.moveTo(x1, y1).lineTo(x2, y2).stroke(palette.ink)
  const sides = [
    { row: 0, column: -1, x: area.x + across(page.column - 1) },
    { row: 0, column: 1, x: area.x + area.width - across(page.column) },
    { row: -1, column: 0, y: area.y + down(page.row - 1) },
    { row: 1, column: 0, y: area.y + area.height - down(page.row) }
  ]
  for (const side of sides) {
    const [row, column] = [page.row + side.row, page.column + side.column]
    if (row < 0 || column < 0 || row >= rows || column >= columns) continue
    const [bottom, right] = [area.y + area.height, area.x + area.width]
    if (side.x !== undefined) {
      cut(side.x, area.y - 3, side.x, area.y + long)
      cut(side.x, bottom - long, side.x, bottom + 3)
    } else {
      cut(area.x - 3, side.y, area.x + long, side.y)
      cut(right - long, side.y, right + 3, side.y)
    }
    const label = labels.get(row * columns + column)
    if (label === undefined) continue
    if (side.x !== undefined) {
      document
        .save()
        .rotate(-90, { origin: [side.column < 0 ? area.x - 4 : right + 10, area.y + area.height / 2] })
      pen.line(
        label,
        side.column < 0 ? area.x - 4 : right + 10,
        area.y + area.height / 2,
        7,
        400,
        palette.quiet,
        'middle'
      )
      document.restore()
    } else
      pen.line(
        label,
        area.x + area.width / 2,
        side.row < 0 ? area.y - 3 : bottom + 9,
        7,
        400,
        palette.quiet,
        'middle'
      )
  }
}
