import type { Output, Parsed } from '@contract/index'
import { pinName, readPins, Status } from '../../instruments/reading'
import { capability, inside } from '../../statistics/capability'
import { Moments } from '../../statistics/moments'
import { testsInSet } from '../view/tests'
import type { OpenView, Workspace } from '../view/view'
import { testOut } from './facts'

/** Values of a test that are told apart at most. */
const most = 1000

/** `analysis.elements`: one walk over the parts, whatever the number of pins. */
export function elements(
  space: Workspace,
  input: Parsed<'analysis.elements'>,
  check: () => void
): Output<'analysis.elements'> {
  const view = space.open(input.view, check)
  const test = view.test(input.test)
  const at = view.testAt(input.test.key)
  const limits = { low: test.low, high: test.high }
  const width = Math.min(most, test.elements)
  const moments = Array.from({ length: width }, () => new Moments())
  const beyond = new Uint32Array(width)
  const take = (element: number, value: number): void => {
    if (value - value !== 0) return
    moments[element]?.add(value)
    if (!inside(value, limits)) beyond[element] = (beyond[element] ?? 0) + 1
  }
  walk(view, at, width, take)
  const pins = pinsOf(view, at)
  return {
    test: testOut(test),
    elements: moments.map((one, element) => ({
      element,
      pin: pins[element] ?? '',
      ...one.description,
      beyond: beyond[element] ?? 0,
      cpk: capability(one.description, limits).cpk
    }))
  }
}

/** Every value that may be used, also those a later execution replaced where each touch counts. */
function walk(
  view: OpenView,
  test: number,
  width: number,
  take: (element: number, value: number) => void
): void {
  const { merged, selection } = view
  const { rows, bounds, mask } = selection
  merged.sets.forEach((_, s) => {
    const column = view.column(s, test)
    if (column === null) return
    view.check()
    const base = merged.base[s] ?? 0
    const { values, status } = column
    const own = Math.min(width, column.width)
    for (let i = bounds[s] ?? 0, end = bounds[s + 1] ?? 0; i < end; i++) {
      const part = (rows[i] ?? 0) - base
      const how = status[part] ?? Status.notExecuted
      if (how === Status.notExecuted || how === Status.invalid) continue
      for (let element = 0; element < own; element++)
        take(element, values[part * column.width + element] ?? Number.NaN)
    }
    if (view.rule !== 'all') return
    for (const earlier of view.earlier(s, test))
      earlier.part.forEach((part, i) => {
        if (mask[base + part] !== 1 || earlier.status[i] === Status.invalid) return
        take(earlier.element[i] ?? 0, earlier.value[i] ?? Number.NaN)
      })
  })
}

/** Names of the pins behind the values, as the first file has them that names any. */
function pinsOf(view: OpenView, test: number): readonly string[] {
  const { merged, table, space } = view
  for (const [s, set] of merged.sets.entries())
    for (const own of testsInSet(table, s, test)) {
      const pmrs = set.tests[own]?.pins ?? []
      if (pmrs.length === 0) continue
      const known = new Map(readPins(space.sql, set.stored).map(pin => [pin.pmr, pin]))
      return pmrs.map(pmr => pinName(known.get(pmr), pmr))
    }
  return []
}
