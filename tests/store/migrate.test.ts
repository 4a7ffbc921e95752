import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Migration, StoreParts } from '../../main/store'
import { storeParts } from '../../main/core/registry'
import { checkStore, openStore, restoreBackup } from '../../main/store'
import { storeMigrations } from '../../main/store/schema'
import { errorOf, newStore, noParts, owner, reopen, tempFolder, TestClock } from './support'

const first: Migration = {
  name: 'NotesFirst1700000000001',
  up: [
    'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)',
    "CREATE TRIGGER note_stays BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'stays'); END"
  ]
}
const second: Migration = {
  name: 'NotesAuthor1700000000005',
  up: [`ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT '?'`]
}
const other: Migration = {
  name: 'OtherFirst1700000000003',
  up: ['CREATE TABLE other (note INTEGER REFERENCES note (id))']
}

const parts = (...migrations: readonly Migration[]): StoreParts => ({ ...noParts, migrations })

async function oldStore(): Promise<string> {
  const store = await newStore(parts(first))
  await store.write(async tx => Promise.resolve(tx.sql.run(`INSERT INTO note (text) VALUES ('old')`)))
  await store.close()
  return store.dir
}

const version = (dir: string): unknown => {
  const db = new Database(join(dir, 'records.sqlite'))
  const found = [
    db.pragma('user_version', { simple: true }),
    db.prepare('SELECT name FROM migration ORDER BY seq').pluck().all()
  ]
  db.close()
  return found
}

const clock = new TestClock()

describe('migrations', () => {
  it('bring data of the version before up to date, after a backup of it', async () => {
    const dir = await oldStore()
    const store = await reopen(dir, parts(second, first, other))
    expect(store.read.all('SELECT * FROM note')).toEqual([{ id: 1, text: 'old', author: '?' }])
    await store.close()
    const names = [...storeMigrations.map(m => m.name), first.name, other.name, second.name]
    expect(version(dir)).toEqual([names.length, names])
    const again = await reopen(dir, parts(first, second, other))
    const made = await again.backups.list()
    expect(made.map(info => info.reason)).toEqual(['migration'])
    const into = join(await tempFolder(), 'old.fabcase')
    await restoreBackup({ from: made[0]?.path ?? '', into, clock, owner })
    expect(version(into)).toEqual([names.length - 2, names.slice(0, -2)])
    expect((await checkStore(into, noParts)).ok).toBe(true)
  })

  it('leave everything as it was when a step fails, and name it', async () => {
    const dir = await oldStore()
    const before = version(dir)
    const broken: readonly (readonly [Migration, string | RegExp])[] = [
      [{ name: 'Bad1700000000009', up: [...second.up, 'CREATE TABLE note (x)'] }, /already exists/],
      [
        { name: 'Bad1700000000009', up: [...other.up, 'INSERT INTO other VALUES (99)'] },
        /foreign keys without their row/
      ],
      [{ name: 'Bad1700000000009', up: ['nonsense'] }, /syntax error/]
    ]
    for (const [bad, reason] of broken) {
      const fault = (await errorOf(openStore(dir, { owner, clock }, parts(first, bad)))).fault
      expect(fault).toMatchObject({ key: 'store.migrationFailed', details: { migration: bad.name } })
      expect(fault.details.reason).toMatch(reason)
      expect(version(dir)).toEqual(before)
      expect(existsSync(join(dir, 'owner.json'))).toBe(false)
    }
    const store = await reopen(dir, parts(first))
    expect(store.read.all('SELECT * FROM note')).toEqual([{ id: 1, text: 'old' }])
  })

  it('are refused out of order, twice, and without their number', async () => {
    const dir = await oldStore()
    await (await reopen(dir, parts(first, second))).close()
    const late = await errorOf(openStore(dir, { owner, clock }, parts(first, second, other)))
    expect(late.fault).toMatchObject({
      key: 'store.migrationFailed',
      details: { migration: other.name, reason: 'out of order' }
    })
    await expect(openStore(dir, { owner, clock }, parts(first, second, second))).rejects.toThrow(
      'listed twice'
    )
    await expect(
      openStore(dir, { owner, clock }, parts(first, second, { name: 'Nameless', up: [] }))
    ).rejects.toThrow('13 digits')
    expect((await errorOf(openStore(dir, { owner, clock }, parts(first)))).fault.key).toBe('store.newer')
  })
})

/** Everything sqlite_master says, in one order. */
function schemaOf(dir: string): string {
  const lines: string[] = []
  for (const file of ['records.sqlite', 'measurements.sqlite']) {
    const db = new Database(join(dir, file), { readonly: true })
    lines.push(`-- ${file}`)
    const rows = db
      .prepare(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`)
      .pluck()
      .all()
    for (const sql of rows) lines.push(`${String(sql).replaceAll(/\s+/g, ' ')};`)
    db.close()
  }
  return `${lines.join('\n')}\n`
}

describe('the schema', () => {
  it('is the one that was written down', async () => {
    // With every capability's migrations, so that no change goes unseen.
    const store = await newStore(storeParts)
    await store.close()
    const path = join(import.meta.dirname, 'schema.sql')
    const found = schemaOf(store.dir)
    if (process.env.UPDATE_SCHEMA === '1') await writeFile(path, found)
    expect(found, 'run with UPDATE_SCHEMA=1 and look at what changed in schema.sql').toBe(
      await readFile(path, 'utf8')
    )
  })
})
