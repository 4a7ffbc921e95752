import type { Database } from 'better-sqlite3'
import { FabError } from '@contract/errors'
import type { Clock, Migration } from './types'
import { pragma } from './sqlite'

const stamp = /[0-9]{13}$/

/** All migrations in the order of their stamps; throws on a name without one, or one given twice. */
function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  const seen = new Set<string>()
  for (const { name } of migrations) {
    if (!stamp.test(name)) throw new Error(`migration ${name}: the name must end in 13 digits`)
    if (seen.has(name)) throw new Error(`migration ${name} is listed twice`)
    seen.add(name)
  }
  const key = (m: Migration): string => `${stamp.exec(m.name)?.[0] ?? ''} ${m.name}`
  return migrations.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

const ledger = `CREATE TABLE IF NOT EXISTS migration (
  seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at TEXT NOT NULL) STRICT`

/** Names already applied, in their order; empty for a new file. */
function applied(db: Database): readonly string[] {
  const known = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'`).get()
  if (known === undefined) return []
  return db.prepare('SELECT name FROM migration ORDER BY seq').pluck().all().map(String)
}

/**
 * What is still to be applied. Refuses a file with more than this build knows (store.newer), and a
 * migration that would have to run before one that already has (store.migrationFailed).
 */
export function pending(db: Database, all: readonly Migration[]): readonly Migration[] {
  const ordered = inOrder(all)
  const done = applied(db)
  const known = new Map(ordered.map((m, i) => [m.name, i]))
  const unknown = done.filter(name => !known.has(name))
  const version = Number(pragma(db, 'user_version'))
  if (unknown.length > 0 || version > ordered.length)
    throw new FabError('store.newer', { format: version, known: ordered.length, migrations: unknown })
  const todo = ordered.filter(m => !done.includes(m.name))
  const last = Math.max(-1, ...done.map(name => known.get(name) ?? -1))
  const late = todo.find(m => (known.get(m.name) ?? 0) < last)
  if (late !== undefined)
    throw new FabError('store.migrationFailed', { migration: late.name, reason: 'out of order' })
  return todo
}

/**
 * Applies what is pending in one transaction, checks every foreign key, and counts the version up in the
 * same transaction. After an error the file is what it was, and store.migrationFailed names the step.
 */
export function migrate(db: Database, all: readonly Migration[], clock: Clock): number {
  const todo = pending(db, all)
  if (todo.length === 0) return 0
  let at = ''
  // Inside a transaction the switch does nothing, and a step may rebuild a table others refer to.
  db.pragma('foreign_keys = OFF')
  try {
    db.exec('BEGIN IMMEDIATE')
    db.exec(ledger)
    const note = db.prepare('INSERT INTO migration (name, applied_at) VALUES (?, ?)')
    for (const migration of todo) {
      at = migration.name
      for (const sql of migration.up) db.exec(sql)
      note.run(migration.name, clock.now().toISOString())
    }
    const orphans = db.pragma('foreign_key_check')
    if (Array.isArray(orphans) && orphans.length > 0)
      throw new Error(`foreign keys without their row: ${JSON.stringify(orphans.slice(0, 3))}`)
    db.pragma(`user_version = ${String(inOrder(all).length)}`)
    db.exec('COMMIT')
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK')
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new FabError('store.migrationFailed', { migration: at, reason }, { cause })
  } finally {
    db.pragma('foreign_keys = ON')
  }
  return todo.length
}
