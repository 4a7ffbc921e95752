import { describe } from '../../statistics/moments'
import { normalQuantile } from '../../statistics/normal'
import { quantile, sortedFinite } from '../../statistics/order'
import { createRandom, type Random } from '../../statistics/random'
import { ccfEvents } from './ccf'
import { Replay } from './engine/replay'
import { evaluator, type Sampler } from './evaluate'
import { solvedTree, type Question } from './analyse'
import type { FaultTreeModel } from './model'

/** How sure the probability of the top is, given how sure its numbers are. */
export interface Uncertainty {
  readonly trials: number
  readonly mean: number
  readonly sigma: number
  readonly p05: number
  readonly median: number
  readonly p95: number
  /** 95 % over median: how a lognormal would be given. */
  readonly errorFactor: number | null
  /** Every trial, sorted. */
  readonly values: Float64Array<ArrayBuffer>
  /** Draws of event probabilities that fell outside of 0 to 1 and were moved to its end. */
  readonly moved: number
}

/** Draws from a generator. */
function samplerOf(random: Random): Sampler {
  // Marsaglia & Tsang 2000; below a shape of 1 by the power of a uniform.
  const gamma = (shape: number, scale: number): number => {
    if (shape < 1) return gamma(shape + 1, scale) * Math.pow(1 - random.next(), 1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = random.normal()
      const v = Math.pow(1 + c * x, 3)
      if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v * scale
    }
  }
  return {
    uniform: (low, high) => random.between(low, high),
    normal: (mean, sigma) => random.normal(mean, sigma),
    gamma,
    beta: (a, b) => {
      const x = gamma(a, 1)
      return x / (x + gamma(b, 1))
    }
  }
}

/**
 * Monte Carlo over the parameters of a model, each trial through the diagrams that are built once. One draw of a
 * parameter serves every event that names it.
 * @param seed the same seed gives the same trials
 * @param goOn asked after each trial; false ends with what there is
 * @throws FabError rca.*, BudgetSpent
 */
export function uncertainty(
  model: FaultTreeModel,
  question: Question,
  trials: number,
  seed: number | string,
  goOn: (done: number) => boolean = () => true
): Uncertainty {
  const { tree, solution, chance } = solvedTree(model, question, false)
  const replay = new Replay(solution)
  const sampler = samplerOf(createRandom(seed))
  const drawn: number[] = []
  let moved = 0
  const inside = (value: number): number => {
    if (value >= 0 && value <= 1) return value
    moved++
    return value > 1 ? 1 : 0
  }
  for (let trial = 0; trial < trials && goOn(trial); trial++) {
    const numbers = evaluator(model, normalQuantile, sampler)
    const probability = new Map<string, number>()
    for (const event of model.events.values())
      if (event.expression !== null) probability.set(event.name, inside(numbers.value(event.expression)))
    for (const group of model.groups.values()) {
      const total = inside(numbers.value(group.distribution))
      const shared = {
        value: (of: typeof group.distribution) => (of === group.distribution ? total : numbers.value(of))
      }
      for (const event of ccfEvents(group, shared)) probability.set(event.name, event.probability)
    }
    drawn.push(replay.top(event => probability.get(tree.events[event] ?? '') ?? chance(event)))
  }
  const values = sortedFinite(drawn)
  const { mean, sigma } = describe(values)
  const median = quantile(values, 0.5)
  const p95 = quantile(values, 0.95)
  return {
    trials: values.length,
    mean: mean ?? Number.NaN,
    sigma: sigma ?? Number.NaN,
    p05: quantile(values, 0.05),
    median,
    p95,
    errorFactor: median > 0 ? p95 / median : null,
    values,
    moved
  }
}
