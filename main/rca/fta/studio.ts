import type { Input, Output, Parsed } from '@contract/index'
import { FabError } from '@contract/errors'
import { findingsOf, numbersOf, solvedTree, type Question, type SolvedTree } from './analyse'
import { modelOf, naming, type DrawnTree } from './diagram/model'
import { eachProbability } from './engine/each'
import { Replay } from './engine/replay'
import { birnbaum, probabilities } from './engine/figures'
import { defaultBudget } from './engine/solve'
import { histogramOf } from './histogram'
import { references } from './mef/check'
import type { Expression, FaultTreeModel } from './model'
import type { PrimeFindings } from './prime-findings'
import { uncertainty } from './uncertainty'

type Solve = Parsed<'faultTree.solve'>
type Asked = Pick<Solve, 'nodes' | 'top' | 'given'>

/** A drawn tree with the question in the words of its model. */
interface Drawn extends DrawnTree {
  readonly question: Question & { readonly top: string | undefined }
}

/** @throws FabError rca.* naming the record; record.notFound where the top or a given state is of no record */
function drawn({ nodes, top, given }: Asked): Drawn {
  const tree = modelOf(nodes)
  const nameOf = (id: string): string => {
    const name = tree.names.get(id)
    if (name === undefined) throw new FabError('rca.reference', { to: id })
    return name
  }
  const question = {
    top: top === null ? (tree.top ?? undefined) : nameOf(top),
    given: new Map(Object.entries(given).map(([id, state]) => [nameOf(id), state]))
  }
  return { ...tree, question }
}

/** Gates and events that a gate leads to, itself among them; not through what is given. */
function reached({ model, question }: Drawn, top: string): ReadonlySet<string> {
  const found = new Set([top])
  for (const name of found) {
    const gate = question.given?.has(name) === true && name !== top ? undefined : model.gates.get(name)
    if (gate !== undefined) for (const ref of references(gate.formula)) found.add(ref.name)
  }
  return found
}

/** The members of a common cause by its name; an event is its own. */
function partsOf(
  { model, ids }: Drawn,
  solved: SolvedTree,
  quantitative: boolean
): Output<'faultTree.solve'>['parts'] {
  const groupOf = new Map<string, string>()
  for (const group of model.groups.values())
    for (const member of group.members) groupOf.set(member.name, group.name)
  return solved.tree.events.map((name, i) => {
    const members = solved.shared.get(name) ?? [name]
    const group = groupOf.get(members[0] ?? '')
    return {
      name,
      ids: members.map(member => ids.get(member) ?? ''),
      group: group === undefined ? null : (ids.get(group) ?? null),
      probability: quantitative ? solved.chance(i) : null
    }
  })
}

/** Prime implicants by the places of their parts. */
function primesIn(
  { listed }: PrimeFindings,
  placeOf: (name: string) => number
): NonNullable<Output<'faultTree.solve'>['primes']>['listed'] {
  return listed.map(({ literals, probability }) => {
    const places = (away: boolean): number[] =>
      literals.filter(one => one.negated === away).map(one => placeOf(one.event))
    return { parts: places(false), absent: places(true), probability }
  })
}

