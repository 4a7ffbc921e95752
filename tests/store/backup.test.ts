import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Store, StoreParts } from '../../main/store'
import { checkStore, restoreBackup } from '../../main/store'
import { readManifest } from '../../main/store/backup/manifest'
import { entry, errorOf, faultOf, newStore, owner, reopen, tempFolder, TestClock } from './support'

const parts: StoreParts = {
  entities: [],
  migrations: [
    {
      name: 'NotesFirst1700000000001',
      up: [
        'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, set_id TEXT, sha256 TEXT REFERENCES attachment (sha256))'
      ]
    }
  ],
  measurementMigrations: [
    { name: 'SetsFirst1700000000001', up: ['CREATE TABLE sets (id TEXT PRIMARY KEY, pad BLOB)'] }
  ],
  attachmentReferences: ['SELECT sha256 FROM note WHERE sha256 IS NOT NULL'],
  measurementSets: {
    used: ['SELECT set_id FROM note WHERE set_id IS NOT NULL'],
    present: ['SELECT id FROM sets']
  }
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

async function addNote(store: Store, text: string, set?: string, file?: string): Promise<void> {
  const blob = file === undefined ? undefined : await store.attachments.place([bytes(file)])
  await store.write(async tx => {
    if (blob !== undefined) tx.attach(blob)
    tx.sql.run('INSERT INTO note (text, set_id, sha256) VALUES (?, ?, ?)', [
      text,
      set ?? null,
      blob?.sha256 ?? null
    ])
    tx.audit(entry({ entity: 'note', after: { text } }))
    return Promise.resolve()
  })
}

async function addSet(store: Store, id: string): Promise<void> {
  await store.measurements.write(db => {
    db.prepare('INSERT INTO sets VALUES (?, randomblob(3000))').run(id)
  })
}

const notes = (store: Store): string[] =>
  store.read.all('SELECT text FROM note ORDER BY id').map(row => String(row.text))

describe('backup', () => {
  it('brings back exactly what was there, attachments included', async () => {
    const store = await newStore(parts)
    await addSet(store, 's1')
    await addNote(store, '漏电', 's1', 'raw data')
    const info = await store.backups.create({ attachments: 'full' })
    expect(info).toMatchObject({ attachmentCount: 1, missing: 0, reason: 'manual', storeId: store.id })
    await addNote(store, 'after the backup')
    await store.close()

    const into = join(await tempFolder(), 'restored')
    const clock = new TestClock('2026-03-03T08:00:00.000Z')
    const report = await restoreBackup({ from: info.path, into, clock, owner })
    expect(report).toMatchObject({ dir: `${into}.fabcase`, keptAside: null, attachments: 1, missing: [] })
    const again = await reopen(report.dir, parts)
    expect(notes(again)).toEqual(['漏电'])
    expect(await readFile(await again.attachments.path(sha('raw data')), 'utf8')).toBe('raw data')
    expect(again.audit.query({ limit: 1 }).rows[0]).toMatchObject({
      action: 'store.restored',
      after: { backup: info.name }
    })
    expect(await checkStore(again.dir, parts, { deep: true })).toMatchObject({
      ok: true,
      orphanSets: [],
      missingSets: []
    })
  })

  it('is one moment of both databases while people write', async () => {
    const store = await newStore(parts)
    let stop = false
    let written = 0
    const writing = (async () => {
      while (!stop) {
        const id = `s${String(written)}`
        // Measurements first, then the record that names them: never the other way round.
        await addSet(store, id)
        await addNote(store, 'written meanwhile', id)
        written++
        await new Promise(resolve => setImmediate(resolve))
      }
    })()
    while (written < 30) await new Promise(resolve => setTimeout(resolve, 5))
    const made = []
    for (let i = 0; i < 3; i++) made.push(await store.backups.create({ attachments: 'reference' }))
    const before = written
    stop = true
    await writing
    expect(before).toBeGreaterThan(30)
    await store.close()
    for (const info of made) {
      const into = join(await tempFolder(), 'restored.fabcase')
      await restoreBackup({ from: info.path, into, clock: new TestClock(), owner })
      const report = await checkStore(into, parts)
      expect(report).toMatchObject({ records: [], measurements: [], missingSets: [] })
      // At most the set whose record was still to come.
      expect(report.orphanSets.length).toBeLessThanOrEqual(1)
    }
  })

  it('puts a store back over itself and keeps the old one aside', async () => {
    const store = await newStore(parts)
    await addNote(store, 'first', undefined, 'picture')
    const info = await store.backups.create({ attachments: 'reference' })
    await addNote(store, 'second')
    const inside = join(store.dir, 'backups', 'x')
    expect(
      await faultOf(restoreBackup({ from: info.path, into: inside, clock: new TestClock(), owner }))
    ).toBe('backup.targetInside')
    const options = { from: info.path, into: store.dir, clock: new TestClock(), owner }
    expect(await faultOf(restoreBackup(options))).toBe('store.exists')
    expect(await faultOf(restoreBackup({ ...options, replace: true }))).toBe('store.locked')
    await store.close()
    await writeFile(join(store.dir, 'keys', 'host.key'), 'machine key')
    const report = await restoreBackup({ ...options, replace: true })
    const aside = await reopen(report.keptAside ?? '', parts)
    expect(notes(aside)).toEqual(['first', 'second'])
    const again = await reopen(store.dir, parts)
    expect(notes(again)).toEqual(['first'])
    expect(again.openedAfterCrash).toBe(false)
    expect(await readFile(join(store.dir, 'keys', 'host.key'), 'utf8')).toBe('machine key')
    expect((await again.attachments.verify({ deep: true })).altered).toEqual([])
  })

  it('refuses a damaged or incomplete backup and touches nothing', async () => {
    const store = await newStore(parts)
    await addNote(store, 'kept', undefined, 'evidence')
    const info = await store.backups.create({ attachments: 'full' })
    await store.close()
    const into = join(await tempFolder(), 'restored.fabcase')
    const restore = (): Promise<unknown> =>
      restoreBackup({ from: info.path, into, clock: new TestClock(), owner })
    const spoil = async (file: string, at: number): Promise<void> => {
      const path = join(info.path, file)
      const good = await readFile(path)
      const bad = Buffer.from(good)
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at)
      await writeFile(path, bad)
      expect(['backup.incomplete', 'attachment.missing']).toContain(await faultOf(restore()))
      await writeFile(path, good)
    }
    await spoil('records.sqlite', 5000)
    await spoil('measurements.sqlite', 100)
    await spoil('attachments.txt', 3)
    await spoil('keys/audit.key', 3)
    await spoil(`attachments/${sha('evidence').slice(0, 2)}/${sha('evidence')}`, 1)
    await rm(join(info.path, 'measurements.sqlite'))
    expect((await errorOf(restore())).fault).toMatchObject({
      key: 'backup.incomplete',
      details: { file: 'measurements.sqlite', finding: 'missing' }
    })
    await rm(join(info.path, 'manifest.json'))
    expect((await errorOf(restore())).fault).toMatchObject({
      key: 'backup.notFound',
      details: { backup: info.path }
    })
    expect(await readdir(join(into, '..'))).toEqual([])
  })

  it('knows no backup under a name longer than names can be', async () => {
    const { fault } = await errorOf(readManifest('9'.repeat(400)))
    expect(fault.key).toBe('backup.notFound')
  })

  it('passes over what was interrupted and clears it at the next open', async () => {
    const store = await newStore(parts)
    const partial = join(store.dir, 'backups', 'Plant-20260301T000000Z.partial')
    await mkdir(partial)
    await writeFile(join(partial, 'records.sqlite'), 'half')
    expect(await store.backups.list()).toEqual([])
    await store.close()
    await reopen(store.dir, parts)
    expect(await readdir(join(store.dir, 'backups'))).toEqual([])
  })

  it('stops when told and leaves nothing', async () => {
    const store = await newStore(parts)
    await addSet(store, 's1')
    const stop = new AbortController()
    const progress: number[] = []
    const work = store.backups.create({
      attachments: 'full',
      signal: stop.signal,
      onProgress: done => {
        progress.push(done)
        stop.abort()
      }
    })
    expect(await faultOf(work)).toBe('contract.cancelled')
    expect(progress.length).toBeGreaterThan(0)
    expect(await readdir(join(store.dir, 'backups'))).toEqual([])
    expect((await store.backups.create({ attachments: 'full' })).missing).toBe(0)
  })

  it('goes to another folder, but never into the store', async () => {
    const store = await newStore(parts)
    const target = join(await tempFolder(), 'usb')
    const info = await store.backups.create({ attachments: 'full', target })
    expect(info.path.startsWith(target)).toBe(true)
    expect((await store.backups.list(target)).map(found => found.name)).toEqual([info.name])
    for (const inside of ['attachments', 'backups/deeper', '.', 'keys'])
      expect(
        await faultOf(store.backups.create({ attachments: 'full', target: join(store.dir, inside) }))
      ).toBe('backup.targetInside')
    expect(await readdir(join(store.dir, 'backups'))).toEqual([])
  })

  it('is stopped by closing the store, and says what is wrong with its target', async () => {
    const store = await newStore(parts)
    for (let i = 0; i < 50; i++) await addSet(store, `s${String(i)}`)
    const running = faultOf(store.backups.create({ attachments: 'full' }))
    const closing = store.close()
    expect(await running).toBe('contract.cancelled')
    await closing
    expect(await readdir(join(store.dir, 'backups'))).toEqual([])
    const again = await reopen(store.dir, parts)
    const file = join(await tempFolder(), 'file')
    await writeFile(file, '')
    expect(await faultOf(again.backups.create({ attachments: 'full', target: join(file, 'x') }))).toBe(
      'backup.failed'
    )
    await again.close()
    expect(await faultOf(again.measurements.write(() => 1))).toBe('contract.closing')
  })

  it('says which attachments it could not take, and restores the rest', async () => {
    const store = await newStore(parts)
    await addNote(store, 'a', undefined, 'good')
    await addNote(store, 'b', undefined, 'to be lost')
    await rm(await store.attachments.path(sha('to be lost')))
    const info = await store.backups.create({ attachments: 'full' })
    expect(info.missing).toBe(1)
    await store.close()
    const into = join(await tempFolder(), 'r.fabcase')
    const report = await restoreBackup({ from: info.path, into, clock: new TestClock(), owner })
    expect(report.missing).toEqual([sha('to be lost')])
    expect(await checkStore(into, parts)).toMatchObject({
      ok: false,
      attachments: { missing: [sha('to be lost')] }
    })
  })
})

