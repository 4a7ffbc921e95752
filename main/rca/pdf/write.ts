import PDFDocument from 'pdfkit'
import { z } from 'zod'
import { palettes } from '@contract/diagram/palette'
import { scene as sceneSchema, type Scene } from '@contract/diagram/scene'
import { printSettings, type PrintSettings } from '@contract/diagramPrint'
import { FabError } from '@contract/errors'
import { Pen } from './draw'
import { loadFonts } from './fonts'
import { extentOf, pagesMost, planPages, type PagePlan, type Region, type WidthOf } from './pages'
import { drawHead, drawMarks } from './sheet'

/** A print: the file, the names of its pages, and characters that no font has. */
export interface Print {
  readonly bytes: Uint8Array
  readonly pages: readonly string[]
  readonly missing: readonly string[]
}

/** What the `diagramPdf` task is asked; `at` is the time of printing. */
const printOrder = z.object({
  scene: sceneSchema.nullable(),
  /** JSON of the scene in parts, where it is not there itself. */
  parts: z.array(z.string()).readonly().nullable().default(null),
  settings: printSettings,
  at: z.iso.datetime()
})

/** The scene out of its parts. @throws FabError contract.input */
function joined(parts: readonly string[]): Scene {
  try {
    return sceneSchema.parse(JSON.parse(parts.join('')))
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
  const { scene, parts, settings, at } = printOrder.parse(order)
  return await writePdf(scene ?? joined(parts ?? []), settings, new Date(at))
}

/** Writes a scene as PDF in the print palette. FabError print.tooManyPages. */
export async function writePdf(scene: Scene, settings: PrintSettings, at: Date): Promise<Print> {
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
  const widthOf: WidthOf = (line, { size, weight }) => pen.width(line, size, weight)
  const plan = planPages(scene, settings, widthOf)
  if (plan.pages.length > pagesMost) throw new FabError('print.tooManyPages', { most: pagesMost })
  const extents = scene.items.map(item => extentOf(item, widthOf))
  for (const [index, page] of plan.pages.entries()) {
    document.addPage({ size: [...plan.sheet], margin: 0 })
    drawPart(pen, scene, extents, plan, page.region)
    drawMarks(pen, plan, page, settings)
    drawHead(pen, plan, page, index, settings, at)
  }
  document.end()
  await done
  return {
    bytes: new Uint8Array(Buffer.concat(chunks)),
    pages: plan.pages.map(page => page.name),
    missing: [...pen.missing]
  }
}

/** What of the scene lies in a region, in the area of the sheet. */
function drawPart(pen: Pen, scene: Scene, extents: readonly Region[], plan: PagePlan, region: Region): void {
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
  for (const [i, item] of scene.items.entries()) {
    const extent = extents[i]
    if (extent !== undefined && touches(extent, region)) pen.draw(item)
  }
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
