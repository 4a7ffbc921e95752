import type { QueryContext } from '../../store/context'
import { findSet } from './imports'
import { readSet } from './reader'

/** The set with the reader of its numbers; record.notFound once its import was taken back. */
export function openSet(ctx: QueryContext, id: string) {
  const facts = findSet(ctx.db, id)
  const sql = ctx.store.measurements.read
  return { facts, sql, set: readSet(sql, id) }
}
