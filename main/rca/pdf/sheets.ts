import type { Item } from '@contract/diagram/scene'
import { pageBlanks, type PrintSettings, type PrintSheet } from '@contract/diagramPrint'
import { extentOf, planPages, type PagePlan, type Region, type WidthOf } from './pages'

/** A picture with the pages it takes. */
export interface PlannedSheet {
  readonly sheet: PrintSheet
  readonly plan: PagePlan
  /** Rectangle of each of its items, px. */
  readonly extents: readonly Region[]
  /** Where its nodes lie: the item drawn first of each, lines left out. */
  readonly nodes: ReadonlyMap<string, number>
  /** Number of its first page in the whole print, from 1. */
  readonly first: number
}

/** Spreads pictures over pages one behind the other, each beginning on a page of its own. */
export function planSheets(
  sheets: readonly PrintSheet[],
  settings: PrintSettings,
  widthOf?: WidthOf
): readonly PlannedSheet[] {
  const planned: PlannedSheet[] = []
  let first = 1
  for (const sheet of sheets) {
    const plan = planPages(sheet.scene, settings, widthOf)
    // What is whole on its page is cut nowhere: roughly where it lies will do.
    const measure = plan.pages.length === 1 ? undefined : widthOf
    const extents = sheet.scene.items.map(item => extentOf(item, measure))
    const nodes = new Map<string, number>()
    for (const [i, { node, kind }] of sheet.scene.items.entries())
      if (node !== null && kind !== 'line' && !nodes.has(node)) nodes.set(node, i)
    planned.push({ sheet, plan, extents, nodes, first })
    first += plan.pages.length
  }
  return planned
}

/** Number of the page that shows most of a node; the picture's first where none does. */
function pageOf({ plan, extents, nodes, first }: PlannedSheet, node: string): number {
  const extent = extents[nodes.get(node) ?? -1]
  if (extent === undefined) return first
  let best = { at: 0, area: 0 }
  for (const [at, { region }] of plan.pages.entries()) {
    const area =
      shared(extent.x, extent.width, region.x, region.width) *
      shared(extent.y, extent.height, region.y, region.height)
    // What both of two pages show is named by the first: a hair more is no more.
    if (area > best.area * 1.001) best = { at, area }
  }
  return first + best.at
}

/** How much two stretches have in common. */
const shared = (a: number, aLong: number, b: number, bLong: number): number =>
  Math.max(0, Math.min(a + aLong, b + bLong) - Math.max(a, b))

/** A rectangle of a picture that leads to a page. */
export interface Linked {
  readonly extent: Region
  readonly page: number
}

/** Most page numbers that a text names; an ellipsis stands for the rest. */
const numbersMost = 6

/** The items of a picture with the numbers of pages filled in, and what leads there. */
export function linked(
  planned: readonly PlannedSheet[],
  index: number,
  widthOf?: WidthOf
): { readonly items: readonly Item[]; readonly links: readonly Linked[] } {
  const one = planned[index]
  if (one === undefined) return { items: [], links: [] }
  const items = [...one.sheet.scene.items]
  const links: Linked[] = []
  for (const { item: at, to } of one.sheet.refs) {
    const item = items[at]
    if (item?.kind !== 'text') continue
    const pages = new Set(
      to.flatMap(({ sheet, node }) => {
        const there = planned[sheet]
        return there === undefined ? [] : pageOf(there, node)
      })
    )
    const numbers = [...pages].sort((a, b) => a - b)
    const said = numbers.slice(0, numbersMost).join(', ') + (numbers.length > numbersMost ? ' …' : '')
    const filled = { ...item, lines: item.lines.map(line => line.replace(pageBlanks, said)) }
    items[at] = filled
    const [page] = numbers
    if (page !== undefined) links.push({ extent: extentOf(filled, widthOf), page })
  }
  return { items, links }
}
