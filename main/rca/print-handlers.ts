import type { Handlers } from '../store/context'
import { fileStem } from './file-stem'
import { isPrint } from './pdf/write'

/** Pictures on paper. */
export const printHandlers = {
  'diagramPrint.pdf': async (ctx, input) => {
    const print = await ctx.inWorker('diagramPdf', { ...input, at: ctx.clock.now().toISOString() })
    if (!isPrint(print)) throw new TypeError('the print task answers a print')
    const { title, caseNumber } = input.settings
    const name = `${fileStem(caseNumber === '' ? title : `${caseNumber} ${title}`)}.pdf`
    return { name, mime: 'application/pdf', ...print, pages: [...print.pages], missing: [...print.missing] }
  }
} satisfies Partial<Handlers>
