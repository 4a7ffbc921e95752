import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNode } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { analyse } from '../../../main/rca/fta/analyse'
import { eventsFromCsv, eventsToCsv } from '../../../main/rca/fta/diagram/events'
import { modelOf } from '../../../main/rca/fta/diagram/model'
import { recordsOf } from '../../../main/rca/fta/diagram/records'
import { readMef } from '../../../main/rca/fta/mef/reader'
import { writeMef } from '../../../main/rca/fta/mef/writer'
import { instantRepair, instantTest } from '../../../main/rca/fta/periodic-test'
import { meanTested, worstTested } from '../../../main/rca/fta/tested'
import { csvText } from '../../../main/store/csv'

/** Mean and most of a function over [from, to], by Simpson's rule. */
function over(from: number, to: number, of: (t: number) => number): { mean: number; most: number } {
  const steps = 2000
  let [sum, most] = [0, 0]
  for (let i = 0; i <= steps; i++) {
    const value = of(from + ((to - from) * i) / steps)
    sum += value * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
    most = Math.max(most, value)
  }
  return { mean: sum / (3 * steps), most }
}

const tested = (more: object): DiagramNode[] => [
  { id: 'g', type: 'gate', parent: null, rank: 'V', data: { name: 'top' } },
  {
    id: 'e',
    type: 'event',
    parent: null,
    rank: 'W',
    data: { name: 'E1', model: { kind: 'dormant', rate: 1e-6, interval: 720, first: 720, ...more } }
  },
  { id: 'i', type: 'input', parent: 'g', rank: 'V', data: { of: 'e' } }
]
const p = (nodes: readonly DiagramNode[]): number => analyse(modelOf(nodes).model).p ?? NaN

describe('a component that is tested', () => {
  test('has the mean and the worst of its unavailability between two tests', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-7, max: 1e-2, noNaN: true }),
        fc.integer({ min: 10, max: 2000 }),
        (rate, interval) => {
          const begin = 5 * interval + 1e-9
          const found = over(begin, 6 * interval, t => instantRepair(rate, interval, interval, t))
          expect(meanTested(rate, interval, null) / found.mean).toBeCloseTo(1, 7)
          expect(worstTested(rate, interval, null) / found.most).toBeCloseTo(1, 9)
        }
      ),
      { numRuns: 30 }
    )
  })

  test('with a repair that takes a time: as it is after many tests', () => {
    for (const [rate, interval, repair] of [
      [1e-4, 720, 0.1],
      [1e-3, 300, 0.005],
      [2e-3, 500, 2e-3],
      [1e-2, 100, 1e-3]
    ] as const) {
      const begin = 60 * interval
      const found = over(begin + 1e-9, begin + interval, t =>
        instantTest(rate, repair, interval, interval, t)
      )
      expect(meanTested(rate, interval, repair) / found.mean).toBeCloseTo(1, 6)
      expect(worstTested(rate, interval, repair) / found.most).toBeCloseTo(1, 6)
    }
  })

  test('keeps its digits where it hardly ever fails, and never fails at a rate of 0', () => {
    // x/2 - x^2/6 + ...
    expect(meanTested(1e-12, 100, null) / 5e-11).toBeCloseTo(1, 9)
    expect([meanTested(0, 100, null), worstTested(0, 100, null), meanTested(0, 100, 0.1)]).toEqual([0, 0, 0])
    expect(meanTested(1, 1, null)).toBeCloseTo(Math.exp(-1), 14)
    expect(meanTested(0.999_999, 1, null)).toBeCloseTo(Math.exp(-1), 6)
  })

  test('counts as it is told to; kept before there was a choice, at the very time', () => {
    const at = (time: number): number => p(tested({ time }))
    expect(at(1440)).toBeCloseTo(7.2e-4, 6)
    expect(at(1441)).toBeCloseTo(1e-6, 9)
    const exact = 1 - (1 - Math.exp(-7.2e-4)) / 7.2e-4
    for (const time of [1440, 1441, 8760])
      expect(p(tested({ time, figure: 'mean' })) / exact).toBeCloseTo(1, 8)
    expect(p(tested({ figure: 'worst' }))).toBeCloseTo(-Math.expm1(-7.2e-4), 15)
    const [, event] = tested({})
    const parsed = event === undefined ? null : parseNode('faultTree', event)
    expect(parsed?.ok === true && parsed.node.data).toMatchObject({ model: { figure: 'at' } })
  })

  test.each([{ figure: 'at' }, { figure: 'mean' }, { figure: 'worst' }])('goes to MEF and back: %j', more => {
    for (const repair of [null, 0.02]) {
      const nodes = tested({ ...more, repair })
      let n = 0
      const back = recordsOf(readMef(writeMef(modelOf(nodes).model)), () => `n${String(n++)}`).nodes
      expect(p(back) / p(nodes)).toBeCloseTo(1, 6)
      const event = back.find(node => node.type === 'event')
      if (repair === null && more.figure !== 'worst')
        expect(event?.data['model']).toMatchObject({ kind: 'dormant', rate: 1e-6, interval: 720, ...more })
    }
  })

  test('goes to CSV and back', () => {
    const nodes = tested({ figure: 'worst' }).map(node => {
      const parsed = parseNode('faultTree', node)
      return parsed.ok ? parsed.node : node
    })
    const text = new TextDecoder().decode(csvText(eventsToCsv(nodes)))
    expect(eventsFromCsv(text, nodes, () => 'new').events[0]?.node).toEqual(nodes[1])
    const wrong = eventsFromCsv('name,rate,interval,figure\na,1e-6,720,median', [], () => 'new')
    expect(wrong.errors).toMatchObject([{ line: 2, column: 4, why: 'model' }])
  })
})
