import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input } from '@contract/index'
import { cpuMs } from '../../time'
import { makeCore, type CoreFixture } from './core-fixture'

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

test('the text of a list finds whatever case, width or accent it was written in', async () => {
  for (const [code, name] of [
    ['M1', 'Müller Halbleiter'],
    ['S1', 'ＡＢＣ株式会社'],
    ['W1', '无锡示例半导体'],
    ['P1', '50% Off_Example']
  ] as const)
    await f.as('customers.add', { code, name })
  const found = async (text: string) => (await f.as('customers.list', { text })).rows.map(r => r.code)
  expect(await found('MÜLLER')).toEqual(['M1'])
  expect(await found('muller halb')).toEqual(['M1'])
  expect(await found('abc')).toEqual(['S1'])
  expect(await found('ａｂｃ')).toEqual(['S1'])
  expect(await found('示例')).toEqual(['W1'])
  expect(await found('0% off_')).toEqual(['P1'])
  expect(await found('%')).toEqual(['P1'])
  expect(await found('无锡 m1')).toEqual([])
})

test('a list finds one among very many rows, at a cost that does not grow with their square', async () => {
  await f.core.store.write(tx => {
    tx.sql.run(
      `WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 50000)
       INSERT INTO tool (id, version, createdAt, createdBy, updatedAt, updatedBy, code, name, kind, area, notes)
       SELECT 'tool' || value, 1, :at, 'x', :at, 'x', 'T-' || value, 'prober ' || value, 'test', 'bay 1', '' FROM n`,
      { at: '2026-01-01T00:00:00.000Z' }
    )
    return Promise.resolve()
  })
  const start = cpuMs()
  expect((await f.as('tools.list', { text: 'prober 49999' })).total).toBe(1)
  // Some 100 ms are usual.
  expect(cpuMs() - start).toBeLessThan(5000)
})

test('odd conditions are refused or find nothing, and never break', async () => {
  const list = (input: unknown) => f.as('customers.list', input as Input<'customers.list'>)
  const refused = { fault: { key: 'contract.input' } }
  await expect(list({ where: { nope: 'x' } })).rejects.toMatchObject(refused)
  await expect(list({ where: { '"; DROP TABLE customer; --': 'x' } })).rejects.toMatchObject(refused)
  await expect(list({ where: { name: Number.NaN } })).rejects.toMatchObject(refused)
  await expect(list({ where: { name: Number.POSITIVE_INFINITY } })).rejects.toMatchObject(refused)
  await expect(list({ where: { name: { x: 1 } } })).rejects.toMatchObject(refused)
  await expect(list({ where: { name: [1] } })).rejects.toMatchObject(refused)
  await expect(list({ sort: 'id DESC; --' })).rejects.toMatchObject(refused)
  await expect(list({ offset: 1e12 })).rejects.toMatchObject(refused)
  expect((await list({ where: { name: 1e300 } })).total).toBe(0)
  expect((await list({ where: { version: 1.5 } })).total).toBe(0)
  expect((await list({ where: { name: [] } })).total).toBe(0)
  expect((await list({ where: { name: null } })).total).toBe(0)
  await expect(f.as('tasks.add', { title: 'x', due: '2026-02-31' })).rejects.toMatchObject(refused)
  await expect(
    f.as('lots.add', { lotNumber: 'Q', kind: 'wafer', quantity: Number.MAX_VALUE })
  ).rejects.toMatchObject(refused)
  expect((await f.as('cases.add', { title: 'x', due: '1999-01-01' })).due).toBe('1999-01-01')
  await expect(f.as('cases.list', { dueBy: '2026-13-01' } as never)).rejects.toMatchObject(refused)
})
