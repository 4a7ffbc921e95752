import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Input } from '@contract/index'
import { storeParts } from '../../../main/core/registry'
import { accuracyMigrations } from '../../../main/accuracy/migrations'
import { added, noCounts, periodOfMonth, periodsBetween, rateOf } from '../../../main/accuracy/rate'
import { configurePasswords } from '../../../main/people'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { newStore, reopen } from '../support'

configurePasswords({ N: 2 ** 10 })

let f: CoreFixture
beforeAll(async () => {
  f = await makeCore()
})
afterAll(async () => {
  await f.close()
})

/** A case that was closed: its id and the moment of its closing. */
async function closedCase(title: string): Promise<{ readonly id: string; readonly closedAt: string }> {
  const made = await f.as('cases.add', { title, rootCause: 'ignored here' })
  const closed = await f.as('cases.setState', { id: made.id, version: made.version, state: 'closed' })
  return { id: made.id, closedAt: closed.closedAt ?? '' }
}

function judged(
  at: { readonly id: string; readonly closedAt: string },
  more: Partial<Input<'accuracy.set'>> = {}
): Input<'accuracy.set'> {
  return {
    caseId: at.id,
    closedAt: at.closedAt,
    version: null,
    method: 'fishbone',
    root: 'Gripper pads beyond their life',
    verdict: 'held',
    basis: 'recurrence',
    why: 'No such complaint since',
    ...more
  }
}

describe('a verdict', () => {
  test('is of one closing, changed by version, kept in the trail, taken off and set again', async () => {
    const one = await closedCase('First')
    expect((await f.as('accuracy.get', { caseId: one.id })).closings).toEqual([
      { closedAt: one.closedAt, verdict: null }
    ])
    const made = await f.as('accuracy.set', judged(one, { verdict: 'tooEarly' }))
    expect(made).toMatchObject({ version: 1, verdict: 'tooEarly', createdBy: 'Ada Example' })
    await expect(f.as('accuracy.set', judged(one))).rejects.toThrow('record.conflict')
    const changed = await f.as('accuracy.set', judged(one, { version: 1, observedFrom: '2026-01-01' }))
    expect(changed).toMatchObject({ id: made.id, version: 2, verdict: 'held' })
    await expect(f.as('accuracy.set', judged(one, { version: 1 }))).rejects.toThrow('record.conflict')
    await expect(f.as('accuracy.remove', { id: made.id, version: 1 })).rejects.toThrow('record.conflict')
    await f.as('accuracy.remove', { id: made.id, version: 2, reason: 'wrong case' })
    await f.as('accuracy.set', judged(one, { verdict: 'partly' }))
    const { entries } = await f.as('accuracy.history', { caseId: one.id })
    expect(entries.map(entry => [entry.did, entry.verdict, entry.by])).toEqual([
      ['set', 'partly', 'Ada Example'],
      ['removed', 'held', 'Ada Example'],
      ['changed', 'held', 'Ada Example'],
      ['set', 'tooEarly', 'Ada Example']
    ])
    const { entries: timeline } = await f.as('cases.timeline', { id: one.id })
    expect(timeline[0]).toMatchObject({ action: 'accuracy.set', entity: 'rootVerdict' })
  })

  test('of a case that is open again stays with its closing; the next closing is judged anew', async () => {
    const one = await closedCase('Comes back')
    const { case: before } = await f.as('cases.get', { id: one.id })
    const open = await f.as('cases.setState', {
      id: one.id,
      version: before.version,
      state: 'reopened',
      reason: 'the same defect again'
    })
    const reopened = await f.as('accuracy.get', { caseId: one.id })
    expect(reopened).toMatchObject({ reopened: true, closings: [{ closedAt: one.closedAt, verdict: null }] })
    await f.as('accuracy.set', judged(one, { verdict: 'didNotHold', why: 'It came back' }))
    await f.as('cases.setState', { id: one.id, version: open.version, state: 'closed' })
    const { closings } = await f.as('accuracy.get', { caseId: one.id })
    expect(closings.map(closing => closing.verdict?.verdict ?? null)).toEqual([null, 'didNotHold'])
  })

  test('of an open case, of days the wrong way round, or without a word is refused', async () => {
    const open = await f.as('cases.add', { title: 'Still open' })
    const never = { id: open.id, closedAt: '2026-01-01T00:00:00.000Z' }
    await expect(f.as('accuracy.set', judged(never))).rejects.toThrow('accuracy.notClosed')
    const one = await closedCase('Days')
    const days = { observedFrom: '2026-03-01', observedTo: '2026-02-01' }
    await expect(f.as('accuracy.set', judged(one, days))).rejects.toThrow('accuracy.days')
    await expect(f.as('accuracy.set', judged(one, { why: ' ' }))).rejects.toThrow('contract.input')
    await expect(f.as('accuracy.get', { caseId: 'nowhere' })).rejects.toThrow('record.notFound')
  })
})

