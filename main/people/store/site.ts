import { type Site, site } from '@contract/people'
import type { ReadSql, WriteSql } from '../../store/types'

/** What holds until an administrator says otherwise. */
const defaultSite: Site = { currency: 'CNY' }

const key = 'site'

/** What holds for the whole site; a value this build cannot read counts as unset. */
export function readSite(db: ReadSql): Site {
  const value = db.get('SELECT value FROM setting WHERE key = ?', [key])?.['value']
  if (typeof value !== 'string') return defaultSite
  const read = site.safeParse(JSON.parse(value))
  return read.success ? read.data : defaultSite
}

/** Sets what holds for the whole site. */
export function writeSite(sql: WriteSql, next: Site): void {
  sql.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(next)]
  )
}
