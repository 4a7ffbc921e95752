import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { csvText } from '../../../main/store/csv'
import { csvInSlices } from '../../../main/store/csv-slices'
import { sheetBytes, sheetRows, type SheetCell } from '../../../main/store/sheet'
import { workerTasks } from '../../../main/store/sheet-task'

// A workbook says when it was made.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T08:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

const many = 20_000
const table = Array.from({ length: many }, (_, i) => [`第 ${String(i)} 行`, i / 7, null, '=1+1', 'a "b",\nc'])

it('a long table is the same CSV in slices, and others have their turns meanwhile', async () => {
  let turns = 0
  let done = false
  const others = (async () => {
    while (!done) {
      await turn()
      turns++
    }
  })()
  const slow = function* () {
    for (const row of table) {
      // Some 20 µs of work a row.
      const until = performance.now() + 0.02
      while (performance.now() < until);
      yield row
    }
  }
  const sliced = await csvInSlices(slow())
  done = true
  await others
  expect(Buffer.from(sliced).equals(csvText(table))).toBe(true)
  expect(turns).toBeGreaterThan(10)
})

it('rows that pass to the worker as bytes make the same workbook', async () => {
  const rows: SheetCell[][] = [
    [{ value: 'test' }, { value: 'fails' }],
    [{ value: '漏电\n"I/O"' }, { value: 3, fail: true }],
    [{ value: null }, { value: 0.25, fail: false }]
  ]
  const passed = await workerTasks.sheet({ name: 'tests', rows: await sheetRows(rows) })
  const plain = await workerTasks.sheet({ name: 'tests', rows })
  expect(Buffer.from(passed).equals(Buffer.from(plain))).toBe(true)
  expect(passed.length).toBe((await sheetBytes('tests', rows)).length)
})
