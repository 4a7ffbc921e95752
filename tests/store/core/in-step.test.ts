import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseSorts, caseStates } from '@contract/cases'
import { indexCase, refreshMentions } from '../../../main/cases/store/entries'
import { findCase } from '../../../main/cases/store/rows'
import { actions } from '../../../main/capa/registers'
import { complaints, customers } from '../../../main/intake/registers'
import { configurePasswords } from '../../../main/people'
import { refreshEntry } from '../../../main/store/register'
import { lots, products, tools, wafers } from '../../../main/trace/registers'
import { tasks } from '../../../main/workflow/registers'
import { makeCore, type CoreFixture } from './core-fixture'

configurePasswords({ N: 2 ** 10 })

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

const listed = `SELECT c.id, c.number, c.title, c.state, c.severity, c.lotText, c.due, c.openedAt, c.updatedAt,
  coalesce(k.name, '') AS customer, coalesce(p.partNumber, '') AS product, coalesce(u.name, '') AS owner
  FROM "case" c LEFT JOIN customer k ON k.id = c.customerId LEFT JOIN product p ON p.id = c.productId
  LEFT JOIN user u ON u.id = c.ownerId ORDER BY c.id`

/** The list as SQL has it, in the order of ids. */
const truth = () => f.core.store.read.all(listed).map(row => ({ ...row }))

async function expectInStep(): Promise<void> {
  const expected = truth()
  for (const sort of caseSorts) {
    const { rows, total } = await f.as('cases.list', { sort, limit: 1000 })
    expect(total).toBe(expected.length)
    expect(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(expected)
  }
}

const pick = fc.nat({ max: 1000 })
const act = fc.record({
  kind: fc.constantFrom('add', 'title', 'names', 'state', 'customer', 'product', 'user', 'comment', 'look'),
  a: pick,
  b: pick
})

describe('the case list', () => {
  test('stays in step with the records, whatever is done to cases, customers, products and people', async () => {
    const customers = [
      await f.as('customers.add', { code: 'K1', name: 'Example One' }),
      await f.as('customers.add', { code: 'K2', name: 'Example Two' })
    ].map(c => c.id)
    const products = [await f.as('products.add', { partNumber: 'P1' })].map(p => p.id)
    const { users } = await f.as('people.users', {})
    const one = <T>(list: readonly T[], n: number): T => {
      const found = list[n % list.length]
      if (found === undefined) throw new Error('an empty list')
      return found
    }
    let made = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async acts => {
        for (const { kind, a, b } of acts) {
          const ids = f.core.store.read.all('SELECT id, version, state FROM "case" ORDER BY id')
          if (kind === 'add' || ids.length === 0) {
            await f.as('cases.add', {
              title: `case ${String(++made)}`,
              customerId: one([null, ...customers], a)
            })
            continue
          }
          const at = one(ids, a)
          const target = { id: String(at['id']), version: Number(at['version']) }
          switch (kind) {
            case 'title':
              await f.as('cases.update', { ...target, patch: { title: `title ${String(b)}` } })
              break
            case 'names':
              await f.as('cases.update', {
                ...target,
                patch: {
                  customerId: one([null, ...customers], b),
                  productId: one([null, ...products], b),
                  ownerId: one([null, ...users.map(u => u.id)], b)
                }
              })
              break
            case 'state':
              await f
                .as('cases.setState', { ...target, state: one(caseStates, b), reason: 'because' })
                .catch(() => undefined)
              break
            case 'customer': {
              const { version } = await f.as('customers.get', { id: one(customers, a) })
              await f.as('customers.update', {
                id: one(customers, a),
                version,
                patch: { name: `K ${String(b)}` }
              })
              break
            }
            case 'product': {
              const { version } = await f.as('products.get', { id: one(products, a) })
              await f.as('products.update', {
                id: one(products, a),
                version,
                patch: { partNumber: `P ${String(b)}` }
              })
              break
            }
            case 'user': {
              const user = one((await f.as('people.users', {})).users, a)
              await f.as('people.updateUser', {
                id: user.id,
                version: user.version,
                patch: { name: `Person ${String(b)}` }
              })
              break
            }
            case 'comment':
              await f.as('cases.comment', { id: target.id, text: 'words' })
              break
            default:
              await expectInStep()
          }
        }
        await expectInStep()
      }),
      { numRuns: 15 }
    )
  })

  test('a customer of very many cases is renamed without the core standing still; 10000 follows 9999', async () => {
    const big = await makeCore()
    try {
      const customer = await big.as('customers.add', { code: 'BIG', name: 'Big Example' })
      await big.core.store.write(tx => {
        tx.sql.run(
          `WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 20000)
           INSERT INTO "case" (id, version, createdAt, createdBy, updatedAt, updatedBy, number, title, severity,
             state, stateReason, customerId, teamIds, lotText, description, containment, rootCause, openedAt)
           SELECT 'bulk' || value, 1, :at, 'x', :at, 'x', 'FC-2025-' || value, 'bulk ' || value, 'major',
             'triage', '', :customer, '[]', '', '', '', '', :at FROM n`,
          { customer: customer.id, at: '2026-01-01T00:00:00.000Z' }
        )
        return Promise.resolve()
      })
      for (const sort of caseSorts) await big.as('cases.list', { sort, limit: 1 })
      await big.as('customers.update', { id: customer.id, version: 1, patch: { name: 'Renamed Example' } })
      // Twenty thousand are read a few thousand at a time, and others have their turns in between.
      let turns = 0
      let done = false
      const others = (async () => {
        while (!done) {
          await turn()
          turns++
        }
      })()
      const last = await big.as('cases.list', {
        filter: { text: 'renamed' },
        sort: 'number',
        descending: true,
        limit: 1
      })
      done = true
      await others
      expect(last).toMatchObject({ total: 20_000, rows: [{ number: 'FC-2025-20000' }] })
      expect(turns).toBeGreaterThanOrEqual(5)
    } finally {
      await big.close()
    }
  })
})

