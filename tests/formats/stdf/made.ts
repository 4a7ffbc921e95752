import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { seeded } from './random'

/** What {@link madeLot} makes. */
export interface MadeLot {
  readonly parts: number
  readonly tests: number
  readonly wafers?: number
  readonly sites?: number
  readonly byteOrder?: 'BigEndian' | 'LittleEndian'
  /** Every so many parts one die is probed again. */
  readonly retestEvery?: number
}

/**
 * A made-up lot with the shape of a real one: wafers in a spiral-free grid, sites side by side, limits in the
 * first record of each test, fails now and then. The same arguments give the same bytes.
 */
export function madeLot(lot: MadeLot): Buffer {
  const random = seeded(lot.parts * 31 + lot.tests)
  const sites = lot.sites ?? 1
  const wafers = lot.wafers ?? 1
  const writer = new StdfWriter(lot.byteOrder ?? 'LittleEndian')
  writer.record('MIR', {
    SETUP_T: 1700000000,
    START_T: 1700000100,
    STAT_NUM: 1,
    LOT_ID: 'EXAMPLE-1',
    PART_TYP: 'DEMO'
  })
  const perWafer = Math.ceil(lot.parts / wafers)
  const edge = Math.ceil(Math.sqrt(perWafer))
  const seen = new Set<string>()
  for (let wafer = 0, part = 0; wafer < wafers; wafer++) {
    writer.record('WIR', {
      HEAD_NUM: 1,
      SITE_GRP: 255,
      START_T: 1700000200 + wafer,
      WAFER_ID: `W${wafer + 1}`
    })
    const last = Math.min(lot.parts, (wafer + 1) * perWafer)
    const first = part
    while (part < last) {
      const group = Math.min(sites, last - part)
      for (let site = 0; site < group; site++) writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: site })
      const failed = Array.from({ length: group }, () => false)
      for (let test = 0; test < lot.tests; test++)
        for (let site = 0; site < group; site++) {
          const result = 1 + test + (random() - 0.5) * 0.2
          const fail = random() < 0.002
          if (fail) failed[site] = true
          const known = seen.has(`${test}/${site}`)
          seen.add(`${test}/${site}`)
          writer.record('PTR', {
            TEST_NUM: 1000 + test,
            HEAD_NUM: 1,
            SITE_NUM: site,
            TEST_FLG: fail ? 0x80 : 0,
            PARM_FLG: 0,
            RESULT: fail ? result + 1 : result,
            TEST_TXT: `VDD_${test} <> pin ${test}`,
            ...(known
              ? {}
              : {
                  ALARM_ID: '',
                  OPT_FLAG: 14,
                  RES_SCAL: 3,
                  LLM_SCAL: 3,
                  HLM_SCAL: 3,
                  LO_LIMIT: 0.8 + test,
                  HI_LIMIT: 1.2 + test,
                  UNITS: 'V'
                })
          })
        }
      for (let site = 0; site < group; site++, part++) {
        const again = lot.retestEvery !== undefined && part % lot.retestEvery === 0 && part > first
        const die = (again ? part - 1 : part) - first
        writer.record('PRR', {
          HEAD_NUM: 1,
          SITE_NUM: site,
          PART_FLG: failed[site] === true ? 8 : 0,
          NUM_TEST: lot.tests,
          HARD_BIN: failed[site] === true ? 5 : 1,
          SOFT_BIN: failed[site] === true ? 50 : 1,
          X_COORD: die % edge,
          Y_COORD: Math.floor(die / edge),
          TEST_T: 900,
          PART_ID: String(part + 1)
        })
      }
    }
    writer.record('WRR', {
      HEAD_NUM: 1,
      FINISH_T: 1700000900,
      PART_CNT: last - first,
      WAFER_ID: `W${wafer + 1}`
    })
  }
  writer.record('MRR', { FINISH_T: 1700001000 })
  return writer.bytes()
}
