import { StdfWriter } from '../../../main/instruments/formats/stdf/write'

/** Records of odd but real files, for the tests of what they hide. */

/** Either byte order. */
export const orders = ['BigEndian', 'LittleEndian'] as const
/** Keys of what was remarked. */
export const keys = (warnings: readonly { key: string }[]) => warnings.map(warning => warning.key)

/** A result of a test. */
export function ptr(number: number, text: string | undefined, result: number, site = 0, more = {}) {
  return {
    TEST_NUM: number,
    HEAD_NUM: 1,
    SITE_NUM: site,
    TEST_FLG: 0,
    PARM_FLG: 0,
    RESULT: result,
    TEST_TXT: text,
    ...more
  }
}
/** Limits and units that follow a result. */
export const limits = { ALARM_ID: '', OPT_FLAG: 0x0e, RES_SCAL: 3, LLM_SCAL: 3, HLM_SCAL: 3, UNITS: 'V' }
/** The beginning of a part. */
export const pir = (site = 0) => ({ HEAD_NUM: 1, SITE_NUM: site })
/** Its end. */
export const prr = (site = 0, more = {}) => ({
  HEAD_NUM: 1,
  SITE_NUM: site,
  PART_FLG: 0,
  NUM_TEST: 1,
  HARD_BIN: 1,
  SOFT_BIN: 1,
  X_COORD: 1,
  Y_COORD: 2,
  ...more
})
/** What every file begins with. */
export const mir = { SETUP_T: 1, START_T: 2, STAT_NUM: 1, LOT_ID: 'LOT' }

/** A file in that byte order, begun. */
export const begun = (order: (typeof orders)[number]) => new StdfWriter(order).record('MIR', mir)
