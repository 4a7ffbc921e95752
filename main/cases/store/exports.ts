import type { QueryHandler } from '../../store/context'
import en from '@locales/en/cases.json'
import zh from '@locales/zh-CN/cases.json'
import { csvText } from '../../store/csv'
import type { SheetCell } from '../../store/sheet'
import { caseTable } from '../export'
import { ledgerOf } from './ledger-feed'

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
  const day = ctx.clock.now().toISOString().slice(0, 10)
  if (input.format === 'csv') return { name: `cases-${day}.csv`, mime: 'text/csv', bytes: csvText(table) }
  const cells: SheetCell[][] = table.map(line => line.map(value => ({ value })))
  const bytes = await ctx.inWorker('sheet', { name: 'cases', rows: cells })
  if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
  return {
    name: `cases-${day}.xlsx`,
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes
  }
}
