import { z } from 'zod'
import type { DemoMark, ReadSql } from './types'

/** A mark as it is kept. */
export const demoShape = z.object({ seed: z.number().int() })

/**
 * Whether a store is a demo: the first row of its audit trail says so, for good. That row is written while
 * the store is made and sealed by all that follow, so no demo can be passed off as real, nor the reverse.
 */
export function demoMarkOf(db: ReadSql): DemoMark | null {
  const row = db.get("SELECT after_json AS after FROM audit WHERE seq = 1 AND action = 'store.created'")
  const text = row?.['after']
  if (typeof text !== 'string') return null
  const said = z.object({ demo: demoShape }).safeParse(JSON.parse(text))
  return said.success ? said.data.demo : null
}
