import { z } from 'zod'
import { query } from './define'
import { fileOut, line, lineOrEmpty } from './fields'
import { scene } from './diagram/scene'

/** True for a zone of the IANA time zone database. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** How a picture goes on paper. */
export const printSettings = z
  .object({
    /** Head of every page: what it is, of which case, which state of it in words ("version 7"). */
    title: line(300),
    caseNumber: lineOrEmpty(100).default(''),
    version: lineOrEmpty(100).default(''),
    paper: z.enum(['A4', 'A3']).default('A4'),
    orientation: z.enum(['portrait', 'landscape']).default('landscape'),
    /** 1 = as large as on the screen at 100 % (12 px are 9 pt); null = as large as fits on one page. */
    scale: z.number().min(0.05).max(4).nullable().default(null),
    /** Smallest scale that a picture is fitted to its page at; one that would be smaller is split at this. Null = none. */
    least: z.number().min(0.05).max(4).nullable().default(null),
    /** What neighbouring pages both show, mm. */
    overlap: z.number().min(0).max(40).default(8),
    language: z.enum(['en', 'zh-CN']).default('en'),
    timeZone: z.string().max(100).refine(isZone).default('UTC')
  })
  .strict()

/** How a picture goes on paper. */
export type PrintSettings = z.output<typeof printSettings>

/**
 * Stands in a text of a picture where numbers of pages go: figure spaces, each as wide as a digit. What was measured
 * with it has room for them.
 * @param digits how much room; at least 1
 */
export const pageBlank = (digits: number): string => '\u2007'.repeat(digits)

/** Finds a {@link pageBlank}. */
export const pageBlanks = /\u2007+/

/** Most sheets of paper of one print. */
export const pagesMost = 400

/** Most pictures of one print. */
const sheetsMost = 2000

/** A picture that begins on a page of its own: of a print of several, such as the transfer pages of a fault tree. */
export const printSheet = z
  .object({
    /** Over the title of the whole: "G4 Probe lets it pass". */
    title: lineOrEmpty(300),
    scene,
    /** Texts of the picture that name pages of this print. */
    refs: z
      .array(
        z
          .object({
            /** Place of the text among the items of the scene; its blank for pages is filled in. */
            item: z.number().int().min(0),
            /** Nodes it leads to: the sheets they are on, from 0, and what they are called there. */
            to: z
              .array(z.object({ sheet: z.number().int().min(0), node: z.string().max(200) }).strict())
              .max(20_000)
              .readonly()
          })
          .strict()
      )
      .max(100_000)
      .readonly()
  })
  .strict()

/** A picture of a print of several. */
export type PrintSheet = Readonly<z.output<typeof printSheet>>

/** Pictures that are printed together, in their order. */
export const printSheets = z
  .object({ sheets: z.array(printSheet).min(1).max(sheetsMost).readonly() })
  .strict()

/** Pictures that are printed together. */
export type PrintSheets = z.output<typeof printSheets>

/** Most characters of a part of a picture: even of Chinese text not what one call of the host may hold. */
export const printPartMost = 750_000

/** Pictures on paper. */
export const diagramPrint = {
  /**
   * A part of the JSON of a picture that is too large for one call; the parts come in order. Kept for some minutes,
   * for who sent it alone. attachment.staleStage, attachment.tooLarge.
   */
  'diagramPrint.part': query({
    input: z
      .object({
        /** As the part before was answered; null for the first. */
        picture: z.string().min(1).max(100).nullable().default(null),
        text: z.string().min(1).max(printPartMost)
      })
      .strict(),
    output: z.object({ picture: z.string() }),
    allow: 'records.read'
  }),
  /**
   * A picture as PDF: vectors, with text that can be selected and searched. `missing` holds characters that no font
   * here has; a box stands for each. `pages` names the pages (A1, A2, B1 ...; of several pictures 1, 2-A1, 2-A2 ...).
   * print.tooManyPages, and attachment.staleStage for a `picture` that is not waiting any more.
   */
  'diagramPrint.pdf': query({
    input: z
      .object({
        scene: scene.nullable().default(null),
        /** In the place of `scene`: several pictures. */
        sheets: printSheets.shape.sheets.nullable().default(null),
        /** In the place of both: JSON of a scene, or of `{sheets}`, that was handed over in parts. */
        picture: z.string().min(1).max(100).nullable().default(null),
        settings: printSettings
      })
      .strict(),
    output: fileOut.extend({ pages: z.array(z.string()), missing: z.array(z.string()) }),
    allow: 'records.read'
  })
}
