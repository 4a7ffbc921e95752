import type { QueryHandler } from '../../store/context'
import en from '@locales/en/cases.json'
import zh from '@locales/zh-CN/cases.json'
import { csvInSlices } from '../../store/csv-slices'
import { localDay } from '../../store/local-day'
import { type SheetCell, sheetRows } from '../../store/sheet'
import { caseTable } from '../export'
import { ledgerOf } from './ledger-feed'

function* cellsOf(table: Iterable<readonly string[]>): Generator<SheetCell[]> {
  for (const line of table) yield line.map(value => ({ value }))
}

/** The case list as the screen shows it, as CSV or XLSX with headings in the reader's language. */
export const exportCases: QueryHandler<'cases.export'> = async (ctx, input) => {
  const ledger = await ledgerOf(ctx.store)
  const { rows } = ledger.page(
    input.filter,
    { by: input.sort, descending: input.descending },
    { offset: 0, limit: Number.MAX_SAFE_INTEGER },
    ctx.actor.id
  )
  const words = input.language === 'en' ? en : zh
  const table = caseTable(
    rows,
    input.columns,
    column => words.columns[column],
    (kind, key) => Object.entries(words[kind]).find(([name]) => name === key)?.[1] ?? key
  )
  const name = `cases-${localDay(ctx.clock.now())}`
  if (input.format === 'csv')
    return { name: `${name}.csv`, mime: 'text/csv', bytes: await csvInSlices(table) }
  const bytes = await ctx.inWorker('sheet', { name: 'cases', rows: await sheetRows(cellsOf(table)) })
  if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
  return {
    name: `${name}.xlsx`,
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes
  }
}
