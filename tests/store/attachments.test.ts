import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store, StoreParts } from '../../main/store'
import { checkStore } from '../../main/store'
import { faultOf, newStore, reopen, TestClock } from './support'

const parts: StoreParts = {
  entities: [],
  migrations: [
    {
      name: 'FilesFirst1700000000003',
      up: [
        'CREATE TABLE file (id INTEGER PRIMARY KEY, sha256 TEXT REFERENCES attachment (sha256))',
        'CREATE TABLE report (id INTEGER PRIMARY KEY, pdf TEXT REFERENCES attachment (sha256))'
      ]
    }
  ],
  measurementMigrations: [],
  attachmentReferences: ['SELECT sha256 FROM file', 'SELECT pdf FROM report WHERE pdf IS NOT NULL']
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const sha = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')
const lying = (store: Store, sha256: string): string =>
  join(store.dir, 'attachments', sha256.slice(0, 2), sha256)
const incoming = (store: Store): Promise<string[]> => readdir(join(store.dir, 'attachments', 'incoming'))

async function name(store: Store, table: 'file' | 'report', sha256: string): Promise<void> {
  const column = table === 'file' ? 'sha256' : 'pdf'
  await store.write(async tx =>
    Promise.resolve(tx.sql.run(`INSERT INTO ${table} (${column}) VALUES (?)`, [sha256]))
  )
}

describe('attachments', () => {
  it('are kept under their hash, once, whatever the pieces they come in', async () => {
    const store = await newStore(parts)
    const content = randomBytes(300_000)
    const pieces = [content.subarray(0, 1), content.subarray(1, 200_000), content.subarray(200_000)]
    expect(await store.attachments.put(pieces)).toEqual({
      sha256: sha(content),
      bytes: 300_000,
      existed: false
    })
    expect(await store.attachments.put(Readable.from([content]))).toMatchObject({ existed: true })
    expect(await buffer(await store.attachments.read(sha(content)))).toEqual(content)
    const part = await buffer(await store.attachments.read(sha(content), { start: 100, end: 250_001 }))
    expect(part).toEqual(content.subarray(100, 250_001))
    expect((await buffer(await store.attachments.read(sha(content), { start: 5, end: 5 }))).length).toBe(0)
    expect(await store.attachments.put([])).toEqual({ sha256: sha(''), bytes: 0, existed: false })
    expect((await buffer(await store.attachments.read(sha('')))).length).toBe(0)
    expect(await incoming(store)).toEqual([])
    expect((await stat(lying(store, sha(content)))).mode & 0o111).toBe(0)
  })

  it('come back as they went in', async () => {
    const store = await newStore(parts)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 5 }), async pieces => {
        const whole = Buffer.concat(pieces)
        const blob = await store.attachments.put(pieces)
        expect(blob).toMatchObject({ sha256: sha(whole), bytes: whole.length })
        expect(await buffer(await store.attachments.read(blob.sha256))).toEqual(whole)
      }),
      { numRuns: 30 }
    )
    expect(await store.attachments.verify({ deep: true })).toMatchObject({ missing: [], altered: [] })
  })

  it('end at their limit, at an error of the source, and when told to stop', async () => {
    const store = await newStore(parts)
    expect(await faultOf(store.attachments.put([bytes('12345')], { maxBytes: 4 }))).toBe(
      'attachment.tooLarge'
    )
    expect((await store.attachments.put([bytes('1234')], { maxBytes: 4 })).bytes).toBe(4)
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes('half')
      await Promise.resolve()
      throw new Error('the line went dead')
    }
    await expect(store.attachments.put(failing())).rejects.toThrow('the line went dead')
    const stop = new AbortController()
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        if (i === 5) stop.abort()
        yield bytes('more')
        await Promise.resolve()
      }
    }
    expect(await faultOf(store.attachments.put(endless(), { signal: stop.signal }))).toBe(
      'contract.cancelled'
    )
    expect(await incoming(store)).toEqual([])
    expect(await store.attachments.verify()).toMatchObject({ checked: 1 })
  })

  it('are named in the transaction that needs them, or not at all', async () => {
    const store = await newStore(parts)
    const blob = await store.attachments.place([bytes('report')])
    expect(store.attachments.find(blob.sha256)).toBeUndefined()
    const failing = store.write(async tx => {
      tx.attach(blob)
      return Promise.reject(new Error('no'))
    })
    await expect(failing).rejects.toThrow('no')
    expect(store.attachments.find(blob.sha256)).toBeUndefined()
    await store.write(async tx => {
      // Bytes can be placed while a transaction is open.
      const more = await store.attachments.place([bytes('more')])
      tx.attach(more)
      tx.attach(blob)
      tx.attach(blob)
    })
    expect(store.attachments.find(sha('more'))).toEqual({ sha256: sha('more'), bytes: 4 })
    await expect(name(store, 'file', sha('never placed'))).rejects.toMatchObject({
      fault: { key: 'record.inUse' }
    })
  })

  it('are placed side by side without getting in each other’s way', async () => {
    const store = await newStore(parts)
    const contents = Array.from({ length: 20 }, (_, i) => randomBytes(20_000 + (i % 4)).fill(i % 4))
    const blobs = await Promise.all(contents.map(content => store.attachments.put([content])))
    expect(new Set(blobs.map(blob => blob.sha256)).size).toBe(4)
    expect(blobs.filter(blob => !blob.existed).length).toBe(4)
    expect(await store.attachments.verify({ deep: true })).toMatchObject({
      checked: 4,
      missing: [],
      altered: []
    })
  })

  it('that somebody else wrote are kept where they belong, or dropped, or refused', async () => {
    const store = await newStore(parts)
    const blob = { sha256: sha('written elsewhere'), bytes: 17 }
    const first = store.attachments.receive()
    await writeFile(first.path, 'written elsewhere', { flag: 'wx' })
    await first.keep(blob)
    expect(await readFile(lying(store, blob.sha256), 'utf8')).toBe('written elsewhere')
    const second = store.attachments.receive()
    expect(second.path).not.toBe(first.path)
    await writeFile(second.path, 'written elsewhere')
    await second.keep(blob)
    expect(await incoming(store)).toEqual([])
    const cut = store.attachments.receive()
    await writeFile(cut.path, 'written')
    expect(await faultOf(cut.keep(blob))).toBe('attachment.altered')
    expect(await incoming(store)).toHaveLength(1)
    await cut.drop()
    await cut.drop()
    await store.attachments.receive().drop()
    expect(await incoming(store)).toEqual([])
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
    expect(cut.fault(full)).toMatchObject({ fault: { key: 'store.full', details: { store: store.dir } } })
  })

  it('that are missing or altered are named, and not handed out as good', async () => {
    const store = await newStore(parts)
    const texts = ['good', 'to be lost', 'to be cut', 'to be altered']
    for (const text of texts) await store.attachments.put([bytes(text)])
    await rm(lying(store, sha('to be lost')))
    await writeFile(lying(store, sha('to be cut')), 'to')
    await writeFile(lying(store, sha('to be altered')), 'to be ALTERED')
    expect(await faultOf(store.attachments.read(sha('to be lost')))).toBe('attachment.missing')
    expect(await faultOf(store.attachments.read(sha('to be cut')))).toBe('attachment.altered')
    expect(await faultOf(buffer(await store.attachments.read(sha('to be altered'))))).toBe(
      'attachment.altered'
    )
    for (const bad of ['../../fabcase.json', '', 'ab', sha('x').toUpperCase()])
      expect(await faultOf(store.attachments.read(bad))).toBe('attachment.missing')
    const quick = await store.attachments.verify()
    expect(quick).toMatchObject({ checked: 4, missing: [sha('to be lost')], altered: [sha('to be cut')] })
    const seen: number[] = []
    const deep = await store.attachments.verify({ deep: true, onProgress: done => seen.push(done) })
    expect(deep.altered.toSorted()).toEqual([sha('to be cut'), sha('to be altered')].toSorted())
    expect(seen.length).toBeGreaterThan(0)
    const report = await checkStore(store.dir, parts, { deep: true })
    expect(report).toMatchObject({ ok: false, attachments: { missing: [sha('to be lost')] } })
    // Putting the right bytes in again mends it.
    for (const text of ['to be lost', 'to be cut']) await store.attachments.put([bytes(text)])
    expect(await store.attachments.verify()).toMatchObject({ missing: [], altered: [] })
  })

  it('leave nothing half-written behind a crash', async () => {
    const store = await newStore(parts)
    await writeFile(join(store.dir, 'attachments', 'incoming', 'left.partial'), 'half')
    await store.close()
    const again = await reopen(store.dir, parts)
    expect(await incoming(again)).toEqual([])
  })
})

