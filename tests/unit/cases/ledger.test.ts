import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseFilter, caseSorts, caseStates, severities } from '@contract/cases'
import { CaseLedger, fold, type LedgerRow } from '../../../main/cases/ledger'

const word = fc.constantFrom('漏电', 'LOT-1', 'Open', 'ＡＢＣ', 'reflow', '')
const rowArb: fc.Arbitrary<LedgerRow> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map(n => `c${String(n)}`),
  number: fc.integer({ min: 0, max: 40 }).map(n => `FC-2026-${String(n)}`),
  title: fc.tuple(word, word).map(w => w.join(' ')),
  state: fc.constantFrom(...caseStates),
  severity: fc.constantFrom(...severities),
  customer: word,
  product: word,
  lotText: word,
  owner: word,
  due: fc.constantFrom(null, '2026-01-01', '2026-05-05'),
  openedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
  updatedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
  customerId: fc.constantFrom(null, 'k1', 'k2'),
  productId: fc.constantFrom(null, 'p1'),
  ownerId: fc.constantFrom(null, 'u1', 'u2')
})
const sortArb = fc.record({ by: fc.constantFrom(...caseSorts), descending: fc.boolean() })
const filterArb = fc
  .record({
    text: fc.constantFrom('', 'abc', '漏', 'lot-1 open'),
    states: fc.constantFrom([], ['closed' as const, 'triage' as const]),
    ownerIds: fc.constantFrom([], ['u1']),
    openOnly: fc.boolean(),
    mine: fc.boolean(),
    dueBy: fc.constantFrom(null, '2026-02-02')
  })
  .map(f => caseFilter.parse(f))
const everything = { offset: 0, limit: 1000 }

test('orders kept in step row by row equal orders made afresh', () => {
  fc.assert(
    fc.property(
      fc.array(rowArb, { maxLength: 60 }),
      fc.array(rowArb, { maxLength: 30 }),
      sortArb,
      filterArb,
      (first, later, sort, filter) => {
        const kept = new CaseLedger()
        for (const row of first) kept.put(row)
        kept.page(caseFilter.parse({}), sort, everything, 'u1')
        for (const [i, row] of later.entries())
          if (i % 4 === 3) kept.remove(row.id)
          else kept.put(row)
        const fresh = new CaseLedger()
        const last = new Map<string, LedgerRow>()
        for (const row of first) last.set(row.id, row)
        for (const [i, row] of later.entries())
          if (i % 4 === 3) last.delete(row.id)
          else last.set(row.id, row)
        for (const row of last.values()) fresh.put(row)
        const a = kept.page(filter, sort, everything, 'u1')
        const b = fresh.page(filter, sort, everything, 'u1')
        expect(a).toEqual(b)
        expect(kept.count(filter, 'u1')).toBe(b.total)
        expect(kept.size).toBe(last.size)
      }
    ),
    { numRuns: 300 }
  )
})

test('pages put together are the whole list', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(rowArb, { maxLength: 40, selector: r => r.id }),
      sortArb,
      fc.integer({ min: 1, max: 9 }),
      (rows, sort, limit) => {
        const ledger = new CaseLedger()
        for (const row of rows) ledger.put(row)
        const filter = caseFilter.parse({})
        const ids: string[] = []
        for (let offset = 0; offset < rows.length; offset += limit)
          ids.push(...ledger.page(filter, sort, { offset, limit }, null).rows.map(r => r.id))
        expect(ids).toEqual(ledger.page(filter, sort, everything, null).rows.map(r => r.id))
        expect(new Set(ids).size).toBe(rows.length)
      }
    )
  )
})

test('the filter box folds width and case, and knows two-character Chinese', () => {
  const ledger = new CaseLedger()
  const base = {
    state: 'triage',
    severity: 'major',
    customer: '示例电子',
    product: 'FC-2200-Q',
    lotText: 'ＬＯＴ－７',
    owner: 'Ada',
    due: null,
    openedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    customerId: null,
    productId: null,
    ownerId: null
  } as const
  ledger.put({ ...base, id: 'a', number: 'FC-1', title: '高温漏电' })
  ledger.put({ ...base, id: 'b', number: 'FC-2', title: 'open pin' })
  const found = (text: string) =>
    ledger
      .page(caseFilter.parse({ text }), { by: 'number', descending: false }, everything, null)
      .rows.map(r => r.id)
  expect(found('漏电')).toEqual(['a'])
  expect(found('lot-7 PIN')).toEqual(['b'])
  expect(found('示例 fc-2200')).toEqual(['a', 'b'])
  expect(fold('ＬＯＴ－７')).toBe('lot-7')
})
