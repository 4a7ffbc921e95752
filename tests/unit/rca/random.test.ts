import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  birnbaum,
  boundsOf,
  orders,
  probabilities,
  ranking,
  rareEvent
} from '../../../main/rca/fta/engine/figures'
import { bestFirst } from '../../../main/rca/fta/engine/best'
import { primeImplicants, primeOrders, primeRanking } from '../../../main/rca/fta/engine/primes'
import { inFull } from '../../../main/rca/fta/engine/counts'
import { estimates } from '../../../main/rca/fta/importance'
import { defaultBudget, solve, type Budget } from '../../../main/rca/fta/engine/solve'
import { Graph, type Lit } from '../../../main/rca/fta/engine/graph'

const events = 6

/** A recipe of gates: each takes literals of what stands before it. */
const recipe = fc.array(
  fc.record({
    kind: fc.constantFrom('and', 'or', 'xor', 'atleast'),
    picks: fc.array(fc.record({ of: fc.nat(1000), negated: fc.boolean() }), { minLength: 2, maxLength: 4 }),
    least: fc.integer({ min: 1, max: 3 })
  }),
  { minLength: 1, maxLength: 9 }
)

type Recipe = typeof recipe extends fc.Arbitrary<infer T> ? T : never
type Evaluate = (state: number) => boolean

/** The recipe as a graph and as a plain function of which events happen (bits). */
function made(gates: Recipe, monotone: boolean): { readonly graph: Graph; readonly holds: Evaluate } {
  const graph = new Graph()
  const lits: Lit[] = []
  const values: Evaluate[] = []
  for (let event = 0; event < events; event++) {
    lits.push(graph.variable(event))
    values.push(state => ((state >> event) & 1) === 1)
  }
  for (const { kind, picks, least } of gates) {
    const chosen = picks.map(({ of, negated }) => ({ at: of % lits.length, negated: negated && !monotone }))
    const args = chosen.map(({ at, negated }) => (negated ? -1 : 1) * (lits[at] ?? 0))
    const own = chosen.map(
      ({ at, negated }) =>
        (state: number) =>
          (values[at]?.(state) ?? false) !== negated
    )
    const count = (state: number): number => own.filter(one => one(state)).length
    const k = Math.min(least, args.length)
    if (kind === 'and') {
      lits.push(graph.and(args))
      values.push(state => count(state) === own.length)
    } else if (kind === 'or' || (kind === 'xor' && monotone)) {
      lits.push(graph.or(args))
      values.push(state => count(state) > 0)
    } else if (kind === 'xor') {
      lits.push(graph.xor(args[0] ?? 0, args[1] ?? 0))
      values.push(state => own[0]?.(state) !== own[1]?.(state))
    } else {
      lits.push(graph.atleast(k, args))
      values.push(state => count(state) >= k)
    }
  }
  graph.root = lits.at(-1) ?? 0
  return { graph, holds: values.at(-1) ?? (() => false) }
}

const chance = (event: number): number => 0.07 * (event + 1)
const states = Array.from({ length: 1 << events }, (_, state) => state)

function probabilityOf(state: number): number {
  let p = 1
  for (let event = 0; event < events; event++)
    p *= ((state >> event) & 1) === 1 ? chance(event) : 1 - chance(event)
  return p
}

const exactly = (holds: Evaluate): number =>
  states.filter(holds).reduce((sum, state) => sum + probabilityOf(state), 0)

const sizeOf = (set: number): number => set.toString(2).replaceAll('0', '').length

/** Positive parts of the ways to bring it about, minimal among themselves. */
function minimalSets(holds: Evaluate): number[] {
  // A set suffices where some choice of absent events, among the others, brings it about with nothing else happening.
  const implicant = (set: number): boolean => holds(set)
  const found = states.filter(implicant)
  return found.filter(set => !found.some(other => other !== set && (other & set) === other))
}

