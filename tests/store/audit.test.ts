import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@contract/json'
import type { AuditReport, Store } from '../../main/store'
import { canonicalJson, checkStore } from '../../main/store'
import { entry, newStore, noParts, reopen, TestClock } from './support'

const rows = 40

async function filled(): Promise<Store> {
  const clock = new TestClock()
  const store = await newStore(noParts, clock)
  for (let i = 2; i <= rows; i++) {
    clock.forward(1000)
    await store.write(async tx =>
      Promise.resolve(tx.audit(entry({ entityId: `c${String(i)}`, after: { n: i, 名: '漏电' } })))
    )
  }
  return store
}

/** Runs SQL on the closed store as somebody with a database tool would. */
function meddle(dir: string, sql: string | ((db: Database.Database) => void)): void {
  const db = new Database(join(dir, 'records.sqlite'))
  for (const name of db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all())
    db.exec(`DROP TRIGGER ${String(name)}`)
  if (typeof sql === 'string') db.exec(sql)
  else sql(db)
  db.close()
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const verdict = async (dir: string): Promise<AuditReport | null> => (await checkStore(dir, {})).audit

/** Gives rows a new number, upwards or downwards. */
const renumber = (from: number, to: number, by: number): string => {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  if (by > 0) rows.reverse()
  return rows.map(seq => `UPDATE audit SET seq = ${String(seq + by)} WHERE seq = ${String(seq)}`).join(';')
}

describe('the audit chain', () => {
  it('cannot be altered through the store', async () => {
    const store = await filled()
    for (const sql of [
      `UPDATE audit SET actor_name = 'nobody'`,
      'DELETE FROM audit',
      'DELETE FROM audit_head',
      'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3',
      'REPLACE INTO audit SELECT * FROM audit ORDER BY seq DESC LIMIT 1'
    ])
      await expect(store.write(async tx => Promise.resolve(tx.sql.run(sql)))).rejects.toThrow(/append-only/)
    expect(await store.audit.verify()).toMatchObject({ ok: true, rows, head: { seq: rows }, clockBack: 0 })
  })

  it('puts its guards back at every open and says so', async () => {
    const store = await filled()
    await store.close()
    meddle(store.dir, '')
    const again = await reopen(store.dir)
    expect(again.audit.query({ limit: 1 }).rows[0]).toMatchObject({
      action: 'store.guardsRestored',
      after: { triggers: ['audit_no_update', 'audit_no_delete', 'audit_in_order', 'audit_head_stays'] }
    })
    await expect(again.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM audit')))).rejects.toThrow(
      /append-only/
    )
    expect((await again.audit.verify()).ok).toBe(true)
  })

  it('keeps nothing of a failed transaction', async () => {
    const store = await filled()
    const failing = store.write(async tx => {
      tx.audit(entry())
      return Promise.reject(new Error('no'))
    })
    await expect(failing).rejects.toThrow('no')
    expect(await store.audit.verify()).toMatchObject({ ok: true, rows })
  })

  it('marks the row before which the clock went back', async () => {
    const clock = new TestClock('2026-03-02T08:00:00.000Z')
    const store = await newStore(noParts, clock)
    clock.forward(-90_000)
    const row = await store.write(async tx => Promise.resolve(tx.audit(entry())))
    clock.forward(1000)
    const next = await store.write(async tx => Promise.resolve(tx.audit(entry())))
    expect([row.clockBackMs, next.clockBackMs]).toEqual([90_000, 0])
    expect(await store.audit.verify()).toMatchObject({ ok: true, clockBack: 1 })
  })

  it('stores text it can prove later, whatever the text', async () => {
    const store = await newStore()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.jsonValue(), async (text, value) => {
        const row = await store.write(async tx =>
          Promise.resolve(
            tx.audit(entry({ actorName: `${text}\u0000\ud800`, reason: text, after: value as Json }))
          )
        )
        expect(row.actorName).toBe(`${text}\u0000\ud800`.toWellFormed().normalize('NFC'))
      }),
      { numRuns: 100 }
    )
    expect((await store.audit.verify()).ok).toBe(true)
  })

  it('can be stopped', async () => {
    const store = await filled()
    const stop = new AbortController()
    stop.abort()
    await expect(store.audit.verify({ signal: stop.signal })).rejects.toMatchObject({
      fault: { key: 'contract.cancelled' }
    })
  })
})

