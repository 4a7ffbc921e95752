import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '@contract/index'
import { stdfOf, type MadeTouch } from '../../unit/analysis/workbench'
import { haveSamples, sample } from '../../formats/stdf/samples'
import { makeCore, type CoreFixture } from '../core/core-fixture'

let f: CoreFixture
beforeAll(async () => {
  f = await makeCore()
})
afterAll(async () => {
  await f.close()
})

/** Import files and give the ids of their sets. */
async function sets(...paths: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const path of paths) {
    const staged = await f.core.stages.path(path)
    const { imports } = await f.as('instruments.import', { stageIds: [staged.stageId] })
    await f.jobEnd(imports[0]?.jobId ?? '')
    const { rows } = await f.as('instruments.imports', { batchId: imports[0]?.batchId ?? '' })
    ids.push(rows[0]?.setId ?? '')
  }
  return ids
}

type View = Input<'analysis.overview'>['view']

describe.skipIf(!haveSamples)('real lots (skipped without ../shared/samples)', () => {
  let view: View
  beforeAll(async () => {
    view = { sets: await sets(sample('stdf/lot2.stdf.gz'), sample('stdf/lot3.stdf.gz')) }
  })

  test('two wafers of one lot are one: counts, yields, retests', async () => {
    const all = await f.as('analysis.overview', { view: { ...view, retest: 'all' } })
    // 1569 + 1619 PRRs, 113 and 163 places probed again; see the samples' README.
    expect(all).toMatchObject({ touches: 3188, parts: 3188, good: 1389 + 1378, tests: 74 })
    expect(all.lots.map(lot => lot.key)).toEqual(['GAL-LOT'])
    expect(all.wafers.map(wafer => wafer.key)).toEqual(['GAL-LOT/GAL-LOT-02', 'GAL-LOT/GAL-LOT-03'])
    const last = await f.as('analysis.overview', { view })
    expect(last).toMatchObject({ touches: 3188, parts: 3188 - 113 - 163, retested: 113 + 163 })
    const best = await f.as('analysis.overview', { view: { ...view, retest: 'best' } })
    expect(best.good).toBeGreaterThanOrEqual(last.good)
    expect(last.good - last.firstGood).toBe(last.recovered - last.lost)
  })

  test('figures come out equal whether stored or worked out', async () => {
    const stored = await f.as('analysis.tests', { view: { ...view, retest: 'all' } })
    const [id = ''] = view.sets
    const own = await f.as('instruments.tests', { id })
    expect(stored.executions.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(52403)
    const alone = await f.as('analysis.tests', { view: { sets: [id], retest: 'all' } })
    // A filter that leaves all parts makes every figure be worked out anew.
    const again = await f.as('analysis.tests', {
      view: { sets: [id], retest: 'all', filter: { sites: ['1:0', '1:1', '1:2', '1:3', '1:255'] } }
    })
    const order = alone.tests.map(one =>
      own.tests.findIndex(other => other.number === one.number && other.text === one.text)
    )
    order.forEach((at, i) => {
      const test = own.tests[at]
      expect(alone.n[i]).toBe(test?.n)
      expect(alone.fails[i]).toBe(test?.fails)
      if ((alone.n[i] ?? 0) === 0) return
      expect(alone.mean[i]).toBeCloseTo(test?.mean ?? Number.NaN, 10)
      expect(again.n[i]).toBe(alone.n[i])
      expect(Math.abs((again.mean[i] ?? 0) - (alone.mean[i] ?? 0))).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(alone.mean[i] ?? 0))
      )
      if ((alone.n[i] ?? 0) > 1)
        expect((again.sigma[i] ?? 0) / (alone.sigma[i] || 1)).toBeCloseTo(alone.sigma[i] === 0 ? 0 : 1, 6)
    })
  })

  test('a map, its lasso, and the part under the pointer', async () => {
    const { wafers } = await f.as('analysis.overview', { view })
    const wafer = wafers[0]?.key ?? ''
    const map = await f.as('analysis.map', { view, which: { wafer }, color: { by: 'hardBin' } })
    expect(map.x.length).toBe(1569 - 113)
    expect(map.touches.reduce((sum, n) => sum + n, 0)).toBe(1569)
    const [x = 0, y = 0] = [map.x[10], map.y[10]]
    const around = { x: x - 2.5, y: y - 2.5, to: 2.5 }
    const polygon: [number, number][] = [
      [around.x, around.y],
      [x + around.to, around.y],
      [x + around.to, y + around.to],
      [around.x, y + around.to]
    ]
    const inside = { ...view, filter: { regions: [{ polygon, wafers: [wafer] }] } }
    const lassoed = await f.as('analysis.map', {
      view: inside,
      which: { wafer },
      color: { by: 'softBin' }
    })
    const wanted = Array.from(map.x, (_, i) => i).filter(
      i => Math.abs((map.x[i] ?? 0) - x) < 2.5 && Math.abs((map.y[i] ?? 0) - y) < 2.5
    )
    expect(lassoed.inside.reduce((sum, n) => sum + n, 0)).toBe(wanted.length)
    expect((await f.as('analysis.overview', { view: inside })).shown).toBe(wanted.length)

    const set = view.sets[map.set[10] ?? -1] ?? ''
    const part = await f.as('analysis.part', { set, part: map.part[10] ?? -1, view: { ...view } })
    expect(part.part).toMatchObject({ x, y, hardBin: map.value[10] })
    expect(part.touches).toHaveLength(map.touches[10] ?? -1)
    expect(part.sha256).toMatch(/^[0-9a-f]{64}$/)
    const plain = await f.as('instruments.part', { id: set, part: map.part[10] ?? -1 })
    expect(part.results.map(one => one.value)).toEqual(plain.results.map(one => one.value))
    const found = await f.as('analysis.findPart', { sets: view.sets, text: `02 ${String(x)},${String(y)}` })
    expect(found.rows.map(row => row.part)).toContain(map.part[10])
    expect(found.rows.every(row => row.x === x && row.y === y && row.wafer === 'GAL-LOT-02')).toBe(true)
  })

  test('Paretos by bin and by failing test agree with the files', async () => {
    const bins = await f.as('analysis.pareto', {
      view: { ...view, retest: 'all' },
      of: 'hardBin',
      by: 'wafer'
    })
    expect(bins.total).toBe(3188)
    const own = await f.as('instruments.pareto', { id: view.sets[0] ?? '', kind: 'hard' })
    for (const bin of own.bins)
      expect(bins.bars.find(bar => bar.key === String(bin.number))?.by[0]).toBe(bin.count)
    const first = await f.as('analysis.pareto', { view, of: 'test', firstFailOnly: true })
    const every = await f.as('analysis.pareto', { view, of: 'test' })
    expect(first.total).toBeLessThanOrEqual(every.total)
    expect(first.total).toBeGreaterThan(0)
  })

  test('three wafers in one file, and a file of another product', async () => {
    const [id = ''] = await sets(sample('stdf/a595.stdf.gz'))
    const seen = await f.as('analysis.overview', { view: { sets: [id] } })
    expect(seen.wafers.map(wafer => [wafer.wafer, wafer.parts, wafer.good])).toEqual([
      ['02', 112, 88],
      ['03', 112, 89],
      ['09', 112, 86]
    ])
    const both = await f.as('analysis.overview', { view: { sets: [...view.sets, id] } })
    expect(both.remarks.map(remark => remark.key)).toEqual(
      expect.arrayContaining(['productsDiffer', 'programsDiffer'])
    )
    const stack = await f.as('analysis.map', {
      view: { sets: [id] },
      which: { stack: true },
      color: { by: 'hardBin' }
    })
    expect(stack.touches.reduce((sum, n) => sum + n, 0)).toBe(336)
    expect(stack.value.reduce((sum, n) => sum + n, 0)).toBe(73)
  })

  test('a set taken back is shown no more, whatever is kept of it', async () => {
    const [id = ''] = await sets(sample('stdf/STDFoo-testcaseSmall.stdf'))
    await f.as('analysis.overview', { view: { sets: [id] } })
    const { rows } = await f.as('instruments.imports', {})
    await f.as('instruments.undo', { importId: rows.find(row => row.setId === id)?.id ?? '' })
    await expect(f.as('analysis.overview', { view: { sets: [id] } })).rejects.toThrow('record.notFound')
  })
})

