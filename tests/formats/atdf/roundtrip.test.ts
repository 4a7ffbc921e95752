import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AtdfDecoder } from '../../../main/instruments/formats/atdf/decoder'
import { AtdfWriter } from '../../../main/instruments/formats/atdf/write'
import type { RecordFields } from '../../../main/instruments/formats/stdf/fields'
import type { RecordName } from '../../../main/instruments/formats/stdf/layout'
import type { StdfSink } from '../../../main/instruments/formats/stdf/sink'
import { StdfWriter, type WriteFields } from '../../../main/instruments/formats/stdf/write'
import { inspectFile } from '../../../main/instruments/inspect'
import type { SetSummary } from '../../../main/instruments/set/types'
import { drive } from '../stdf/drive'
import { madeLot } from '../stdf/made'
import { haveSamples, sample, stdfSamples } from '../stdf/samples'
import { asAtdf, driveText } from './convert'

/**
 * What both forms carry: all of a set but the byte order, and where in the file limits change. A field left empty
 * keeps its default, so text cannot say that a limit goes away: such changes are left out on request.
 */
function carried(summary: SetSummary, withoutChanges = false): unknown {
  return {
    ...summary,
    header: { ...summary.header, byteOrder: null },
    tests: summary.tests.map(test => ({
      ...test,
      limitChanges: withoutChanges
        ? []
        : test.limitChanges.map(({ lowLimit, highLimit }) => [lowLimit, highLimit])
    }))
  }
}

function expectSame(stdf: Buffer, withoutChanges = false): void {
  const binary = drive(stdf)
  const text = driveText(asAtdf(stdf))
  expect(carried(text.summary, withoutChanges)).toEqual(carried(binary.summary, withoutChanges))
  expect(text.groups).toEqual(binary.groups)
}

const word = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', '-', '<', '>', '=', '.', ',', 'µ', '测'),
  maxLength: 12
})
const single = fc.float({ noDefaultInfinity: true, noNaN: true })

/** What a test program says of its tests, once. */
const programOf = fc.array(
  fc.record({
    record: fc.constantFrom('PTR', 'MPR', 'FTR', 'STR'),
    number: fc.nat(30),
    text: word,
    statics: fc.option(
      fc.record({
        OPT_FLAG: fc.constantFrom(0x02, 0x0e, 0x4e, 0x8e, 0xce, 0x03),
        RES_SCAL: fc.constantFrom(0, 3, 6, -3),
        LO_LIMIT: single,
        HI_LIMIT: single,
        UNITS: fc.constantFrom('', 'V', 'A', 'mA', '%'),
        C_RESFMT: fc.constantFrom('', '%7.3f'),
        LO_SPEC: single,
        HI_SPEC: single
      })
    ),
    pins: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 })
  }),
  { minLength: 1, maxLength: 6 }
)

const execution = fc.record({
  test: fc.nat(5),
  results: fc.array(single, { minLength: 1, maxLength: 4 }),
  testFlag: fc.constantFrom(0, 0, 0, 0x80, 0x40, 0x01, 0x10, 0x02, 0x84, 0x28),
  parmFlag: fc.constantFrom(0, 0, 0xc0, 0x20, 0x08, 0x04),
  note: fc.option(fc.oneof(word, fc.constant('two\nlines')), { freq: 8 })
})

const parts = fc.array(
  fc.record({
    sites: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    runs: fc.array(execution, { maxLength: 8 }),
    flag: fc.constantFrom(0, 0, 8, 16, 1, 2, 12),
    bin: fc.nat(9),
    place: fc.tuple(fc.integer({ min: -32767, max: 32767 }), fc.integer({ min: -32768, max: 32767 })),
    id: word,
    wafer: fc.option(fc.constantFrom('W1', 'W2', ''), { freq: 4 })
  }),
  { maxLength: 6 }
)

