import { normalQuantile } from '../../statistics/normal'
import { ccfEvents, type CcfEvent } from './ccf'
import { countOrders, inFull } from './engine/counts'
import { primeImplicants } from './engine/primes'
import {
  birnbaum,
  defaultBudget,
  orders,
  probabilities,
  ranking,
  rareEvent,
  solve,
  type Budget,
  type Progress,
  type Solution
} from './engine/solve'
import { evaluator, type Evaluator } from './evaluate'
import { treeOf, type Tree } from './graph'
import { refused, type FaultTreeModel } from './model'

/** What is asked of a tree. */
export interface Question {
  /** Gate; the only top of the model unless told. */
  readonly top?: string | undefined
  /** Cut sets alone: events need no probability. */
  readonly qualitative?: boolean
  /** Count and list only cut sets of at most so many events. */
  readonly limitOrder?: number | undefined
  /** List only cut sets at least so probable. */
  readonly cutOff?: number | undefined
  /** How many cut sets to list, the most probable first. */
  readonly list?: number
  readonly importance?: boolean
  /** Prime implicants as well: for trees in which events are negated. */
  readonly primes?: boolean
  /** States that stand in for house events and events alike: what-if. */
  readonly given?: ReadonlyMap<string, boolean>
}

/** Importance of one event; P is the top's probability, p the event's, B the Birnbaum importance. */
export interface Importance {
  readonly event: string
  readonly probability: number
  /** Minimal cut sets' share: sum of the probabilities of those with the event over the sum of all (Fussell-Vesely). */
  readonly fussellVesely: number | null
  /** B = dP/dp (marginal, MIF). */
  readonly birnbaum: number
  /** p B / P (CIF). */
  readonly criticality: number
  /** p RAW = P(event | top), the diagnostic importance (DIF), which some tools call Fussell-Vesely. */
  readonly diagnostic: number
  /** 1 + (1 - p) B / P. */
  readonly raw: number
  /** P / (P - p B); null = infinite. */
  readonly rrw: number | null
}

/** One minimal cut set. */
export interface CutSet {
  readonly events: readonly string[]
  /** Product of the events' probabilities; null in qualitative analysis. */
  readonly probability: number | null
}

/** What was found. */
export interface Findings {
  readonly top: string
  /** Exact probability; null in qualitative analysis. */
  readonly p: number | null
  /** Number of minimal cut sets, in digits: there may be more than a double can count. */
  readonly mcs: string
  /** By number of events, from 0. */
  readonly mcsByOrder: readonly string[]
  /** Number of prime implicants; null where not asked for. */
  readonly primeImplicants: string | null
  readonly events: number
  readonly gates: number
  readonly coherent: boolean
  /** Sum of the cut sets' probabilities: an upper bound of p where the tree is coherent. */
  readonly rareEvent: number | null
  readonly cutSets: readonly CutSet[]
  readonly importance: readonly Importance[]
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
interface Numbers {
  readonly evaluator: Evaluator
  readonly ccf: ReadonlyMap<string, readonly CcfEvent[]>
  readonly probability: ReadonlyMap<string, number>
}

/**
 * Computes every number of a model once, whether a tree needs it or not: a model with a wrong number in it is not
 * one to trust.
 * @throws FabError domain, probability, ccf...
 */
function numbersOf(model: FaultTreeModel): Numbers {
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
}

/**
 * Builds what every question about a tree is answered from.
 * @param cutSets false where only probabilities are wanted
 * @throws FabError rca.*
 * @throws BudgetSpent
 */
export function solvedTree(
  model: FaultTreeModel,
  question: Question,
  cutSets: boolean,
  budget: Budget = defaultBudget,
  progress?: Progress
): SolvedTree {
  // Numbers first: a model with a wrong one in it is refused whatever is asked.
  const { ccf, probability } = numbersOf(model)
  const top = chosenTop(model, question.top)
  const tree = treeOf(model, top, ccf, question.given)
  const chance = chances(model, tree, probability, question.qualitative === true)
  return { top, tree, chance, solution: solve(tree.graph, cutSets, budget, progress) }
}

/**
 * Solves a tree of a model.
 * @throws FabError
 * @throws BudgetSpent where its diagrams would need more than the budget
 */
export function analyse(
  model: FaultTreeModel,
  question: Question = {},
  budget: Budget = defaultBudget,
  progress?: Progress
): Findings {
  const { top, tree, solution, chance } = solvedTree(model, question, true, budget, progress)
  const found = probabilities(solution, chance)
  const quantitative = question.qualitative !== true
  const counts = inFull(orders(solution)).slice(
    0,
    question.limitOrder === undefined ? undefined : question.limitOrder + 1
  )
  return {
    top,
    p: quantitative ? found.top : null,
    mcs: counts.reduce((sum, count) => sum + count, 0n).toString(),
    mcsByOrder: counts.map(String),
    primeImplicants: question.primes === true ? counted(tree, budget) : null,
    events: tree.events.length,
    gates: tree.gates,
    coherent: solution.coherent,
    rareEvent: quantitative ? rareEvent(solution, chance).sum : null,
    cutSets: listed(tree, solution, chance, question, quantitative),
    importance: question.importance === true && quantitative ? importances(tree, solution, chance) : []
  }
}

function counted(tree: Tree, budget: Budget): string {
  const { family } = primeImplicants(tree.graph, budget)
  return inFull(countOrders(family, () => [0, 1]))
    .reduce((sum, count) => sum + count, 0n)
    .toString()
}

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

function listed(
  tree: Tree,
  solution: Solution,
  chance: (event: number) => number,
  question: Question,
  quantitative: boolean
): CutSet[] {
  const found: CutSet[] = []
  const wanted = question.list ?? 0
  if (wanted === 0) return found
  // Without probabilities the shortest come first.
  const best = ranking(solution, event => (quantitative ? Math.log(chance(event)) : -1))
  for (let rank = 0; found.length < wanted; rank++) {
    if (best.score(rank) === null) break
    const events = [...best.events(rank)].sort((a, b) => a - b)
    const product = events.reduce((p, event) => p * chance(event), 1)
    if (quantitative && question.cutOff !== undefined && product < question.cutOff) break
    if (question.limitOrder !== undefined && events.length > question.limitOrder) {
      if (quantitative) continue
      break
    }
    found.push({
      events: events.map(event => tree.events[event] ?? ''),
      probability: quantitative ? product : null
    })
  }
  return found
}

function importances(tree: Tree, solution: Solution, chance: (event: number) => number): Importance[] {
  const found = probabilities(solution, chance)
  const slopes = birnbaum(solution, chance, found)
  const { sum, by } = rareEvent(solution, chance)
  const total = found.top
  return tree.events.flatMap((event, index) => {
    const slope = slopes.get(index)
    if (slope === undefined) return []
    const p = chance(index)
    // Of what never happens nothing is the cause: 0, as others have it.
    const raw = total > 0 ? 1 + ((1 - p) * slope) / total : 0
    // Rounding noise is no distance from infinity.
    const rest = total - p * slope
    return [
      {
        event,
        probability: p,
        fussellVesely: sum > 0 ? (by.get(index) ?? 0) / sum : null,
        birnbaum: slope,
        criticality: total > 0 ? (p * slope) / total : 0,
        diagnostic: p * raw,
        raw,
        rrw: Math.abs(rest) <= 1e-14 * total || total === 0 ? null : total / rest
      }
    ]
  })
}
