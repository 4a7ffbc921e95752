import Database from 'better-sqlite3'
import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readerOf, transactOf, type SqlReader, type Transact } from '../../../main/instruments/store/database'
import {
  readPareto,
  readPart,
  readPartColumn,
  readParts,
  readWaferMap
} from '../../../main/instruments/store/parts'
import {
  readBins,
  readEarlier,
  readSet,
  readTest,
  readTests,
  readValues,
  readWafers
} from '../../../main/instruments/store/reader'
import {
  countDetails,
  countNotes,
  readDetails,
  readNotes,
  readPins
} from '../../../main/instruments/store/notes-reader'
import { measurementMigrations } from '../../../main/instruments/store/schema'
import { SetWriter, removeSet, unfinishedSets } from '../../../main/instruments/store/writer'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { columnOf, drive, type Driven } from '../../formats/stdf/drive'
import { madeLot } from '../../formats/stdf/made'
import { haveSamples, sample, truthOf } from '../../formats/stdf/samples'

let db: Database.Database
let sql: SqlReader
let transact: Transact
beforeEach(() => {
  db = new Database(':memory:')
  for (const migration of measurementMigrations) for (const step of migration.up) db.exec(step)
  sql = readerOf(db)
  transact = transactOf(db)
})
afterEach(() => {
  db.close()
})

async function store(driven: Driven, id: string): Promise<void> {
  const writer = await SetWriter.begin(transact, { id, name: `${id}.stdf`, sha256: '' })
  for (const group of driven.groups) await writer.group(group)
  await writer.finish(driven.summary, {
    sha256: 'ab'.repeat(32),
    records: driven.decoder.tally().records,
    warnings: driven.warnings
  })
}

function rowsLeft(): number {
  const tables = sql
    .all("SELECT name FROM sqlite_master WHERE type = 'table'")
    .map(row => String(row['name']))
  return tables.reduce((sum, table) => sum + Number(sql.get(`SELECT count(*) AS n FROM ${table}`)?.['n']), 0)
}

