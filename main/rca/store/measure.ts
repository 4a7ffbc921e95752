import { dataView } from '@contract/analysis'
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

/** How many, of how many. */
interface Counted {
  readonly count: number
  readonly of: number
}

/**
 * Counts what an event's frequency is measured from.
 * @throws FabError rca.nothingCounted where there is nothing to divide by; rca.exposure where more is counted than
 * there is; record.notFound
 */
export async function measured(ctx: QueryContext, measure: Measure): Promise<Measured> {
  const { count, of } = await counted(ctx, measure)
  if (of <= 0) throw new FabError('rca.nothingCounted')
  if (count > of) throw new FabError('rca.exposure', { count, of })
  const { low, high } = binomialInterval(count, of)
  return { count, of, at: ctx.clock.now().toISOString(), low, high }
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
  { sets, failing }: Extract<Measure, { over: 'tests' }>
): Promise<Counted> {
  if (sets.length === 0) throw new FabError('rca.nothingCounted')
  const view = dataView.parse({ sets })
  if (failing.by === 'test') return partsFailingTest(ctx, view, failing.test, failing.name)
  const found = await analysis.handlers['analysis.overview'](ctx, { view })
  if (failing.by === 'any') return { count: found.parts - found.good, of: found.parts }
  const bins = failing.by === 'hardBin' ? found.hardBins : found.softBins
  return { count: bins.find(bin => bin.number === failing.bin)?.count ?? 0, of: found.parts }
}

async function partsFailingTest(
  ctx: QueryContext,
  view: z.output<typeof dataView>,
  number: number,
  name: string
): Promise<Counted> {
  const { bars, parts } = await analysis.handlers['analysis.pareto'](ctx, {
    view,
    of: 'test',
    by: 'none',
    firstFailOnly: false
  })
  // Keys are record type, number and text: PTR:1000:Vth. One test may be of two record types.
  const keys = bars
    .map(bar => bar.key)
    .filter(key => {
      const [, own = '', ...rest] = key.split(':')
      return Number(own) === number && (name === '' || rest.join(':') === name)
    })
  if (keys.length === 0) return { count: 0, of: parts }
  const filter = { ...view.filter, failing: keys.map(key => ({ key, element: 0 })) }
  const found = await analysis.handlers['analysis.overview'](ctx, { view: { ...view, filter } })
  return { count: found.shown, of: parts }
}

/** Dies with a defect of all dies of the sample plans. */
async function diesBearing(
  ctx: QueryContext,
  { sets, className }: Extract<Measure, { over: 'defects' }>
): Promise<Counted> {
  let [count, of] = [0, 0]
  for (const id of sets) {
    const found = await defects.handlers['defects.set'](ctx, { id })
    for (const wafer of found.wafers) of += wafer.planned
    const numbers =
      className === null
        ? []
        : found.classes.filter(({ number, name }) => isCalled(className, number, name)).map(one => one.number)
    if (className !== null && numbers.length === 0) continue
    const filter = defectFilter.parse({ classes: numbers })
    count += (await defects.handlers['defects.pareto'](ctx, { id, filter, by: 'class' })).dies
  }
  return { count, of }
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
  return { count, of: exposure }
}

const itemsOf = (json: string) => z.array(complaintItem).parse(JSON.parse(json))
