import type { Database } from 'better-sqlite3'
import { guards } from '../schema'

/** Puts back the triggers that keep the audit trail append-only; gives the names of those lost or altered. */
export function restoreGuards(db: Database): readonly string[] {
  const lookup = db.prepare(`SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?`).pluck()
  const lost = guards.filter(guard => lookup.get(guard.name) !== guard.sql)
  if (lost.length === 0) return []
  db.transaction(() => {
    for (const guard of lost) {
      db.exec(`DROP TRIGGER IF EXISTS ${guard.name}`)
      db.exec(guard.sql)
    }
  }).immediate()
  return lost.map(guard => guard.name)
}
