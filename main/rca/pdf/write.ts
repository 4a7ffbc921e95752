import PDFDocument from 'pdfkit'
import { z } from 'zod'
import { palettes } from '@contract/diagram/palette'
import { scene as sceneSchema, type Item, type Scene } from '@contract/diagram/scene'
import {
  pagesMost,
  printSettings,
  printSheets,
  type PrintSettings,
  type PrintSheet,
  type PrintSheets
} from '@contract/diagramPrint'
import { FabError } from '@contract/errors'
import { Pen } from './draw'
import { loadFonts } from './fonts'
import type { PagePlan, Region, WidthOf } from './pages'
import { drawHead, drawMarks } from './sheet'
import { linked, planSheets, type Linked } from './sheets'

/** A print: the file, the names of its pages, and characters that no font has. */
export interface Print {
  readonly bytes: Uint8Array
  readonly pages: readonly string[]
  readonly missing: readonly string[]
}

/** What the `diagramPdf` task is asked; `at` is the time of printing. */
const printOrder = z.object({
  scene: sceneSchema.nullable(),
  sheets: printSheets.shape.sheets.nullable().default(null),
  /** JSON of the scene, or of the sheets, in parts, where it is not there itself. */
  parts: z.array(z.string()).readonly().nullable().default(null),
  settings: printSettings,
  at: z.iso.datetime()
})

/** The scene or the sheets out of their parts. @throws FabError contract.input */
function joined(parts: readonly string[]): Scene | PrintSheets {
  try {
    const value: unknown = JSON.parse(parts.join(''))
    const several = typeof value === 'object' && value !== null && 'sheets' in value
    return several ? printSheets.parse(value) : sceneSchema.parse(value)
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
    throw new FabError(
      'contract.input',
      { field: 'scene', issue: error.message.slice(0, 300), issues: [] },
      { cause: error }
    )
  }
}

/** True for what the task answers. */
export function isPrint(value: unknown): value is Print {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array
}

/** The worker task: checks what it is given, then writes. */
export async function diagramPdf(order: unknown): Promise<Print> {
  const { scene, sheets, parts, settings, at } = printOrder.parse(order)
  return await writePdf(scene ?? (sheets === null ? joined(parts ?? []) : { sheets }), settings, new Date(at))
}

/**
 * Writes a scene, or several that each begin on a page of their own, as PDF in the print palette. Of several the
 * reader of the file gets a table of contents, and what names a page leads there. FabError print.tooManyPages.
 */
export async function writePdf(
  picture: Scene | PrintSheets,
  settings: PrintSettings,
  at: Date
): Promise<Print> {
  await loadFonts()
  const document = new PDFDocument({
    autoFirstPage: false,
    lang: settings.language,
    displayTitle: true,
    // The standard fonts of PDF have no Chinese, and would be read from disk for nothing.
    font: '',
    info: {
      Title: settings.title,
      Subject: settings.caseNumber,
      Creator: 'FabCase',
      Producer: 'FabCase',
      CreationDate: at
    }
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const pen = new Pen(document, palettes.print)
  // Asked for each text when its pages are planned, and when it is looked up what lies on them.
  const widths = new Map<string, number>()
  const widthOf: WidthOf = (line, { size, weight }) => {
    const key = `${String(size)} ${String(weight)} ${line}`
    const known = widths.get(key) ?? pen.width(line, size, weight)
    widths.set(key, known)
    return known
  }
  const sheets: readonly PrintSheet[] =
    'sheets' in picture ? picture.sheets : [{ title: '', scene: picture, refs: [] }]
  const planned = planSheets(sheets, settings, widthOf)
  const total = planned.reduce((sum, { plan }) => sum + plan.pages.length, 0)
  if (total > pagesMost) throw new FabError('print.tooManyPages', { most: pagesMost })
  const names: string[] = []
  for (const [index, one] of planned.entries()) {
    const { sheet, plan, extents } = one
    const { items, links } = linked(planned, index, widthOf)
    for (const [tile, page] of plan.pages.entries()) {
      document.addPage({ size: [...plan.sheet], margin: 0 })
      if (planned.length > 1) {
        document.addNamedDestination(pageName(one.first + tile))
        if (tile === 0) document.outline.addItem(sheet.title)
      }
      drawPart(pen, { items, extents, links }, plan, page.region)
      drawMarks(pen, one, page, planned.length > 1, settings)
      drawHead(
        pen,
        one,
        page,
        { number: one.first + tile, of: total, many: planned.length > 1 },
        settings,
        at
      )
      names.push(
        planned.length === 1 ? page.name : String(index + 1) + (plan.pages.length > 1 ? `-${page.name}` : '')
      )
    }
  }
  document.end()
  await done
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: names, missing: [...pen.missing] }
}

/** What a page is called as the end of a link. */
const pageName = (number: number): string => `page ${String(number)}`

/** Items of a scene with the rectangles they lie in, and those that lead to a page. */
interface Drawing {
  readonly items: readonly Item[]
  readonly extents: readonly Region[]
  readonly links: readonly Linked[]
}

/** What of the scene lies in a region, in the area of the sheet. */
function drawPart(pen: Pen, { items, extents, links }: Drawing, plan: PagePlan, region: Region): void {
  const { area, factor } = plan
  // One that is fitted to its page and smaller than that lies in its middle.
  const [beside, over] = [area.width - region.width * factor, area.height - region.height * factor]
  pen.document
    .save()
    .rect(area.x, area.y, area.width, area.height)
    .clip()
    .translate(area.x + beside / 2, area.y + over / 2)
    .scale(factor)
    .translate(-region.x, -region.y)
  for (const [i, item] of items.entries()) {
    const extent = extents[i]
    if (extent !== undefined && touches(extent, region)) pen.draw(item)
  }
  for (const { extent, page } of links)
    if (touches(extent, region))
      pen.document.goTo(extent.x, extent.y, extent.width, extent.height, pageName(page))
  pen.document.restore()
}

/** With some px to spare for strokes and arrow heads. */
function touches(a: Region, b: Region): boolean {
  const spare = 12
  return (
    a.x - spare < b.x + b.width &&
    a.x + a.width + spare > b.x &&
    a.y - spare < b.y + b.height &&
    a.y + a.height + spare > b.y
  )
}
