import { expect, test } from 'vitest'
import { analysis } from '@contract/analysis'
import { lotsIn } from '../../../../renderer/rca/evidence/lots'
import { resultsOf } from '../../../../renderer/rca/evidence/tests'

test('lot numbers are read from what is pasted, however they are parted', () => {
  expect(lotsIn(' K2637C62, K2637C63;\tA-1\r\nB.2、C，D；E ')).toEqual([
    'K2637C62',
    'K2637C63',
    'A-1',
    'B.2',
    'C',
    'D',
    'E'
  ])
  expect(lotsIn(' \n,')).toEqual([])
  expect(lotsIn('x'.repeat(300))[0]).toHaveLength(100)
})

test('tests are told with their figures, most fails first, and no figure where there is none', () => {
  const of = (number: number) => ({
    ref: { key: `PTR:${String(number)}:v`, element: 0 },
    recordType: 'PTR',
    number,
    text: 'v',
    units: 'V',
    scale: 0,
    lo: 0,
    hi: 1,
    loSpec: null,
    hiSpec: null,
    elements: 1,
    limitsDiffer: false
  })
  const figures = analysis['analysis.tests'].output.parse({
    tests: [of(1), of(2)],
    groups: [{ key: '', label: '', parts: 10 }],
    executions: Uint32Array.of(10, 10),
    fails: Uint32Array.of(0, 3),
    n: Uint32Array.of(0, 9),
    mean: Float64Array.of(NaN, 0.5),
    sigma: Float64Array.of(NaN, 0.1),
    min: Float64Array.of(NaN, 0),
    max: Float64Array.of(NaN, 1),
    cpk: Float64Array.of(NaN, 1.67)
  })
  expect(resultsOf(figures)).toMatchObject([
    { test: { number: 2 }, fails: 3, n: 9, mean: 0.5, sigma: 0.1, cpk: 1.67 },
    { test: { number: 1 }, fails: 0, n: 0, mean: null, sigma: null, cpk: null }
  ])
})
