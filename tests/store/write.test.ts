import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import type { Store, StoreParts, WriteTx } from '../../main/store'
import { columns, flag, maybe, newId, number, openReader, text } from '../../main/store'
import { workerTasks } from '../../main/store/checkpoint-task'
import { entry, faultOf, newStore, reopen, TestClock } from './support'

@Entity('thing')
class Thing {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'integer' }) version: number
}

const parts: StoreParts = {
  entities: [Thing],
  migrations: [
    {
      name: 'ThingsFirst1700000000002',
      up: [
        'CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, version INTEGER NOT NULL) STRICT',
        'CREATE TABLE part (id INTEGER PRIMARY KEY, thing TEXT NOT NULL REFERENCES thing (id))'
      ]
    }
  ],
  measurementMigrations: [
    { name: 'SetsFirst1700000000002', up: ['CREATE TABLE sets (id INTEGER PRIMARY KEY, x REAL)'] }
  ]
}

const thing = (id: string, name = id): Thing => Object.assign(new Thing(), { id, name, version: 1 })
const count = (store: Store): number => Number(store.read.get('SELECT count(*) AS n FROM thing')?.n)
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

describe('write', () => {
  it('joins entities, SQL, audit and search in one transaction', async () => {
    const store = await newStore(parts)
    await store.write(async tx => {
      await tx.em.save(thing('a'))
      tx.sql.run('INSERT INTO thing VALUES (:id, :name, :version)', { id: 'b', name: 'b', version: 1 })
      await tx.em.transaction(async inner => {
        await inner.save(thing('c'))
      })
      // A nested one that fails takes only itself back.
      await expect(
        tx.em.transaction(async inner => {
          await inner.save(thing('d'))
          throw new Error('inner')
        })
      ).rejects.toThrow('inner')
      expect(await tx.em.count(Thing)).toBe(3)
      expect(count(store)).toBe(0)
      tx.audit(entry())
    })
    expect(count(store)).toBe(3)
    expect((await store.read.source.getRepository(Thing).findOneByOrFail({ id: 'c' })).name).toBe('c')
  })

  it('undoes everything when its work rejects, or a constraint is broken at the end', async () => {
    const store = await newStore(parts)
    const failing = store.write(async tx => {
      await tx.em.save(thing('a'))
      tx.audit(entry())
      tx.index({
        kind: 'thing',
        id: 'a',
        title: 'lost',
        subtitle: '',
        body: '',
        codes: [],
        subject: null,
        updatedAt: ''
      })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect([count(store), store.audit.query({}).rows.length, store.search({ text: 'lost' }).total]).toEqual([
      0, 1, 0
    ])
  })

  it('takes turns, in order, and nobody reads what is not committed', async () => {
    const store = await newStore(parts)
    const order: number[] = []
    const sums: number[] = []
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        store
          .write(async tx => {
            await tx.em.save(thing(`t${String(i)}`))
            await pause(i % 3)
            sums.push(count(store))
            order.push(i)
            if (i === 4) throw new Error('one fails')
          })
          .catch(() => undefined)
      )
    )
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(sums).toEqual([0, 1, 2, 3, 4, 4, 5, 6, 7, 8])
    expect(count(store)).toBe(9)
  })

  it('refuses to wait for itself, but not for another', async () => {
    const store = await newStore(parts)
    let later: Promise<unknown> | undefined
    const inside = store.write(async tx => {
      await tx.em.save(thing('a'))
      later = pause(20).then(() => store.write(async again => again.em.save(thing('later'))))
      return await store.write(async () => Promise.resolve(1))
    })
    expect(await faultOf(inside)).toBe('store.nested')
    // What the transaction started and did not wait for has a turn of its own.
    await later
    expect(store.read.all('SELECT id FROM thing').map(row => row.id)).toEqual(['later'])
  })

  it('dies with its transaction', async () => {
    const store = await newStore(parts)
    let kept: WriteTx | undefined
    await store.write(async tx => {
      kept = tx
      return Promise.resolve()
    })
    expect(() => kept?.sql.run('DELETE FROM thing')).toThrow('after its end')
    expect(() => kept?.audit(entry())).toThrow('after its end')
    expect(() => kept?.em.save(thing('x'))).toThrow('after its end')
  })

  it('says what a broken constraint means', async () => {
    const store = await newStore(parts)
    await store.write(async tx => tx.em.save(thing('a')))
    await store.write(async tx => Promise.resolve(tx.sql.run(`INSERT INTO part (thing) VALUES ('a')`)))
    expect(await faultOf(store.write(async tx => tx.em.insert(Thing, thing('b', 'a'))))).toBe(
      'record.duplicate'
    )
    expect(await faultOf(store.write(async tx => tx.em.delete(Thing, { id: 'a' })))).toBe('record.inUse')
    expect(count(store)).toBe(1)
  })

  it('finds a version conflict when the version is asked for in the update', async () => {
    const store = await newStore(parts)
    await store.write(async tx => tx.em.save(thing('a')))
    const update = (version: number): Promise<number | undefined> =>
      store.write(async tx => {
        const done = await tx.em.update(
          Thing,
          { id: 'a', version },
          { name: `v${String(version)}`, version: version + 1 }
        )
        return done.affected
      })
    expect([await update(1), await update(1), await update(2)]).toEqual([1, 0, 1])
  })

  it('cannot be done through the reader', async () => {
    const store = await newStore(parts)
    expect(() => store.read.all(`INSERT INTO thing VALUES ('x', 'x', 1) RETURNING id`)).toThrow(/readonly/)
    await expect(store.read.source.getRepository(Thing).save(thing('x'))).rejects.toThrow(/readonly/)
    expect(() => store.read.all('PRAGMA query_only = OFF; DELETE FROM thing')).toThrow()
  })

  it('is refused once the store is closing, after what was begun is done', async () => {
    const store = await newStore(parts)
    const begun = store.write(async tx => {
      await pause(30)
      await tx.em.save(thing('a'))
    })
    const closing = store.close()
    expect(await faultOf(store.write(async () => Promise.resolve(1)))).toBe('contract.closing')
    await begun
    await closing
    await store.close()
    expect(count(await reopen(store.dir, parts))).toBe(1)
  })

  it('opens with the pragmas the design asks for', async () => {
    const store = await newStore(parts)
    const pragma = (tx: WriteTx, name: string): unknown =>
      Object.values(tx.sql.get(`PRAGMA ${name}`) ?? {})[0]
    const found = await store.write(async tx =>
      Promise.resolve(
        [
          'journal_mode',
          'synchronous',
          'foreign_keys',
          'trusted_schema',
          'cell_size_check',
          'busy_timeout',
          'recursive_triggers',
          'application_id'
        ].map(name => pragma(tx, name))
      )
    )
    expect(found).toEqual(['wal', 2, 1, 0, 1, 5000, 1, 0x46434153])
    const numbers = await store.measurements.write(db =>
      ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'].map(name =>
        db.pragma(name, { simple: true })
      )
    )
    expect(numbers).toEqual(['wal', 1, 1, 0])
    expect(store.read.get('PRAGMA query_only')).toEqual({ query_only: 1 })
  })
})

