import type { DataView } from '@contract/analysis'
import type { Output, Parsed } from '@contract/index'
import { findSets } from '../instruments'
import type { Handlers, QueryContext } from '../store/context'
import type { Question } from './answers'
import type { SetFacts } from './answers/facts'
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

/** Looking at measurement sets as one. */
export const analysisHandlers = {
  'analysis.overview': ask('analysis.overview'),
  'analysis.tests': ask('analysis.tests'),
  'analysis.distribution': ask('analysis.distribution'),
  'analysis.map': ask('analysis.map'),
  'analysis.pareto': ask('analysis.pareto'),
  'analysis.parts': ask('analysis.parts'),
  'analysis.part': ask('analysis.part'),
  'analysis.findPart': ask('analysis.findPart'),
  'analysis.capability': ask('analysis.capability'),
  'analysis.guardBand': ask('analysis.guardBand'),
  'analysis.trend': ask('analysis.trend'),
  'analysis.scatter': ask('analysis.scatter'),
  'analysis.correlations': ask('analysis.correlations'),
  'analysis.compare': ask('analysis.compare'),
  'analysis.agreement': ask('analysis.agreement')
} satisfies Partial<Handlers>
