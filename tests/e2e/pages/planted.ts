import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { seeded } from '../../formats/stdf/random'

/** What {@link plantedWafer} makes. */
interface Planted {
  /** Wafer number, from 1: its name, its seed, its start. */
  readonly wafer: number
  readonly lot?: string
  /** Dies across; 33 makes about 850 dies. */
  readonly across?: number
  readonly tests?: number
  /** The ring is there unless told otherwise. */
  readonly ring?: boolean
}

/** Test that kills the dies of the planted ring; its values shift there too. */
const ringTest = 1012

/** A test that drifts from wafer to wafer, far from its limits. */
const driftTest = 1020

/** Hard bin of what the ring kills. */
const ringBin = 5

const start = 1_764_000_000

/** True for dies of the planted ring, by their place from the middle in wafer radii. */
function inRing(x: number, y: number, across: number): boolean {
  const middle = (across - 1) / 2
  const radius = Math.hypot(x - middle, y - middle) / (across / 2)
  return radius > 0.52 && radius < 0.74
}

/**
 * One wafer of an invented lot: a ring in which one test shifts and half of the dies fail it, other fails at random,
 * some dies probed twice, four sites. The same arguments give the same bytes.
 */
export function plantedWafer({
  wafer,
  lot = 'EX-RING-1',
  across = 33,
  tests = 24,
  ring = true
}: Planted): Buffer {
  const random = seeded(wafer * 7919 + across)
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const writer = new StdfWriter('LittleEndian')
  const at = start + wafer * 3600
  writer.record('MIR', {
    SETUP_T: at,
    START_T: at + 10,
    STAT_NUM: 1,
    LOT_ID: lot,
    PART_TYP: 'EXAMPLE-IC',
    JOB_NAM: 'EXAMPLE_CP1',
    NODE_NAM: 'ATE-EXAMPLE'
  })
  writer.record('WCR', {
    WAFR_SIZ: 200,
    DIE_HT: 5,
    DIE_WID: 5,
    WF_UNITS: 3,
    WF_FLAT: 'D',
    POS_X: 'R',
    POS_Y: 'U'
  })
  writer.record('WIR', {
    HEAD_NUM: 1,
    SITE_GRP: 255,
    START_T: at + 20,
    WAFER_ID: `W${String(wafer).padStart(2, '0')}`
  })
  const known = new Set<string>()
  const middle = (across - 1) / 2
  let part = 0
  const touch = (x: number, y: number, site: number, again: boolean): boolean => {
    const hit = ring && inRing(x, y, across)
    const killed = hit && random() < 0.55
    let failed = 0
    writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: site })
    for (let test = 0; test < tests; test++) {
      const number = 1001 + test
      const key = `${test}/${site}`
      const stray = !again && random() < 0.0008
      const shift =
        number === ringTest ? (killed ? 3.6 : hit ? 0.9 : 0) : number === driftTest ? wafer * 0.12 : 0
      const value = 1 + test * 0.1 + 0.02 * (gauss() + shift) + (stray ? 0.2 : 0)
      const lo = 1 + test * 0.1 - 0.1
      const hi = number === ringTest ? 1 + test * 0.1 + 0.056 : 1 + test * 0.1 + 0.1
      const fail = value < lo || value > hi
      if (fail && failed === 0) failed = number
      writer.record('PTR', {
        TEST_NUM: number,
        HEAD_NUM: 1,
        SITE_NUM: site,
        TEST_FLG: fail ? 0x80 : 0,
        PARM_FLG: 0,
        RESULT: value,
        TEST_TXT: number === ringTest ? 'Vth_core' : number === driftTest ? 'IDD_sleep' : `VOUT_${test}`,
        ...(known.has(key)
          ? {}
          : {
              ALARM_ID: '',
              OPT_FLAG: 14,
              RES_SCAL: 3,
              LLM_SCAL: 3,
              HLM_SCAL: 3,
              LO_LIMIT: lo,
              HI_LIMIT: hi,
              UNITS: 'V'
            })
      })
      known.add(key)
    }
    const bin = failed === 0 ? 1 : failed === ringTest ? ringBin : 7
    writer.record('PRR', {
      HEAD_NUM: 1,
      SITE_NUM: site,
      PART_FLG: failed === 0 ? 0 : 8,
      NUM_TEST: tests,
      HARD_BIN: bin,
      SOFT_BIN: failed === 0 ? 1 : failed,
      X_COORD: x,
      Y_COORD: y,
      TEST_T: 700,
      PART_ID: String(++part)
    })
    return failed === 0 || failed === ringTest
  }
  const again: [number, number][] = []
  for (let y = 0; y < across; y++)
    for (let x = 0; x < across; x++) {
      if (Math.hypot(x - middle, y - middle) > across / 2) continue
      if (!touch(x, y, (x + y) % 4, false)) again.push([x, y])
    }
  // What failed for another reason than the ring is probed once more, and mostly passes then.
  for (const [x, y] of again) touch(x, y, (x + y) % 4, true)
  writer.record('WRR', {
    HEAD_NUM: 1,
    SITE_GRP: 255,
    FINISH_T: at + 1800,
    PART_CNT: part,
    WAFER_ID: `W${String(wafer).padStart(2, '0')}`
  })
  writer.record('HBR', {
    HEAD_NUM: 255,
    SITE_NUM: 0,
    HBIN_NUM: 1,
    HBIN_CNT: 0,
    HBIN_PF: 'P',
    HBIN_NAM: 'Good'
  })
  writer.record('HBR', {
    HEAD_NUM: 255,
    SITE_NUM: 0,
    HBIN_NUM: ringBin,
    HBIN_CNT: 0,
    HBIN_PF: 'F',
    HBIN_NAM: 'Vth high'
  })
  writer.record('HBR', {
    HEAD_NUM: 255,
    SITE_NUM: 0,
    HBIN_NUM: 7,
    HBIN_CNT: 0,
    HBIN_PF: 'F',
    HBIN_NAM: 'Other'
  })
  writer.record('MRR', { FINISH_T: at + 1900 })
  return writer.bytes()
}