describe('measurements', () => {
  it('are written in short transactions of their own and read by workers', async () => {
    const store = await newStore(parts)
    await store.measurements.write(db => {
      const insert = db.prepare('INSERT INTO sets (x) VALUES (?)')
      for (let i = 0; i < 1000; i++) insert.run(i / 2)
    })
    const failing = store.measurements.write(db => {
      db.exec('DELETE FROM sets')
      throw new FabError('file.damaged')
    })
    expect(await faultOf(failing)).toBe('file.damaged')
    const reader = openReader(store.measurements.path)
    expect(reader.get('SELECT count(*) AS n, sum(x) AS sum FROM sets')).toEqual({ n: 1000, sum: 249750 })
    expect(() => reader.db.exec('DELETE FROM sets')).toThrow(/readonly/)
    reader.close()
    expect(store.measurements.read.get('SELECT max(x) AS x FROM sets')).toEqual({ x: 499.5 })
    // Inside a transaction on the records it has its own turn.
    await store.write(async tx => {
      await store.measurements.write(db => db.prepare('DELETE FROM sets WHERE id > 10').run().changes)
      tx.audit(entry())
    })
    expect(store.measurements.read.get('SELECT count(*) AS n FROM sets')).toEqual({ n: 10 })
  })

  it('keep their log short when told', async () => {
    const store = await newStore(parts)
    const wal = `${store.measurements.path}-wal`
    await store.measurements.write(db => {
      db.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO sets (x) SELECT i FROM n`
      )
    })
    expect((await stat(wal)).size).toBeGreaterThan(100_000)
    await store.checkpoint()
    expect((await stat(wal)).size).toBe(0)
  })
})

describe('the write-ahead log', () => {
  it('is cut when it grows, and once a reader that was in the way has gone', async () => {
    const store = await newStore(parts)
    const size = async (): Promise<number> => (await stat(`${store.measurements.path}-wal`)).size
    const reader = openReader(store.measurements.path)
    reader.db.exec('BEGIN')
    reader.get('SELECT count(*) FROM sets')
    const fill = (): Promise<unknown> =>
      store.measurements.write(db => {
        db.exec('CREATE TABLE IF NOT EXISTS pad (id INTEGER PRIMARY KEY, b BLOB)')
        db.exec('INSERT INTO pad (b) VALUES (zeroblob(8000000))')
      })
    for (let i = 0; i < 10; i++) await fill()
    expect(await size()).toBeGreaterThan(64 * 1024 * 1024)
    await pause(1100)
    await fill()
    await pause(100)
    expect(await size()).toBeGreaterThan(64 * 1024 * 1024)
    reader.close()
    // It is tried again by itself; should it not be, the test does not end.
    while ((await size()) > 0) await pause(200)
  })
})

describe('the write-ahead log, moved in another thread', () => {
  const fill = (store: Store): Promise<unknown> =>
    store.measurements.write(db => db.prepare('INSERT INTO sets (x) VALUES (1)').run().changes)

  it('is moved by nobody else, and while nobody writes', async () => {
    const moved: string[] = []
    let moving = false
    const store = await newStore(parts, new TestClock(), {
      checkpoint: async path => {
        moving = true
        await pause(20)
        moving = false
        moved.push(basename(path))
        return workerTasks.checkpoint({ path })
      }
    })
    await store.measurements.write(db => {
      // Past the thousand pages at which SQLite would have begun by itself.
      db.exec('CREATE TABLE pad (b BLOB)')
      for (let i = 0; i < 4; i++) db.exec('INSERT INTO pad VALUES (zeroblob(2000000))')
    })
    const wal = async (): Promise<number> => (await stat(`${store.measurements.path}-wal`)).size
    for (let i = 0; i < 3; i++) await fill(store)
    expect(await wal()).toBeGreaterThan(8_000_000)
    const checkpoint = store.checkpoint()
    let besideIt = false
    const writes = [0, 1, 2].map(() =>
      store.measurements.write(db => {
        besideIt ||= moving
        return db.prepare('INSERT INTO sets (x) VALUES (1)').run().changes
      })
    )
    await Promise.all([checkpoint, ...writes])
    expect(besideIt).toBe(false)
    expect(moved).toEqual(['measurements.sqlite'])
    expect(await wal()).toBeLessThan(100_000)
    expect(store.measurements.read.get('SELECT count(*) AS n FROM sets')).toEqual({ n: 6 })
  })

  it('is moved here where there is no thread', async () => {
    const store = await newStore(parts, new TestClock(), {
      checkpoint: () => Promise.reject(new Error('no thread'))
    })
    for (let i = 0; i < 3; i++) await fill(store)
    await store.checkpoint()
    expect((await stat(`${store.measurements.path}-wal`)).size).toBe(0)
  })
})

describe('newId', () => {
  it('sorts in the order of making, even when the clock stands or goes back', () => {
    const clock = new TestClock()
    const ids: string[] = []
    for (let i = 0; i < 20_000; i++) {
      if (i === 9000) clock.forward(-3600_000)
      if (i === 15_000) clock.forward(7200_000)
      ids.push(newId(clock))
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
    for (const id of ids.slice(0, 100))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('columns', () => {
  it('reads rows by their types and refuses others', () => {
    const read = columns({ id: text, openedAt: maybe(text), n: number, on: flag })
    expect(read({ id: 'a', opened_at: null, n: 1.5, on: 1 })).toEqual({
      id: 'a',
      openedAt: null,
      n: 1.5,
      on: true
    })
    expect(() => read({ id: 1, opened_at: null, n: 1, on: 0 })).toThrow('column id')
    expect(() => read({ id: 'a', opened_at: null, n: 2n ** 60n, on: 0 })).toThrow('column n')
    expect(() => read({ id: 'a', opened_at: null, n: 1, on: 2 })).toThrow('column on')
    expect(() => read({ id: 'a', n: 1, on: 1 })).toThrow('column openedAt')
  })
})
