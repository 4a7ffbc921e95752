import { describe, expect, it } from 'vitest'
import { inspectFile, type DataInspection } from '../../../main/instruments/inspect'
import { haveSamples, sample, stdfSamples, truthOf } from './samples'

async function inspect(name: string): Promise<DataInspection & { readonly kind: 'measurements' }> {
  const inspection = await inspectFile(sample(`stdf/${name}`))
  if (inspection.kind !== 'measurements') throw new Error(`${name} was not read`)
  return inspection
}

describe.skipIf(!haveSamples)('real STDF files give the figures other readers gave', () => {
  it('finds the samples', () => {
    expect(stdfSamples.length).toBeGreaterThanOrEqual(13)
  })

  it.each(stdfSamples)('%s', async name => {
    const truth = truthOf(name)
    const found = await inspect(name)
    expect(found.byteOrder).toBe(truth.byte_order)
    expect(found.bytes).toBe(truth.bytes)
    expect(found.totalRecords).toBe(truth.total_records)
    expect(found.records).toEqual(truth.counts)
    if (truth.MIR === null) expect(found.header).toBeNull()
    else expect(found.header).toMatchObject(truth.MIR)
    if (truth.MRR === null) expect(found.trailer).toBeNull()
    else expect(found.trailer).toMatchObject(truth.MRR)
    expect(found.parts).toBe(truth.parts.prr)
    expect(found.pass).toBe(truth.parts.pass)
    expect(found.fail).toBe(truth.parts.fail)
    expect(found.noVerdict).toBe(truth.parts.no_passfail_flag)
    expect(found.retests).toBe(truth.parts.retest_flagged)
    expect(found.hardBins).toEqual(truth.prr_hard_bins)
    expect(found.softBins).toEqual(truth.prr_soft_bins)
    expect(found.wafers.map(wafer => wafer.id)).toEqual([...new Set(truth.WIR.map(wir => wir.WAFER_ID))])
    expect(found.testNumbers).toMatchObject({
      PTR: truth.tests.distinct_ptr_test_num,
      MPR: truth.tests.distinct_mpr_test_num,
      FTR: truth.tests.distinct_ftr_test_num
    })
    expect(found.results.ptrFails).toBe(truth.tests.ptr_fail_flag)
    expect(found.results.ftrFails).toBe(truth.tests.ftr_fail_flag)
    expect(found.results.ptrFinite).toBe(truth.tests.ptr_result_finite)
    expect(found.results.mprResults).toBe(truth.tests.mpr_results)
    expect(Math.abs(found.results.ptrSum - truth.tests.ptr_result_sum)).toBeLessThanOrEqual(
      1e-9 * Math.abs(truth.tests.ptr_result_sum)
    )
    for (const first of truth.tests.first5_ptr) {
      const test = found.tests.find(
        one => one.record === 'PTR' && one.number === first.TEST_NUM && one.text === first.TEST_TXT
      )
      expect(test, `${first.TEST_NUM} ${first.TEST_TXT}`).toBeDefined()
      if (test === undefined || first.UNITS === null) continue
      expect(test.units).toBe(first.UNITS)
      expect(test.scale).toBe(first.RES_SCAL)
      if (test.lowLimit !== null) expect(test.lowLimit).toBe(Math.fround(first.LO_LIMIT ?? Number.NaN))
      if (test.highLimit !== null) expect(test.highLimit).toBe(Math.fround(first.HI_LIMIT ?? Number.NaN))
    }
  })

  it('lot2 and lot3: one wafer each, every part on it', async () => {
    for (const name of ['lot2.stdf.gz', 'lot3.stdf.gz']) {
      const truth = truthOf(name)
      const { wafers, tests, results, warnings } = await inspect(name)
      expect(wafers).toMatchObject([
        {
          id: truth.WIR[0]?.WAFER_ID,
          parts: truth.parts.prr,
          good: truth.parts.pass,
          finish: truth.WRR[0]?.FINISH_T
        }
      ])
      expect(tests.reduce((sum, test) => sum + test.executions, 0)).toBe(results.ptrFinite)
      expect(tests.reduce((sum, test) => sum + test.fails, 0)).toBe(results.ptrFails)
      expect(warnings).toEqual([])
    }
  })

  it('a595: three wafers with their own yields', async () => {
    const { wafers } = await inspect('a595.stdf.gz')
    expect(wafers.map(({ id, parts, good }) => ({ id, parts, good }))).toEqual([
      { id: '02', parts: 112, good: 88 },
      { id: '03', parts: 112, good: 89 },
      { id: '09', parts: 112, good: 86 }
    ])
  })

  it('PLL_TX: five numbers, 623 tests by number and text', async () => {
    const name = stdfSamples.find(one => one.startsWith('PLL_TX')) ?? ''
    const { tests } = await inspect(name)
    expect(tests.filter(test => test.record === 'PTR')).toHaveLength(623)
  })

  it('a595: Cpk is the distance to the nearer limit in three sigma', async () => {
    const { tests } = await inspect('a595.stdf.gz')
    const [delay] = tests.filter(test => test.number === 706)
    if (delay?.mean == null || delay.sigma == null) throw new Error('test 706 is measured')
    const [low, high] = [delay.lowLimit ?? Number.NaN, delay.highLimit ?? Number.NaN]
    expect(delay.cpk).toBeCloseTo(Math.min(delay.mean - low, high - delay.mean) / (3 * delay.sigma), 12)
    expect(delay.cp).toBeCloseTo((high - low) / (6 * delay.sigma), 12)
    expect(delay.cpk).toBeCloseTo(0.481, 3)
  })
})
