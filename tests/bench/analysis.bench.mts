import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Input, Output, ProcedureName } from '@contract/index'
import { openCore, type Caller, type Core } from '../../main/core/core'
import type { BinInfo, PartColumns, SetGroup, TestInfo } from '../../main/instruments/set/types'
import { SetWriter } from '../../main/instruments/store/writer'
import { seeded } from '../formats/stdf/random'
import { quantile, type Row } from './row'

const lots = 20
const tests = 5000
const partsPerLot = 500
const mapDies = 100_000

/** A set of one lot on one wafer as an import would leave it, made in memory. */
interface MadeSet {
  readonly id: string
  readonly lot: string
  readonly parts: number
  readonly tests: number
  readonly start: number
}

const encoder = new TextEncoder()

function columnsOf({ parts }: MadeSet, fails: Uint8Array): PartColumns {
  const side = Math.ceil(Math.sqrt(parts))
  const ids = Array.from({ length: parts }, (_, part) => String(part + 1))
  const offsets = new Uint32Array(parts + 1)
  ids.forEach((id, part) => {
    offsets[part + 1] = (offsets[part] ?? 0) + id.length
  })
  const bins = Uint16Array.from(fails, fail => (fail === 1 ? 5 : 1))
  return {
    x: Int16Array.from(ids, (_, part) => part % side),
    y: Int16Array.from(ids, (_, part) => Math.floor(part / side)),
    hardBin: bins,
    softBin: bins.slice(),
    head: new Uint8Array(parts).fill(1),
    site: Uint8Array.from(ids, (_, part) => part % 4),
    flags: Uint16Array.from(fails, fail => (fail === 1 ? 8 : 0)),
    testTime: new Uint32Array(parts).fill(900),
    testCount: new Uint16Array(parts),
    wafer: new Int32Array(parts),
    ended: Uint32Array.from(ids, (_, part) => part),
    id: { offsets, bytes: encoder.encode(ids.join('')) },
    text: { offsets: new Uint32Array(parts + 1), bytes: new Uint8Array() }
  }
}

/** Puts a set into the store, past the reader of files: what is measured here is what comes after. */
async function putSet(core: Core, set: MadeSet): Promise<void> {
  const { store } = core
  const random = seeded(set.start)
  const fails = Uint8Array.from({ length: set.parts }, () => (random() < 0.05 ? 1 : 0))
  const transact = async <T,>(work: (db: Database) => T): Promise<T> =>
    await store.measurements.write(work as (db: Database) => never)
  const sha256 = set.id.padStart(64, '0')
  const writer = await SetWriter.begin(transact, { id: set.id, name: `${set.lot}.stdf`, sha256 })
  const infos: TestInfo[] = []
  const groups: SetGroup[] = [
    {
      parts: { firstPart: 0, count: set.parts, columns: columnsOf(set, fails) },
      values: [],
      earlier: null
    }
  ]
  for (let test = 0; test < set.tests; test++) {
    const values = new Float32Array(set.parts)
    const status = new Uint8Array(set.parts).fill(1)
    let [sum, squares, min, max, failed] = [0, 0, Infinity, -Infinity, 0]
    for (let part = 0; part < set.parts; part++) {
      const value = Math.fround(random() + random() + random() - 1.5 + test / 1000)
      values[part] = value
      sum += value
      squares += value * value
      min = Math.min(min, value)
      max = Math.max(max, value)
      if (fails[part] === 1 && test === (part * 7) % set.tests) {
        status[part] = 2
        failed++
      }
    }
    const mean = sum / set.parts
    infos.push({
      index: test,
      record: 'PTR',
      number: 1000 + test,
      text: `VDD_${String(test)} <> pin ${String(test)}`,
      units: 'V',
      scale: 3,
      lowLimit: -2 + test / 1000,
      highLimit: 2 + test / 1000,
      lowSpec: null,
      highSpec: null,
      format: '%9.3f',
      executions: set.parts,
      fails: failed,
      repeats: 0,
      n: set.parts,
      mean,
      sigma: Math.sqrt((squares - set.parts * mean * mean) / (set.parts - 1)),
      min,
      max,
      elements: 1,
      limitChanges: [],
      pins: [],
      vector: ''
    })
    groups.push({ parts: null, values: [{ test, firstPart: 0, width: 1, values, status }], earlier: null })
    if (groups.length > 200) for (const group of groups.splice(0)) await writer.group(group)
  }
  for (const group of groups) await writer.group(group)
  const good = set.parts - fails.reduce((count, fail) => count + fail, 0)
  const bin = (number: number, name: string, passFail: 'P' | 'F', count: number): BinInfo[] =>
    (['hard', 'soft'] as const).map(kind => ({ kind, number, name, passFail, count, declared: null }))
  await writer.finish(
    {
      header: {
        mir: { LOT_ID: set.lot, START_T: set.start, PART_TYP: 'BENCH', JOB_NAM: 'bench' },
        mrr: { FINISH_T: set.start + 3600 },
        sites: [],
        byteOrder: 'LittleEndian',
        charset: 'us-ascii',
        files: 1
      },
      geometry: null,
      wafers: [
        {
          index: 0,
          id: '01',
          head: 1,
          siteGroup: 255,
          start: set.start,
          finish: set.start + 3600,
          parts: set.parts,
          good,
          declared: null,
          fabWaferId: '',
          frameId: '',
          maskId: '',
          passes: 1
        }
      ],
      bins: [...bin(1, 'PASS', 'P', good), ...bin(5, 'FAIL', 'F', set.parts - good)],
      tests: infos,
      notes: [],
      pins: [],
      details: [],
      partRows: set.parts,
      parts: set.parts,
      pass: good,
      fail: set.parts - good,
      noVerdict: 0,
      retests: 0
    },
    { sha256, records: {}, warnings: [] }
  )
  await store.write(async tx => {
    tx.sql.run('INSERT INTO attachment (sha256, bytes, added_at) VALUES (?, 0, ?)', [sha256, ''])
    tx.sql.run(
      `INSERT INTO data_set (id, sha256, name, format, lot, product, program, tester, startedAt, parts, good, tests,
         wafers, importedAt) VALUES (?, ?, ?, 'stdf', ?, '', '', '', NULL, ?, ?, ?, 1, '')`,
      [set.id, sha256, `${set.lot}.stdf`, set.lot, set.parts, good, set.tests]
    )
    tx.sql.run(
      `INSERT INTO import (id, batchId, jobId, caseId, name, bytes, sha256, format, state, setId, startedAt, by, taken,
         warnings) VALUES (?, 'b', 'j', NULL, ?, 0, ?, 'stdf', 'done', ?, '', '', '{}', '[]')`,
      [`i${set.id}`, `${set.lot}.stdf`, sha256, set.id]
    )
    return Promise.resolve()
  })
}

