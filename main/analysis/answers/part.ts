import { FabError } from '@contract/errors'
import type { Output, Parsed } from '@contract/index'
import { readNotes, readPart, Status } from '../../instruments/reading'
import { openFilter } from '../view/selection'
import type { SetData } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { figure, testOut, type SetFacts } from './facts'
import { partOut } from './parts'
import { figuresOf } from './tests'

type PartOut = Output<'analysis.part'>

/** `analysis.part`. */
export function part(
  space: Workspace,
  input: Parsed<'analysis.part'>,
  facts: readonly SetFacts[],
  check: () => void
): PartOut {
  const asked = input.view ?? null
  const sets = asked?.sets.includes(input.set) === true ? asked.sets : [...(asked?.sets ?? []), input.set]
  const view = space.open({ retest: 'last', filter: openFilter, ...asked, sets }, check)
  const { merged } = view
  const s = merged.sets.findIndex(set => set.id === input.set)
  const set = merged.sets[s]
  if (set === undefined || input.part >= set.stored.partRows)
    throw new FabError('record.notFound', { entity: 'part', id: String(input.part) })
  const row = (merged.base[s] ?? 0) + input.part
  const unit = merged.unit[row] ?? -1
  const touches = unit < 0 ? [row] : [...merged.order.filter(one => merged.unit[one] === unit)]
  const known = facts.find(one => one.id === input.set)
  return {
    part: partOut(view, row),
    sha256: known?.sha256 ?? set.stored.sha256,
    file: known?.name ?? set.stored.name,
    touches: touches.slice(0, 1000).map(one => partOut(view, one)),
    results: resultsOf(view, s, set, input.part),
    notes: readNotes(space.sql, set.stored, { part: input.part }).map(({ record, text }) => ({
      record,
      text
    }))
  }
}

function resultsOf(view: OpenView, s: number, set: SetData, at: number): PartOut['results'] {
  const figures = figuresOf(view, 'none')
  const { tests, of } = view.table
  const results: PartOut['results'] = []
  for (const { test: own, element, value, status } of readPart(view.space.sql, set.stored, at).results) {
    const merged = of[s]?.[own] ?? 0
    const test = tests[merged]
    if (test === undefined) continue
    const valid = status === Status.invalid ? null : value
    results.push({
      test: testOut(test, element),
      element,
      value,
      status,
      margin: valid === null ? null : marginOf(valid, test),
      z: valid === null ? null : standing(valid, figures.mean[merged], figures.sigma[merged])
    })
  }
  return results
}

/**
 * Distance to the nearer limit. Between two limits in shares of their distance; beside one limit alone there is no
 * share to give, so it is told as 1 within and -1 beyond.
 */
function marginOf(
  value: number,
  { low, high }: { readonly low: number | null; readonly high: number | null }
): number | null {
  if (low !== null && high !== null)
    return high > low ? Math.min(value - low, high - value) / (high - low) : null
  if (low !== null) return value >= low ? 1 : -1
  if (high !== null) return value <= high ? 1 : -1
  return null
}

function standing(value: number, mean: number | undefined, sigma: number | undefined): number | null {
  if (mean === undefined || sigma === undefined || !(sigma > 0)) return null
  return figure((value - mean) / sigma)
}
