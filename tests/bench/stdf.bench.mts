import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { StdfDecoder } from '../../main/instruments/formats/stdf/decoder'
import type { PartRecord, StdfSink } from '../../main/instruments/formats/stdf/sink'
import { runImport } from '../../main/instruments/import-worker'
import { inspectFile } from '../../main/instruments/inspect'
import { readerOf, transactOf, type Transact } from '../../main/instruments/store/database'
import { readWaferMap } from '../../main/instruments/store/parts'
import { readSet, readValues } from '../../main/instruments/store/reader'
import { measurementMigrations } from '../../main/instruments/store/schema'
import { SetSink } from '../../main/instruments/store/sink'
import { madeLot } from '../formats/stdf/made'
import { cpuSeconds, quantile, type Row } from './row'

const size = 100e6
const runs = 7

/** A real lot repeated to 100 MB where the samples are there, else a made one. */
function input(): { readonly name: string; readonly bytes: Buffer } {
  const real = resolve('../shared/samples/stdf/lot3.stdf.gz')
  const one = existsSync(real)
    ? gunzipSync(readFileSync(real))
    : madeLot({ parts: 1600, tests: 40, byteOrder: 'BigEndian' })
  return {
    name: existsSync(real) ? 'lot3' : 'a made lot',
    bytes: Buffer.concat(Array.from({ length: Math.ceil(size / one.length) }, () => one))
  }
}

/** Takes every call and every value, keeps none. */
class Listener implements StdfSink {
  sum = 0
  far(): void {
    this.sum++
  }
  pir(place: number): void {
    this.sum += place
  }
  prr(part: PartRecord): void {
    this.sum += part.hardBin + part.x + part.y + part.idLength
  }
  ptr(test: number, place: number, testFlag: number, parmFlag: number, result: number): void {
    this.sum += test + place + testFlag + parmFlag + result
  }
  mpr(
    test: number,
    _place: number,
    _testFlag: number,
    _parmFlag: number,
    _results: Float64Array,
    count: number
  ): void {
    this.sum += test + count
  }
  ftr(test: number): void {
    this.sum += test
  }
  section(): void {
    this.sum++
  }
  note(): void {
    this.sum++
  }
  record(): void {
    this.sum++
  }
}

/** The yardstick: walk over the headers, count records by type, look at nothing else. */
function bareWalk(bytes: Buffer, from: number, end: number, counts: Uint32Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let p = from
  while (p + 4 <= end) {
    const next = p + 4 + view.getUint16(p, false)
    if (next > end) break
    const code = view.getUint16(p + 2, false)
    counts[code] = (counts[code] ?? 0) + 1
    p = next
  }
  return p
}

/** The yardstick over a file, read in pieces of 1 MB as the decoder reads it. */
function bareFile(path: string): number {
  const file = openSync(path, 'r')
  const buffer = Buffer.allocUnsafeSlow(1 << 20)
  const counts = new Uint32Array(0x10000)
  let held = 0
  for (;;) {
    const count = readSync(file, buffer, held, buffer.length - held, null)
    if (count === 0) break
    const end = held + count
    const rest = bareWalk(buffer, 0, end, counts)
    buffer.copyWithin(0, rest, end)
    held = end - rest
  }
  closeSync(file)
  return counts[0x0f0a] ?? 0
}

/** The decoder over a file, read the same way. */
function decodeFile(path: string): number {
  const file = openSync(path, 'r')
  const decoder = new StdfDecoder(new Listener())
  for (;;) {
    const room = decoder.space()
    const count = readSync(file, room, 0, room.length, null)
    if (count === 0) break
    decoder.commit(count)
  }
  closeSync(file)
  return decoder.finish().records['PTR'] ?? 0
}

/** Seconds of CPU for work and yardstick, run in turn; the median of each. */
async function inTurn(
  work: () => unknown,
  yardstick: () => unknown
): Promise<{ work: number; yardstick: number }> {
  const spent: { work: number[]; yardstick: number[] } = { work: [], yardstick: [] }
  for (let i = 0; i < runs; i++) {
    spent.yardstick.push(await cpuSeconds(yardstick))
    spent.work.push(await cpuSeconds(work))
  }
  return { work: quantile(spent.work, 0.5), yardstick: quantile(spent.yardstick, 0.5) }
}