describe('a set in the store', () => {
  const made = drive(
    madeLot({ parts: 500, tests: 12, sites: 4, wafers: 2, retestEvery: 50 }),
    1 << 20,
    20_000
  )

  it('gives back what was read', async () => {
    expect(made.groups.length).toBeGreaterThan(2)
    await store(made, 'one')
    const set = readSet(sql, 'one')
    expect(set).toMatchObject({ parts: 500, partRows: 500, pass: made.summary.pass, sha256: 'ab'.repeat(32) })
    expect(set.header).toEqual(made.summary.header)
    expect(set.warnings).toEqual(made.warnings)
    expect(set.records).toEqual(made.decoder.tally().records)
    expect(readWafers(sql, set)).toEqual(made.summary.wafers)
    expect([...readBins(sql, set, 'hard'), ...readBins(sql, set, 'soft')]).toEqual(made.summary.bins)
    expect(readTests(sql, set)).toEqual({ total: 12, tests: made.summary.tests })
    for (const test of made.summary.tests) {
      const { values, status } = readValues(sql, set, test.index)
      const column = columnOf(made, test.index)
      expect(Array.from(values)).toEqual(column.values)
      expect(Array.from(status)).toEqual(column.status)
    }
    expect(Array.from(readPartColumn(sql, set, 'x'))).toEqual(
      made.groups.flatMap(group => Array.from(group.parts?.columns.x ?? []))
    )
  })

  it('pages, sorts and filters tests', async () => {
    await store(made, 'one')
    const set = readSet(sql, 'one')
    expect(readTests(sql, set, { text: 'PIN 1', sort: 'number', descending: true, limit: 2 })).toMatchObject({
      total: 3,
      tests: [{ number: 1011 }, { number: 1010 }]
    })
    expect(readTests(sql, set, { text: '100%' }).total).toBe(0)
    const failing = readTests(sql, set, { failing: true, sort: 'fails', descending: true }).tests
    expect(failing.every(test => test.fails > 0)).toBe(true)
    expect(readTest(sql, set, 3)).toEqual(made.summary.tests[3])
    expect(() => readTest(sql, set, 99)).toThrow('record.notFound')
  })

  it('maps a wafer by the last part at each place and marks repeats', async () => {
    await store(made, 'one')
    const set = readSet(sql, 'one')
    const map = readWaferMap(sql, set, 0, 'soft')
    const wafer = readWafers(sql, set)[0]
    const repeats = map.repeats.reduce((a, b) => a + b, 0)
    expect(repeats).toBeGreaterThan(2)
    expect(map.x.length + repeats).toBe(wafer?.parts)
    expect(map.unplaced).toBe(0)
    const places = new Set(Array.from(map.x, (x, i) => `${x}/${map.y[i]}`))
    expect(places.size).toBe(map.x.length)
    // The part that counts is the one whose PRR came last.
    const [x, y, ended] = (['x', 'y', 'ended'] as const).map(name => readPartColumn(sql, set, name))
    const wafers = readPartColumn(sql, set, 'wafer')
    map.part.forEach((part, die) => {
      const same = Array.from(wafers, (_, i) => i).filter(
        i => wafers[i] === 0 && x?.[i] === map.x[die] && y?.[i] === map.y[die]
      )
      expect(Math.max(...same.map(i => ended?.[i] ?? 0))).toBe(ended?.[part])
      expect(same).toHaveLength((map.repeats[die] ?? 0) + 1)
    })
    expect(readWaferMap(sql, set, -1, 'hard').x).toHaveLength(0)
  })

  it('counts bins and drills down to their parts and to one part', async () => {
    await store(made, 'one')
    const set = readSet(sql, 'one')
    const pareto = readPareto(sql, set, 'hard')
    expect(pareto.map(bin => bin.count).reduce((a, b) => a + b, 0)).toBe(500)
    expect(pareto[0]?.number).toBe(1)
    const failed = readParts(sql, set, { kind: 'soft', bin: 50, limit: 5 })
    expect(failed.total).toBe(made.summary.fail)
    expect(failed.parts).toHaveLength(Math.min(5, failed.total))
    expect(failed.parts.every(part => part.pass === false && part.hardBin === 5)).toBe(true)
    const second = readParts(sql, set, { wafer: 1, offset: 10, limit: 3 }).parts
    expect(second.map(part => [part.wafer, part.id])).toEqual([
      [1, '261'],
      [1, '262'],
      [1, '263']
    ])
    const [first] = failed.parts
    const part = readPart(sql, set, first?.part ?? 0)
    expect(part.id).toBe(first?.id)
    expect(part.results).toHaveLength(12)
    expect(part.results.some(result => result.status === 2)).toBe(true)
    for (const result of part.results)
      expect(result.value).toBe(columnOf(made, result.test).values[part.part])
  })

  it('keeps replaced executions, wide results and notes', async () => {
    const place = { HEAD_NUM: 1, SITE_NUM: 1 }
    const ran = { ...place, TEST_FLG: 0, PARM_FLG: 0 }
    const writer = new StdfWriter('BigEndian')
    for (let i = 0; i < 3; i++) {
      writer.record('PIR', place).record('DTR', { TEXT_DAT: `note ${i}` })
      for (const RESULT of [i, i + 10])
        writer.record('PTR', { TEST_NUM: 1, ...ran, RESULT, TEST_TXT: 'loop' })
      writer.record('MPR', { TEST_NUM: 2, ...ran, RTN_ICNT: 0, RTN_RSLT: [i, 2 * i], TEST_TXT: 'pins' })
      writer.record('FTR', { TEST_NUM: 3, ...place, TEST_FLG: 0x80, TEST_TXT: 'scan' })
      writer.record('PRR', { ...place, PART_FLG: 8, HARD_BIN: 2, PART_ID: `p${i}`, PART_TXT: 'seen' })
    }
    await store(drive(writer.bytes()), 'odd')
    const set = readSet(sql, 'odd')
    expect(Array.from(readValues(sql, set, 0).values)).toEqual([10, 11, 12])
    expect(readEarlier(sql, set, { test: 0 }).map(one => [one.part, one.value])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2]
    ])
    expect(Array.from(readValues(sql, set, 1, 1).values)).toEqual([0, 2, 4])
    expect(readValues(sql, set, 2)).toEqual({
      values: new Float32Array(3).fill(Number.NaN),
      status: Uint8Array.of(2, 2, 2)
    })
    expect(readNotes(sql, set, { part: 1 })).toEqual([{ index: 1, record: 'DTR', part: 1, text: 'note 1' }])
    expect(readNotes(sql, set)).toHaveLength(3)
    expect(readNotes(sql, set, { text: 'NOTE 2' }).map(note => note.part)).toEqual([2])
    expect(readNotes(sql, set, { text: '%', limit: 1 })).toEqual([])
    expect(readNotes(sql, set, { offset: 1, limit: 1 })).toMatchObject([{ text: 'note 1' }])
    expect([countNotes(sql, set), countNotes(sql, set, { text: '1' })]).toEqual([3, 1])
    expect(readPart(sql, set, 2)).toMatchObject({
      id: 'p2',
      text: 'seen',
      results: [
        { test: 0, element: 0, value: 12, status: 1 },
        { test: 1, element: 0, value: 2, status: 1 },
        { test: 1, element: 1, value: 4, status: 1 },
        { test: 2, element: 0, value: null, status: 2 }
      ],
      earlier: [{ test: 0, element: 0, part: 2, value: 2, status: 1 }]
    })
  })

  it('keeps pins and what functional tests say of failures', async () => {
    const place = { HEAD_NUM: 1, SITE_NUM: 1 }
    const writer = new StdfWriter('LittleEndian')
    for (const pin of [1, 2, 3])
      writer.record('PMR', { PMR_INDX: pin, CHAN_NAM: `ch${pin}`, LOG_NAM: `d${pin}` })
    for (const TEST_FLG of [0, 0x80]) {
      writer.record('PIR', place)
      writer.record('MPR', {
        TEST_NUM: 1,
        ...place,
        TEST_FLG: 0,
        PARM_FLG: 0,
        RTN_STAT: [0, 0],
        RTN_RSLT: [1, 2],
        TEST_TXT: 'pins',
        ALARM_ID: '',
        OPT_FLAG: 0xce,
        RTN_INDX: [3, 1]
      })
      const FAIL_PIN = { bits: 4, bytes: Uint8Array.of(0b1010) }
      writer.record('FTR', {
        TEST_NUM: 2,
        ...place,
        TEST_FLG,
        OPT_FLAG: 0xf5,
        NUM_FAIL: 2,
        FAIL_PIN,
        VECT_NAM: 'scan_a'
      })
      writer.record('PRR', place)
    }
    await store(drive(writer.bytes()), 'pins')
    const set = readSet(sql, 'pins')
    expect(readPins(sql, set)).toMatchObject([1, 2, 3].map(pin => ({ pmr: pin, logical: `d${pin}` })))
    expect(readTests(sql, set).tests).toMatchObject([
      { record: 'MPR', pins: [3, 1], vector: '' },
      { record: 'FTR', pins: [], vector: 'scan_a' }
    ])
    const found = [{ test: 1, part: 1, fields: { NUM_FAIL: 2, FAIL_PIN: [1, 3], VECT_NAM: 'scan_a' } }]
    expect(readDetails(sql, set)).toEqual(found)
    expect(readDetails(sql, set, { part: 1, test: 1 })).toEqual(found)
    expect(readDetails(sql, set, { part: 0 })).toEqual([])
    expect(countDetails(sql, set, { test: 1 })).toBe(1)
    await removeSet(transact, 'pins')
    expect(rowsLeft()).toBe(0)
  })

  it('of the version before has neither pins nor vectors', () => {
    const old = new Database(':memory:')
    const [first, ...later] = measurementMigrations
    for (const step of first.up) old.exec(step)
    old.exec(
      "INSERT INTO measurement_set (seq, id, name, sha256, state) VALUES (1, 'old', 'old.stdf', '', 'complete')"
    )
    old.exec(
      `INSERT INTO set_test VALUES (1, 0, 'PTR', 7, 'vdd', 'V', 3, 1, 2, NULL, NULL, '', 5, 0, 0, 5, 1.5, 0.1, 1, 2, 1, '[]')`
    )
    for (const migration of later) for (const step of migration.up) old.exec(step)
    const reader = readerOf(old)
    expect(readTests(reader, readSet(reader, 'old')).tests).toMatchObject([
      { number: 7, text: 'vdd', highLimit: 2, pins: [], vector: '' }
    ])
    old.close()
  })

  it('is not found while it is written, and is gone when removed', async () => {
    await store(made, 'kept')
    const before = rowsLeft()
    const writer = await SetWriter.begin(transact, { id: 'half', name: 'half.stdf', sha256: '' })
    for (const group of made.groups) await writer.group(group)
    expect(() => readSet(sql, 'half')).toThrow('record.notFound')
    expect(unfinishedSets(sql)).toEqual(['half'])
    await expect(SetWriter.begin(transact, { id: 'kept', name: '', sha256: '' })).rejects.toThrow(
      'record.duplicate'
    )
    await removeSet(transact, 'half')
    await removeSet(transact, 'never was')
    expect(rowsLeft()).toBe(before)
    await removeSet(transact, 'kept')
    expect(rowsLeft()).toBe(0)
  })

  it('stops writing when told to', async () => {
    const cancel = new AbortController()
    const writer = await SetWriter.begin(transact, { id: 'x', name: 'x', sha256: '' }, cancel.signal)
    cancel.abort()
    const [group] = made.groups
    if (group !== undefined) await expect(writer.group(group)).rejects.toThrow('contract.cancelled')
  })
})

