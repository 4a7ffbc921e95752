import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '@contract/json'
import { paretoSources } from '@contract/pareto'
import { configurePasswords } from '../../../main/people'
import { makeCore, type CoreFixture } from '../core/core-fixture'

configurePasswords({ N: 2 ** 10 })

let f: CoreFixture
const ids = { aurora: '', boreal: '', driver: '', sensor: '', lot: '', caseA: '', first: '' }

beforeAll(async () => {
  f = await makeCore()
  const add = async (name: 'customers.add', input: { code: string; name: string; country: string }) =>
    (await f.as(name, input)).id
  ids.aurora = await add('customers.add', { code: 'K1', name: 'Aurora Example', country: 'DE' })
  ids.boreal = await add('customers.add', { code: 'K2', name: 'Boreal Example', country: 'JP' })
  ids.driver = (await f.as('products.add', { partNumber: 'DRV-1', family: 'Drivers' })).id
  ids.sensor = (await f.as('products.add', { partNumber: 'SNS-2', family: 'Sensors' })).id
  ids.lot = (await f.as('lots.add', { lotNumber: 'EX-LOT-1', quantity: 5000, productId: ids.driver })).id
  ids.caseA = (await f.as('cases.add', { title: 'Leakage', severity: 'critical', customerId: ids.aurora })).id
  // Six complaints worked out by hand: 4 of Aurora (3 in May, 1 in June), 1 of Boreal, 1 of nobody known.
  const complaint = async (
    customerId: string | null,
    day: string,
    items: readonly { productId?: string; defect: string; complained?: number; lotId?: string }[],
    caseId: string | null = null
  ) =>
    (
      await f.as('complaints.add', {
        customerId,
        caseId,
        receivedAt: `${day}T12:00:00.000Z`,
        title: `${day} ${String(items.length)}`,
        items: items.map(item => ({ ...item }))
      })
    ).id
  ids.first = await complaint(
    ids.aurora,
    '2026-05-04',
    [{ productId: ids.driver, defect: 'Leakage', complained: 12, lotId: ids.lot }],
    ids.caseA
  )
  await complaint(
    ids.aurora,
    '2026-05-11',
    [{ productId: ids.driver, defect: 'Leakage', complained: 3 }],
    ids.caseA
  )
  await complaint(ids.aurora, '2026-05-20', [
    { productId: ids.driver, defect: 'Open', complained: 2 },
    { productId: ids.sensor, defect: 'Leakage' }
  ])
  await complaint(ids.aurora, '2026-06-02', [{ productId: ids.sensor, defect: 'Scratch', complained: 40 }])
  await complaint(ids.boreal, '2026-06-15', [{ productId: ids.sensor, defect: 'Open', complained: 5 }])
  await complaint(null, '2026-06-16', [])
})
afterAll(async () => {
  await f.close()
})