describe('garbage collection and backups', () => {
  it('never removes what a kept backup names, here or elsewhere', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    const usb = join(await tempFolder(), 'usb')
    await addNote(store, 'here', undefined, 'named here')
    await store.backups.create({ attachments: 'reference', reason: 'daily' })
    await store.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM note')))
    await addNote(store, 'there', undefined, 'named there')
    await store.backups.create({ attachments: 'reference', target: usb })
    await store.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM note')))
    await addNote(store, 'nowhere', undefined, 'named nowhere')
    await store.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM note')))
    clock.forward(48 * 3600_000)

    // The second backup was made while the first text was still recorded, so it names that too.
    expect(await store.attachments.collect()).toMatchObject({ removed: 1 })
    expect(store.attachments.find(sha('named nowhere'))).toBeUndefined()
    await store.attachments.path(sha('named here'))
    await store.attachments.path(sha('named there'))
    // The disk elsewhere is unplugged: what lies on it still counts.
    await rm(usb, { recursive: true })
    expect((await store.attachments.collect()).removed).toBe(0)
    // It is plugged in again, and somebody removed the backup from it.
    await mkdir(usb)
    expect((await store.attachments.collect()).removed).toBe(1)
    expect(await faultOf(store.attachments.path(sha('named there')))).toBe('attachment.missing')
    await store.attachments.path(sha('named here'))
  })
})

describe('pruning', () => {
  it('removes from the disk what the retention lets go', async () => {
    const clock = new TestClock('2026-03-02T08:00:00.000Z')
    const store = await newStore(parts, clock)
    const byHand = await store.backups.create({ attachments: 'reference' })
    const daily = []
    for (let i = 0; i < 3; i++) {
      clock.forward(3600_000)
      daily.push(await store.backups.create({ attachments: 'reference', reason: 'daily' }))
    }
    const gone = await store.backups.prune({ daily: 3, weekly: 2 })
    expect(gone.map(info => info.name).toSorted()).toEqual(daily.slice(0, 2).map(info => info.name))
    expect((await readdir(join(store.dir, 'backups'))).toSorted()).toEqual(
      [byHand.name, daily[2]?.name].toSorted()
    )
  })
})
