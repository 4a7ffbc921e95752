import { afterAll, beforeAll, expect, test } from 'vitest'
import { FabError } from '@contract/errors'
import type { CoreEvent } from '@contract/wire'
import { makeCore, stranger, type CoreFixture } from './core-fixture'

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

async function faultKey(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (e: unknown) => e
  )
  if (!(error instanceof FabError)) throw new Error(`expected a fault, got ${String(error)}`)
  return error.fault.key
}

test('a case is made, changed, found, and everything about it stands in its timeline', async () => {
  const events: CoreEvent[] = []
  const stop = f.core.events.listen(event => events.push(event))
  const customer = await f.as('customers.add', { code: 'EX-1', name: 'Example Motors' })
  const product = await f.as('products.add', { partNumber: 'FC-2200-Q' })
  const made = await f.as('cases.add', {
    title: '电机异响 after reflow',
    customerId: customer.id,
    productId: product.id
  })
  expect(made.number).toMatch(/^FC-\d{4}-0001$/)
  expect(made.state).toBe('received')
  const changed = await f.as('cases.update', {
    id: made.id,
    version: made.version,
    patch: { description: 'VDD leakage above limit on 14 parts' }
  })
  expect(changed.version).toBe(2)
  const timeline = await f.as('cases.timeline', { id: made.id })
  expect(timeline.entries.map(e => e.action)).toEqual(['cases.update', 'cases.add'])
  expect(timeline.entries[0]?.changes).toEqual([['description', null, 'VDD leakage above limit on 14 parts']])
  for (const text of ['异响', 'leakage', 'FC-2200', '2200-Q', made.number, 'Example'])
    expect(
      (await f.as('search.find', { text })).groups.some(g => g.kind === 'case'),
      text
    ).toBe(true)
  expect(events.some(e => e.topic === 'case' && e.id === made.id)).toBe(true)
  stop()
})

test('the names of many cases are read at once; who is gone is left out', async () => {
  const made = [
    await f.as('cases.add', { title: '边缘良率低' }),
    await f.as('cases.add', { title: 'Open pin 17' })
  ]
  const asked = [...made.map(one => one.id), made[0]?.id ?? '', crypto.randomUUID()]
  const { names } = await f.as('cases.names', { ids: asked })
  expect(names.toSorted((a, b) => a.number.localeCompare(b.number))).toEqual(
    made.map(({ id, number, title }) => ({ id, number, title }))
  )
  expect(await f.as('cases.names', { ids: [] })).toEqual({ names: [] })
})

test('two people who change one version get a conflict with the row as it is now', async () => {
  const made = await f.as('cases.add', { title: 'conflict' })
  await f.as('cases.update', { id: made.id, version: 1, patch: { title: 'mine' } })
  const error: unknown = await f
    .as('cases.update', { id: made.id, version: 1, patch: { title: 'yours' } })
    .then(
      () => null,
      (e: unknown) => e
    )
  expect(error).toBeInstanceOf(FabError)
  expect((error as FabError).fault).toMatchObject({
    code: 'Conflict',
    key: 'record.conflict',
    details: { current: { title: 'mine', version: 2 } }
  })
})

test('a patch changes only what it names', async () => {
  const made = await f.as('cases.add', { title: 'patch', severity: 'critical', lotText: 'LOT-7' })
  const changed = await f.as('cases.update', { id: made.id, version: 1, patch: { title: 'patched' } })
  expect(changed).toMatchObject({ title: 'patched', severity: 'critical', lotText: 'LOT-7' })
})

test('what is missing grows with the state', async () => {
  const made = await f.as('cases.add', { title: 'missing' })
  const received = await f.as('cases.get', { id: made.number })
  expect(received.missing).toEqual(['customer', 'complaint'])
  await f.as('cases.setState', { id: made.id, version: 1, state: 'containment' })
  const later = await f.as('cases.get', { id: made.id })
  expect(later.missing).toContain('containmentAction')
  await f.as('actions.add', { caseId: made.id, kind: 'containment', title: 'hold stock' })
  expect((await f.as('cases.get', { id: made.id })).missing).not.toContain('containmentAction')
})

test('a state beside the road needs its reason, an ended case can only be reopened', async () => {
  const made = await f.as('cases.add', { title: 'states' })
  expect(await faultKey(f.as('cases.setState', { id: made.id, version: 1, state: 'waiting' }))).toBe(
    'cases.reason'
  )
  const closed = await f.as('cases.setState', { id: made.id, version: 1, state: 'closed' })
  expect(closed.closedAt).not.toBeNull()
  expect(await faultKey(f.as('cases.setState', { id: made.id, version: 2, state: 'triage' }))).toBe(
    'cases.state'
  )
  const again = await f.as('cases.setState', {
    id: made.id,
    version: 2,
    state: 'reopened',
    reason: 'came back'
  })
  expect(again).toMatchObject({ state: 'reopened', closedAt: null, stateReason: 'came back' })
})

test('lists filter, sort and page without overlap', async () => {
  for (let i = 0; i < 30; i++) await f.as('cases.add', { title: `row ${String(i % 3)}`, lotText: 'paging' })
  const filter = { text: 'paging' }
  const seen = new Set<string>()
  for (let offset = 0; offset < 30; offset += 7) {
    const page = await f.as('cases.list', { filter, sort: 'title', descending: false, offset, limit: 7 })
    expect(page.total).toBe(30)
    for (const row of page.rows) seen.add(row.id)
  }
  expect(seen.size).toBe(30)
  expect((await f.as('cases.count', { filters: [filter as never] })).counts).toEqual([30])
})

test('export gives what the list shows', async () => {
  const csv = await f.as('cases.export', {
    filter: { text: 'paging' },
    sort: 'number',
    descending: false,
    columns: ['number', 'state', 'lotText'],
    format: 'csv',
    language: 'zh-CN'
  })
  const lines = new TextDecoder().decode(csv.bytes).trim().split('\r\n')
  expect(lines).toHaveLength(31)
  expect(lines[1]).toMatch(/,已受理,paging$/)
})

test('nobody reads or writes without signing in', async () => {
  expect(await faultKey(f.call(stranger, 'cases.list', {}))).toBe('contract.signIn')
  expect(await faultKey(f.call(stranger, 'cases.add', { title: 'x' }))).toBe('contract.signIn')
  expect(await faultKey(f.core.call(stranger, 'no.such', {}))).toBe('contract.unknown')
})

test('a record that another names cannot be removed', async () => {
  const customer = await f.as('customers.add', { code: 'EX-2', name: 'In Use' })
  await f.as('complaints.add', {
    title: 'late',
    customerId: customer.id,
    receivedAt: '2026-11-20T08:00:00.000Z'
  })
  expect(await faultKey(f.as('customers.remove', { id: customer.id, version: 1 }))).toBe('record.inUse')
  expect(await faultKey(f.as('customers.add', { code: 'ex-2', name: 'Twice' }))).toBe('record.duplicate')
})