/** A stream of records as a tester might write it, limits in the first record of each test. */
function streamOf(
  program: typeof programOf extends fc.Arbitrary<infer T> ? T : never,
  list: typeof parts extends fc.Arbitrary<infer T> ? T : never
): Buffer {
  const writer = new StdfWriter('LittleEndian')
  writer.record('MIR', {
    SETUP_T: 991732686,
    START_T: 991774222,
    STAT_NUM: 1,
    MODE_COD: 'P',
    LOT_ID: 'LOT 测'
  })
  writer.record('SDR', { HEAD_NUM: 1, SITE_GRP: 1, SITE_NUM: [0, 1, 2, 3], HAND_TYP: 'X', EXTR_ID: 'last' })
  writer.record('WCR', { WAFR_SIZ: 200, WF_UNITS: 3, WF_FLAT: 'D', CENTER_X: 3, POS_X: 'R', POS_Y: 'U' })
  for (let pin = 1; pin <= 40; pin++)
    writer.record('PMR', {
      PMR_INDX: pin,
      CHAN_TYP: 0,
      CHAN_NAM: `c${pin}`,
      LOG_NAM: `d${pin}`,
      HEAD_NUM: 1,
      SITE_NUM: 0
    })
  writer.record('RDR', { RTST_BIN: [2, 3] })
  const seen = new Set<number>()
  for (const { sites, runs, flag, bin, place, id, wafer } of list) {
    if (wafer !== null)
      writer.record('WIR', { HEAD_NUM: 1, SITE_GRP: 255, START_T: 991774300, WAFER_ID: wafer })
    for (const SITE_NUM of sites) writer.record('PIR', { HEAD_NUM: 1, SITE_NUM })
    for (const { test, results, testFlag, parmFlag, note } of runs) {
      const index = test % program.length
      const entry = program[index]
      if (entry === undefined) continue
      const statics = seen.has(index) ? {} : (entry.statics ?? {})
      seen.add(index)
      for (const SITE_NUM of sites) {
        const common = {
          TEST_NUM: entry.number,
          HEAD_NUM: 1,
          SITE_NUM,
          TEST_FLG: testFlag,
          TEST_TXT: entry.text
        }
        if (entry.record === 'PTR')
          writer.record('PTR', { ...common, PARM_FLG: parmFlag, RESULT: results[0], ...statics })
        else if (entry.record === 'MPR')
          writer.record('MPR', {
            ...common,
            // Bit 1 (no value) is reserved here.
            TEST_FLG: testFlag & ~2,
            PARM_FLG: parmFlag,
            RTN_STAT: entry.pins.map(() => 1),
            RTN_RSLT: results,
            RTN_INDX: 'UNITS' in statics ? entry.pins : undefined,
            ...statics
          })
        else if (entry.record === 'FTR')
          writer.record('FTR', {
            ...common,
            OPT_FLAG: 0xc0,
            NUM_FAIL: results.length,
            YFAIL_AD: -5,
            FAIL_PIN: { bits: 41, bytes: Uint8Array.of(2, 0, 0, 0, 0, 1) },
            VECT_NAM: `v${entry.number}`,
            RTN_INDX: entry.pins,
            RTN_STAT: entry.pins.map(() => 5)
          })
        else
          writer.record('STR', {
            ...common,
            CONT_FLG: 0,
            PSR_REF: 1,
            LOG_TYP: 'Fail',
            TOTF_CNT: results.length
          })
      }
      if (note !== null)
        writer.record('DTR', { TEXT_DAT: note }).record('GDR', { GEN_DATA: generic(results) })
    }
    for (const SITE_NUM of sites)
      writer.record('PRR', {
        HEAD_NUM: 1,
        SITE_NUM,
        PART_FLG: flag,
        NUM_TEST: runs.length,
        HARD_BIN: bin,
        SOFT_BIN: bin === 9 ? 65535 : bin * 10,
        X_COORD: place[0],
        Y_COORD: place[1],
        TEST_T: bin * 100,
        PART_ID: id,
        PART_TXT: id
      })
    if (wafer !== null)
      writer.record('WRR', { HEAD_NUM: 1, FINISH_T: 991774400, PART_CNT: 3, WAFER_ID: wafer, MASK_ID: 'M' })
  }
  writer.record('HBR', {
    HEAD_NUM: 255,
    SITE_NUM: 0,
    HBIN_NUM: 1,
    HBIN_CNT: 3,
    HBIN_PF: 'P',
    HBIN_NAM: 'good'
  })
  writer.record('TSR', { HEAD_NUM: 255, SITE_NUM: 0, TEST_TYP: 'P', TEST_NUM: 1, EXEC_CNT: 3 })
  return writer.record('MRR', { FINISH_T: 991779999, DISP_COD: 'Q', USR_DESC: 'end' }).bytes()
}

