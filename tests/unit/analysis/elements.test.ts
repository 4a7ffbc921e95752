import { afterAll, beforeAll, expect, it } from 'vitest'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { viewOf, Workbench } from './workbench'

let bench: Workbench
beforeAll(async () => {
  bench = new Workbench()
  await bench.put(
    'pins',
    file([
      [0.1, 0.5, 9],
      [0.2, 0.6],
      [0.3, Number.NaN, 0.7]
    ])
  )
})
afterAll(() => {
  bench.close()
})

/** One MPR of three pins in each part, a row of results a part; the second part is probed twice. */
function file(parts: readonly (readonly number[])[]): Buffer {
  const writer = new StdfWriter('LittleEndian')
  writer.record('MIR', { SETUP_T: 1_700_000_000, START_T: 1_700_000_000, STAT_NUM: 1, LOT_ID: 'PINS' })
  for (const [index, name] of ['', 'OUT1', 'OUT2', ''].entries())
    if (index > 0)
      writer.record('PMR', {
        PMR_INDX: index,
        CHAN_TYP: 0,
        CHAN_NAM: String(index),
        PHY_NAM: '',
        LOG_NAM: name,
        HEAD_NUM: 1,
        SITE_NUM: 0
      })
  const touch = (results: readonly number[], x: number, fail: boolean) => {
    writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: 0 })
    writer.record('MPR', {
      TEST_NUM: 9,
      HEAD_NUM: 1,
      SITE_NUM: 0,
      TEST_FLG: fail ? 0x80 : 0,
      PARM_FLG: 0,
      RTN_ICNT: 3,
      RSLT_CNT: results.length,
      RTN_STAT: [0, 0, 0],
      RTN_RSLT: results,
      TEST_TXT: 'leak',
      ALARM_ID: '',
      OPT_FLAG: 0x0e,
      RES_SCAL: 0,
      LLM_SCAL: 0,
      HLM_SCAL: 0,
      LO_LIMIT: 0,
      HI_LIMIT: 1,
      START_IN: 0,
      INCR_IN: 0,
      RTN_INDX: [1, 2, 3],
      UNITS: 'V'
    })
    writer.record('PRR', {
      HEAD_NUM: 1,
      SITE_NUM: 0,
      PART_FLG: fail ? 8 : 0,
      NUM_TEST: 1,
      HARD_BIN: fail ? 5 : 1,
      SOFT_BIN: 1,
      X_COORD: x,
      Y_COORD: 0,
      TEST_T: 1,
      PART_ID: String(x),
      PART_TXT: ''
    })
  }
  parts.forEach((results, x) => {
    touch(
      results,
      x,
      results.some(value => value > 1)
    )
  })
  touch([0.4, 0.8, 0.9], 1, false)
  writer.record('MRR', { FINISH_T: 1_700_000_100 })
  return writer.bytes()
}

const asked = (retest: 'all' | 'last') => ({
  view: viewOf(['pins'], retest),
  test: { key: 'MPR:9:leak', element: 0 }
})

it('each pin of an MPR has its own figures, as the rule counts and the filter leaves', () => {
  const { test, elements } = bench.ask('analysis.elements', asked('last'))
  expect(test).toMatchObject({ number: 9, elements: 3, lo: 0, hi: 1 })
  // OUT1 0.1, 0.4, 0.3; OUT2 0.5, 0.8; the third pin has no name with a letter: 9, 0.9, 0.7.
  expect(elements.map(one => [one.pin, one.n, one.beyond])).toEqual([
    ['OUT1', 3, 0],
    ['OUT2', 2, 0],
    ['3', 3, 1]
  ])
  expect(elements[0]?.mean).toBeCloseTo(0.8 / 3, 6)
  expect(elements[1]?.max).toBeCloseTo(0.8, 6)
  expect(elements[2]?.max).toBeCloseTo(9, 6)
  expect(elements[0]?.cpk).toBeCloseTo(0.8 / 3 / (3 * (elements[0]?.sigma ?? 1)), 6)
  const whole = bench.ask('analysis.tests', { view: asked('last').view, by: 'none' })
  expect(elements.reduce((sum, one) => sum + one.n, 0)).toBe(whole.n[0])
})

it('every touch counts where the rule says so', () => {
  const { elements } = bench.ask('analysis.elements', asked('all'))
  expect(elements.map(one => one.n)).toEqual([4, 3, 3])
  const failing = { ...asked('all'), view: viewOf(['pins'], 'all', { verdict: 'fail' }) }
  expect(bench.ask('analysis.elements', failing).elements.map(one => one.n)).toEqual([1, 1, 1])
})
