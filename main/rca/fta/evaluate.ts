import { completeTest, instantRepair, instantTest } from './periodic-test'
import { meanTested, worstTested } from './tested'
import { refused, type Expression, type FaultTreeModel, type Operation } from './model'

/** Numbers of a model: every expression at its mean, or at one draw of a Monte Carlo run. */
export interface Evaluator {
  value(expression: Expression): number
}

/** Draws from a distribution; absent, the mean is taken. */
export interface Sampler {
  uniform(low: number, high: number): number
  normal(mean: number, sigma: number): number
  gamma(shape: number, scale: number): number
  beta(a: number, b: number): number
}

type Deviate = Extract<Operation, `${string}-deviate`>
const isDeviate = (op: Operation): op is Deviate => op.endsWith('-deviate')

/** z of the confidence level of an error factor: both tails outside. */
export type LevelQuantile = (p: number) => number

/**
 * Computes expressions of a model. A parameter is computed once and shared by all that name it, so that one draw
 * serves everywhere (state-of-knowledge correlation).
 * @param quantile standard normal quantile
 */
export function evaluator(
  model: Pick<FaultTreeModel, 'parameters' | 'missionTime'>,
  quantile: LevelQuantile,
  sampler?: Sampler
): Evaluator {
  const known = new Map<string, number>()
  const value = (expression: Expression): number => {
    switch (expression.op) {
      case 'number': {
        const { value: known, spread } = expression
        return spread === undefined ? known : (sampler?.beta(spread.alpha, spread.beta) ?? known)
      }
      case 'mission-time':
        return model.missionTime
      case 'parameter': {
        const found = known.get(expression.name)
        if (found !== undefined) return found
        const parameter = model.parameters.get(expression.name)
        if (parameter === undefined)
          throw refused('undefined', { name: expression.name, kind: 'parameter' }, expression.at)
        const made = value(parameter.expression)
        known.set(expression.name, made)
        return made
      }
      case 'histogram':
        return histogram(expression)
      case 'tested': {
        const [rate = NaN, interval = NaN, repair = null] = expression.args.map(value)
        if (!(rate >= 0 && interval > 0 && (repair === null || repair > 0)))
          refuse(expression, 'periodic-test')
        return (expression.figure === 'mean' ? meanTested : worstTested)(rate, interval, repair)
      }
      default: {
        const args = expression.args.map(value)
        const made = isDeviate(expression.op)
          ? deviate(expression.op, args, expression)
          : compute(expression.op, args, expression)
        if (Number.isNaN(made)) refuse(expression, expression.op)
        return made
      }
    }
  }
  const histogram = (expression: Extract<Expression, { op: 'histogram' }>): number => {
    const bounds = expression.bounds.map(value)
    const weights = expression.weights.map(value)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const rising = bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] ?? bound))
    if (!rising || weights.some(weight => weight < 0) || total <= 0) refuse(expression, 'histogram')
    const drawn = sampler?.uniform(0, total)
    let sum = 0
    let mean = 0
    for (let i = 1; i < bounds.length; i++) {
      const low = bounds[i - 1] ?? 0
      const high = bounds[i] ?? 0
      const weight = weights[i] ?? 0
      if (drawn !== undefined && drawn < sum + weight) return low + ((drawn - sum) / weight) * (high - low)
      sum += weight
      mean += (weight * (low + high)) / 2
    }
    return drawn === undefined ? mean / total : (bounds.at(-1) ?? 0)
  }
  const deviate = (op: Deviate, args: readonly number[], at: Expression): number => {
    const [a = NaN, b = NaN, level = 0.95] = args
    switch (op) {
      case 'uniform-deviate':
        if (!(a < b)) refuse(at, op)
        return sampler?.uniform(a, b) ?? (a + b) / 2
      case 'normal-deviate':
        if (!(b > 0)) refuse(at, op)
        return sampler?.normal(a, b) ?? a
      case 'gamma-deviate':
        if (!(a > 0 && b > 0)) refuse(at, op)
        return sampler?.gamma(a, b) ?? a * b
      case 'beta-deviate':
        if (!(a > 0 && b > 0)) refuse(at, op)
        return sampler?.beta(a, b) ?? a / (a + b)
      case 'lognormal-deviate': {
        if (args.length === 2) {
          if (!(b > 0)) refuse(at, op)
          return Math.exp(sampler?.normal(a, b) ?? a + (b * b) / 2)
        }
        // Mean, error factor and its level: EF = exp(z sigma), mean = exp(mu + sigma^2 / 2).
        if (!(a > 0 && b > 1 && level > 0.5 && level < 1)) refuse(at, op)
        const sigma = Math.log(b) / quantile(level)
        return sampler === undefined ? a : Math.exp(sampler.normal(Math.log(a) - (sigma * sigma) / 2, sigma))
      }
    }
  }
  return { value }
}

