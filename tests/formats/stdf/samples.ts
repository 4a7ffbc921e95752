import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Real files lie beside the project where they are available at all; tests that need them skip without. */
const root = resolve(import.meta.dirname, '../../../../shared/samples')

/** Is the folder of real files there? */
export const haveSamples = existsSync(resolve(root, 'stdf'))

/** Path of a real file. */
export function sample(path: string): string {
  return resolve(root, path)
}

/** Names in a folder of real files; none where it is absent. */
export function samples(folder: string): string[] {
  return haveSamples ? readdirSync(resolve(root, folder)) : []
}

/** The expected figures of a real STDF, as another reader gave them. */
export interface Truth {
  bytes: number
  byte_order: string
  total_records: number
  counts: Record<string, number>
  MIR: Record<string, string | number> | null
  MRR: Record<string, string | number> | null
  parts: {
    prr: number
    pass: number
    fail: number
    no_passfail_flag: number
    retest_flagged: number
    sites: number
    x_min: number | null
    x_max: number | null
    y_min: number | null
    y_max: number | null
    first5: Record<string, number | string>[]
  }
  prr_hard_bins: Record<string, number>
  prr_soft_bins: Record<string, number>
  HBR: { HEAD: number; NUM: number; CNT: number; NAM: string }[]
  SBR: { HEAD: number; NUM: number; CNT: number; NAM: string }[]
  WIR: { HEAD: number; START_T: number; WAFER_ID: string }[]
  WRR: { HEAD: number; WAFER_ID: string; PART_CNT: number; GOOD_CNT: number; FINISH_T: number }[]
  tests: {
    distinct_ptr_test_num: number
    distinct_ftr_test_num: number
    distinct_mpr_test_num: number
    ptr_fail_flag: number
    ftr_fail_flag: number
    ptr_result_finite: number
    ptr_result_sum: number
    mpr_results: number
    first5_ptr: {
      TEST_NUM: number
      TEST_TXT: string
      RESULT: number
      RES_SCAL: number | null
      LO_LIMIT: number | null
      HI_LIMIT: number | null
      UNITS: string | null
    }[]
  }
}

/** Truth of an STDF sample by its file name, packed or not. */
export function truthOf(name: string): Truth {
  const path = resolve(root, 'truth', `stdf-${name.replace(/\.(gz|bz2)$/, '')}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Truth
}

/** Real STDF files FabCase reads. */
export const stdfSamples = samples('stdf')