test('a lot in two files, the second one retests', async () => {
  const dies = (fails: ReadonlySet<number>, only: (die: number) => boolean): MadeTouch[] =>
    Array.from({ length: 25 }, (_, die) => die)
      .filter(only)
      .map(die => ({
        x: die % 5,
        y: Math.floor(die / 5),
        id: String(die + 1),
        fail: fails.has(die),
        results: [{ number: 100, value: die, fail: fails.has(die), low: 0, high: 20 }]
      }))
  const first = new Set([3, 4, 5, 6])
  const lot = { lot: 'SPLIT', wafers: [] }
  const paths = [join(f.dir, '..', 'first.stdf'), join(f.dir, '..', 'second.stdf')] as const
  const touches = [dies(first, () => true), dies(new Set([6]), die => first.has(die))] as const
  await writeFile(paths[0], stdfOf({ ...lot, wafers: [{ wafer: 'W1', touches: touches[0] }] }))
  await writeFile(
    paths[1],
    stdfOf({ ...lot, start: 1_700_009_000, wafers: [{ wafer: 'W1', touches: touches[1] }] })
  )
  // Imported the newer first: the files say which came first.
  const ids = await sets(paths[1], paths[0])
  const seen = await f.as('analysis.overview', { view: { sets: ids } })
  expect(seen).toMatchObject({
    touches: 29,
    parts: 25,
    good: 24,
    firstGood: 21,
    retested: 4,
    recovered: 3,
    lost: 0,
    wafers: [{ key: 'SPLIT/W1', parts: 25, sets: ids.toReversed() }]
  })
  const found = await f.as('analysis.findPart', { sets: ids, text: 'w1 1,1' })
  expect(found.rows.map(row => [row.set, row.touch, row.touches, row.pass])).toEqual([
    [ids[1], 1, 2, false],
    [ids[0], 2, 2, false]
  ])
  // Without files the newest is looked through first, each by itself.
  const anywhere = await f.as('analysis.findPart', { sets: [], text: 'w1 1,1' })
  expect(
    anywhere.rows.filter(row => row.lot === 'SPLIT').map(row => [row.set, row.touch, row.touches])
  ).toEqual(ids.toReversed().map(set => [set, 1, 1]))
  expect(anywhere.searched).toBe(anywhere.of)
  const list = await f.as('analysis.parts', { view: { sets: ids, filter: { verdict: 'fail' } } })
  expect(list).toMatchObject({ total: 1, rows: [{ partId: '7', set: ids[0], touch: 2, touches: 2 }] })
})

