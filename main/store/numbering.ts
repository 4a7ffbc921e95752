import type { CommandContext } from './context'
import { localYear } from './local-day'

/**
 * Next number of a yearly series, `FC-2026-0001`, of the site's year. Taken inside the command's transaction, so a
 * refused command leaves no gap and two people never get the same one.
 * @param prefix of the series; also the series' key
 */
export function nextNumber(ctx: CommandContext, prefix: string): string {
  const year = localYear(new Date(ctx.now))
  const row = ctx.sql.get(
    `INSERT INTO number_series (prefix, year, last) VALUES (?, ?, 1)
     ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last`,
    [prefix, year]
  )
  return `${prefix}-${year}-${String(row?.['last']).padStart(4, '0')}`
}
