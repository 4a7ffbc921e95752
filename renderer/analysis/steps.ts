import type { PartFilter, TestRef } from '@contract/analysis'

/** Members of a filter that are plain lists. */
const lists = ['lots', 'wafers', 'sites', 'hardBins', 'softBins'] as const

/** Members of a filter that are plain lists. */
export type ListName = (typeof lists)[number]

/** One filter that can be taken away by itself. */
export type Chip =
  | { readonly kind: ListName; readonly values: readonly (string | number)[] }
  | { readonly kind: 'verdict'; readonly value: 'pass' | 'fail' }
  | { readonly kind: 'region'; readonly at: number; readonly wafers: readonly string[] | null }
  | {
      readonly kind: 'range'
      readonly at: number
      readonly test: TestRef
      readonly from: number | null
      readonly to: number | null
    }
  | { readonly kind: 'failing'; readonly at: number; readonly test: TestRef }
  | { readonly kind: 'partText'; readonly text: string }

/** The filters that hold now, one after the other. */
export function chipsOf(filter: PartFilter): readonly Chip[] {
  return [
    ...lists.flatMap((kind): readonly Chip[] =>
      filter[kind].length === 0 ? [] : [{ kind, values: filter[kind] }]
    ),
    ...(filter.verdict === null ? [] : [{ kind: 'verdict', value: filter.verdict } as const]),
    ...filter.regions.map(({ wafers }, at) => ({ kind: 'region', at, wafers }) as const),
    ...filter.ranges.map(({ test, from, to }, at) => ({ kind: 'range', at, test, from, to }) as const),
    ...filter.failing.map((test, at) => ({ kind: 'failing', at, test }) as const),
    ...(filter.partText === '' ? [] : [{ kind: 'partText', text: filter.partText } as const])
  ]
}

/** The filter without one of its chips. */
export function without(filter: PartFilter, chip: Chip): PartFilter {
  switch (chip.kind) {
    case 'verdict':
      return { ...filter, verdict: null }
    case 'partText':
      return { ...filter, partText: '' }
    case 'region':
      return { ...filter, regions: filter.regions.toSpliced(chip.at, 1) }
    case 'range':
      return { ...filter, ranges: filter.ranges.toSpliced(chip.at, 1) }
    case 'failing':
      return { ...filter, failing: filter.failing.toSpliced(chip.at, 1) }
    default:
      return { ...filter, [chip.kind]: [] }
  }
}

/** The filter with a value in one of its lists, or out of it where it was in. */
export function toggled(filter: PartFilter, kind: ListName, value: string | number): PartFilter {
  const now: readonly (string | number)[] = filter[kind]
  const next = now.includes(value) ? now.filter(one => one !== value) : [...now, value]
  return { ...filter, [kind]: next }
}

/** True where both name the same test and value. */
export function sameTest(a: TestRef | null, b: TestRef | null): boolean {
  return a === b || (a !== null && b !== null && a.key === b.key && a.element === b.element)
}

/** True where both hold the same parts, as far as the words of the filters tell. */
function sameFilter(a: PartFilter, b: PartFilter): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Steps of a filter, so that Ctrl+Z goes back one and Ctrl+Y forth. */
export interface Steps {
  readonly past: readonly PartFilter[]
  readonly now: PartFilter
  readonly future: readonly PartFilter[]
}

const mostSteps = 100

/** The filter as it is found; what was before is not known. */
export function stepsFrom(now: PartFilter): Steps {
  return { past: [], now, future: [] }
}

/**
 * The filter changed. Going back and forth in the window's history is known for what it is, so that both
 * ways of undoing may be mixed.
 */
export function stepTo(steps: Steps, next: PartFilter): Steps {
  if (sameFilter(next, steps.now)) return steps
  const before = steps.past.at(-1)
  if (before !== undefined && sameFilter(before, next))
    return { past: steps.past.slice(0, -1), now: next, future: [steps.now, ...steps.future] }
  const [after] = steps.future
  if (after !== undefined && sameFilter(after, next))
    return { past: [...steps.past, steps.now], now: next, future: steps.future.slice(1) }
  return { past: [...steps.past, steps.now].slice(-mostSteps), now: next, future: [] }
}