describe('collecting', () => {
  it('removes what nobody names, after a day, and nothing else', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    for (const text of ['in a file', 'in a report', 'dropped']) await store.attachments.put([bytes(text)])
    await name(store, 'file', sha('in a file'))
    await name(store, 'report', sha('in a report'))
    await store.attachments.place([bytes('placed, never named')])
    await store.write(async tx => Promise.resolve(tx.sql.run('INSERT INTO report (pdf) VALUES (NULL)')))
    expect(await store.attachments.collect()).toEqual({ removed: 0, bytes: 0, kept: 4 })
    clock.forward(20 * 3600_000)
    const waiting = await store.attachments.place([bytes('dropped')])
    clock.forward(5 * 3600_000)
    await store.attachments.put([bytes('fresh')])
    // Somebody has brought this one again and waits with it.
    expect(await store.attachments.collect()).toMatchObject({ removed: 1 })
    waiting.letGo()
    clock.forward(20 * 3600_000)
    expect(await store.attachments.collect()).toMatchObject({ removed: 1, bytes: 'dropped'.length })
    const report = await store.attachments.collect()
    expect(report).toEqual({ removed: 0, bytes: 0, kept: 3 })
    expect(store.attachments.find(sha('dropped'))).toBeUndefined()
    expect(await readFile(lying(store, sha('in a report')), 'utf8')).toBe('in a report')
    expect(await store.attachments.verify()).toMatchObject({ checked: 3, missing: [] })
  })

  it('spares what is found again or named again meanwhile', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    await store.attachments.put([bytes('old')])
    clock.forward(48 * 3600_000)
    // Somebody drops the same file again: old bytes, new again.
    const again = await store.attachments.place([bytes('old')])
    expect(again.existed).toBe(true)
    await store.attachments.collect()
    await store.write(async tx => {
      tx.attach(again)
      tx.sql.run('INSERT INTO file (sha256) VALUES (?)', [again.sha256])
      return Promise.resolve()
    })
    expect(await store.attachments.verify({ deep: true })).toMatchObject({ checked: 1, missing: [] })
  })

  it('never leaves a row without its bytes, however it runs beside uploads', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    const texts = Array.from({ length: 12 }, (_, i) => `file ${String(i)}`)
    for (const text of texts) await store.attachments.put([bytes(text)])
    for (let round = 0; round < 5; round++) {
      clock.forward(48 * 3600_000)
      const uploads = texts.map(async (text, i) => {
        if (i % 3 === round % 3) await store.attachments.put([bytes(text)])
      })
      await Promise.all([store.attachments.collect(), ...uploads, store.attachments.collect()])
      expect(await store.attachments.verify({ deep: true })).toMatchObject({ missing: [], altered: [] })
    }
  })

  it('can be stopped, and goes on another time', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    for (let i = 0; i < 5; i++) await store.attachments.put([bytes(`f${String(i)}`)])
    clock.forward(48 * 3600_000)
    expect(await faultOf(store.attachments.collect({ signal: AbortSignal.abort() }))).toBe(
      'contract.cancelled'
    )
    expect((await store.attachments.collect()).removed).toBe(5)
  })
})

