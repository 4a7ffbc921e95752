import type { TestInfo } from '../../instruments/reading'
import { testKey } from './keys'
import type { SetData } from './set'

/** A test over all files of a view. Facts that files leave out come from those that give them; the last one wins. */
export interface MergedTest {
  readonly key: string
  readonly record: TestInfo['record']
  readonly number: number
  readonly text: string
  units: string
  scale: number
  low: number | null
  high: number | null
  lowSpec: number | null
  highSpec: number | null
  elements: number
  /** Files, or places in one file, disagree about the limits. */
  limitsDiffer: boolean
  /** Files disagree about the units: their numbers do not belong together. */
  unitsDiffer: boolean
}

/** The tests of several sets as one list. */
export interface TestTable {
  /** In the order of the program: as the oldest file has them, what others add behind. */
  readonly tests: readonly MergedTest[]
  readonly byKey: ReadonlyMap<string, number>
  /** By set: the merged test of each test of the set. */
  readonly of: readonly Int32Array[]
  /** By set: no two of its tests are one in the view. */
  readonly once: readonly boolean[]
}

/** The tests of a set that make up a merged one: nearly always one, none where the set has none. */
export function testsInSet(table: TestTable, set: number, merged: number): readonly number[] {
  const to = table.of[set]
  if (to === undefined) return []
  // Files of one program have a test at the same place; else the list is looked through.
  const found: number[] = []
  if (to[merged] === merged && table.once[set] === true) return [merged]
  for (let own = 0; own < to.length; own++) if (to[own] === merged) found.push(own)
  return found
}

/**
 * Tests are the same by record type, number and text. A file that leaves the text empty means the test of that
 * number whose text another file gives; where several texts share the number, the one that stood last.
 */
export function mergeTests(sets: readonly SetData[]): TestTable {
  const tests: MergedTest[] = []
  const byKey = new Map<string, number>()
  const texts = textsByNumber(sets)
  const told = new Uint8Array(sets.reduce((sum, set) => sum + set.tests.length, 0))
  const of = sets.map(set => {
    const to = new Int32Array(set.tests.length)
    for (const info of set.tests) {
      const text = info.text === '' ? (texts.get(`${info.record}:${String(info.number)}`) ?? '') : info.text
      // Most files have the tests of the file before, in the same order: then the key need not be made.
      const guess = tests[info.index]
      let at =
        guess?.number === info.number && guess.text === text && guess.record === info.record
          ? info.index
          : undefined
      if (at === undefined) {
        const key = testKey(info.record, info.number, text)
        at = byKey.get(key)
        if (at === undefined) {
          at = tests.push(begin(key, info, text)) - 1
          byKey.set(key, at)
        }
      }
      const test = tests[at]
      if (test !== undefined) learn(test, info, told, at)
      to[info.index] = at
    }
    return to
  })
  const once = of.map(to => new Set(to).size === to.length)
  return { tests, byKey, of, once }
}

/** Memory a table takes, roughly. */
export function weighTests(table: TestTable): number {
  return table.tests.length * 300 + table.of.reduce((sum, to) => sum + to.length * 4, 0)
}

function textsByNumber(sets: readonly SetData[]): Map<string, string> {
  const wanted = new Set<string>()
  for (const set of sets)
    for (const test of set.tests) if (test.text === '') wanted.add(`${test.record}:${String(test.number)}`)
  const found = new Map<string, string>()
  if (wanted.size === 0) return found
  for (const set of sets)
    for (const test of set.tests) {
      if (test.text === '') continue
      const key = `${test.record}:${String(test.number)}`
      if (wanted.has(key)) found.set(key, test.text)
    }
  return found
}

function begin(key: string, info: TestInfo, text: string): MergedTest {
  return {
    key,
    record: info.record,
    number: info.number,
    text,
    units: '',
    scale: 0,
    low: null,
    high: null,
    lowSpec: null,
    highSpec: null,
    elements: 1,
    limitsDiffer: false,
    unitsDiffer: false
  }
}

/** @param told by merged test: 1 once a file that ran it has spoken of its limits */
function learn(test: MergedTest, info: TestInfo, told: Uint8Array, at: number): void {
  if (info.units !== '') {
    if (test.units !== '' && test.units !== info.units) test.unitsDiffer = true
    test.units = info.units
    test.scale = info.scale
  }
  test.elements = Math.max(test.elements, info.elements)
  test.lowSpec = info.lowSpec ?? test.lowSpec
  test.highSpec = info.highSpec ?? test.highSpec
  if (info.limitChanges.length > 0) test.limitsDiffer = true
  // A test that a program lists but never ran says nothing about its limits.
  if (info.executions === 0) return
  if (told[at] === 1 && (test.low !== info.lowLimit || test.high !== info.highLimit)) test.limitsDiffer = true
  told[at] = 1
  test.low = info.lowLimit ?? test.low
  test.high = info.highLimit ?? test.high
}
