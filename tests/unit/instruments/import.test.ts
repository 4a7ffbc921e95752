import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import { importOverPort, runImport, serveImport } from '../../../main/instruments/import-worker'
import { readerOf, transactOf } from '../../../main/instruments/store/database'
import { readSet, readTests } from '../../../main/instruments/store/reader'
import { measurementMigrations } from '../../../main/instruments/store/schema'
import { SetSink } from '../../../main/instruments/store/sink'
import type { Group } from '../../../main/instruments/readers'
import { madeLot } from '../../formats/stdf/made'

let dir = ''
const lot = madeLot({ parts: 400, tests: 30, sites: 2 })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fabcase-import-'))
  writeFileSync(join(dir, 'lot.stdf'), lot)
  writeFileSync(join(dir, 'lot.stdf.gz'), gzipSync(lot))
  writeFileSync(join(dir, 'big.stdf'), Buffer.concat(Array.from({ length: 60 }, () => lot)))
  writeFileSync(join(dir, 'report.txt'), 'The parts fail at hot.\n')
})
afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

const task = (name: string, copy?: string) => ({
  sourcePath: join(dir, name),
  copy: copy === undefined ? null : { path: join(dir, copy), maxBytes: 2 ** 31 },
  name,
  known: [],
  member: null
})

describe('importing a file in one pass', () => {
  it.each(['lot.stdf', 'lot.stdf.gz'])('%s: hash, copy and columns', async name => {
    const groups: Group[] = []
    const progress: number[] = []
    const result = await runImport(task(name, `${name}.copy`), {
      sink: group => Promise.resolve(void groups.push(group)),
      progress: done => progress.push(done)
    })
    const bytes = readFileSync(join(dir, name))
    expect(result.sha256).toBe(sha256(bytes))
    expect(result.bytes).toBe(bytes.length)
    expect(readFileSync(join(dir, `${name}.copy`)).equals(bytes)).toBe(true)
    expect(result.set).toMatchObject({ kind: 'measurements', summary: { parts: 400 } })
    const parts = groups.map(group => ('parts' in group ? (group.parts?.count ?? 0) : 0))
    expect(parts.reduce((a, b) => a + b, 0)).toBe(400)
    expect(progress.at(-1)).toBe(bytes.length)
  })

  it('keeps a file it cannot read: hash and copy only', async () => {
    const result = await runImport(task('report.txt', 'report.copy'), {
      sink: () => Promise.reject(new Error())
    })
    expect(result.set).toBeNull()
    expect(result.sniffed.format).toBe('text')
    expect(readFileSync(join(dir, 'report.copy'), 'utf8')).toContain('hot')
  })

  it('leaves no copy behind when it fails, is cancelled, or the sink fails', async () => {
    const cancel = new AbortController()
    cancel.abort()
    const sink = () => Promise.resolve()
    await expect(runImport(task('lot.stdf', 'c1'), { sink, signal: cancel.signal })).rejects.toThrow(
      'contract.cancelled'
    )
    await expect(runImport(task('none.stdf', 'c2'), { sink })).rejects.toThrow('file.unreadable')
    await expect(
      runImport(task('lot.stdf', 'c3'), { sink: () => Promise.reject(new FabError('store.full')) })
    ).rejects.toThrow('store.full')
    for (const copy of ['c1', 'c2', 'c3']) expect(existsSync(join(dir, copy))).toBe(false)
  })

  it('reads nothing again whose hash is known, and everything where it only has the size of it', async () => {
    const never = { sink: () => Promise.reject(new Error('read again')) }
    const known = { ...task('lot.stdf', 'c4'), known: ['0'.repeat(64), sha256(lot)] }
    expect(await runImport(known, never)).toMatchObject({
      again: true,
      sha256: sha256(lot),
      bytes: lot.length,
      set: null
    })
    expect(existsSync(join(dir, 'c4'))).toBe(false)
    const progress: number[] = []
    const other = await runImport(
      { ...task('lot.stdf', 'c4'), known: ['0'.repeat(64)] },
      { sink: () => Promise.resolve(), progress: done => progress.push(done) }
    )
    expect(other).toMatchObject({ again: false, sha256: sha256(lot) })
    expect(readFileSync(join(dir, 'c4')).equals(lot)).toBe(true)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(lot.length)
  })

  it('stops at the largest size an attachment may have', async () => {
    const small = { ...task('report.txt'), copy: { path: join(dir, 'c5'), maxBytes: 5 } }
    await expect(runImport(small, { sink: () => Promise.resolve() })).rejects.toThrow('attachment.tooLarge')
    expect(existsSync(join(dir, 'c5'))).toBe(false)
  })

  it('does not overwrite a file that is there', async () => {
    await expect(
      runImport(task('lot.stdf', 'report.txt'), { sink: () => Promise.resolve() })
    ).rejects.toThrow()
    expect(readFileSync(join(dir, 'report.txt'), 'utf8')).toContain('hot')
  })
})

describe('importing over a port', () => {
  it('hands groups over and writes them into a store', async () => {
    const db = new Database(':memory:')
    for (const migration of measurementMigrations) for (const step of migration.up) db.exec(step)
    const sink = new SetSink(transactOf(db), { id: 's1', name: 'lot.stdf', sha256: '' })
    const { port1, port2 } = new MessageChannel()
    serveImport(port1, { sink: group => sink.group(group) })
    const result = await importOverPort(task('lot.stdf'), port2)
    if (result.set === null) throw new Error('not read')
    await sink.finish(result.set, result)
    const set = readSet(readerOf(db), 's1')
    expect(set).toMatchObject({ parts: 400, sha256: sha256(lot) })
    expect(readTests(readerOf(db), set).tests).toHaveLength(30)
    db.close()
  })

  it('stops at a cancel, also while the core never ends to write', async () => {
    for (const sink of ['quick', 'stuck']) {
      const { port1, port2 } = new MessageChannel()
      const cancel = new AbortController()
      const reached = Promise.withResolvers<undefined>()
      let groups = 0
      serveImport(port1, {
        signal: cancel.signal,
        sink: () => {
          groups++
          reached.resolve(undefined)
          return sink === 'quick' ? Promise.resolve() : new Promise(() => undefined)
        }
      })
      const importing = importOverPort(task('big.stdf', `cancelled-${sink}`), port2)
      const settled = importing.then(
        () => 'done',
        (error: unknown) => (error instanceof FabError ? error.fault.key : String(error))
      )
      await reached.promise
      const before = groups
      cancel.abort()
      expect(await settled).toBe('contract.cancelled')
      // One may be under way.
      expect(groups - before).toBeLessThanOrEqual(1)
      expect(existsSync(join(dir, `cancelled-${sink}`))).toBe(false)
    }
  })

  it('carries the fault of the sink to the worker', async () => {
    const { port1, port2 } = new MessageChannel()
    serveImport(port1, { sink: () => Promise.reject(new FabError('store.full')) })
    await expect(importOverPort(task('lot.stdf'), port2)).rejects.toThrow('store.full')
  })
})
