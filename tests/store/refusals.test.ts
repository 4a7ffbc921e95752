import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Store, StoreParts, VolumeProbe } from '../../main/store'
import { createStore, openStore, readOwner, storeFolder } from '../../main/store'
import { addressFrom } from '../../main/store/lock'
import { refuseOldSqlite } from '../../main/store/sqlite'
import { refuseNetworkDrive } from '../../main/store/volume'
import { entry, errorOf, faultOf, newStore, noParts, owner, reopen, tempFolder, TestClock } from './support'

const clock = new TestClock()

const open = (dir: string, parts: StoreParts = noParts): Promise<Store> =>
  openStore(dir, { owner, clock }, parts)

/** A closed store with a few rows. */
async function closedStore(parts: StoreParts = noParts): Promise<string> {
  const store = await newStore(parts)
  for (let i = 0; i < 200; i++)
    await store.write(async tx => Promise.resolve(tx.audit(entry({ reason: 'x'.repeat(500) }))))
  await store.close()
  return store.dir
}

/** Name, length and time of everything in a folder. */
async function look(dir: string): Promise<string> {
  const names = (await readdir(dir, { recursive: true })).toSorted()
  const lines = await Promise.all(
    names.map(async name => {
      const { size, mtimeMs } = await stat(join(dir, name))
      return `${name} ${String(size)} ${String(mtimeMs)}`
    })
  )
  return lines.join('\n')
}