describe('the search index', () => {
  const specs = [customers, complaints, products, lots, wafers, tools, tasks, actions]
  const entries = () =>
    f.core.store.read.all(
      "SELECT kind, doc_id AS id, title, subtitle, body, codes, subject FROM search_doc WHERE kind <> 'person' ORDER BY kind, doc_id"
    )

  async function settled(): Promise<void> {
    for (;;) {
      const { jobs } = await f.as('jobs.list', { active: true })
      if (jobs.length === 0) return
      for (const { id } of jobs) await f.jobEnd(id)
    }
  }

  test('after any change, of names others show too, it is what a new one would be', async () => {
    const customer = await f.as('customers.add', { code: 'S1', name: 'Old Name' })
    const product = await f.as('products.add', { partNumber: 'OLD-1' })
    const lot = await f.as('lots.add', { lotNumber: 'L-OLD', productId: product.id, kind: 'wafer' })
    await f.as('wafers.add', { waferNumber: '07', lotId: lot.id })
    const { users } = await f.as('people.users', {})
    const owner = users[0]
    const made = await f.as('cases.add', {
      title: 'old title',
      customerId: customer.id,
      productId: product.id,
      ownerId: owner?.id ?? null
    })
    await f.as('cases.comment', { id: made.id, text: 'a remark' })
    await f.as('tasks.add', { caseId: made.id, title: 'to do' })
    const complaint = await f.as('complaints.add', {
      title: 'leaks',
      customerId: customer.id,
      receivedAt: '2026-01-01T00:00:00.000Z'
    })
    await f.as('complaints.remove', { id: complaint.id, version: 1 })
    await f.as('complaints.add', {
      title: 'leaks again',
      customerId: customer.id,
      receivedAt: '2026-01-01T00:00:00.000Z'
    })
    await f.as('customers.update', { id: customer.id, version: 1, patch: { name: 'Fresh Name' } })
    await f.as('products.update', { id: product.id, version: 1, patch: { partNumber: 'FRESH-1' } })
    await f.as('lots.update', { id: lot.id, version: 1, patch: { lotNumber: 'L-FRESH' } })
    await f.as('people.updateUser', {
      id: owner?.id ?? '',
      version: owner?.version ?? 0,
      patch: { name: 'Giraffe' }
    })
    await f.as('cases.update', { id: made.id, version: 1, patch: { title: 'zebra crossing' } })
    await settled()
    const kept = entries()
    const found = async (text: string) =>
      (await f.as('search.find', { text })).groups.flatMap(g => g.hits.map(h => h.kind)).toSorted()
    expect(await found('fresh name')).toEqual(['case', 'complaint', 'customer'])
    expect(await found('FRESH-1')).toEqual(['case', 'lot', 'product'])
    expect(await found('zebra crossing')).toEqual(['case', 'comment'])
    expect(await found('old name')).toEqual([])
    expect(await found('L-FRESH')).toEqual(['lot', 'wafer'])
    await f.core.store.write(tx => {
      for (const { kind, id } of kept) tx.unindex(String(kind), String(id))
      for (const spec of specs)
        for (const { id } of tx.sql.all(`SELECT id FROM "${spec.table}"`)) refreshEntry(spec)(tx, String(id))
      for (const { id } of tx.sql.all('SELECT id FROM "case"')) {
        const record = findCase(tx.sql, String(id))
        indexCase(tx, record)
        refreshMentions(tx, record)
      }
      return Promise.resolve()
    })
    expect(entries()).toEqual(kept)
  })
})