describe('a Pareto of complaints', () => {
  test('counts complaints by customer, with n, shares and intervals, nobody known last', async () => {
    const chart = await f.as('pareto.chart', { source: 'complaints', by: 'customer' })
    expect(chart.bars.map(bar => [bar.label, bar.key, bar.n, bar.vital])).toEqual([
      ['Aurora Example', ids.aurora, 4, true],
      ['Boreal Example', ids.boreal, 1, true],
      ['', '', 1, false]
    ])
    expect(chart.total).toEqual({ value: 6, n: 6 })
    expect(chart.bars[0]?.share).toBeCloseTo(4 / 6, 12)
    // Wilson (1927) of 4 in 6.
    expect(chart.bars[0]?.low).toBeCloseTo(0.2999, 3)
    expect(chart.bars[0]?.high).toBeCloseTo(0.9032, 3)
    expect(chart.bars.map(bar => bar.cumulative)).toEqual([4 / 6, 5 / 6, 1])
  })

  test('says that a complaint has several products, and follows products to their families', async () => {
    const by = async (field: string) =>
      (await f.as('pareto.chart', { source: 'complaints', by: field })).bars.map(bar => [bar.key, bar.n])
    expect(await by('family')).toEqual([
      ['Drivers', 2],
      ['Sensors', 2],
      ['', 1],
      ['*', 1]
    ])
    expect(await by('month')).toEqual([
      ['2026-05', 3],
      ['2026-06', 3]
    ])
  })

  test('weighs by pieces, says what has none, and by the severity of the case', async () => {
    const pieces = await f.as('pareto.chart', { source: 'items', by: 'defect', weight: 'complained' })
    expect(pieces.bars.map(bar => [bar.key, bar.value, bar.n])).toEqual([
      ['Scratch', 40, 1],
      ['Leakage', 15, 2],
      ['Open', 7, 2]
    ])
    expect([pieces.total, pieces.weightless]).toEqual([{ value: 62, n: 5 }, 1])
    expect(pieces.bars[0]?.low).toBeNull()
    const severity = await f.as('pareto.chart', { source: 'complaints', by: 'customer', weight: 'severity' })
    expect(severity.bars.map(bar => [bar.label, bar.value])).toEqual([['Aurora Example', 20]])
    expect(severity.weightless).toBe(4)
    await expect(f.as('pareto.chart', { source: 'tools', by: 'area', weight: 'severity' })).rejects.toThrow(
      'contract.input'
    )
  })

  test('drills by filters down to the records, each with the screen it opens', async () => {
    const filters = [
      { field: 'customer', keys: [ids.aurora] },
      { field: 'product', keys: [ids.driver] }
    ]
    const defects = await f.as('pareto.chart', { source: 'items', by: 'defect', filters })
    expect(defects.bars.map(bar => [bar.key, bar.n])).toEqual([
      ['Leakage', 2],
      ['Open', 1]
    ])
    const leaking = [...filters, { field: 'defect', keys: ['Leakage'] }]
    const { total, rows } = await f.as('pareto.records', {
      source: 'items',
      filters: leaking,
      weight: 'complained'
    })
    expect(total).toBe(2)
    expect(rows.map(row => [row.value, row.day])).toEqual([
      [12, '2026-05-04'],
      [3, '2026-05-11']
    ])
    expect(rows[0]?.link).toBe(`/complaints/${ids.first}`)
    expect(rows[0]?.cells['lot']).toEqual({ key: ids.lot, label: 'EX-LOT-1' })
    const rest = await f.as('pareto.chart', {
      source: 'items',
      by: 'defect',
      filters: [{ field: 'defect', keys: ['Leakage'], not: true }]
    })
    expect(rest.total.n).toBe(3)
    expect((await f.as('pareto.values', { source: 'items', field: 'customer', text: 'bor' })).values).toEqual(
      [{ key: ids.boreal, label: 'Boreal Example', n: 1 }]
    )
  })

  test('compares two periods and two groups, and refuses to test what stands on both sides', async () => {
    const june = { from: '2026-06-01', to: '2026-06-30' }
    const may = { from: '2026-05-01', to: '2026-05-31' }
    const periods = await f.as('pareto.chart', {
      source: 'complaints',
      by: 'customer',
      period: june,
      beside: { by: 'period', period: may }
    })
    expect([periods.total.n, periods.beside?.n, periods.tested]).toEqual([3, 3, 3])
    const aurora = periods.bars.find(bar => bar.key === ids.aurora)
    expect([aurora?.n, aurora?.beside?.n]).toEqual([1, 3])
    expect(aurora?.beside?.shift).toBeCloseTo(1 / 3 - 1, 12)
    // Fisher: 1 of 3 against 3 of 3, two-sided 0.4.
    expect(aurora?.beside?.p).toBeCloseTo(0.4, 10)
    expect(aurora?.beside?.says).toBe('few')
    const groups = await f.as('pareto.chart', {
      source: 'items',
      by: 'defect',
      beside: { by: 'group', field: 'product', first: [ids.driver], second: [] }
    })
    expect([groups.total.n, groups.beside?.n]).toEqual([3, 3])
    expect(groups.bars.map(bar => [bar.key, bar.n, bar.beside?.n])).toEqual([
      ['Leakage', 2, 1],
      ['Open', 1, 1],
      ['Scratch', 0, 1]
    ])
    const same = await f.as('pareto.chart', {
      source: 'complaints',
      by: 'customer',
      period: june,
      beside: { by: 'period', period: { from: '2026-05-01', to: null } }
    })
    expect([same.overlap, same.tested, same.bars[0]?.beside?.says]).toEqual([3, 0, 'untested'])
  })

  test('is in step with what was changed a moment ago', async () => {
    const count = async () =>
      (await f.as('pareto.chart', { source: 'complaints', by: 'country' })).bars.map(bar => [bar.key, bar.n])
    expect(await count()).toEqual([
      ['DE', 4],
      ['JP', 1],
      ['', 1]
    ])
    const record = await f.as('customers.get', { id: ids.boreal })
    await f.as('customers.update', { id: ids.boreal, version: record.version, patch: { country: 'KR' } })
    const added = await f.as('complaints.add', {
      customerId: ids.boreal,
      receivedAt: '2026-06-20T12:00:00.000Z',
      title: 'One more'
    })
    expect(await count()).toEqual([
      ['DE', 4],
      ['KR', 2],
      ['', 1]
    ])
    await f.as('complaints.remove', { id: added.id, version: added.version })
    expect(await count()).toEqual([
      ['DE', 4],
      ['KR', 1],
      ['', 1]
    ])
  })
})

