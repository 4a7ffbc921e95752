import { normalQuantile } from '../../statistics/normal'
import { ccfEvents, type CcfEvent } from './ccf'
import { inFull } from './engine/counts'
import { bestFirst } from './engine/best'
import { boundsOf, orders, probabilities, ranking, rareEvent } from './engine/figures'
import { defaultBudget, solve, type Budget, type Limits, type Progress, type Solution } from './engine/solve'
import { evaluator, type Evaluator } from './evaluate'
import { treeOf, type Tree } from './graph'
import { estimates, importances, type Estimate, type Importance } from './importance'
import { refused, type FaultTreeModel } from './model'
import { primesOf, type PrimeFindings } from './prime-findings'

/** What is asked of a tree. */
export interface Question {
  /** Gate; the only top of the model unless told. */
  readonly top?: string | undefined
  /** Cut sets alone: events need no probability. */
  readonly qualitative?: boolean
  /** Count and list only cut sets of at most so many events; longer ones are not even built where that saves work. */
  readonly limitOrder?: number | undefined
  /** List only cut sets at least so probable; the others are not even built where that saves work. */
  readonly cutOff?: number | undefined
  /** How many cut sets to list, the most probable first. */
  readonly list?: number
  readonly importance?: boolean
  /**
   * Prime implicants as well, counted and listed like cut sets: for trees in which events are negated. `cheap`: where
   * the tree is not coherent, and as many as take no time.
   */
  readonly primes?: boolean | 'cheap'
  /** States that stand in for house events and events alike: what-if. */
  readonly given?: ReadonlyMap<string, boolean>
}

/** One minimal cut set. */
export interface CutSet {
  readonly events: readonly string[]
  /** Product of the events' probabilities; null in qualitative analysis. */
  readonly probability: number | null
}

/** Bounds of a probability, proven whatever the tree: see engine/limited.ts. Nothing in between is known. */
export interface Bounds {
  readonly lower: number
  readonly upper: number
  /** The diagrams of the exact function are larger than they may be. */
  readonly why: 'budget'
}

/** Which cut sets were counted. */
export interface Counted {
  /** Every one of at most so many events, and no other; null = of any number. */
  readonly order: number | null
  /** Every one at least so probable, and maybe some that are less so; null = of any probability. */
  readonly cutOff: number | null
}

/** What was found. */
export interface Findings {
  readonly top: string
  /** Exact probability; null in qualitative analysis, and where there are `bounds` alone. */
  readonly p: number | null
  /** Proven bounds of the probability of a tree that is beyond the budget; null where there is `p`. */
  readonly bounds: Bounds | null
  /** Number of minimal cut sets counted, in digits: there may be more than a double can count. */
  readonly mcs: string
  /** By number of events, from 0. */
  readonly mcsByOrder: readonly string[]
  /** Which cut sets were counted: see {@link Counted}. */
  readonly counted: Counted
  /** Null where not asked for, and where they are beyond the budget. */
  readonly primes: PrimeFindings | null
  /** Prime implicants were asked for, and none can be had. */
  readonly primesSpent: boolean
  readonly events: number
  readonly gates: number
  readonly coherent: boolean
  /** Sum of the cut sets' probabilities, an upper bound of p where the tree is coherent; null unless all were built. */
  readonly rareEvent: number | null
  readonly cutSets: readonly CutSet[]
  /** Empty where not asked for, and where there are `bounds` alone. */
  readonly importance: readonly Importance[]
  /** Where there are `bounds`: what can be said of importance all the same. */
  readonly estimates: readonly Estimate[]
}

/** The gate to compute. @throws FabError noTop, unknownTop */
function chosenTop(model: FaultTreeModel, top: string | undefined): string {
  const [only] = model.tops
  if (top !== undefined) {
    if (!model.gates.has(top)) throw refused('unknownTop', { name: top })
    return top
  }
  if (only === undefined) throw refused('noTop', { name: model.name })
  return only
}

/** Numbers of a model, checked. */
export interface Numbers {
  readonly evaluator: Evaluator
  readonly ccf: ReadonlyMap<string, readonly CcfEvent[]>
  readonly probability: ReadonlyMap<string, number>
}

/**
 * Computes every number of a model once, whether a tree needs it or not: a model with a wrong number in it is not
 * one to trust.
 * @throws FabError domain, probability, ccf...
 */
export function numbersOf(model: FaultTreeModel): Numbers {
  const numbers = evaluator(model, normalQuantile)
  const probability = new Map<string, number>()
  for (const parameter of model.parameters.values())
    numbers.value({ op: 'parameter', name: parameter.name, at: parameter.at })
  const ccf = new Map<string, CcfEvent[]>()
  for (const group of model.groups.values())
    for (const event of ccfEvents(group, numbers)) {
      probability.set(event.name, event.probability)
      for (const member of event.members) {
        const known = ccf.get(member)
        if (known === undefined) ccf.set(member, [event])
        else known.push(event)
      }
    }
  for (const event of model.events.values()) {
    if (event.expression === null) continue
    const value = numbers.value(event.expression)
    if (!(value >= 0 && value <= 1)) throw refused('probability', { name: event.name, value }, event.at)
    probability.set(event.name, value)
  }
  return { evaluator: numbers, ccf, probability }
}

/** A tree of a model with its diagrams and the probability of each event. */
export interface SolvedTree {
  readonly top: string
  readonly tree: Tree
  readonly solution: Solution
  readonly chance: (event: number) => number
  /** Members that a common cause takes at once, by its name. */
  readonly shared: ReadonlyMap<string, readonly string[]>
}

