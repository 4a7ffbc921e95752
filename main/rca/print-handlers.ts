import type { Handlers } from '../store/context'
import { isPrint } from './pdf/write'

/** What a file of a title is called; nothing that a file system would refuse. */
const stemOf = (title: string): string =>
  title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')
    .slice(0, 80)
    .trim() || 'diagram'

/** Pictures on paper. */
export const printHandlers = {
  'diagramPrint.pdf': async (ctx, input) => {
    const print = await ctx.inWorker('diagramPdf', { ...input, at: ctx.clock.now().toISOString() })
    if (!isPrint(print)) throw new TypeError('the print task answers a print')
    const { title, caseNumber } = input.settings
    const name = `${stemOf(caseNumber === '' ? title : `${caseNumber} ${title}`)}.pdf`
    return { name, mime: 'application/pdf', ...print, pages: [...print.pages], missing: [...print.missing] }
  }
} satisfies Partial<Handlers>
