import type { DataView } from '@contract/analysis'
import type { Output, Parsed } from '@contract/index'
import { findSets, newestSets } from '../instruments'
import type { Handlers, QueryContext } from '../store/context'
import type { Question } from './answers'
import type { SetFacts } from './answers/facts'
import type { ExportOrder } from './store/export-task'
import type { AnalysisQuestion } from './store/serve'

/** Sets whose facts a question needs. */
interface Naming {
  readonly view?: DataView | null
  readonly sets?: readonly string[]
  readonly set?: string
  readonly a?: DataView | string
  readonly b?: DataView | string
  readonly other?: DataView | undefined
}

function namedSets(input: Naming): string[] {
  const of = (view: DataView | string | null | undefined): readonly string[] =>
    view === null || view === undefined ? [] : typeof view === 'string' ? [view] : view.sets
  return [
    ...of(input.view),
    ...(input.sets ?? []),
    ...of(input.set),
    ...of(input.a),
    ...of(input.b),
    ...of(input.other)
  ]
}

/** What records know of the sets a question is about. @throws FabError record.notFound */
function factsOf(ctx: QueryContext, ids: readonly string[]): SetFacts[] {
  return findSets(ctx.db, ids).map(set => ({
    id: set.id,
    name: set.name,
    sha256: set.sha256,
    format: set.format,
    lot: set.lot,
    product: set.product,
    program: set.program,
    tester: set.tester,
    startedAt: set.startedAt,
    caseId: set.caseId
  }))
}

/** The handler of a question: the analysis thread answers it. */
function ask<N extends Question>(name: N) {
  return async (ctx: QueryContext, input: Parsed<N>): Promise<Output<N>> => {
    const sets = factsOf(ctx, namedSets(input))
    return (await ctx.inAnalysis({ name, input, sets } satisfies AnalysisQuestion)) as Output<N>
  }
}

/** A part of the sets that are named, or of any set there is. */
async function findPart(
  ctx: QueryContext,
  input: Parsed<'analysis.findPart'>
): Promise<Output<'analysis.findPart'>> {
  if (input.sets.length > 0) return ask('analysis.findPart')(ctx, input)
  const question: AnalysisQuestion = {
    name: 'analysis.findPart',
    input,
    sets: [],
    store: newestSets(ctx.db)
  }
  return (await ctx.inAnalysis(question)) as Output<'analysis.findPart'>
}

/** Of what a file is called: the lot where there is one, else the first file. */
function stemOf(sets: readonly SetFacts[]): string {
  const lots = [...new Set(sets.map(set => set.lot).filter(lot => lot !== ''))]
  const stem = lots.length === 1 ? (lots[0] ?? '') : (sets[0]?.name ?? '').replace(/\.\w{1,5}$/, '')
  return stem.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 80) || 'data'
}

const mimes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const

/** Looking at measurement sets as one. */
export const analysisHandlers = {
  'analysis.overview': ask('analysis.overview'),
  'analysis.tests': ask('analysis.tests'),
  'analysis.elements': ask('analysis.elements'),
  'analysis.distribution': ask('analysis.distribution'),
  'analysis.map': ask('analysis.map'),
  'analysis.pareto': ask('analysis.pareto'),
  'analysis.parts': ask('analysis.parts'),
  'analysis.part': ask('analysis.part'),
  'analysis.findPart': findPart,
  'analysis.capability': ask('analysis.capability'),
  'analysis.guardBand': ask('analysis.guardBand'),
  'analysis.trend': ask('analysis.trend'),
  'analysis.scatter': ask('analysis.scatter'),
  'analysis.correlations': ask('analysis.correlations'),
  'analysis.compare': ask('analysis.compare'),
  'analysis.agreement': ask('analysis.agreement'),
  'analysis.zones': ask('analysis.zones'),
  'analysis.signature': ask('analysis.signature'),
  'analysis.export': async (ctx, input) => {
    const sets = factsOf(ctx, namedSets(input))
    const order: ExportOrder = {
      path: ctx.store.measurements.path,
      input,
      sets,
      at: ctx.clock.now().toISOString()
    }
    const bytes = await ctx.inWorker('exportAnalysis', order)
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the export answers bytes')
    return {
      name: `${stemOf(sets)}-${input.what}.${input.format}`,
      mime: mimes[input.format],
      bytes
    }
  }
} satisfies Partial<Handlers>