test('every source answers by every field, with its values and its records', async () => {
  for (const [source, { fields, weights }] of Object.entries(paretoSources)) {
    const name = source as keyof typeof paretoSources
    for (const by of Object.keys(fields)) {
      const { bars, total } = await f.as('pareto.chart', { source: name, by })
      expect(
        bars.reduce((sum, bar) => sum + bar.n, 0),
        `${source} by ${by}`
      ).toBe(total.n)
    }
    for (const weight of weights) await f.as('pareto.records', { source: name, weight, limit: 5 })
  }
})

test('causes are counted by state and category; templates and removed diagrams are not', async () => {
  const node = (id: string, type: string, parent: string | null, data: JsonObject) => ({
    id,
    type,
    parent,
    rank: id,
    data
  })
  const status = { is: 'ruledOut', why: 'measured', by: '', at: '' }
  const nodes = [
    node('a', 'effect', null, { text: 'It leaks' }),
    node('b', 'category', 'a', { key: 'equipment' }),
    node('c', 'cause', 'b', { text: 'Worn gripper', likelihood: 4, impact: 5 }),
    node('d', 'cause', 'c', { text: 'No limit for wear', status })
  ]
  const make = (templateFor: string | null) =>
    f.as('rca.create', { kind: 'fishbone', title: 'Why it leaks', caseId: ids.caseA, templateFor, nodes })
  const bars = async (by: string) =>
    (await f.as('pareto.chart', { source: 'causes', by })).bars.map(bar => [bar.key, bar.n])
  const made = await make(null)
  await make('')
  expect(await bars('causeState')).toEqual([
    ['open', 1],
    ['ruledOut', 1]
  ])
  expect(await bars('causeCategory')).toEqual([['equipment', 2]])
  const risk = await f.as('pareto.chart', { source: 'causes', by: 'cause', weight: 'risk' })
  expect([risk.bars.map(bar => [bar.key, bar.value]), risk.weightless]).toEqual([[['Worn gripper', 20]], 1])
  const { rows } = await f.as('pareto.records', { source: 'causes' })
  expect(rows.map(row => row.label)).toEqual(['Worn gripper', 'No limit for wear'])
  // Each opens with itself selected.
  expect(rows.every(row => row.link.startsWith(`/studio/${made.id}?node=`))).toBe(true)
  await f.as('rca.remove', { id: made.id })
  expect(await bars('causeState')).toEqual([])
})

test('lists are exported in the reader’s words, and a formula stays text', async () => {
  await f.as('complaints.add', {
    receivedAt: '2026-06-21T12:00:00.000Z',
    title: '=1+1',
    channel: 'phone',
    items: [{ defect: 'Open' }]
  })
  const file = await f.as('pareto.export', { source: 'complaints', format: 'csv', language: 'zh-CN' })
  const text = new TextDecoder().decode(file.bytes)
  expect(text.split('\r\n')[0]).toContain('记录,标题,日期,数量,客户,国家')
  expect(text).toContain("'=1+1")
  expect(text).toContain('Aurora Example')
  expect(text).not.toContain('email')
  const sheet = await f.as('pareto.export', { source: 'complaints', format: 'xlsx' })
  expect(Buffer.from(sheet.bytes.slice(0, 2)).toString()).toBe('PK')
})

test('what makes no sense is refused', async () => {
  await expect(f.as('pareto.chart', { source: 'tools', by: 'customer' })).rejects.toThrow('contract.input')
  await expect(
    f.as('pareto.chart', { source: 'tools', by: 'area', period: { from: '2026-01-01' } })
  ).rejects.toThrow('contract.input')
  await expect(
    f.as('pareto.chart', {
      source: 'complaints',
      by: 'customer',
      filters: [{ field: 'constructor', keys: ['x'] }]
    })
  ).rejects.toThrow('contract.input')
})
