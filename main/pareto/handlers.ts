import type { ParetoSource } from '@contract/pareto'
import { readSite } from '../people'
import { csvInSlices } from '../store/csv-slices'
import type { Handlers, QueryContext } from '../store/context'
import { localDay } from '../store/local-day'
import { type SheetCell, sheetRows } from '../store/sheet'
import { chartOf } from './chart'
import { Desk } from './desk'
import { exportedRows, recordsOf, valuesOf } from './lists'
import { tablesOf } from './store/catalog'
import { exportWords } from './words'

async function deskOf(ctx: QueryContext, source: ParetoSource): Promise<Desk> {
  return new Desk(await tablesOf(ctx.store, source), source)
}

function* cellsOf(table: Iterable<readonly (string | number | null)[]>): Generator<SheetCell[]> {
  for (const line of table) yield line.map(value => ({ value }))
}

/** Pareto over anything countable. */
export const paretoHandlers = {
  'pareto.chart': async (ctx, input) =>
    chartOf(await deskOf(ctx, input.source), input, ctx.clock.now().toISOString()),
  'pareto.values': async (ctx, input) => valuesOf(await deskOf(ctx, input.source), input),
  'pareto.records': async (ctx, input) => recordsOf(await deskOf(ctx, input.source), input, input),
  'pareto.export': async (ctx, input) => {
    const words = exportWords(input.source, input.language, readSite(ctx.db).currency)
    const table = exportedRows(await deskOf(ctx, input.source), input, words)
    const name = `${input.source}-${localDay(ctx.clock.now())}`
    if (input.format === 'csv')
      return { name: `${name}.csv`, mime: 'text/csv', bytes: await csvInSlices(table) }
    const bytes = await ctx.inWorker('sheet', { name: input.source, rows: await sheetRows(cellsOf(table)) })
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
    return {
      name: `${name}.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes
    }
  }
} satisfies Partial<Handlers>
