import { FabError } from '@contract/errors'
import type { Handlers } from '../store/context'
import { fileStem } from './file-stem'
import { isPrint } from './pdf/write'
import { PrintParts } from './print-parts'

const coming = new PrintParts()

/** Pictures on paper. */
export const printHandlers = {
  'diagramPrint.part': (ctx, input) => ({
    picture: coming.take(input.picture, ctx.actor.id ?? '', input.text, ctx.clock.now().getTime())
  }),
  'diagramPrint.pdf': async (ctx, input) => {
    const { scene, sheets, picture, settings } = input
    const now = ctx.clock.now()
    // Read in the thread: nothing of that size is looked at here.
    const parts = picture === null ? null : coming.give(picture, ctx.actor.id ?? '', now.getTime())
    if (scene === null && sheets === null && parts === null) throw new FabError('attachment.staleStage')
    const print = await ctx.inWorker(
      'diagramPdf',
      { scene, sheets, parts, settings, at: now.toISOString() },
      ctx.signal === undefined ? {} : { signal: ctx.signal }
    )
    if (!isPrint(print)) throw new TypeError('the print task answers a print')
    const { title, caseNumber } = settings
    const name = `${fileStem(caseNumber === '' ? title : `${caseNumber} ${title}`)}.pdf`
    return { name, mime: 'application/pdf', ...print, pages: [...print.pages], missing: [...print.missing] }
  }
} satisfies Partial<Handlers>
