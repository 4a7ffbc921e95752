import { type DataView, dataView } from '@contract/analysis'
import { defectFilter } from '@contract/defects'
import type { Measure } from '@contract/diagram/faultTree'
import { FabError } from '@contract/errors'
import type { Measured } from '@contract/faultModels'
import { complaintItem } from '@contract/intake'
import { z } from 'zod'
import { analysis } from '../../analysis'
import { defects } from '../../defects'
import { binomialInterval } from '../../statistics/rates'
import type { QueryContext } from '../../store/context'
import { normalise } from '../../store/search/tokens'
import { columns, text } from '../../store/rows'
import { localDay } from '../../store/local-day'
import type { SqlParam } from '../../store/types'
import { filesOf, heldBy } from './measured-files'

/** How many, of how many, in how many files. */
interface Counted {
  readonly count: number
  readonly of: number
  readonly files: number
}

/**
 * Counts what an event's frequency is measured from.
 * @throws FabError rca.nothingCounted where there is nothing to divide by; rca.exposure where more is counted than
 * there is; rca.noSuch... for a test, bin or class that is in none of the files; those of {@link filesOf}
 */
export async function measured(ctx: QueryContext, measure: Measure): Promise<Measured> {
  const { count, of, files } = await counted(ctx, measure)
  if (of <= 0) throw new FabError('rca.nothingCounted')
  if (count > of) throw new FabError('rca.exposure', { count, of })
  return { count, of, at: ctx.clock.now().toISOString(), files, ...binomialInterval(count, of) }
}

function counted(ctx: QueryContext, measure: Measure): Promise<Counted> | Counted {
  switch (measure.over) {
    case 'tests':
      return partsFailing(ctx, measure)
    case 'defects':
      return diesBearing(ctx, measure)
    case 'complaints':
      return unitsComplained(ctx, measure)
  }
}

/** Parts as the workbench counts them: under the retest rule, the last touch of each. */
async function partsFailing(
  ctx: QueryContext,
  measure: Extract<Measure, { over: 'tests' }>
): Promise<Counted> {
  const { failing } = measure
  const sets = filesOf(ctx, measure)
  const view = dataView.parse({ sets })
  if (failing.by === 'test') return partsFailingTest(ctx, view, failing.test, failing.name)
  const files = sets.length
  const found = await analysis.handlers['analysis.overview'](ctx, { view })
  if (failing.by === 'any') return { count: found.parts - found.good, of: found.parts, files }
  const bins = failing.by === 'hardBin' ? found.hardBins : found.softBins
  const bin = bins.find(one => one.number === failing.bin)
  if (bin !== undefined) return { count: bin.count, of: found.parts, files }
  // Nothing in a bin that a file declares is a figure; in one that nobody knows it is a slip of the pen.
  const declared = await heldBy(ctx, sets, failing.by)
  if (!declared.some(one => one.number === failing.bin))
    throw new FabError('rca.noSuchBin', { bin: failing.bin, files })
  return { count: 0, of: found.parts, files }
}

/** Parts that fail a test, of those that ran it. */
async function partsFailingTest(
  ctx: QueryContext,
  view: DataView,
  number: number,
  name: string
): Promise<Counted> {
  const files = view.sets.length
  const tests = await heldBy(ctx, view.sets, 'test')
  const meant = tests.filter(one => one.number === number && (name === '' || one.name === name))
  if (meant.length === 0)
    throw new FabError('rca.noSuchTest', { test: `${String(number)} ${name}`.trim(), files })
  // Where a file leaves the name out, the workbench takes it for the test that has one.
  const named = meant.filter(one => one.name !== '')
  let [count, of] = [0, 0]
  for (const { key = '' } of named.length > 0 ? named : meant) {
    const test = { key, element: 0 }
    const { boxes } = await analysis.handlers['analysis.distribution'](ctx, {
      view,
      test,
      by: 'none',
      bins: null
    })
    for (const box of boxes) {
      count += box.fails
      of += box.executions
    }
  }
  return { count, of, files }
}

/** Dies with a defect of all dies of the sample plans. */
async function diesBearing(
  ctx: QueryContext,
  measure: Extract<Measure, { over: 'defects' }>
): Promise<Counted> {
  const { className } = measure
  const sets = filesOf(ctx, measure)
  let [count, of, known] = [0, 0, className === null]
  for (const id of sets) {
    const found = await defects.handlers['defects.set'](ctx, { id })
    for (const wafer of found.wafers) of += wafer.planned
    const numbers =
      className === null
        ? []
        : found.classes.filter(({ number, name }) => isCalled(className, number, name)).map(one => one.number)
    if (className !== null && numbers.length === 0) continue
    known = true
    const filter = defectFilter.parse({ classes: numbers })
    count += (await defects.handlers['defects.pareto'](ctx, { id, filter, by: 'class' })).dies
  }
  if (!known) throw new FabError('rca.noSuchClass', { name: className ?? '', files: sets.length })
  return { count, of, files: sets.length }
}

const isCalled = (wanted: string, number: number, name: string): boolean =>
  [String(number), name, `${String(number)} ${name}`.trim()].includes(wanted.trim())

/** Units complained about; an item without a number of units counts one: somebody had it in hand. */
function unitsComplained(
  ctx: QueryContext,
  { productId, customerId, failure, classCode, from, to, exposure }: Extract<Measure, { over: 'complaints' }>
): Counted {
  const terms = ['1']
  const params: SqlParam[] = []
  if (customerId !== null) {
    terms.push('customerId = ?')
    params.push(customerId)
  }
  const words = failure.map(normalise).filter(word => word !== '')
  const rows = ctx.db.all(
    `SELECT items, receivedAt FROM complaint WHERE ${terms.join(' AND ')}`,
    params,
    columns({ items: text, receivedAt: text })
  )
  let count = 0
  for (const { items, receivedAt } of rows) {
    const day = localDay(new Date(receivedAt))
    if ((from !== null && day < from) || (to !== null && day > to)) continue
    for (const item of itemsOf(items)) {
      if (productId !== null && item.productId !== productId) continue
      if (classCode !== '' && !`${item.classCode}.`.startsWith(`${classCode}.`)) continue
      const defect = normalise(item.defect)
      if (words.every(word => defect.includes(word))) count += item.complained ?? 1
    }
  }
  return { count, of: exposure, files: 0 }
}

const itemsOf = (json: string) => z.array(complaintItem).parse(JSON.parse(json))
