import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configurePasswords } from '../../../main/people'
import { storeParts } from '../../../main/core/registry'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { newStore, reopen } from '../support'

configurePasswords({ N: 2 ** 10 })

let f: CoreFixture
const ids = { silicon: '', osat: '', lot: '', complaint: '' }

beforeAll(async () => {
  f = await makeCore()
  const supplier = async (code: string, name: string, supplies: string) =>
    (await f.as('suppliers.add', { code, name, supplies, country: 'JP' })).id
  ids.silicon = await supplier('SI', 'Example Silicon', 'Wafers')
  ids.osat = await supplier('OS', '示例封测', 'Assembly')
  ids.lot = (
    await f.as('lots.add', { lotNumber: 'ASM-1', kind: 'assembly', supplierId: ids.osat, quantity: 9000 })
  ).id
  const received = (day: string) => `2026-05-${day}T12:00:00.000Z`
  ids.complaint = (
    await f.as('complaints.add', {
      title: 'Two ways to fail',
      receivedAt: received('04'),
      items: [
        {
          classCode: 'EL.CONT.OPEN',
          defect: 'no contact',
          cost: 1200.1,
          supplierId: ids.osat,
          lotId: ids.lot
        },
        { classCode: 'EL.CONT.SHORT', cost: 0.2, complained: 3 }
      ]
    })
  ).id
  await f.as('complaints.add', {
    title: 'Dirty',
    receivedAt: received('06'),
    items: [{ classCode: 'VM.SURF', cost: 50 }, { classCode: 'EL', defect: '?' }, {}]
  })
})
afterAll(async () => {
  await f.close()
})

const bars = async (source: 'complaints' | 'items' | 'lots' | 'suppliers', by: string, more: object = {}) =>
  (await f.as('pareto.chart', { source, by, ...more })).bars.map(bar => [bar.key, bar.value])

test('every store begins with the classes of the product, in both languages', async () => {
  const { total, rows } = await f.as('complaintClasses.list', { limit: 1000 })
  expect(total).toBe(122)
  expect(rows.filter(one => !one.code.includes('.')).map(one => one.code)).toEqual([
    'DC',
    'DL',
    'EL',
    'PK',
    'RL',
    'VM',
    'WF'
  ])
  expect(rows.find(one => one.code === 'EL.CONT.OPEN')).toMatchObject({
    en: 'Open',
    zh: '开路',
    state: 'current'
  })
})

test('a class needs the level above it, and is not lost while something names it', async () => {
  await expect(f.as('complaintClasses.add', { code: 'EL.NONE.X', en: 'X', zh: 'X' })).rejects.toMatchObject({
    fault: { key: 'intake.classAbove', details: { above: 'EL.NONE' } }
  })
  await expect(f.as('complaintClasses.add', { code: 'el', en: 'X', zh: 'X' })).rejects.toThrow(
    'contract.input'
  )
  const own = await f.as('complaintClasses.add', { code: 'EL.SITE', en: 'Own', zh: '自有' })
  const find = async (code: string) => {
    const { rows } = await f.as('complaintClasses.list', { where: { code } })
    const [row] = rows
    if (row === undefined) throw new Error(`no class ${code}`)
    return { id: row.id, version: row.version }
  }
  for (const [code, under, complaints] of [
    ['EL.CONT.OPEN', 0, 1],
    ['EL.CONT', 3, 0]
  ] as const) {
    const refusal = { fault: { key: 'intake.classInUse', details: { code, under, complaints } } }
    await expect(f.as('complaintClasses.remove', await find(code))).rejects.toMatchObject(refusal)
    await expect(
      f.as('complaintClasses.update', { ...(await find(code)), patch: { code: 'EL.ELSE' } })
    ).rejects.toMatchObject(refusal)
  }
  await f.as('complaintClasses.update', { ...(await find('EL.CONT.OPEN')), patch: { state: 'retired' } })
  await f.as('complaintClasses.remove', { id: own.id, version: own.version })
})

test('items name only classes and suppliers there are', async () => {
  const add = (item: object) =>
    f.as('complaints.add', { title: 'x', receivedAt: '2026-05-04T12:00:00.000Z', items: [item] })
  await expect(add({ classCode: 'EL.CONT.NONE' })).rejects.toMatchObject({
    fault: { key: 'record.notFound', details: { entity: 'complaintClass', id: 'EL.CONT.NONE' } }
  })
  await expect(add({ supplierId: 'nobody' })).rejects.toMatchObject({
    fault: { key: 'record.notFound', details: { entity: 'supplier' } }
  })
  await expect(add({ cost: 0.001 })).rejects.toThrow('contract.input')
  const at = await f.as('suppliers.get', { id: ids.osat })
  await expect(f.as('suppliers.remove', { id: at.id, version: at.version })).rejects.toThrow('record.inUse')
})

