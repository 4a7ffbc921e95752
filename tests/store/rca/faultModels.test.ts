import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flawOf, parseNode } from '@contract/diagram/kinds'
import { storeParts } from '../../../main/core/registry'
import { bytesOf } from '../../formats/klarf/made'
import { stdfOf } from '../../unit/analysis/workbench'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { dies, inspected } from '../defects/wafers'
import { errorOf, newStore, reopen } from '../support'

let f: CoreFixture
beforeAll(async () => {
  f = await makeCore()
})
afterAll(async () => {
  await f.close()
})

const count = (measure: Parameters<typeof f.as<'faultModels.measure'>>[1]['measure']) =>
  f.as('faultModels.measure', { measure })

async function bring(name: string, bytes: Uint8Array): Promise<string> {
  const dir = join(f.dir, '..', 'files')
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, name), bytes)
  const { stageId } = await f.core.stages.path(join(dir, name))
  const { imports } = await f.as('instruments.import', { stageIds: [stageId] })
  await f.jobEnd(imports[0]?.jobId ?? '')
  const { rows } = await f.as('instruments.imports', { batchId: imports[0]?.batchId ?? '' })
  return rows[0]?.setId ?? ''
}

describe('shared failure models', () => {
  const model = { kind: 'exponential', rate: 2e-6, time: 8760 } as const

  test('are kept under a name of their own, with versions', async () => {
    const made = await f.as('faultModels.add', { name: 'Mass flow controller', model })
    const changed = await f.as('faultModels.update', {
      id: made.id,
      version: made.version,
      patch: { model: { ...model, rate: 3e-6 } }
    })
    expect(changed).toMatchObject({ version: 2, model: { kind: 'exponential', rate: 3e-6, time: 8760 } })
    expect(
      await errorOf(f.as('faultModels.update', { id: made.id, version: 1, patch: { note: 'old' } }))
    ).toMatchObject({ fault: { key: 'record.conflict' } })
    expect(await errorOf(f.as('faultModels.add', { name: 'mass flow CONTROLLER', model }))).toMatchObject({
      fault: { key: 'record.duplicate' }
    })
    const { rows } = await f.as('faultModels.list', { text: 'flow' })
    expect(rows.map(row => [row.name, row.model])).toEqual([
      ['Mass flow controller', { ...model, rate: 3e-6 }]
    ])
  })

  test('with numbers that make no sense are refused', async () => {
    const bad = { ...model, rate: -1 }
    expect(await errorOf(f.as('faultModels.add', { name: 'bad', model: bad }))).toMatchObject({
      fault: { key: 'contract.input' }
    })
  })

  test('are what an event keeps of them', () => {
    const node = {
      id: 'e',
      type: 'event',
      parent: null,
      rank: 'V',
      data: { name: 'E1', model: { kind: 'shared', modelId: 'm', last: model } }
    }
    expect(parseNode('faultTree', node)).toMatchObject({ ok: true })
    expect(flawOf('faultTree', new Map([['e', node]]), new Set(['e']))).toBeNull()
  })

  test('come to a store of the version before, whose diagrams stay', async () => {
    const before = {
      ...storeParts,
      migrations: storeParts.migrations.filter(one => one.name.slice(-13) < '1763900000400')
    }
    const old = await newStore(before)
    const at = '2026-01-01T00:00:00.000Z'
    await old.write(async tx =>
      Promise.resolve(
        tx.sql.run(
          `INSERT INTO diagram (id, version, createdAt, createdBy, updatedAt, updatedBy, kind, title)
           VALUES ('d', 1, ?, 'x', ?, 'x', 'faultTree', 'old')`,
          [at, at]
        )
      )
    )
    await old.close()
    const store = await reopen(old.dir, storeParts)
    expect(store.read.get('SELECT title FROM diagram')).toEqual({ title: 'old' })
    expect(store.read.all('SELECT id FROM fault_model')).toEqual([])
    await store.close()
  })
})

