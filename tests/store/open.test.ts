import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOwner } from '../../main/store'
import { entry, newStore, reopen } from './support'

describe('a store', () => {
  it('is a folder with everything in its place', async () => {
    const store = await newStore()
    expect(store.dir.endsWith('plant.fabcase')).toBe(true)
    const names = await readdir(store.dir)
    for (const name of [
      'attachments',
      'backups',
      'fabcase.json',
      'keys',
      'measurements.sqlite',
      'owner.json',
      'records.sqlite'
    ])
      expect(names).toContain(name)
    expect((await stat(join(store.dir, 'owner.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(store.dir, 'keys', 'audit.key'))).mode & 0o777).toBe(0o600)
    const where = { address: 'http://127.0.0.1:4100', door: { path: 'door.sock', secret: 'hush' } }
    await store.announce(where)
    expect(await readOwner(store.dir)).toMatchObject(where)
    await store.close()
    expect(await readdir(store.dir)).not.toContain('owner.json')
    expect(JSON.parse(await readFile(join(store.dir, 'fabcase.json'), 'utf8'))).toMatchObject({
      format: 1,
      name: 'Plant'
    })
  })

  it('keeps what was written and forgets what failed', async () => {
    const store = await newStore()
    await store.write(async tx => {
      tx.audit(entry({ entityId: 'kept' }))
      tx.index({
        kind: 'case',
        id: 'c1',
        title: '漏电失效 at probe',
        subtitle: '',
        body: 'Leakage of LOT-012345',
        codes: ['LOT-012345'],
        subject: null,
        updatedAt: '2026-03-02T08:00:00.000Z'
      })
      return Promise.resolve()
    })
    await expect(
      store.write(async tx => {
        tx.audit(entry({ entityId: 'lost' }))
        return Promise.reject(new Error('changed my mind'))
      })
    ).rejects.toThrow('changed my mind')
    await store.close()
    const again = await reopen(store.dir)
    expect(again.openedAfterCrash).toBe(false)
    expect(again.audit.query({}).rows.map(row => row.entityId)).toEqual(['kept', again.id])
    expect(await again.audit.verify()).toMatchObject({ ok: true, rows: 2 })
  })
})