test('a Pareto drills from level 1 to the items, and items of one level agree on a complaint', async () => {
  expect(await bars('items', 'class1')).toEqual([
    ['EL', 3],
    ['VM', 1],
    ['', 1]
  ])
  const filters = [{ field: 'class1', keys: ['EL'] }]
  expect(await bars('items', 'class2', { filters })).toEqual([
    ['EL.CONT', 2],
    ['', 1]
  ])
  const deeper = [...filters, { field: 'class2', keys: ['EL.CONT'] }]
  expect(await bars('items', 'class3', { filters: deeper })).toEqual([
    ['EL.CONT.OPEN', 1],
    ['EL.CONT.SHORT', 1]
  ])
  const { rows } = await f.as('pareto.records', {
    source: 'items',
    filters: [...deeper, { field: 'class3', keys: ['EL.CONT.OPEN'] }],
    weight: 'cost'
  })
  expect(rows.map(row => [row.link, row.value, row.cells['class3']])).toEqual([
    [`/complaints/${ids.complaint}`, 1200.1, { key: 'EL.CONT.OPEN', label: 'Open / 开路' }]
  ])
  expect(await bars('complaints', 'class2')).toEqual([
    ['EL.CONT', 1],
    ['VM.SURF', 1]
  ])
  expect(await bars('complaints', 'class3')).toEqual([
    ['', 1],
    ['*', 1]
  ])
})

test('a Pareto counts suppliers and weighs by cost', async () => {
  expect(await bars('suppliers', 'supplies')).toEqual([
    ['Assembly', 1],
    ['Wafers', 1]
  ])
  expect(await bars('lots', 'supplier')).toEqual([[ids.osat, 1]])
  expect(
    await bars('items', 'supplier', { filters: [{ field: 'supplier', keys: [''], not: true }] })
  ).toEqual([[ids.osat, 1]])
  expect(
    await bars('items', 'lotSupplier', { filters: [{ field: 'lotSupplier', keys: [''], not: true }] })
  ).toEqual([[ids.osat, 1]])
  const cost = await f.as('pareto.chart', { source: 'items', by: 'class1', weight: 'cost' })
  expect(cost.bars.map(bar => [bar.key, Number(bar.value.toFixed(2)), bar.low])).toEqual([
    ['EL', 1200.3, null],
    ['VM', 50, null]
  ])
  expect(cost.weightless).toBe(2)
  const file = await f.as('pareto.export', {
    source: 'items',
    weight: 'cost',
    format: 'csv',
    language: 'zh-CN'
  })
  const text = new TextDecoder().decode(file.bytes)
  expect(text).toContain('费用 (CNY)')
  expect(text).toContain('Open / 开路')
})

test('a complaint is found by its class in either language and by its supplier', async () => {
  const found = async (text: string) =>
    (await f.as('search.find', { text, kinds: ['complaint'] })).groups.flatMap(group =>
      group.hits.map(hit => hit.id)
    )
  for (const words of ['开路', 'continuity', '示例封测', 'EL.CONT.SHORT'])
    expect(await found(words), words).toEqual([ids.complaint])
})

test('the currency of costs is the site’s, and only an administrator sets it', async () => {
  expect(await f.as('people.site', {})).toEqual({ currency: 'CNY' })
  expect(await f.as('people.setSite', { currency: 'EUR' })).toEqual({ currency: 'EUR' })
  await expect(f.as('people.setSite', { currency: 'euro' })).rejects.toThrow('contract.input')
  expect(await f.as('people.site', {})).toEqual({ currency: 'EUR' })
})

test('data of the version before is brought up to date', async () => {
  const added = ['Suppliers1763900000600', 'ComplaintClasses1763900000700']
  const before = { ...storeParts, migrations: storeParts.migrations.filter(one => !added.includes(one.name)) }
  const store = await newStore(before)
  const meta = `1, '2026-01-01T00:00:00.000Z', 'x', '2026-01-01T00:00:00.000Z', 'x'`
  await store.write(tx => {
    tx.sql.run(
      `INSERT INTO lot (id, version, createdAt, createdBy, updatedAt, updatedBy, lotNumber, kind, dateCode, notes)
       VALUES ('lot1', ${meta}, 'OLD-1', 'wafer', '', '')`
    )
    return Promise.resolve()
  })
  await store.close()
  await (await reopen(store.dir, storeParts)).close()
  const db = new Database(join(store.dir, 'records.sqlite'), { readonly: true })
  expect(db.prepare('SELECT lotNumber, supplierId FROM lot').all()).toEqual([
    { lotNumber: 'OLD-1', supplierId: null }
  ])
  expect(db.prepare('SELECT count(*) FROM complaintClass').pluck().get()).toBe(122)
  db.close()
})
