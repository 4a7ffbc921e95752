import type { ViewTest, ViewWafer } from '@contract/analysis'
import type { MergedTest } from '../view/tests'
import type { OpenView } from '../view/view'

/** What records know of a set; handed over with each question. */
export interface SetFacts {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly format: string
  readonly lot: string
  readonly product: string
  readonly program: string
  readonly tester: string
  readonly startedAt: string | null
  readonly caseId: string | null
}

/** ISO time of Unix seconds. */
function iso(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString()
}

/** NaN as null, for figures outside typed arrays. */
export function figure(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value
}

/** A test as answers name it. */
export function testOut(test: MergedTest, element = 0): ViewTest {
  return {
    ref: { key: test.key, element },
    recordType: test.record,
    number: test.number,
    text: test.text,
    units: test.units,
    scale: test.scale,
    lo: test.low,
    hi: test.high,
    loSpec: test.lowSpec,
    hiSpec: test.highSpec,
    elements: test.elements,
    limitsDiffer: test.limitsDiffer
  }
}

/** Counts of parts: units, except that under the rule `all` each touch is a part. */
export interface PartCounts {
  readonly parts: number
  readonly good: number
  readonly firstGood: number
}

/** Parts shown by a property of their row; index -1 is left out. */
export function countParts(view: OpenView, groups: number, of: (row: number) => number): PartCounts[] {
  const { pass, first, unit } = view.merged
  const parts = new Uint32Array(groups)
  const good = new Uint32Array(groups)
  const firstGood = new Uint32Array(groups)
  for (const row of view.selection.rows) {
    const g = of(row)
    if (g < 0) continue
    parts[g] = (parts[g] ?? 0) + 1
    if (pass[row] === 1) good[g] = (good[g] ?? 0) + 1
    if (pass[first[unit[row] ?? 0] ?? 0] === 1) firstGood[g] = (firstGood[g] ?? 0) + 1
  }
  return Array.from(parts, (count, g) => ({
    parts: count,
    good: good[g] ?? 0,
    firstGood: firstGood[g] ?? 0
  }))
}

/** Wafers of a view with their counts, lot by lot in the order they came. */
export function wafersOut(view: OpenView): ViewWafer[] {
  const { wafers, wafer, asked } = view.merged
  const idAt = new Map(view.merged.sets.map((set, s) => [asked[s] ?? 0, set.id]))
  const counts = countParts(view, wafers.length, row => wafer[row] ?? -1)
  return wafers.map((one, at) => ({
    key: one.key,
    lot: one.lot,
    wafer: one.id,
    sets: one.sets.flatMap(place => idAt.get(place) ?? []),
    ...(counts[at] ?? { parts: 0, good: 0, firstGood: 0 }),
    startedAt: iso(one.start)
  }))
}