describe('verify', () => {
  let dir: string
  let good: Buffer

  const restore = async (): Promise<void> => {
    await writeFile(join(dir, 'records.sqlite'), good)
  }

  async function prepare(): Promise<void> {
    const store = await filled()
    await store.close()
    dir = store.dir
    good = await readFile(join(dir, 'records.sqlite'))
  }

  it('names the first bad row and what was done to it', async () => {
    await prepare()
    expect(await verdict(dir)).toMatchObject({ ok: true, rows })
    const rehash = `UPDATE audit SET hash = '${'ab'.repeat(32)}' WHERE seq = 7`
    const copyTo = (to: number, from: number): string =>
      `INSERT INTO audit SELECT ${String(to)}, at, offset_minutes, clock_back_ms, actor_id, 'forger', station, action, entity, entity_id,
         subject, reason, before_json, after_json, prev_hash, hash FROM audit WHERE seq = ${String(from)}`
    const cases: readonly (readonly [string, string, number, string])[] = [
      ['text changed', `UPDATE audit SET actor_name = 'x' WHERE seq = 7`, 7, 'changed'],
      ['value changed', `UPDATE audit SET after_json = '{"n":8}' WHERE seq = 7`, 7, 'changed'],
      ['subject changed', `UPDATE audit SET subject = 'other' WHERE seq = 7`, 7, 'changed'],
      ['hash changed', rehash, 7, 'changed'],
      ['last changed', `UPDATE audit SET reason = 'x' WHERE seq = ${String(rows)}`, rows, 'changed'],
      ['first changed', `UPDATE audit SET reason = 'x' WHERE seq = 1`, 1, 'changed'],
      ['removed', 'DELETE FROM audit WHERE seq = 7', 7, 'removed'],
      ['first removed', 'DELETE FROM audit WHERE seq = 1', 1, 'removed'],
      ['removed and closed up', `DELETE FROM audit WHERE seq = 7; ${renumber(8, rows, -1)}`, 7, 'removed'],
      [
        'several removed and closed up',
        `DELETE FROM audit WHERE seq IN (7,8,9); ${renumber(10, rows, -3)}`,
        7,
        'removed'
      ],
      ['last removed', `DELETE FROM audit WHERE seq = ${String(rows)}`, rows, 'truncated'],
      ['tail removed', 'DELETE FROM audit WHERE seq > 30', 31, 'truncated'],
      ['all removed', 'DELETE FROM audit', 1, 'truncated'],
      ['all removed with the head', 'DELETE FROM audit; DELETE FROM audit_head', 1, 'truncated'],
      [
        'swapped',
        'UPDATE audit SET seq = 0 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 20; UPDATE audit SET seq = 20 WHERE seq = 0',
        7,
        'reordered'
      ],
      [
        'neighbours swapped',
        'UPDATE audit SET seq = 0 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = 0',
        7,
        'reordered'
      ],
      [
        'moved down',
        `UPDATE audit SET seq = 0 WHERE seq = 7; ${renumber(8, 20, -1)}; UPDATE audit SET seq = 20 WHERE seq = 0`,
        7,
        'reordered'
      ],
      [
        'moved up',
        `UPDATE audit SET seq = 0 WHERE seq = 20; ${renumber(7, 19, 1)}; UPDATE audit SET seq = 7 WHERE seq = 0`,
        7,
        'reordered'
      ],
      ['moved behind the end', `UPDATE audit SET seq = ${String(rows + 1)} WHERE seq = 7`, 7, 'reordered'],
      ['put in', `${renumber(7, rows, 1)}; ${copyTo(7, 9)}`, 7, 'inserted'],
      ['put before the first', copyTo(0, 9), 0, 'inserted'],
      ['put behind the last', copyTo(rows + 1, 9), rows + 1, 'inserted'],
      [
        'head moved back',
        'DELETE FROM audit WHERE seq > 30; UPDATE audit_head SET seq = 30, hash = (SELECT hash FROM audit WHERE seq = 30)',
        31,
        'truncated'
      ],
      ['head lost', 'DELETE FROM audit_head', rows, 'sealed'],
      ['seal changed', `UPDATE audit_head SET seal = '${'0'.repeat(64)}'`, rows, 'sealed']
    ]
    for (const [what, sql, seq, kind] of cases) {
      meddle(dir, sql)
      expect([what, (await verdict(dir))?.broken]).toEqual([what, { seq, kind }])
      await restore()
    }
  })

  it('finds what a forger with the recipe for hashes does, but without the key', async () => {
    await prepare()
    const { hashOf, storedRow } = await import('../../main/store/audit/chain')
    const read = (db: Database.Database, seq: number) =>
      storedRow(
        db
          .prepare<[number], Record<string, string | number | null>>('SELECT * FROM audit WHERE seq = ?')
          .get(seq) ?? {}
      )
    const set = (db: Database.Database, seq: number, name: string, prev?: string): string => {
      const row = { ...read(db, seq), actorName: name, ...(prev === undefined ? {} : { prevHash: prev }) }
      const hash = hashOf(row)
      db.prepare('UPDATE audit SET actor_name = ?, prev_hash = ?, hash = ? WHERE seq = ?').run(
        name,
        row.prevHash,
        hash,
        seq
      )
      return hash
    }
    // One row, with its hash.
    meddle(dir, db => set(db, 7, 'forger'))
    expect((await verdict(dir))?.broken).toEqual({ seq: 7, kind: 'changed' })
    await restore()
    // One row as if it followed another.
    meddle(dir, db => set(db, 7, 'forger', 'ab'.repeat(32)))
    expect((await verdict(dir))?.broken).toEqual({ seq: 7, kind: 'changed' })
    await restore()
    // A row put in with a sound hash.
    meddle(dir, db => {
      db.exec(renumber(7, rows, 1))
      db.exec(
        'INSERT INTO audit SELECT 7, at, 0, 0, NULL, actor_name, station, action, entity, entity_id, subject, reason, before_json, after_json, hash, hash FROM audit WHERE seq = 6'
      )
      set(db, 7, 'forger')
    })
    expect((await verdict(dir))?.broken).toEqual({ seq: 7, kind: 'inserted' })
    await restore()
    // The whole rest of the chain written anew; the key of the head is in another place.
    meddle(dir, db => {
      let prev = read(db, 6).hash
      for (let seq = 7; seq <= rows; seq++)
        prev = set(db, seq, seq === 7 ? 'forger' : read(db, seq).actorName, prev)
      db.prepare('UPDATE audit_head SET hash = ?').run(prev)
    })
    expect((await verdict(dir))?.ok).toBe(false)
    await restore()
  })

  it('finds any single change of any column', async () => {
    await prepare()
    const columns = [
      'seq',
      'at',
      'offset_minutes',
      'clock_back_ms',
      'actor_id',
      'actor_name',
      'station',
      'action',
      'entity',
      'entity_id',
      'subject',
      'reason',
      'before_json',
      'after_json',
      'prev_hash',
      'hash'
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: rows }),
        fc.constantFrom(...columns),
        fc
          .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 20 })
          .filter(text => text === text.normalize('NFC')),
        async (seq, column, text) => {
          const numeric = ['seq', 'offset_minutes', 'clock_back_ms'].includes(column)
          meddle(dir, db => {
            const old = db.prepare(`SELECT ${column} FROM audit WHERE seq = ?`).pluck().get(seq)
            const fresh = numeric ? Number(old) + 1000 + text.length : `${text}${String(old)}`
            db.prepare(`UPDATE audit SET ${column} = ? WHERE seq = ?`).run(fresh, seq)
          })
          expect((await verdict(dir))?.broken?.seq).toBe(seq)
          await restore()
        }
      ),
      { numRuns: 60 }
    )
  })

  it('goes on saying so after the store was opened and used again', async () => {
    await prepare()
    for (const [sql, key] of [
      ['DELETE FROM audit WHERE seq > 30', true],
      [
        'DELETE FROM audit WHERE seq > 30; UPDATE audit_head SET seq = 30, hash = (SELECT hash FROM audit WHERE seq = 30)',
        true
      ],
      [`UPDATE audit SET reason = 'x' WHERE seq = ${String(rows)}`, true],
      ['DELETE FROM audit WHERE seq > 30; DELETE FROM audit_head', false]
    ] as const) {
      meddle(dir, sql)
      const kept = await readFile(join(dir, 'keys', 'audit.key'))
      const copy = await readFile(join(dir, 'keys', 'audit-head.json'))
      if (!key) await rm(join(dir, 'keys', 'audit.key'))
      for (let i = 0; i < 2; i++) {
        const store = await reopen(dir)
        await store.write(async tx => Promise.resolve(tx.audit(entry())))
        expect((await store.audit.verify()).ok).toBe(false)
        await store.close()
      }
      await writeFile(join(dir, 'keys', 'audit.key'), kept)
      await writeFile(join(dir, 'keys', 'audit-head.json'), copy)
      await restore()
      expect((await verdict(dir))?.ok).toBe(true)
    }
  })
})