describe('any tree', () => {
  test('has the probability, the cut sets and the importance that trying every state gives', () => {
    fc.assert(
      fc.property(recipe, fc.boolean(), (gates, monotone) => {
        const { graph, holds } = made(gates, monotone)
        const solution = solve(graph)
        const found = probabilities(solution, chance)
        expect(found.top).toBeCloseTo(exactly(holds), 12)
        const sets = minimalSets(holds)
        const counts = inFull(orders(solution))
        const bySize = Array.from({ length: events + 1 }, (_, size) =>
          sets.filter(set => sizeOf(set) === size)
        ).map(list => BigInt(list.length))
        expect([...counts, ...Array<bigint>(events + 1 - counts.length).fill(0n)]).toEqual(bySize)
        const slopes = birnbaum(solution, chance, found)
        for (let event = 0; event < events; event++) {
          const at = (value: number) => (state: number) =>
            holds(value === 1 ? state | (1 << event) : state & ~(1 << event))
          expect(slopes.get(event) ?? 0).toBeCloseTo(exactly(at(1)) - exactly(at(0)), 11)
        }
      }),
      { numRuns: 400 }
    )
  })

  test('has proven bounds where its diagrams are too large, and the right cut sets of few events', () => {
    let bounded = 0
    fc.assert(
      fc.property(recipe, fc.boolean(), fc.integer({ min: 0, max: 4 }), (gates, monotone, most) => {
        const { graph, holds } = made(gates, monotone)
        // No exact diagram fits; bounds may take what they need.
        const budget: Budget = {
          bdd: 1 << 16,
          zbdd: 1 << 16,
          exact: 0,
          bounds: 1 << 20,
          race: 2,
          unlimited: 0,
          primes: 0
        }
        const limits = { order: most, price: null, priceOf: () => 0 }
        const solution = solve(graph, { budget, limits, bounds: true })
        const { lower, upper } = boundsOf(solution, chance)
        const p = exactly(holds)
        expect(lower).toBeLessThanOrEqual(p + 1e-12)
        expect(upper).toBeGreaterThanOrEqual(p - 1e-12)
        if (solution.exact) expect(upper - lower).toBeLessThan(1e-12)
        else bounded++
        const sets = minimalSets(holds)
        const counts = inFull(orders(solution))
        const complete = Math.min(solution.complete ?? events, most)
        for (let size = 0; size <= complete; size++)
          expect(counts[size] ?? 0n).toBe(BigInt(sets.filter(set => sizeOf(set) === size).length))
      }),
      { numRuns: 400 }
    )
    expect(bounded).toBeGreaterThan(20)
  })

  test('has importances between proven bounds where its diagrams are too large', () => {
    let [bounded, told] = [0, 0]
    fc.assert(
      fc.property(recipe, fc.boolean(), fc.integer({ min: 1, max: 3 }), (gates, monotone, most) => {
        const { graph, holds } = made(gates, monotone)
        const budget = { ...defaultBudget, exact: 0, race: 2 }
        const limits = { order: most, price: null, priceOf: () => 0 }
        const solution = solve(graph, { budget, limits, bounds: true })
        if (solution.exact) return
        bounded++
        const names = Array.from({ length: events }, (_, event) => String(event))
        const tree = { graph, events: names, gates: 1, functions: new Map<string, Lit>() }
        const p = exactly(holds)
        for (const [event, found] of estimates({ tree, solution, chance }).entries()) {
          const { lower, upper, near } = found
          if (lower === null || upper === null) {
            expect(monotone).toBe(false)
            continue
          }
          told++
          const at = (value: number) =>
            exactly(state => holds(value === 1 ? state | (1 << event) : state & ~(1 << event)))
          const [p1, p0] = [at(1), at(0)]
          const own = chance(event)
          const truth = {
            birnbaum: p1 - p0,
            criticality: p > 0 ? (own * (p1 - p0)) / p : 0,
            diagnostic: p > 0 ? (own * p1) / p : 0,
            raw: p > 0 ? p1 / p : 0,
            rrw: p0 > 1e-12 ? p / p0 : Infinity
          }
          if (p < 1e-9) continue
          for (const measure of ['birnbaum', 'criticality', 'diagnostic', 'raw', 'rrw'] as const) {
            expect(lower[measure] ?? Infinity).toBeLessThanOrEqual(truth[measure] + 1e-9)
            expect(upper[measure] ?? Infinity).toBeGreaterThanOrEqual(truth[measure] - 1e-9)
            if (near === null) continue
            expect(near[measure] ?? Infinity).toBeGreaterThanOrEqual(lower[measure] ?? Infinity)
            expect(near[measure] ?? Infinity).toBeLessThanOrEqual(upper[measure] ?? Infinity)
          }
        }
      }),
      { numRuns: 300 }
    )
    expect(bounded).toBeGreaterThan(3)
    expect(told).toBeGreaterThan(50)
  })

  test('has every cut set that a limit lets through, and none too long', () => {
    fc.assert(
      fc.property(recipe, fc.boolean(), fc.nat(5), fc.nat(12), (gates, monotone, order, price) => {
        const { graph, holds } = made(gates, monotone)
        // So few nodes without limits that these are always put to work.
        const budget: Budget = { ...defaultBudget, unlimited: 0 }
        const priceOf = (event: number): number => 1 + (event % 3)
        const solution = solve(graph, { budget, limits: { order, price, priceOf } })
        const best = ranking(solution, () => -1)
        const found: number[] = []
        for (let rank = 0; best.score(rank) !== null; rank++)
          found.push(best.events(rank).reduce((set, event) => set | (1 << event), 0))
        const cost = (set: number): number => {
          let sum = 0
          for (let event = 0; event < events; event++) if (((set >> event) & 1) === 1) sum += priceOf(event)
          return sum
        }
        const all = minimalSets(holds)
        for (const set of all) if (sizeOf(set) <= order && cost(set) <= price) expect(found).toContain(set)
        for (const set of found) expect(all).toContain(set)
        expect(new Set(found).size).toBe(found.length)
      }),
      { numRuns: 300 }
    )
  })

  test('lists its cut sets by falling probability, each once', () => {
    fc.assert(
      fc.property(recipe, gates => {
        const { graph, holds } = made(gates, true)
        const solution = solve(graph)
        const best = ranking(solution, event => Math.log(chance(event)))
        const listed: number[] = []
        for (let rank = 0; best.score(rank) !== null; rank++)
          listed.push(best.events(rank).reduce((set, event) => set | (1 << event), 0))
        const product = (set: number): number => {
          let p = 1
          for (let event = 0; event < events; event++) if (((set >> event) & 1) === 1) p *= chance(event)
          return p
        }
        expect(listed.toSorted((a, b) => a - b)).toEqual(minimalSets(holds).toSorted((a, b) => a - b))
        for (const [i, set] of listed.entries())
          if (i > 0) expect(product(set)).toBeLessThanOrEqual(product(listed[i - 1] ?? 0) * (1 + 1e-12))
        const rare = rareEvent(solution, chance)
        expect(rare.sum).toBeCloseTo(
          listed.reduce((sum, set) => sum + product(set), 0),
          12
        )
        for (let event = 0; event < events; event++) {
          const own = listed
            .filter(set => ((set >> event) & 1) === 1)
            .reduce((sum, set) => sum + product(set), 0)
          expect(rare.by.get(event) ?? 0).toBeCloseTo(own, 12)
        }
      }),
      { numRuns: 200 }
    )
  })

  test('lists those of few events without going through the longer ones', () => {
    fc.assert(
      fc.property(recipe, fc.boolean(), fc.integer({ min: 0, max: 4 }), (gates, monotone, most) => {
        const { graph, holds } = made(gates, monotone)
        const best = ranking(solve(graph), event => Math.log(chance(event)))
        const found = [...bestFirst(best, most)].map(set => set.reduce((all, event) => all | (1 << event), 0))
        const expected = minimalSets(holds).filter(set => sizeOf(set) <= most)
        expect(found.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b))
        const product = (set: number): number =>
          Array.from({ length: events }, (_, event) =>
            ((set >> event) & 1) === 1 ? chance(event) : 1
          ).reduce((p, q) => p * q)
        for (const [i, set] of found.entries())
          if (i > 0) expect(product(set)).toBeLessThanOrEqual(product(found[i - 1] ?? 0) * (1 + 1e-12))
      }),
      { numRuns: 200 }
    )
  })
})