const generic = (results: readonly number[]) => [
  { type: 0, value: null },
  { type: 7, value: results[0] ?? 0 },
  { type: 4, value: -3 },
  { type: 10, value: 'text' },
  { type: 11, value: Uint8Array.of(1, 255) },
  { type: 13, value: 10 }
]

describe('a set read from the text form equals the one read from the binary', () => {
  it('for any stream of records', () => {
    fc.assert(
      fc.property(programOf, parts, (program, list) => {
        expectSame(streamOf(program, list))
      }),
      { numRuns: 100 }
    )
  })

  it('for a lot of several wafers and sites', () => {
    expectSame(
      madeLot({ parts: 200, tests: 12, sites: 4, wafers: 3, retestEvery: 9, byteOrder: 'BigEndian' })
    )
  })
})

describe('records without results', () => {
  const kept = (name: RecordName, fields: WriteFields): RecordFields | undefined => {
    const found: RecordFields[] = []
    const ignore = () => undefined
    const sink: StdfSink = {
      far: ignore,
      pir: ignore,
      prr: ignore,
      ptr: ignore,
      mpr: ignore,
      ftr: ignore,
      section: ignore,
      note: ignore,
      record: (_name, given) => found.push(given)
    }
    const decoder = new AtdfDecoder(sink)
    decoder.push(new AtdfWriter().record(name, fields).bytes())
    decoder.finish()
    expect(decoder.warnings.list()).toEqual([])
    return found[0]
  }

  it.each<[RecordName, WriteFields]>([
    ['ATR', { MOD_TIM: 715392180, CMD_LINE: 'bin_filter 7,9-12' }],
    ['PGR', { GRP_INDX: 32769, GRP_NAM: 'Data Out', PMR_INDX: [5, 6, 7] }],
    ['RDR', { RTST_BIN: [4, 5, 7] }],
    [
      'PLR',
      {
        GRP_INDX: [2, 3],
        GRP_MODE: [20, 21],
        GRP_RADX: [16, 20],
        PGM_CHAR: ['HLL', 'XLH'],
        PGM_CHAL: ['   ', '01 '],
        RTN_CHAR: ['10M', 'MLH']
      }
    ],
    ['PCR', { HEAD_NUM: 255, SITE_NUM: 255, PART_CNT: 9, GOOD_CNT: 7 }],
    [
      'TSR',
      { HEAD_NUM: 1, SITE_NUM: 2, TEST_NUM: 600, TEST_TYP: 'M', TEST_NAM: 'Leak', TEST_MIN: 0.5, TST_SUMS: 3 }
    ],
    ['VUR', { UPD_NAM: ['V4-2007', 'other'] }],
    ['PSR', { CONT_FLG: 0, PSR_INDX: 3, PSR_NAM: 'p', PAT_BGN: [1n, 2n], PAT_FILE: ['a.pat', 'b.pat'] }],
    ['NMR', { CONT_FLG: 0, TOTM_CNT: 2, PMR_INDX: [1, 2], ATPG_NAM: ['x', 'y'] }],
    ['CNR', { CHN_NUM: 4, BIT_POS: 70000, CELL_NAM: 'top/u1' }],
    ['SSR', { SSR_NAM: 's', CHN_LIST: [1, 2, 3] }],
    [
      'CDR',
      {
        CONT_FLG: 0,
        CDR_INDX: 1,
        CHN_NAM: 'c',
        CHN_LEN: 9,
        M_CLKS: [4],
        S_CLKS: [5, 6],
        CELL_LST: ['a', 'b']
      }
    ]
  ])('%s comes back with its fields', (name, fields) => {
    expect(kept(name, fields)).toMatchObject(fields)
  })
})