/** Solves a drawn tree. @throws FabError rca.* */
export function solveDrawn(input: Input<'faultTree.solve'> & Solve): Output<'faultTree.solve'> {
  return naming(input.nodes, () => {
    const before = process.threadCpuUsage()
    const tree = drawn(input)
    const { model, ids } = tree
    const topName = tree.question.top ?? model.tops[0]
    const all = topName === undefined ? new Set<string>() : reached(tree, topName)
    const grouped = new Set([...model.groups.values()].flatMap(group => group.members.map(one => one.name)))
    const missing = [...model.events.values()].filter(
      ({ name, expression }) =>
        all.has(name) && expression === null && !grouped.has(name) && tree.question.given?.has(name) !== true
    )
    const qualitative = input.qualitative || missing.length > 0
    const question: Question = {
      ...tree.question,
      qualitative,
      limitOrder: input.limitOrder ?? undefined,
      cutOff: input.cutOff ?? undefined,
      list: input.list,
      importance: input.importance
    }
    const solved = solvedTree(model, question, true, defaultBudget, undefined, true)
    // Those of a coherent tree are its cut sets.
    const found = findingsOf(solved, { ...question, primes: input.primes && !solved.solution.coherent })
    const place = new Map(solved.tree.events.map((name, i) => [name, i]))
    const placeOf = (name: string): number => place.get(name) ?? -1
    // A member of a common-cause group fails by itself or with others: a function of its own, like a gate.
    const gates = [...model.gates.keys(), ...grouped].filter(name => solved.tree.functions.has(name))
    const each =
      input.gates && !qualitative
        ? eachProbability(
            solved.tree.graph,
            gates.map(name => solved.tree.functions.get(name) ?? 0),
            solved.chance
          )
        : []
    const idOf = (name: string): string => ids.get(name) ?? ''
    const { user, system } = process.threadCpuUsage(before)
    return {
      top: { id: idOf(found.top), name: found.top },
      p: found.p,
      bounds: found.bounds,
      missing: missing.map(({ name }) => idOf(name)),
      mcs: found.mcs,
      mcsByOrder: [...found.mcsByOrder],
      counted: found.counted,
      primes:
        found.primes === null
          ? null
          : { ...found.primes, byOrder: [...found.primes.byOrder], listed: primesIn(found.primes, placeOf) },
      primesSpent: found.primesSpent,
      coherent: found.coherent,
      rareEvent: found.rareEvent,
      parts: partsOf(tree, solved, !qualitative),
      cutSets: found.cutSets.map(({ events, probability }) => ({
        parts: events.map(placeOf),
        probability
      })),
      importance: found.importance.map(({ event, probability: _, ...figures }) => ({
        part: placeOf(event),
        ...figures
      })),
      estimates: found.estimates.map(({ event, probability: _, ...rest }) => ({
        part: placeOf(event),
        ...rest
      })),
      gateCount: found.gates,
      gates: each.map((p, i) => {
        const name = gates[i] ?? ''
        return { id: idOf(name), p: name === found.top ? (found.p ?? p) : p }
      }),
      approximated: tree.approximated.filter(name => all.has(name)).map(name => ({ id: idOf(name), name })),
      seconds: (user + system) / 1e6
    }
  })
}

const percents = [1, 5, 10, 25, 50, 75, 90, 95, 99]

/** Monte Carlo over the parameters of a drawn tree. @throws FabError rca.*, rca.budget */
export function uncertaintyDrawn(input: Parsed<'faultTree.uncertainty'>): Output<'faultTree.uncertainty'> {
  return naming(input.nodes, () => {
    const tree = drawn(input)
    const { values, ...found } = uncertainty(tree.model, tree.question, input.trials, input.seed)
    const { solution, chance } = solvedTree(tree.model, tree.question, false)
    const at = (percent: number): number =>
      values[Math.min(values.length - 1, Math.max(0, Math.ceil((percent / 100) * values.length) - 1))] ?? 0
    return {
      trials: found.trials,
      mean: found.mean,
      sigma: found.sigma,
      percentiles: percents.map(percent => ({ percent, value: at(percent) })),
      errorFactor: found.errorFactor,
      histogram: histogramOf(values, 40),
      moved: found.moved,
      pointValue: probabilities(solution, chance).top
    }
  })
}

/** A model in which one number is another: of a parameter, of a group, or an event's probability. */
function variant(model: FaultTreeModel, name: string, value: number): FaultTreeModel {
  const expression: Expression = { op: 'number', value, at: { line: 0, column: 0 } }
  const parameter = model.parameters.get(name)
  if (parameter !== undefined)
    return { ...model, parameters: new Map(model.parameters).set(name, { ...parameter, expression }) }
  const group =
    model.groups.get(name) ??
    [...model.groups.values()].find(one => one.members.some(member => member.name === name))
  if (group !== undefined)
    return { ...model, groups: new Map(model.groups).set(group.name, { ...group, distribution: expression }) }
  const event = model.events.get(name)
  return event === undefined
    ? model
    : { ...model, events: new Map(model.events).set(name, { ...event, expression }) }
}