/** Every prime implicant of a function, as `literals joined`: an event is 2 n, one that stays away 2 n + 1. */
function primesByTrying(holds: Evaluate): number[][] {
  const implies = (care: number, value: number): boolean =>
    states.every(state => (state & care) !== value || holds(state))
  const found: number[][] = []
  for (const care of states)
    for (let value = care; ; value = (value - 1) & care) {
      const bits = Array.from({ length: events }, (_, event) => event).filter(
        event => ((care >> event) & 1) === 1
      )
      const prime =
        implies(care, value) && bits.every(event => !implies(care & ~(1 << event), value & ~(1 << event)))
      if (prime) found.push(bits.map(event => 2 * event + (((value >> event) & 1) === 1 ? 0 : 1)))
      if (value === 0) break
    }
  return found
}

const written = (sets: readonly (readonly number[])[]): string[] =>
  sets.map(set => set.toSorted((a, b) => a - b).join(' ')).sort()

describe('prime implicants of any tree', () => {
  test('are those that trying every cube gives, by order, listed by falling probability', () => {
    fc.assert(
      fc.property(recipe, gates => {
        const { graph, holds } = made(gates, false)
        const expected = primesByTrying(holds)
        const primes = primeImplicants(graph, defaultBudget)
        expect(primes.complete).toBeNull()
        const of = (literal: number): number =>
          (literal & 1) === 1 ? 1 - chance(literal >> 1) : chance(literal >> 1)
        const listed = [
          ...bestFirst(
            primeRanking(primes, literal => Math.log(of(literal))),
            null
          )
        ]
        expect(written(listed)).toEqual(written(expected))
        const product = (set: readonly number[]): number => set.reduce((p, literal) => p * of(literal), 1)
        for (const [i, set] of listed.entries())
          if (i > 0) expect(product(set)).toBeLessThanOrEqual(product(listed[i - 1] ?? []) * (1 + 1e-12))
        const counts = inFull(primeOrders(primes))
        for (let order = 0; order <= events; order++)
          expect(counts[order] ?? 0n).toBe(BigInt(expected.filter(set => set.length === order).length))
      }),
      { numRuns: 60 }
    )
  })

  test('of few literals are all there where the others are beyond the budget', () => {
    let cut = 0
    fc.assert(
      fc.property(recipe, fc.integer({ min: 1, max: 4 }), (gates, most) => {
        const { graph, holds } = made(gates, false)
        const primes = primeImplicants(graph, { ...defaultBudget, unlimited: 0 }, most)
        if (primes.complete !== null) cut++
        const listed = [
          ...bestFirst(
            primeRanking(primes, () => -1),
            most
          )
        ]
        expect(written(listed)).toEqual(written(primesByTrying(holds).filter(set => set.length <= most)))
      }),
      { numRuns: 60 }
    )
    expect(cut).toBeGreaterThan(20)
  })
})