async function decodeRows(name: string, bytes: Buffer, path: string): Promise<Row[]> {
  const megabytes = bytes.length / 1e6
  const file = await inTurn(
    () => decodeFile(path),
    () => bareFile(path)
  )
  const memory = await inTurn(
    () => {
      const decoder = new StdfDecoder(new Listener())
      decoder.push(bytes)
      decoder.finish()
    },
    () => bareWalk(bytes, 0, bytes.length, new Uint32Array(0x10000))
  )
  const inspect = quantile(await repeated(3, () => inspectFile(path)), 0.5)
  return [
    {
      name: `STDF decode, all fields, ${name} to 100 MB, from a file`,
      value: megabytes / file.work,
      unit: 'MB/CPU s',
      reference: megabytes / file.yardstick,
      referenceName: 'bare walk counting records by type, same file',
      ratio: file.work / file.yardstick,
      target: '>= 300 and <= 8 x',
      ok: megabytes / file.work >= 300 && file.work / file.yardstick <= 8
    },
    {
      name: 'STDF decode, all fields, from memory',
      value: megabytes / memory.work,
      unit: 'MB/CPU s',
      reference: megabytes / memory.yardstick,
      referenceName: 'bare walk over memory, no reading',
      ratio: memory.work / memory.yardstick,
      target: '>= 300',
      ok: megabytes / memory.work >= 300
    },
    { name: 'STDF inspect (decode, statistics, wafers, bins)', value: megabytes / inspect, unit: 'MB/CPU s' }
  ]
}

async function repeated(times: number, work: () => unknown): Promise<number[]> {
  const spent: number[] = []
  for (let i = 0; i < times; i++) spent.push(await cpuSeconds(work))
  return spent
}

function openStore(path: string): Database.Database {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  return db
}

async function importRows(name: string, bytes: Buffer, dir: string, path: string): Promise<Row[]> {
  const hash = quantile(await repeated(3, () => createHash('sha256').update(bytes).digest()), 0.5)
  const spent: number[] = []
  let stall = 0
  for (let i = 0; i < 3; i++) {
    const db = openStore(join(dir, `import-${i}.sqlite`))
    for (const migration of measurementMigrations) for (const step of migration.up) db.exec(step)
    // The reader works in a thread of its own; what holds the core up is each write.
    const plain = transactOf(db)
    const timed: Transact = async work =>
      plain(handle => {
        const began = performance.now()
        const value = work(handle)
        stall = Math.max(stall, performance.now() - began)
        return value
      })
    spent.push(
      await cpuSeconds(async () => {
        const sink = new SetSink(timed, { id: 's', name: 'lot', sha256: '' })
        const result = await runImport(
          {
            sourcePath: path,
            copy: { path: join(dir, `copy-${i}`), maxBytes: 2 ** 31 },
            name: 'lot',
            known: [],
            member: null
          },
          { sink: group => sink.group(group) }
        )
        if (result.set === null) throw new Error('not read')
        await sink.finish(result.set, result)
        db.pragma('wal_checkpoint(TRUNCATE)')
      })
    )
    db.close()
  }
  const cpu = quantile(spent, 0.5)
  return [
    {
      name: `STDF import into a store, ${name} to 100 MB: hash, copy, columns`,
      value: bytes.length / 1e6 / cpu,
      unit: 'MB/CPU s',
      reference: bytes.length / 1e6 / hash,
      referenceName: 'SHA-256 alone',
      ratio: cpu / hash,
      target: '>= 100',
      ok: bytes.length / 1e6 / cpu >= 100
    },
    {
      name: 'longest single write while importing it',
      value: stall,
      unit: 'ms',
      target: '<= 200',
      ok: stall <= 200
    }
  ]
}

/** One test and one wafer map over 100,000 parts, each from a store just opened: nine connections, the median of them. */
async function readRows(dir: string): Promise<Row[]> {
  const path = join(dir, 'wide.sqlite')
  const source = join(dir, 'wide.stdf')
  writeFileSync(source, madeLot({ parts: 100_000, tests: 20, sites: 4 }))
  const made = openStore(path)
  for (const migration of measurementMigrations) for (const step of migration.up) made.exec(step)
  const sink = new SetSink(transactOf(made), { id: 'wide', name: 'wide', sha256: '' })
  const result = await runImport(
    { sourcePath: source, copy: null, name: 'wide', known: [], member: null },
    { sink: group => sink.group(group) }
  )
  if (result.set === null) throw new Error('not read')
  await sink.finish(result.set, result)
  made.close()
  const times = { test: [] as number[], map: [] as number[] }
  for (let i = 0; i < 9; i++)
    for (const kind of ['test', 'map'] as const) {
      const db = new Database(path, { readonly: true })
      const sql = readerOf(db)
      const began = performance.now()
      const set = readSet(sql, 'wide')
      if (kind === 'test') readValues(sql, set, i)
      else readWaferMap(sql, set, 0, 'hard')
      times[kind].push(performance.now() - began)
      db.close()
    }
  const row = (name: string, value: number): Row => ({
    name,
    value,
    unit: 'ms',
    target: '<= 30',
    ok: value <= 30
  })
  return [
    row('one test over 100,000 parts, store just opened', quantile(times.test, 0.5)),
    row('one wafer map of 100,000 parts, store just opened', quantile(times.map, 0.5))
  ]
}

/** STDF: decoding, importing and reading back. */
export default async function bench(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fabcase-bench-'))
  try {
    const { name, bytes } = input()
    const path = join(dir, 'lot.stdf')
    writeFileSync(path, bytes)
    return [
      ...(await decodeRows(name, bytes, path)),
      ...(await importRows(name, bytes, dir, path)),
      ...(await readRows(dir))
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