describe('frequencies counted in the store', () => {
  test('of tested parts: the last touch of each counts', async () => {
    const set = await bring(
      'lot.stdf',
      stdfOf({
        wafers: [
          {
            wafer: 'W1',
            touches: [
              {
                x: 0,
                y: 0,
                results: [
                  { number: 100, text: 'Vth', value: 1 },
                  { number: 200, text: 'Idd', value: 1 }
                ]
              },
              {
                x: 1,
                y: 0,
                fail: true,
                bin: 5,
                results: [{ number: 100, text: 'Vth', value: 9, fail: true, high: 2 }]
              },
              {
                x: 2,
                y: 0,
                fail: true,
                bin: 7,
                results: [
                  { number: 100, text: 'Vth', value: 1, high: 2 },
                  { number: 200, text: 'Idd', value: 1 }
                ]
              },
              {
                x: 3,
                y: 0,
                results: [
                  { number: 100, text: 'Vth', value: 1 },
                  { number: 200, text: 'Idd', value: 1 }
                ]
              },
              // Tested again, and good: it failed at first only.
              {
                x: 4,
                y: 0,
                fail: true,
                bin: 5,
                results: [{ number: 100, text: 'Vth', value: 9, fail: true, high: 2 }]
              },
              { x: 4, y: 0, results: [{ number: 100, text: 'Vth', value: 1, high: 2 }] }
            ]
          }
        ]
      })
    )
    const sets = [set]
    const found = await count({ over: 'tests', sets, failing: { by: 'any' } })
    expect(found).toMatchObject({ count: 2, of: 5 })
    // Clopper and Pearson for 2 of 5, from tables: 5.27 % to 85.34 %.
    expect(found.low).toBeCloseTo(0.0527, 4)
    expect(found.high).toBeCloseTo(0.8534, 4)
    expect(await count({ over: 'tests', sets, failing: { by: 'hardBin', bin: 7 } })).toMatchObject({
      count: 1,
      of: 5
    })
    expect(
      await count({ over: 'tests', sets, failing: { by: 'test', test: 100, name: 'Vth' } })
    ).toMatchObject({ count: 1, of: 5 })
    // A test that two of the five never ran is a share of the three that did.
    expect(
      await count({ over: 'tests', sets, failing: { by: 'test', test: 200, name: 'Idd' } })
    ).toMatchObject({ count: 0, of: 3, low: 0, files: 1 })
    expect(
      await errorOf(count({ over: 'tests', sets, failing: { by: 'hardBin', bin: 4711 } }))
    ).toMatchObject({
      fault: { key: 'rca.noSuchBin', details: { bin: 4711, files: 1 } }
    })
    for (const [test, name] of [
      [99_999, ''],
      [100, 'other']
    ] as const)
      expect(
        await errorOf(count({ over: 'tests', sets, failing: { by: 'test', test, name } }))
      ).toMatchObject({
        fault: { key: 'rca.noSuchTest', details: { test: `${String(test)} ${name}`.trim() } }
      })
    const offered = (of: 'test' | 'hardBin', text: string) =>
      f.as('faultModels.countable', {
        measure: { over: 'tests', sets, failing: { by: 'any' } },
        of,
        text
      })
    expect(await offered('test', 'vTH')).toEqual({ total: 1, rows: [{ number: 100, name: 'Vth' }] })
    expect((await offered('hardBin', '')).rows.map(row => row.number)).toEqual([1, 5, 7])
    expect(await errorOf(count({ over: 'tests', sets: [], failing: { by: 'any' } }))).toMatchObject({
      fault: { key: 'rca.noFiles' }
    })
  })

  test('of a query: what is imported later is counted too', async () => {
    const file = (lot: string, day: string, bad: number) =>
      bring(
        `${lot}.stdf`,
        stdfOf({
          lot,
          job: 'probe',
          start: Date.parse(`${day}T12:00:00Z`) / 1000,
          wafers: [
            {
              wafer: 'W1',
              touches: Array.from({ length: 10 }, (_, x) => ({
                x,
                y: 0,
                fail: x < bad,
                bin: x < bad ? 5 : 1
              }))
            }
          ]
        })
      )
    const query = { product: 'demo', lot: 'Query-*', program: 'PROBE', from: '2026-03-01', to: '2026-03-31' }
    const measure = { over: 'tests', sets: [], query, failing: { by: 'hardBin', bin: 5 } } as const
    const ask = () => count({ ...measure, sets: [] })
    expect(await errorOf(ask())).toMatchObject({ fault: { key: 'rca.noFiles' } })
    await file('QUERY-1', '2026-03-02', 2)
    await file('OTHER-1', '2026-03-02', 9)
    await file('QUERY-0', '2026-02-20', 9)
    expect(await ask()).toMatchObject({ count: 2, of: 10, files: 1 })
    await file('QUERY-2', '2026-03-20', 3)
    expect(await ask()).toMatchObject({ count: 5, of: 20, files: 2 })
    const found = await f.as('faultModels.files', { over: 'tests', query })
    expect([found.total, found.names]).toEqual([2, ['QUERY-2.stdf', 'QUERY-1.stdf']])
    expect(found.said.lot).toEqual(expect.arrayContaining(['OTHER-1', 'QUERY-1', 'QUERY-2']))
    const none = await f.as('faultModels.files', { over: 'defects', query })
    expect([none.total, none.said.lot]).toEqual([0, []])
  })

  test('kept before there were queries are those of the files picked by hand', () => {
    const model = {
      kind: 'measured',
      measure: { over: 'tests', sets: ['s1'], failing: { by: 'any' } },
      last: { count: 2, of: 5, at: '2026-01-01T00:00:00.000Z' }
    }
    const node = { id: 'e', type: 'event', parent: null, rank: 'V', data: { name: 'E1', model } }
    const parsed = parseNode('faultTree', node)
    expect(parsed.ok && parsed.node.data).toMatchObject({ model: { measure: { sets: ['s1'], query: null } } })
  })

  test('have an interval at any time', async () => {
    const { low, high } = await f.as('faultModels.interval', { count: 0, of: 5 })
    // Nothing in 5: 1 - 0.025 ^ (1/5).
    expect([low, high]).toEqual([0, expect.closeTo(1 - 0.025 ** 0.2, 10)])
  })

  test('of inspected dies: those that bear a class, of those of the sample plan', async () => {
    const made = inspected()
    const set = await bring('scan.klarf', bytesOf(made))
    // The second wafer bears the repeater on every eighth die.
    const repeated = dies.filter((_, i) => i % 8 === 3).length
    const bridges = await count({ over: 'defects', sets: [set], className: '桥接' })
    expect(bridges).toMatchObject({ count: repeated, of: 2 * dies.length })
    expect(await count({ over: 'defects', sets: [set], className: '20' })).toMatchObject({ count: repeated })
    expect(await count({ over: 'defects', sets: [set], className: '0' })).toMatchObject({
      of: 2 * dies.length
    })
    expect(await errorOf(count({ over: 'defects', sets: [set], className: 'nonsense' }))).toMatchObject({
      fault: { key: 'rca.noSuchClass', details: { name: 'nonsense', files: 1 } }
    })
    const { rows } = await f.as('faultModels.countable', {
      measure: { over: 'defects', sets: [set], className: null },
      of: 'class',
      text: '桥'
    })
    expect(rows).toEqual([{ number: 20, name: '桥接' }])
    const any = await count({ over: 'defects', sets: [set], className: null })
    expect(any.count).toBeGreaterThan(repeated)
  })

  test('of complaints: units of the items that match, of units shipped', async () => {
    const customer = (await f.as('customers.add', { code: 'K1', name: 'Aurora Example' })).id
    const product = (await f.as('products.add', { partNumber: 'DRV-1' })).id
    const complain = (
      day: string,
      items: { productId?: string; defect: string; classCode?: string; complained?: number }[]
    ) =>
      f.as('complaints.add', { customerId: customer, receivedAt: `${day}T12:00:00.000Z`, title: day, items })
    await complain('2026-05-04', [
      { productId: product, defect: 'Leakage at pin 4', complained: 12 },
      { defect: 'leakage', classCode: 'EL.PARA.LEAK', complained: 100 }
    ])
    // How many is not known: one at least.
    await complain('2026-05-31', [{ productId: product, defect: '漏电 LEAKAGE' }])
    await complain('2026-06-01', [{ productId: product, defect: 'Leakage', complained: 50 }])
    await complain('2026-05-10', [
      { productId: product, defect: 'Open', classCode: 'EL.CONT.OPEN', complained: 7 }
    ])
    const measure = {
      over: 'complaints',
      productId: product,
      customerId: customer,
      failure: ['Leakage'],
      from: '2026-05-01',
      to: '2026-05-31',
      exposure: 1300
    } as const
    const found = await count({ ...measure, failure: [...measure.failure] })
    expect(found).toMatchObject({ count: 13, of: 1300 })
    expect(found.low).toBeLessThan(0.01)
    expect(found.high).toBeGreaterThan(0.01)
    expect(await errorOf(count({ ...measure, failure: [], exposure: 10 }))).toMatchObject({
      fault: { key: 'rca.exposure' }
    })
    const all = await count({ ...measure, failure: [], from: null, to: null, productId: null })
    expect(all.count).toBe(12 + 100 + 1 + 50 + 7)
    // A class holds those below it; a code that only begins alike is another class.
    const classed = (classCode: string) =>
      count({ ...measure, failure: [], from: null, to: null, productId: null, classCode })
    expect([
      (await classed('EL')).count,
      (await classed('EL.CONT')).count,
      (await classed('EL.CON')).count
    ]).toEqual([107, 7, 0])
  })
})