function refuse(at: Expression, operation: string): never {
  throw refused('domain', { operation }, at.at)
}

const truth = (yes: boolean): number => (yes ? 1 : 0)

/** MEF 2.0d section 4. NaN where the arguments lie outside of the operation's domain. */
function compute(op: Exclude<Operation, Deviate>, args: readonly number[], at: Expression): number {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = args
  const fold = (step: (x: number, y: number) => number) => args.slice(1).reduce(step, a)
  switch (op) {
    case 'neg':
      return -a
    case 'add':
      return fold((x, y) => x + y)
    case 'sub':
      return fold((x, y) => x - y)
    case 'mul':
      return fold((x, y) => x * y)
    case 'div':
      return args.slice(1).includes(0) ? NaN : fold((x, y) => x / y)
    case 'pow':
      return Math.pow(a, b)
    case 'abs':
      return Math.abs(a)
    case 'exp':
      return Math.exp(a)
    case 'log':
      return a > 0 ? Math.log(a) : NaN
    case 'log10':
      return a > 0 ? Math.log10(a) : NaN
    case 'sqrt':
      return Math.sqrt(a)
    case 'sin':
      return Math.sin(a)
    case 'cos':
      return Math.cos(a)
    case 'tan':
      return Math.tan(a)
    case 'min':
      return Math.min(...args)
    case 'max':
      return Math.max(...args)
    case 'mean':
      return fold((x, y) => x + y) / args.length
    case 'mod':
      return b === 0 ? NaN : Math.trunc(a) % Math.trunc(b)
    case 'floor':
      return Math.floor(a)
    case 'ceil':
      return Math.ceil(a)
    case 'eq':
      return truth(a === b)
    case 'df':
      return truth(a !== b)
    case 'lt':
      return truth(a < b)
    case 'gt':
      return truth(a > b)
    case 'leq':
      return truth(a <= b)
    case 'geq':
      return truth(a >= b)
    case 'and':
      return truth(args.every(x => x !== 0))
    case 'or':
      return truth(args.some(x => x !== 0))
    case 'not':
      return truth(a === 0)
    case 'ite':
      return a !== 0 ? b : c
    case 'exponential':
      return a >= 0 && b >= 0 ? -Math.expm1(-a * b) : NaN
    case 'GLM': {
      // gamma, lambda, mu, time
      if (!(a >= 0 && a <= 1 && b >= 0 && c >= 0 && b + c > 0 && d >= 0)) return NaN
      const rate = b + c
      return (b - (b - a * rate) * Math.exp(-rate * d)) / rate
    }
    case 'Weibull':
      // scale, shape, shift, time
      if (!(a > 0 && b > 0 && c >= 0 && d >= 0)) return NaN
      return d <= c ? 0 : -Math.expm1(-Math.pow((d - c) / a, b))
    case 'periodic-test':
      return periodicTest(args, at)
  }
}

function periodicTest(args: readonly number[], at: Expression): number {
  if (args.some(x => !(x >= 0))) refuse(at, 'periodic-test')
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, time = 0] = args
  if (args.length === 4) return b > 0 ? instantRepair(a, b, c, d) : refuse(at, 'periodic-test')
  if (args.length === 5) return c > 0 ? instantTest(a, b, c, d, e) : refuse(at, 'periodic-test')
  const chances = [f, i, j]
  if (!(d > 0) || g >= d || chances.some(x => x > 1)) refuse(at, 'periodic-test')
  const test = { lambda: a, lambdaTest: b, mu: c, tau: d, theta: e, gamma: f, duration: g }
  return completeTest({ ...test, available: h !== 0, sigma: i, omega: j }, time)
}
