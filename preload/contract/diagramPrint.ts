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
    /** What neighbouring pages both show, mm. */
    overlap: z.number().min(0).max(40).default(8),
    language: z.enum(['en', 'zh-CN']).default('en'),
    timeZone: z.string().max(100).refine(isZone).default('UTC')
  })
  .strict()

/** How a picture goes on paper. */
export type PrintSettings = z.output<typeof printSettings>

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
   * here has; a box stands for each. `pages` names the pages (A1, A2, B1 ...). print.tooManyPages, and
   * attachment.staleStage for a `picture` that is not waiting any more.
   */
  'diagramPrint.pdf': query({
    input: z
      .object({
        scene: scene.nullable().default(null),
        /** In the place of `scene`: one that was handed over in parts. */
        picture: z.string().min(1).max(100).nullable().default(null),
        settings: printSettings
      })
      .strict(),
    output: fileOut.extend({ pages: z.array(z.string()), missing: z.array(z.string()) }),
    allow: 'records.read'
  })
}
