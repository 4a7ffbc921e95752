import { type Site, site } from '@contract/people'
import type { ReadSql, WriteSql } from '../../store/types'
import { readSetting, writeSetting } from './settings'

/** What holds until an administrator says otherwise. */
const defaultSite: Site = { currency: 'CNY' }

const key = 'site'

/** What holds for the whole site. */
export function readSite(db: ReadSql): Site {
  return readSetting(db, key, site, defaultSite)
}

/** Sets what holds for the whole site. */
export function writeSite(sql: WriteSql, next: Site): void {
  writeSetting(sql, key, next)
}