/** What somebody waits for who looks at many lots at once. */
export default async function bench(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-bench-'))
  const options = {
    dir: join(folder, 'bench.fabcase'),
    worker: new URL(`file://${process.cwd()}/out/main/worker.js`),
    program: 'bench'
  }
  try {
    const maker = await openCore({ ...options, create: 'bench' })
    const made = (await maker.call({ token: null, station: 'bench', local: true }, 'people.setup', {
      login: 'bench',
      name: 'Bench',
      password: 'a long enough passphrase'
    })) as { token: string }
    const me: Caller = { token: made.token, station: 'bench', local: true }
    const ids = Array.from({ length: lots }, (_, lot) => `lot${String(lot)}`)
    for (const [lot, id] of ids.entries())
      await putSet(maker, {
        id,
        lot: `LOT-${String(lot)}`,
        parts: partsPerLot,
        tests,
        start: 1_700_000_000 + lot * 86_400
      })
    await putSet(maker, { id: 'large', lot: 'LARGE', parts: mapDies, tests: 20, start: 1_690_000_000 })
    await maker.store.checkpoint()
    await maker.close()

    // A store just opened: the thread is not there yet, nothing is kept.
    const core = await openCore(options)
    const ask = async <N extends ProcedureName>(
      name: N,
      input: Input<N>
    ): Promise<{ ms: number; answer: Output<N> }> => {
      const from = performance.now()
      const answer = (await core.call(me, name, input)) as Output<N>
      return { ms: performance.now() - from, answer }
    }
    const view = { sets: ids }
    const spent = process.cpuUsage()
    const from = performance.now()
    const [, opened] = await Promise.all([
      ask('analysis.overview', { view }),
      ask('analysis.tests', { view })
    ])
    const opening = performance.now() - from
    const { user, system } = process.cpuUsage(spent)
    const anew = await ask('analysis.tests', { view: { ...view, filter: { sites: ['1:0', '1:1', '1:2'] } } })
    const nothing = { key: 'none' }
    const switches: number[] = []
    for (let i = 0; i < 40; i++) {
      const test = opened.answer.tests[(i * 121) % tests]?.ref ?? nothing
      switches.push((await ask('analysis.distribution', { view, test })).ms)
    }
    const bySite: number[] = []
    for (let i = 0; i < 10; i++) {
      const test = opened.answer.tests[(i * 311 + 7) % tests]?.ref ?? nothing
      bySite.push((await ask('analysis.distribution', { view, test, by: 'lot' })).ms)
    }
    const large = { sets: ['large'] }
    await ask('analysis.overview', { view: large })
    const which = { wafer: 'LARGE/01' }
    const maps: number[] = []
    for (let i = 0; i < 10; i++) {
      const color: Input<'analysis.map'>['color'] =
        i % 2 === 0
          ? { by: 'hardBin' }
          : { by: 'value', test: { key: `PTR:${String(1000 + i)}:VDD_${String(i)} <> pin ${String(i)}` } }
      maps.push((await ask('analysis.map', { view: large, which, color })).ms)
    }
    const polygon: [number, number][] = [
      [-1, -1],
      [150, -1],
      [150, 150],
      [-1, 150]
    ]
    const lasso = await ask('analysis.overview', { view: { ...large, filter: { regions: [{ polygon }] } } })
    const sizes = `${String(lots)} lots, ${String(tests)} tests, ${String(partsPerLot)} parts a lot`
    await core.close()
    return [
      {
        name: `opening ${sizes}: overview and every test's figures, store just opened`,
        value: opening,
        unit: 'ms',
        target: '< 1000 ms',
        ok: opening < 1000
      },
      { name: 'the same in time of all processors', value: (user + system) / 1000, unit: 'CPU ms' },
      { name: 'every figure of them worked out anew for a filter (38 M values)', value: anew.ms, unit: 'ms' },
      {
        name: 'switching the test shown: histogram, box and curve',
        value: quantile(switches, 0.95),
        unit: 'ms p95',
        target: '< 50 ms',
        ok: quantile(switches, 0.95) < 50
      },
      { name: 'the same split by 20 lots', value: quantile(bySite, 0.95), unit: 'ms p95' },
      {
        name: 'a wafer map of 100,000 dies by bin or value, answered',
        value: quantile(maps, 0.95),
        unit: 'ms p95',
        target: '< 30 ms',
        ok: quantile(maps, 0.95) < 30
      },
      { name: 'a lasso over a quarter of 100,000 dies, every yield anew', value: lasso.ms, unit: 'ms' }
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