/**
 * Builds what every question about a tree is answered from.
 * @param cutSets false where only probabilities are wanted
 * @param bounds true where bounds will do for what is beyond the budget
 * @throws FabError rca.*
 * @throws BudgetSpent
 */
export function solvedTree(
  model: FaultTreeModel,
  question: Question,
  cutSets: boolean,
  budget: Budget = defaultBudget,
  progress?: Progress,
  bounds = false
): SolvedTree {
  // Numbers first: a model with a wrong one in it is refused whatever is asked.
  const { ccf, probability } = numbersOf(model)
  const top = chosenTop(model, question.top)
  const tree = treeOf(model, top, ccf, question.given)
  const chance = chances(model, tree, probability, question.qualitative === true)
  const limits = cutSets ? limitsOf(question, chance) : null
  const solution = solve(tree.graph, { cutSets, budget, progress, limits, bounds })
  const shared = new Map([...ccf.values()].flat().map(({ name, members }) => [name, members]))
  return { top, tree, chance, solution, shared }
}

/** A cut-off is kept in so many steps: what lies within one of it may be built although it need not be. */
const steps = 40

function limitsOf(
  { limitOrder, cutOff = 0, qualitative }: Question,
  chance: (event: number) => number
): Limits | null {
  const order = limitOrder ?? null
  const priced = qualitative !== true && cutOff > 0
  if (order === null && !priced) return null
  const step = -Math.log(Math.min(cutOff, 0.999)) / steps
  // Rounded down: the sum is never more than the whole, so nothing that is wanted is left out.
  const priceOf = (event: number): number =>
    Math.min(steps + 1, Math.floor((-Math.log(chance(event)) / step) * (1 - 1e-9)))
  return { order, price: priced ? steps : null, priceOf: priced ? priceOf : () => 0 }
}

/**
 * Solves a tree of a model. Beyond the budget there are bounds of the probability, and the cut sets of as many events
 * as could be had.
 * @throws FabError
 * @throws BudgetSpent where not even bounds can be had
 */
export function analyse(
  model: FaultTreeModel,
  question: Question = {},
  budget: Budget = defaultBudget,
  progress?: Progress
): Findings {
  const solved = solvedTree(model, question, true, budget, progress, true)
  return findingsOf(solved, question, budget)
}

/** What a solved tree says. */
export function findingsOf(solved: SolvedTree, question: Question, budget = defaultBudget): Findings {
  const { top, tree, solution, chance } = solved
  const quantitative = question.qualitative !== true
  const { exact } = solution
  const limit = least(question.limitOrder, solution.complete)
  const all = inFull(orders(solution))
  const counts = all.slice(0, limit === null ? undefined : limit + 1)
  const whole = solution.complete === null && !solution.pricedOut
  const weighed = question.importance === true && quantitative
  const cheap = question.primes === 'cheap'
  const primesAsked = cheap ? !solution.coherent : question.primes === true
  const primes = primesAsked ? primesOf(tree, chance, question, cheap ? cheapPrimes(budget) : budget) : null
  return {
    top,
    p: quantitative && exact ? probabilities(solution, chance).top : null,
    bounds: quantitative && !exact ? { ...boundsOf(solution, chance), why: 'budget' } : null,
    mcs: counts.reduce((sum, count) => sum + count, 0n).toString(),
    mcsByOrder: counts.map(String),
    counted: { order: limit, cutOff: solution.pricedOut ? (question.cutOff ?? null) : null },
    primes,
    primesSpent: primesAsked && primes === null,
    events: tree.events.length,
    gates: tree.gates,
    coherent: solution.coherent,
    rareEvent: quantitative && whole ? rareEvent(solution, chance).sum : null,
    cutSets: listed(
      tree,
      solution,
      chance,
      { ...question, limitOrder: limit ?? undefined },
      quantitative,
      all.length - 1
    ),
    importance: weighed && exact ? importances(solved) : [],
    estimates: weighed && !exact ? estimates(solved) : []
  }
}

/** Some tenths of a second. */
const cheapPrimes = (budget: Budget): Budget => ({
  ...budget,
  race: 30_000,
  exact: 0,
  primes: 200_000,
  unlimited: 200_000
})

const least = (a: number | undefined, b: number | null): number | null =>
  a === undefined ? b : b === null ? a : Math.min(a, b)

function chances(
  model: FaultTreeModel,
  tree: Tree,
  probability: ReadonlyMap<string, number>,
  qualitative: boolean
): (event: number) => number {
  const list = tree.events.map(name => {
    const value = probability.get(name)
    if (value === undefined && !qualitative)
      throw refused('noProbability', { name }, model.events.get(name)?.at ?? null)
    return value ?? 0
  })
  return event => list[event] ?? 0
}

/** @param longest most events of any cut set there is */
function listed(
  tree: Tree,
  solution: Solution,
  chance: (event: number) => number,
  { list: wanted = 0, limitOrder = Infinity, cutOff = 0 }: Question,
  quantitative: boolean,
  longest: number
): CutSet[] {
  const found: CutSet[] = []
  if (wanted === 0) return found
  // Without probabilities the shortest come first.
  const best = ranking(solution, event => (quantitative ? Math.log(chance(event)) : -1))
  for (const set of bestFirst(best, limitOrder < longest ? limitOrder : null)) {
    const events = set.toSorted((a, b) => a - b)
    const product = events.reduce((p, event) => p * chance(event), 1)
    if (quantitative && product < cutOff) break
    found.push({
      events: events.map(event => tree.events[event] ?? ''),
      probability: quantitative ? product : null
    })
    if (found.length === wanted) break
  }
  return found
}