describe('what is refused', () => {
  it('a path with nothing there', async () => {
    expect((await errorOf(open('/nowhere/at/all.fabcase'))).fault).toMatchObject({
      code: 'NotFound',
      key: 'store.notFound',
      details: { store: '/nowhere/at/all.fabcase' }
    })
  })

  it('a folder or file that is no store, untouched', async () => {
    const dir = await tempFolder()
    await writeFile(join(dir, 'holiday.jpg'), 'x')
    const before = await look(dir)
    expect(await faultOf(open(dir))).toBe('store.foreign')
    expect(await faultOf(open(join(dir, 'holiday.jpg')))).toBe('store.foreign')
    expect(await look(dir)).toBe(before)
  })

  it('a database of another program', async () => {
    const dir = await closedStore()
    await rm(join(dir, 'records.sqlite'))
    const other = new Database(join(dir, 'records.sqlite'))
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    const theirs = await readFile(join(dir, 'records.sqlite'))
    expect((await errorOf(open(dir))).fault).toMatchObject({
      key: 'store.foreign',
      details: { file: 'records.sqlite' }
    })
    expect(await readFile(join(dir, 'records.sqlite'))).toEqual(theirs)
  })

  it('a store from a newer FabCase: by its format, its version or a migration it does not know', async () => {
    const dir = await closedStore()
    const card = join(dir, 'fabcase.json')
    const good = await readFile(card, 'utf8')
    await writeFile(card, good.replace('"format": 1', '"format": 2'))
    expect((await errorOf(open(dir))).fault).toMatchObject({
      key: 'store.newer',
      details: { format: 2, known: 1 }
    })
    await writeFile(card, good)
    const meddle = (sql: string): void => {
      const db = new Database(join(dir, 'records.sqlite'))
      db.exec(sql)
      db.close()
    }
    meddle('PRAGMA user_version = 99')
    expect(await faultOf(open(dir))).toBe('store.newer')
    meddle(
      `PRAGMA user_version = 1; INSERT INTO migration (name, applied_at) VALUES ('Later1999999999999', '')`
    )
    expect((await errorOf(open(dir))).fault.details).toMatchObject({ migrations: ['Later1999999999999'] })
    meddle(`DELETE FROM migration WHERE name = 'Later1999999999999'`)
    await reopen(dir)
  })

  it('a name that is none, and a place that is taken', async () => {
    const dir = await tempFolder()
    for (const name of ['', '  ', 'x'.repeat(81)])
      expect(await faultOf(createStore(join(dir, 'a'), { name, clock, owner }, noParts))).toBe(
        'store.badName'
      )
    await mkdir(join(dir, 'taken.fabcase'))
    expect(await faultOf(createStore(join(dir, 'taken'), { name: 'x', clock, owner }, noParts))).toBe(
      'store.exists'
    )
    expect(await readdir(dir)).toEqual(['taken.fabcase'])
    expect(storeFolder('/data', 'Fab 12/测试: "A"?')).toBe('/data/Fab 12-测试- -A--.fabcase')
  })

  it('a network drive, by any of its names', async () => {
    const probe = (over: Partial<VolumeProbe>): VolumeProbe => ({
      platform: 'linux',
      fsType: () => Promise.resolve(0xef53),
      realpath: path => Promise.resolve(path),
      mounts: () => Promise.resolve(''),
      ...over
    })
    const type = (magic: number): VolumeProbe => probe({ fsType: () => Promise.resolve(magic) })
    for (const magic of [0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x01021997])
      expect(await faultOf(refuseNetworkDrive('/data/x.fabcase', type(magic)))).toBe('store.networkDrive')
    await refuseNetworkDrive('/data/x.fabcase', type(0xef53))
    const fuse = (mounts: string): VolumeProbe =>
      probe({ fsType: () => Promise.resolve(0x65735546), mounts: () => Promise.resolve(mounts) })
    const mounts =
      'ext4 / ext4 rw 0 0\nhost:/x /mnt/far\\040away fuse.sshfs rw 0 0\n/dev/sdb1 /mnt/usb fuseblk rw 0 0\n'
    expect(
      (await errorOf(refuseNetworkDrive('/mnt/far away/x.fabcase', fuse(mounts)))).fault.details
    ).toMatchObject({ kind: 'fuse.sshfs' })
    await refuseNetworkDrive('/mnt/usb/x.fabcase', fuse(mounts))
    const windows = (real: string): VolumeProbe =>
      probe({ platform: 'win32', realpath: () => Promise.resolve(real) })
    for (const real of ['\\\\server\\share\\x', '//server/share/x', '\\\\?\\UNC\\server\\share\\x'])
      expect(await faultOf(refuseNetworkDrive('Z:\\x.fabcase', windows(real)))).toBe('store.networkDrive')
    for (const real of ['C:\\data\\x', '\\\\?\\C:\\data\\x'])
      await refuseNetworkDrive('C:\\data\\x', windows(real))
    // The whole way: neither made nor opened there.
    const dir = await tempFolder()
    const volume = type(0x6969)
    expect(await faultOf(createStore(join(dir, 'x'), { name: 'x', clock, owner, volume }, noParts))).toBe(
      'store.networkDrive'
    )
    const store = await newStore()
    await store.close()
    expect(await faultOf(openStore(store.dir, { owner, clock, volume }, noParts))).toBe('store.networkDrive')
  })

  it('an SQLite with the WAL-reset bug', () => {
    for (const version of ['3.51.2', '3.7.0', '3.50.4', '2.99.99'])
      expect(() => refuseOldSqlite(version)).toThrow('store.sqliteOld')
    for (const version of ['3.51.3', '3.52.0', '3.54.1', '4.0.0'])
      expect(() => refuseOldSqlite(version)).not.toThrow()
  })

  it('a folder in which it may not write, and one it may not even read', async () => {
    const dir = await closedStore()
    await chmod(join(dir, '..'), 0o755)
    await chmod(dir, 0o555)
    const before = await look(dir)
    const asOther = async (work: () => Promise<unknown>): Promise<string> => {
      const root = process.geteuid?.() === 0
      // Root may write anywhere, so another user asks.
      if (root) process.seteuid?.(65534)
      try {
        return await faultOf(work())
      } finally {
        if (root) process.seteuid?.(0)
      }
    }
    expect(await asOther(() => open(dir))).toBe('store.readOnly')
    expect(await asOther(() => createStore(join(dir, 'x'), { name: 'x', clock, owner }, noParts))).toBe(
      'store.readOnly'
    )
    expect(await look(dir)).toBe(before)
    await chmod(dir, 0o000)
    expect(await asOther(() => open(dir))).toBe('store.noAccess')
    await chmod(dir, 0o755)
  })

  it('a damaged file: junk, cut short, a bad page, no card, missing', async () => {
    const dir = await closedStore()
    const path = join(dir, 'records.sqlite')
    const good = await readFile(path)
    const spoiled = async (bytes: Buffer): Promise<unknown> => {
      await writeFile(path, bytes)
      // As after a crash, when the pages are walked.
      await writeFile(join(dir, 'owner.json'), JSON.stringify(owner))
      const { key, details } = (await errorOf(open(dir))).fault
      await writeFile(path, good)
      return [key, details.file]
    }
    expect(
      await spoiled(
        Buffer.from('not a database at all, but long enough to have a header of one hundred bytes'.repeat(99))
      )
    ).toEqual(['store.damaged', 'records.sqlite'])
    expect(await spoiled(good.subarray(0, good.length - 4096 * 3))).toEqual([
      'store.damaged',
      'records.sqlite'
    ])
    const page = Buffer.from(good)
    page.fill(0xa5, 4096 * 20, 4096 * 21)
    expect(await spoiled(page)).toEqual(['store.damaged', 'records.sqlite'])
    await rename(path, `${path}.away`)
    expect((await errorOf(open(dir))).fault).toMatchObject({
      key: 'store.damaged',
      details: { finding: 'missing' }
    })
    await rename(`${path}.away`, path)
    for (const text of ['{', '{"format":1}', '[]', '']) {
      await copyFile(join(dir, 'fabcase.json'), join(dir, 'card'))
      await writeFile(join(dir, 'fabcase.json'), text)
      expect((await errorOf(open(dir))).fault).toMatchObject({
        key: 'store.damaged',
        details: { file: 'fabcase.json' }
      })
      await rename(join(dir, 'card'), join(dir, 'fabcase.json'))
    }
    const store = await reopen(dir)
    expect(store.openedAfterCrash).toBe(true)
  })

  it('a bad page that is met later, while the store is open', async () => {
    const dir = await closedStore()
    const path = join(dir, 'records.sqlite')
    const db = new Database(path)
    const root = Number(
      db.prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'attachment'`).pluck().get()
    )
    db.close()
    const bytes = await readFile(path)
    bytes.fill(0xa5, 4096 * (root - 1), 4096 * root)
    await writeFile(path, bytes)
    const store = await reopen(dir)
    const work = store.write(async tx => {
      tx.attach({ sha256: 'ab'.repeat(32), bytes: 1 })
      return Promise.resolve()
    })
    expect(await faultOf(work)).toBe('store.damaged')
    await store.write(async tx => Promise.resolve(tx.audit(entry())))
  })
})

describe('the lock', () => {
  it('names who holds the store, and goes when they close it', async () => {
    const store = await newStore()
    await store.announce({ address: 'https://192.0.2.7:4100', door: { path: 'here', secret: 'hush' } })
    const fault = (await errorOf(open(store.dir))).fault
    expect(fault).toMatchObject({
      code: 'Busy',
      key: 'store.locked',
      details: { name: owner.name, host: owner.host, since: owner.since, address: 'https://192.0.2.7:4100' }
    })
    expect(JSON.stringify(fault)).not.toContain('hush')
    await store.write(async tx => Promise.resolve(tx.audit(entry())))
    await store.close()
    expect(await readOwner(store.dir)).toBeUndefined()
    const again = await reopen(store.dir)
    expect(again.openedAfterCrash).toBe(false)
  })

  it('gives no address that leads nowhere from here', () => {
    const at = (address: string | null) => addressFrom({ address, host: 'fab-3' }, 'fab-3')
    const fromElsewhere = (address: string) => addressFrom({ address, host: 'fab-3' }, 'office-1')
    expect(at('http://127.0.0.1:4870/')).toBe('http://127.0.0.1:4870/')
    for (const loopback of ['http://127.0.0.1:4870/', 'http://localhost:4870/', 'http://[::1]:4870/'])
      expect(fromElsewhere(loopback)).toBeNull()
    expect(fromElsewhere('https://fab-3:4871/')).toBe('https://fab-3:4871/')
    for (const junk of [null, '/run/door.sock', 'file:///etc', 'http://', 'javascript:alert(1)'])
      expect(at(junk)).toBeNull()
  })

  it('holds through a link to the same folder', async () => {
    const store = await newStore()
    const link = join(await tempFolder(), 'link.fabcase')
    await symlink(store.dir, link)
    expect(await faultOf(open(link))).toBe('store.locked')
  })

  it('is no obstacle when it is junk', async () => {
    const dir = await closedStore()
    await writeFile(join(dir, 'owner.lock'), 'junk'.repeat(500))
    await reopen(dir)
    expect(await faultOf(open(dir))).toBe('store.locked')
  })
})

describe('a folder that goes away while it is open', () => {
  it('is noticed before anything is acknowledged', async () => {
    const store = await newStore()
    const aside = `${store.dir}.aside`
    const add = (): Promise<unknown> => store.write(async tx => Promise.resolve(tx.audit(entry())))
    const addSet = (): Promise<unknown> => store.measurements.write(db => db.prepare('SELECT 1').get())
    await rename(store.dir, aside)
    expect(await faultOf(add())).toBe('store.gone')
    expect(await faultOf(addSet())).toBe('store.gone')
    expect(await faultOf(store.attachments.place([new Uint8Array(3)]))).toBe('store.gone')
    expect(await faultOf(store.announce({ address: 'x' }))).toBe('store.gone')
    await rename(aside, store.dir)
    await add()
    await rm(store.dir, { recursive: true })
    expect(await faultOf(add())).toBe('store.gone')
    expect(await faultOf(store.close())).toBe('store.gone')
  })
})
