import type { z } from 'zod'
import type { ReadSql, WriteSql } from '../../store/types'

/** A setting of the site; one that was never set, or that this build cannot read, is `otherwise`. */
export function readSetting<T>(db: ReadSql, key: string, schema: z.ZodType<T>, otherwise: T): T {
  const value = db.get('SELECT value FROM setting WHERE key = ?', [key])?.['value']
  if (typeof value !== 'string') return otherwise
  const read = schema.safeParse(JSON.parse(value))
  return read.success ? read.data : otherwise
}

/** Sets a setting of the site. */
export function writeSetting(sql: WriteSql, key: string, value: unknown): void {
  sql.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)]
  )
}