describe.skipIf(!haveSamples)('a real lot in the store', () => {
  it('lot2: every result, bin and die', async () => {
    const truth = truthOf('lot2.stdf')
    const driven = drive(gunzipSync(readFileSync(sample('stdf/lot2.stdf.gz'))))
    await store(driven, 'lot2')
    const set = readSet(sql, 'lot2')
    let usable = 0
    let fails = 0
    for (const test of readTests(sql, set).tests) {
      const { values, status } = readValues(sql, set, test.index)
      const earlier = readEarlier(sql, set, { test: test.index })
      const all = [...values, ...earlier.map(one => one.value)].filter(value => !Number.isNaN(value))
      expect(all).toHaveLength(test.n)
      usable += all.length
      fails += [...status, ...earlier.map(one => one.status)].filter(one => one === 2).length
    }
    // 15 results carry an alarm, so the standard says not to use them; they count as executed and failed.
    expect(usable).toBe(truth.tests.ptr_result_finite - 15)
    expect(fails).toBe(truth.tests.ptr_fail_flag)
    const counts = Object.fromEntries(readPareto(sql, set, 'hard').map(bin => [bin.number, bin.count]))
    expect(counts).toEqual(truth.prr_hard_bins)
    const map = readWaferMap(sql, set, 0, 'hard')
    expect(map.repeats.filter(repeats => repeats > 0).length).toBe(113)
    expect(map.x.length + map.repeats.reduce((a, b) => a + b, 0)).toBe(truth.parts.prr)
    expect(Math.min(...map.x)).toBe(truth.parts.x_min)
    expect(Math.max(...map.y)).toBe(truth.parts.y_max)
    const first = readParts(sql, set, { limit: 5 }).parts
    expect(first.map(part => [part.id, part.hardBin, part.x, part.y, part.testCount])).toEqual(
      truth.parts.first5.map(part => [
        part['PART_ID'],
        part['HARD_BIN'],
        part['X'],
        part['Y'],
        part['NUM_TEST']
      ])
    )
  })
})
