import type { Output, Parsed } from '@contract/index'
import type { Workspace } from '../view/view'
import { agreement } from './agreement'
import { capability, guardBand } from './capability'
import { compare } from './compare'
import { distribution } from './distribution'
import { elements } from './elements'
import type { SetFacts } from './facts'
import { findPart } from './find-part'
import { map } from './map'
import { overview } from './overview'
import { pareto } from './pareto'
import { part } from './part'
import { parts } from './parts'
import { correlations, scatter } from './scatter'
import { signature } from './signature'
import { tests } from './tests'
import { trend } from './trend'
import { zones } from './zones'

/** What the thread answers, by the name of the procedure. */
export const answers = {
  'analysis.overview': (q, input) => overview(q.space, input, q.facts, q.check),
  'analysis.tests': (q, input) => tests(q.space, input, q.check),
  'analysis.elements': (q, input) => elements(q.space, input, q.check),
  'analysis.distribution': (q, input) => distribution(q.space, input, q.check),
  'analysis.map': (q, input) => map(q.space, input, q.check),
  'analysis.pareto': (q, input) => pareto(q.space, input, q.check),
  'analysis.parts': (q, input) => parts(q.space, input, q.check),
  'analysis.part': (q, input) => part(q.space, input, q.facts, q.check),
  'analysis.findPart': (q, input) => findPart(q.space, input, q.store, q.check),
  'analysis.capability': (q, input) => capability(q.space, input, q.check),
  'analysis.guardBand': (q, input) => guardBand(q.space, input, q.check),
  'analysis.trend': (q, input) => trend(q.space, input, q.check),
  'analysis.scatter': (q, input) => scatter(q.space, input, q.check),
  'analysis.correlations': (q, input) => correlations(q.space, input, q.check),
  'analysis.compare': (q, input) => compare(q.space, input, q.check),
  'analysis.agreement': (q, input) => agreement(q.space, input, q.check),
  'analysis.zones': (q, input) => zones(q.space, input, q.check),
  'analysis.signature': (q, input) => signature(q.space, input, q.check)
} satisfies { readonly [N in Answered]?: (question: Asking, input: Parsed<N>) => Output<N> }

type Answered = Extract<import('@contract/index').ProcedureName, `analysis.${string}`>

/** What every answer may use. */
export interface Asking {
  readonly space: Workspace
  readonly facts: readonly SetFacts[]
  /** Sets of the whole store, the newest first, where a question is about all of them. */
  readonly store: readonly string[]
  readonly check: () => void
}

/** Names of the questions that are answered. */
export type Question = keyof typeof answers