test('files are written in a worker, named after the lot, and refused when too large', async () => {
  const touches = Array.from({ length: 9 }, (_, die): MadeTouch => ({
    x: die % 3,
    y: Math.floor(die / 3),
    id: String(die),
    fail: die === 4,
    results: [{ number: 1, value: die, low: 0, high: 5, fail: die === 4 }]
  }))
  const path = join(f.dir, '..', 'filed.stdf')
  await writeFile(path, stdfOf({ lot: 'FILED/7', wafers: [{ wafer: 'W1', touches }] }))
  const view = { sets: await sets(path) }
  const csv = await f.as('analysis.export', { view, what: 'matrix', format: 'csv' })
  expect(csv.name).toBe('FILED_7-matrix.csv')
  expect(new TextDecoder().decode(csv.bytes).trim().split('\r\n')).toHaveLength(4 + 9)
  const xlsx = await f.as('analysis.export', { view, what: 'parts', format: 'xlsx', language: 'zh-CN' })
  expect(Buffer.from(xlsx.bytes).toString('latin1', 0, 2)).toBe('PK')
  await expect(f.as('analysis.export', { view, what: 'compare', format: 'csv' })).rejects.toThrow(
    'contract.input'
  )
})

test('many ask at once: each gets the answer to his own question', async () => {
  const touches = (lot: string): MadeTouch[] =>
    Array.from({ length: lot.length }, (_, die) => ({ x: die, y: 0, results: [{ number: 1, value: die }] }))
  const names = ['q', 'qq', 'qqq', 'qqqq', 'qqqqq']
  const ids: string[] = []
  for (const name of names) {
    const path = join(f.dir, '..', `${name}.stdf`)
    await writeFile(path, stdfOf({ lot: name, wafers: [{ wafer: 'W1', touches: touches(name) }] }))
    ids.push(...(await sets(path)))
  }
  const asked = Array.from({ length: 40 }, (_, i) => i % names.length)
  const answers = await Promise.all(
    asked.map(i => f.as('analysis.overview', { view: { sets: [ids[i] ?? ''] } }))
  )
  expect(answers.map(answer => answer.parts)).toEqual(asked.map(i => i + 1))
})