describe('releasing', () => {
  const lies = (store: Store, text: string): Promise<boolean> =>
    stat(lying(store, sha(text))).then(
      () => true,
      () => false
    )

  it('takes bytes away at once that nothing names, with their row', async () => {
    const store = await newStore(parts)
    await store.attachments.put([bytes('dropped')])
    expect(await store.attachments.release(sha('dropped'))).toBe(true)
    expect(store.attachments.find(sha('dropped'))).toBeUndefined()
    expect(await lies(store, 'dropped')).toBe(false)
    // Bytes without a row, and bytes that never were.
    ;(await store.attachments.place([bytes('never named')])).letGo()
    expect(await store.attachments.release(sha('never named'))).toBe(true)
    expect(await lies(store, 'never named')).toBe(false)
    await store.attachments.release(sha('never was'))
    expect(await store.attachments.verify()).toMatchObject({ checked: 0, missing: [] })
  })

  it('leaves what a record names, in whichever table', async () => {
    const store = await newStore(parts)
    for (const table of ['file', 'report'] as const) {
      await store.attachments.put([bytes(table)])
      await name(store, table, sha(table))
      expect(await store.attachments.release(sha(table))).toBe(false)
      expect(await lies(store, table)).toBe(true)
    }
    await store.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM file')))
    expect(await store.attachments.release(sha('file'))).toBe(true)
    expect(await store.attachments.verify()).toMatchObject({ checked: 1, missing: [] })
  })

  it('leaves what a kept backup by reference names', async () => {
    const store = await newStore(parts)
    await store.attachments.put([bytes('backed up')])
    await store.backups.create({ attachments: 'reference' })
    expect(await store.attachments.release(sha('backed up'))).toBe(false)
    expect(await lies(store, 'backed up')).toBe(true)
  })

  it('leaves what somebody has just brought, until the last of them lets go', async () => {
    const store = await newStore(parts)
    const one = await store.attachments.place([bytes('brought')])
    const two = await store.attachments.place([bytes('brought')])
    const worker = store.attachments.receive()
    await writeFile(worker.path, 'brought')
    await worker.keep({ sha256: one.sha256, bytes: one.bytes })
    for (const end of [one.letGo, one.letGo, two.letGo]) {
      end()
      expect(await store.attachments.release(one.sha256)).toBe(false)
    }
    expect(await lies(store, 'brought')).toBe(true)
    await worker.drop()
    expect(await store.attachments.release(one.sha256)).toBe(true)
    expect(await lies(store, 'brought')).toBe(false)
  })

  it('does not wait for ever for somebody who forgot to let go', async () => {
    const clock = new TestClock()
    const store = await newStore(parts, clock)
    await store.attachments.place([bytes('forgotten')])
    clock.forward(23 * 3600_000)
    expect(await store.attachments.release(sha('forgotten'))).toBe(false)
    clock.forward(3600_000)
    expect(await store.attachments.release(sha('forgotten'))).toBe(true)
  })

  it('never leaves a row without its bytes, however it runs beside those who bring them again', async () => {
    const store = await newStore(parts)
    const texts = Array.from({ length: 6 }, (_, i) => `file ${String(i)}`)
    const bring = async (text: string) => {
      const { letGo, ...blob } = await store.attachments.place([bytes(text)])
      await store.write(tx => {
        tx.attach(blob)
        tx.sql.run('INSERT INTO file (sha256) VALUES (?)', [blob.sha256])
        return Promise.resolve()
      })
      letGo()
    }
    for (let round = 0; round < 8; round++) {
      await store.write(async tx => Promise.resolve(tx.sql.run('DELETE FROM file')))
      await Promise.all(
        texts.flatMap((text, i) => [
          store.attachments.release(sha(text)),
          ...(i % 2 === round % 2 ? [bring(text)] : []),
          store.attachments.release(sha(text))
        ])
      )
      expect(await store.attachments.verify({ deep: true })).toMatchObject({
        checked: texts.length / 2,
        missing: [],
        altered: []
      })
    }
  })
})