describe.skipIf(!haveSamples)('real files', () => {
  it.each(stdfSamples.filter(name => !name.startsWith('lot3')))(
    '%s, written as text and read again',
    name => {
      const bytes = readFileSync(sample(`stdf/${name}`))
      // In bcdm limits go away in mid-file.
      expectSame(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, name.startsWith('bcdm'))
    }
  )

  it.each(['lot2.atdf.gz', 'bcdm_145bga_sn1_25c_apr_23_2012.atdf'])(
    '%s has the records the truth says',
    async name => {
      const truth = readFileSync(sample('truth/atdf.jsonl'), 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as { file: string; records: number; counts: Record<string, number> })
        .find(one => one.file === name.replace('.gz', ''))
      const found = await inspectFile(sample(`atdf/${name}`))
      if (found.kind !== 'measurements') throw new Error('not read')
      expect(found).toMatchObject({ format: 'atdf', totalRecords: truth?.records, records: truth?.counts })
      expect(found.warnings.filter(warning => warning.key !== 'limitsChanged')).toEqual([])
    }
  )

  /** Both forms of a lot, as another program wrote them. */
  async function both(name: string): Promise<readonly [text: SetSummary, binary: SetSummary]> {
    const unpacked = (path: string) => {
      const bytes = readFileSync(sample(path))
      return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
    }
    const text = driveText(unpacked(`atdf/${name.replace('stdf', 'atdf')}`))
    const binary = drive(unpacked(`stdf/${name}`))
    expect(text.groups.map(group => group.parts)).toEqual(binary.groups.map(group => group.parts))
    const values = (groups: typeof text.groups) =>
      groups.map(group => group.values.map(({ test, values: cells }) => [test, cells]))
    if (name.startsWith('lot2')) expect(text.groups).toEqual(binary.groups)
    else expect(values(text.groups).length).toBe(values(binary.groups).length)
    return [text.summary, binary.summary]
  }

  it('lot2: the two forms are one set, but for a limit its text form leaves out', async () => {
    const [text, binary] = await both('lot2.stdf.gz')
    const without = (summary: SetSummary) => ({
      ...summary,
      header: { ...summary.header, byteOrder: null },
      // Its only limit is 1; the line says nothing there.
      tests: summary.tests.map(test => (test.number === 1300 ? { ...test, highLimit: null } : test))
    })
    expect(without(text)).toEqual(without(binary))
  })

  it('bcdm: the two forms are one set, but for what its text form says wrongly', async () => {
    const [text, binary] = await both('bcdm_145bga_sn1_25c_apr_23_2012.stdf')
    const { tests, details, ...rest } = text
    const { tests: true_, details: trueDetails, ...truth } = binary
    expect(details.filter(detail => true_[detail.test]?.executions !== 0)).toEqual(trueDetails)
    expect({ ...rest, header: { ...rest.header, byteOrder: null } }).toEqual({
      ...truth,
      header: { ...truth.header, byteOrder: null }
    })
    expect(tests).toHaveLength(true_.length)
    tests.forEach((test, i) => {
      const other = true_[i]
      if (other === undefined) throw new Error('a test too many')
      // Where STDF says that a limit is not there the text has 0, and the letter X (aborted) for 'not executed'.
      const limit = (here: number | null, there: number | null) =>
        here === 0 && there === null ? null : here
      expect({
        ...test,
        lowLimit: limit(test.lowLimit, other.lowLimit),
        highLimit: limit(test.highLimit, other.highLimit),
        lowSpec: limit(test.lowSpec, other.lowSpec),
        highSpec: limit(test.highSpec, other.highSpec),
        executions: test.record === 'FTR' && other.executions === 0 ? 0 : test.executions,
        limitChanges: []
      }).toEqual({ ...other, limitChanges: [] })
    })
  })
})
