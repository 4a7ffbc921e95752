import { describe, expect, it } from 'vitest'
import { benchTable, figure } from '../../../scripts/lib/bench-table.mjs'
import { cpuSeconds, quantile } from '../../bench/row'

describe('the bench table', () => {
  it('aligns its columns and says what was missed', () => {
    const table = benchTable([
      {
        name: 'STDF decode',
        value: 312.4,
        unit: 'MB/CPU s',
        reference: 2050,
        referenceName: 'bare walk',
        ratio: 6.56,
        target: '>= 300',
        ok: true
      },
      { name: 'Search', value: 61.27, unit: 'ms p95', target: '< 50', ok: false },
      { name: 'Broken', value: null, unit: 's' }
    ])
    expect(table.split('\n')).toEqual([
      '| what        | value | unit     | reference      | ratio | target | met |',
      '| ----------- | ----: | -------- | -------------- | ----: | ------ | --- |',
      '| STDF decode |   312 | MB/CPU s | 2050 bare walk |  6.56 | >= 300 | yes |',
      '| Search      |  61.3 | ms p95   |                |       | < 50   | NO  |',
      '| Broken      |  none | s        |                |       |        |     |'
    ])
  })

  it.each([
    [1234.5, '1235'],
    [-12.34, '-12.3'],
    [0.0123, '0.012'],
    [undefined, ''],
    [Number.NaN, 'none']
  ])('shows %s as "%s"', (value, shown) => {
    expect(figure(value)).toBe(shown)
  })
})

describe('the tools of a bench', () => {
  it('take the nearest rank as a quantile', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect([quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1), quantile(values, 0)]).toEqual(
      [50, 95, 100, 1]
    )
    expect(quantile([], 0.5)).toBeNaN()
  })

  it('count CPU time, not waiting', async () => {
    const waited = await cpuSeconds(() => new Promise(done => setTimeout(done, 200)))
    const worked = await cpuSeconds(() => {
      const before = process.cpuUsage().user
      while (process.cpuUsage().user - before < 300_000) Math.sqrt(before)
    })
    expect(worked).toBeGreaterThanOrEqual(0.3)
    expect(waited).toBeLessThan(worked)
  })
})