describe('reading the trail', () => {
  it('filters and pages', async () => {
    const clock = new TestClock('2026-03-02T08:00:00.000Z')
    const store = await newStore(noParts, clock)
    for (let i = 0; i < 25; i++) {
      clock.forward(60_000)
      await store.write(async tx =>
        Promise.resolve(
          tx.audit(
            entry({
              actorId: `u${String(i % 2)}`,
              action: i % 5 === 0 ? 'case.close' : 'case.edit',
              entityId: `c${String(i)}`,
              subject: `c${String(i)}`,
              reason: i === 7 ? '100% 漏电_复判' : 'other'
            })
          )
        )
      )
    }
    const ids = (query: Parameters<Store['audit']['query']>[0]): string[] =>
      store.audit.query(query).rows.map(row => row.entityId)
    expect(ids({ action: 'case.close' })).toEqual(['c20', 'c15', 'c10', 'c5', 'c0'])
    expect(ids({ text: '漏电_' })).toEqual(['c7'])
    expect(ids({ text: '100%' })).toEqual(['c7'])
    expect(ids({ text: '%' })).toEqual(['c7'])
    expect(ids({ subject: 'c3' })).toEqual(['c3'])
    expect(ids({ entity: 'case', entityId: 'c4' })).toEqual(['c4'])
    expect(ids({ actorId: 'u1', action: 'case.close' })).toEqual(['c15', 'c5'])
    expect(ids({ from: '2026-03-02T08:02:00.000Z', until: '2026-03-02T08:04:00.000Z' })).toEqual(['c2', 'c1'])
    const seen: string[] = []
    let before: number | undefined
    for (;;) {
      const page = store.audit.query({
        limit: 10,
        entity: 'case',
        ...(before === undefined ? {} : { before })
      })
      seen.push(...page.rows.map(row => row.entityId))
      if (page.next === null) break
      before = page.next
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `c${String(24 - i)}`))
    expect(store.audit.facets()).toEqual({
      actions: ['case.close', 'case.edit', 'store.created'],
      entities: ['case', 'store']
    })
  })

  it('looks through a long trail for a fragment piece by piece', async () => {
    const store = await newStore()
    await store.write(async tx => {
      for (let i = 0; i < 60_000; i++) tx.audit(entry(i === 100 ? { reason: 'needle' } : {}))
      return Promise.resolve()
    })
    const first = store.audit.query({ text: 'needle' })
    expect(first).toMatchObject({ rows: [], next: 10_002 })
    expect(store.audit.query({ text: 'needle', before: first.next ?? 0 })).toMatchObject({
      rows: [{ reason: 'needle' }],
      next: null
    })
    const start = process.cpuUsage()
    expect(await store.audit.verify()).toMatchObject({ ok: true, rows: 60_001 })
    const spent = process.cpuUsage(start)
    // Generous: some 8 us a row are usual.
    expect((spent.user + spent.system) / 60_001).toBeLessThan(200)
  })

  it('exports CSV and JSON that read back', async () => {
    const store = await newStore()
    await store.write(async tx =>
      Promise.resolve(tx.audit(entry({ reason: '=1+1, "quoted"\r\nnext', after: { text: '漏电' } })))
    )
    const all = async (format: 'csv' | 'json'): Promise<string> => await joined(store.audit.export(format))
    const json: unknown = JSON.parse(await all('json'))
    expect(json).toHaveLength(2)
    expect(json).toMatchObject([
      { action: 'store.created' },
      { reason: '=1+1, "quoted"\r\nnext', after: { text: '漏电' } }
    ])
    const csv = await all('csv')
    expect(csv.startsWith('\ufeffseq,at,')).toBe(true)
    expect(csv).toContain(`"'=1+1, ""quoted""\r\nnext"`)
    expect(csv).toContain(`"{""text"":""漏电""}"`)
    expect(await joined(store.audit.export('json', { action: 'none' }))).toBe('[]\n')
  })
})

describe('canonicalJson', () => {
  it('is one text for one meaning', () => {
    expect(canonicalJson({ b: [1, 'é', null], a: -0 })).toBe('{"a":0,"b":[1,"é",null]}')
    expect(canonicalJson({ 'e\u0301': 1 })).toBe(canonicalJson({ é: 1 }))
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  })

  it('does not depend on the order of keys and reads back as the same value', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, shuffled(member)])
      )
    }
    const text = fc
      .string({ unit: 'grapheme' })
      .map(s => s.normalize('NFC'))
      .filter(s => s !== '__proto__')
    const { value } = fc.letrec<{ value: Json }>(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(text, tie('value'))
      )
    }))
    fc.assert(
      fc.property(value, json => {
        const once = canonicalJson(json)
        expect(canonicalJson(shuffled(json) as Json)).toBe(once)
        expect(canonicalJson(JSON.parse(once) as Json)).toBe(once)
      })
    )
  })
})
