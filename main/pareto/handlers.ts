import { paretoSources, type ParetoWhat } from '@contract/pareto'
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

/** A source with the fields that are asked for in step; lists show them all. */
async function deskOf(
  ctx: QueryContext,
  { source, filters, weight }: ParetoWhat,
  fields: readonly string[] = Object.keys(paretoSources[source].fields)
): Promise<Desk> {
  const asked = {
    fields: [...fields, ...filters.map(filter => filter.field)],
    severity: weight === 'severity'
  }
  return new Desk(await tablesOf(ctx.store, source, asked), source)
}

function* cellsOf(table: Iterable<readonly (string | number | null)[]>): Generator<SheetCell[]> {
  for (const line of table) yield line.map(value => ({ value }))
}

/** Pareto over anything countable. */
export const paretoHandlers = {
  'pareto.chart': async (ctx, input) => {
    const { by, beside } = input
    const desk = await deskOf(ctx, input, beside?.by === 'group' ? [by, beside.field] : [by])
    return chartOf(desk, input, ctx.clock.now().toISOString())
  },
  'pareto.values': async (ctx, input) => valuesOf(await deskOf(ctx, input, [input.field]), input),
  'pareto.records': async (ctx, input) => recordsOf(await deskOf(ctx, input), input, input),
  'pareto.export': async (ctx, input) => {
    const words = exportWords(input.source, input.language, readSite(ctx.db).currency)
    const table = exportedRows(await deskOf(ctx, input), input, words)
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