/** How the top of a drawn tree answers to one number, or to each in turn. @throws FabError rca.*, rca.budget */
export function sweepDrawn(input: Parsed<'faultTree.sweep'>): Output<'faultTree.sweep'> {
  return naming(input.nodes, () => {
    const tree = drawn(input)
    const { model } = tree
    const solved = solvedTree(model, tree.question, false)
    const replay = new Replay(solved.solution)
    /** The top, were the model's numbers those of another one. */
    const topOf = (other: FaultTreeModel): number => {
      const { probability } = numbersOf(other)
      return replay.top(event => probability.get(solved.tree.events[event] ?? '') ?? solved.chance(event))
    }
    const p = replay.top(solved.chance)
    const { ask } = input
    if (ask.kind === 'tornado')
      return { p, value: null, points: [], bars: bars(tree, solved, ask.factor, topOf) }
    const name = tree.names.get(ask.of)
    if (name === undefined || model.gates.has(name) || model.houses.has(name))
      throw new FabError('rca.reference', { to: ask.of })
    const { from, to, points } = ask
    const step = (i: number): number => {
      const share = i / (points - 1)
      return ask.log && from > 0 && to > 0 ? from * Math.pow(to / from, share) : from + (to - from) * share
    }
    return {
      p,
      value: valueOf(model, name),
      points: Array.from({ length: points }, (_, i) => {
        const value = step(i)
        return { value, p: topOf(variant(model, name, value)) }
      }),
      bars: []
    }
  })
}

/** What a number is now. */
function valueOf(model: FaultTreeModel, name: string): number | null {
  const numbers = numbersOf(model)
  const parameter = model.parameters.get(name)
  if (parameter !== undefined) return numbers.evaluator.value(parameter.expression)
  const group =
    model.groups.get(name) ??
    [...model.groups.values()].find(one => one.members.some(member => member.name === name))
  if (group !== undefined) return numbers.evaluator.value(group.distribution)
  return numbers.probability.get(name) ?? null
}

function bars(
  tree: Drawn,
  solved: SolvedTree,
  factor: number,
  topOf: (other: FaultTreeModel) => number
): Output<'faultTree.sweep'>['bars'] {
  const { model, ids } = tree
  const { solution, chance } = solved
  const known = probabilities(solution, chance)
  const slopes = birnbaum(solution, chance, known)
  const found = solved.tree.events.map((name, i): Output<'faultTree.sweep'>['bars'][number] => {
    const p = chance(i)
    // The top is linear in each of them.
    const at = (value: number): number =>
      Math.min(1, Math.max(0, known.top + (slopes.get(i) ?? 0) * (value - p)))
    return {
      id: ids.get(name) ?? null,
      name,
      kind: solved.shared.has(name) ? 'commonCause' : 'event',
      value: p,
      low: at(p / factor),
      high: at(Math.min(1, p * factor))
    }
  })
  for (const { name } of model.parameters.values()) {
    const value = valueOf(model, name) ?? 0
    try {
      const low = topOf(variant(model, name, value / factor))
      found.push({
        id: ids.get(name) ?? null,
        name,
        kind: 'parameter',
        value,
        low,
        high: topOf(variant(model, name, value * factor))
      })
    } catch (error) {
      // With a number that large something would have a probability above 1: there is nothing to show for it.
      if (!(error instanceof FabError)) throw error
    }
  }
  const width = (bar: (typeof found)[number]): number => Math.abs(bar.high - bar.low)
  return found
    .filter(bar => width(bar) > 0)
    .sort((a, b) => width(b) - width(a))
    .slice(0, 1000)
}