test('rates are those worked out by hand, over time and by method, with the cases behind them', async () => {
  const store = await makeCore()
  try {
    const say = async (closedAt: string, verdict: string | null, method = 'whys'): Promise<void> => {
      const { id } = await store.as('cases.add', { title: `Closed ${closedAt}` })
      await store.core.store.write(tx => {
        tx.sql.run(`UPDATE "case" SET state = 'closed', closedAt = ? WHERE id = ?`, [closedAt, id])
        if (verdict !== null)
          tx.sql.run(
            `INSERT INTO root_verdict VALUES (?, 1, ?, 'x', ?, 'x', ?, ?, ?, 'r', NULL, NULL, ?, 'other', NULL, NULL, 'w')`,
            [`v${id}`, closedAt, closedAt, id, closedAt, method, verdict]
          )
        return Promise.resolve()
      })
    }
    // Q1: 2 held, 1 in part, 1 too early. Q2: nothing. Q3: 1 held, 2 not, 1 without a verdict.
    for (const verdict of ['held', 'held', 'partly', 'tooEarly'])
      await say('2026-02-10T12:00:00.000Z', verdict)
    await say('2026-08-10T12:00:00.000Z', 'held', 'faultTree')
    for (const verdict of ['didNotHold', 'didNotHold']) await say('2026-08-11T12:00:00.000Z', verdict)
    await say('2026-09-01T12:00:00.000Z', null)
    const rates = await store.as('accuracy.rates', {})
    expect(rates.periods.map(one => [one.key, one.closed, one.held, one.rate])).toEqual([
      ['2026-Q1', 4, 2, 2 / 3],
      ['2026-Q2', 0, 0, null],
      ['2026-Q3', 4, 1, 1 / 3]
    ])
    // 3 of 6: Wilson (1927) 0.1876 to 0.8124.
    expect(rates.total).toMatchObject({
      closed: 8,
      held: 3,
      partly: 1,
      didNotHold: 2,
      tooEarly: 1,
      lacking: 1
    })
    expect(rates.total.low).toBeCloseTo(0.1876, 4)
    expect(rates.total.high).toBeCloseTo(0.8124, 4)
    expect(rates.methods.map(one => [one.method, one.rate, one.closed])).toEqual([
      ['whys', 2 / 5, 6],
      ['faultTree', 1, 1]
    ])
    const list = async (input: Input<'accuracy.cases'>) => {
      const { total, rows } = await store.as('accuracy.cases', input)
      expect(rows).toHaveLength(total)
      return rows.map(row => row.verdict?.verdict ?? null)
    }
    expect(await list({ by: 'quarter', period: '2026-Q3' })).toEqual([
      null,
      'didNotHold',
      'didNotHold',
      'held'
    ])
    expect(await list({ verdicts: ['lacking'] })).toEqual([null])
    expect(await list({ method: 'faultTree' })).toEqual(['held'])
    expect(await list({ from: '2026-01-01', to: '2026-06-30', verdicts: ['held'] })).toEqual(['held', 'held'])
    const file = await store.as('accuracy.export', { format: 'csv', language: 'en' })
    const lines = new TextDecoder().decode(file.bytes).trim().split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines[1]).toContain('No verdict yet')
  } finally {
    await store.close()
  }
})

describe('rates', () => {
  const counts = fc.record({
    held: fc.nat(50),
    partly: fc.nat(50),
    didNotHold: fc.nat(50),
    tooEarly: fc.nat(50),
    lacking: fc.nat(50)
  })

  test('lie in their interval, and what is not judged moves nothing', () => {
    fc.assert(
      fc.property(counts, fc.nat(50), (one, more) => {
        const rate = rateOf(one)
        const same = rateOf(added(one, { ...noCounts, tooEarly: more, lacking: more }))
        expect([same.rate, same.low, same.high]).toEqual([rate.rate, rate.low, rate.high])
        if (rate.rate === null) return
        expect(rate.low).toBeLessThanOrEqual(rate.rate)
        expect(rate.high).toBeGreaterThanOrEqual(rate.rate)
      })
    )
  })

  test('periods have no gaps', () => {
    expect(periodsBetween('2025-11', '2026-02', 'month')).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02'
    ])
    expect(periodsBetween('2025-11', '2026-07', 'quarter')).toEqual([
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
      '2026-Q3'
    ])
    expect([periodOfMonth('2026-12', 'quarter'), periodsBetween('2024-05', '2026-01', 'year')]).toEqual([
      '2026-Q4',
      ['2024', '2025', '2026']
    ])
  })
})

test('a store of the version before gets the table, and its cases are as they were', async () => {
  const stamp = (name: string): string => name.slice(-13)
  const own = Math.min(...accuracyMigrations.map(migration => Number(stamp(migration.name))))
  const older = {
    ...storeParts,
    migrations: storeParts.migrations.filter(migration => Number(stamp(migration.name)) < own)
  }
  const store = await newStore(older)
  await store.write(tx => {
    tx.sql.run(
      `INSERT INTO "case" (id, version, createdAt, createdBy, updatedAt, updatedBy, number, title, severity, state,
         stateReason, teamIds, lotText, description, containment, rootCause, openedAt, closedAt)
       VALUES ('c1', 1, 'x', 'x', 'x', 'x', 'N1', 'Old', 'major', 'closed', '', '[]', '', '', '', '', 'x', '2026-01-02T00:00:00.000Z')`
    )
    return Promise.resolve()
  })
  await store.close()
  const newer = await reopen(store.dir, storeParts)
  expect(newer.read.all('SELECT number, closedAt FROM "case"')).toEqual([
    { number: 'N1', closedAt: '2026-01-02T00:00:00.000Z' }
  ])
  expect(newer.read.all('SELECT * FROM root_verdict')).toEqual([])
})
