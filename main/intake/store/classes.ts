import { FabError } from '@contract/errors'
import type { CommandContext } from '../../store/context'
import type { ReadSql } from '../../store/types'
import { classAbove, classPath } from '../classes'

function isKnown(db: ReadSql, code: string): boolean {
  return db.get('SELECT 1 AS found FROM complaintClass WHERE code = ?', [code]) !== undefined
}

/** Refuse a class whose level above does not exist: it would stand in no tree. */
export function refuseOrphan(ctx: CommandContext, code: string): void {
  const above = classAbove(code)
  if (above !== null && !isKnown(ctx.sql, above)) throw new FabError('intake.classAbove', { code, above })
}

/** Refuse to lose a class that others stand under or that an item names. FabError intake.classInUse. */
export function refuseLost(ctx: CommandContext, code: string): void {
  const below = ctx.sql.get(`SELECT count(*) AS n FROM complaintClass WHERE code LIKE ? || '.%'`, [code])
  const named = ctx.sql.get('SELECT count(*) AS n FROM complaint WHERE instr(items, ?) > 0', [
    `"classCode":${JSON.stringify(code)}`
  ])
  const [under, complaints] = [Number(below?.['n']), Number(named?.['n'])]
  if (under > 0 || complaints > 0) throw new FabError('intake.classInUse', { code, under, complaints })
}

/** Refuse items that name a class or a supplier there is not. FabError record.notFound. */
export function refuseUnknown(
  ctx: CommandContext,
  items: readonly { readonly classCode: string; readonly supplierId: string | null }[]
): void {
  for (const { classCode, supplierId } of items) {
    if (classCode !== '' && !isKnown(ctx.sql, classCode))
      throw new FabError('record.notFound', { entity: 'complaintClass', id: classCode })
    if (
      supplierId !== null &&
      ctx.sql.get('SELECT 1 AS found FROM supplier WHERE id = ?', [supplierId]) === undefined
    )
      throw new FabError('record.notFound', { entity: 'supplier', id: supplierId })
  }
}

/** Names of a class and of those above it, in both languages, for the search. */
export function classNames(db: ReadSql, code: string): string[] {
  return classPath(code).flatMap(one => {
    const row = db.get('SELECT en, zh FROM complaintClass WHERE code = ?', [one])
    return row === undefined ? [] : [String(row['en']), String(row['zh'])]
  })
}
