import type { EventModel, FaultTreeNode, Quantity, SharedModel } from '@contract/diagram/faultTree'
import { FabError } from '@contract/errors'
import { readExpression } from '../mef/expressions'
import { expressionText } from '../mef/writer'
import { readXml } from '../mef/xml'
import { refused, type Expression, type Operation, type Place } from '../model'
import { meanIn } from '../tested'

/** A number's spread as a parameter keeps it. */
type ParameterValue = Extract<FaultTreeNode, { type: 'parameter' }>['data']['value']

/** Name of a parameter by the id of its record. @throws FabError where there is none */
type NameOf = (id: string) => string

/** Id of the record of a parameter by its name; undefined where there is none. */
type IdOf = (name: string) => string | undefined

/** Longest expression that a record keeps as XML; as its schema says. */
const mostXml = 20_000

const number = (value: number, at: Place): Expression => ({ op: 'number', value, at })

const expression = (op: Operation, args: readonly Expression[], at: Place): Expression => ({ op, args, at })

/** A quantity as an expression. */
export function ofQuantity(quantity: Quantity, name: NameOf, at: Place): Expression {
  return typeof quantity === 'number'
    ? number(quantity, at)
    : { op: 'parameter', name: name(quantity.parameter), at }
}

/** An expression kept as XML. @throws FabError rca.treeNumbers at the place of its record */
function ofXml(xml: string, at: Place): Expression {
  // The places of a piece of XML mean nothing to who edits a diagram: they become that of the record.
  try {
    return moved(readExpression(readXml(xml)), at)
  } catch (error) {
    if (error instanceof FabError) throw refused('treeNumbers', {}, at)
    throw error
  }
}

function moved(made: Expression, at: Place): Expression {
  if (made.op === 'histogram')
    return {
      ...made,
      at,
      bounds: made.bounds.map(one => moved(one, at)),
      weights: made.weights.map(one => moved(one, at))
    }
  return 'args' in made ? { ...made, at, args: made.args.map(one => moved(one, at)) } : { ...made, at }
}

/** The probability of an event as an expression; null where nothing is known of it. */
export function ofModel(model: EventModel, name: NameOf, at: Place): Expression | null {
  const of = (quantity: Quantity): Expression => ofQuantity(quantity, name, at)
  const time = (quantity: Quantity | null): Expression =>
    quantity === null ? { op: 'mission-time', at } : of(quantity)
  switch (model.kind) {
    case 'none':
      return null
    case 'fixed':
      return of(model.p)
    case 'exponential':
      return expression('exponential', [of(model.rate), time(model.time)], at)
    case 'repairable':
      return expression('GLM', [of(model.start), of(model.rate), of(model.repair), time(model.time)], at)
    case 'dormant': {
      if (model.figure === 'mean' || model.figure === 'worst') {
        const args = [model.rate, model.interval, ...(model.repair === null ? [] : [model.repair])].map(of)
        return { op: 'tested', figure: model.figure, args, at }
      }
      const repair = model.repair === null ? [] : [of(model.repair)]
      const rest = [of(model.interval), of(model.first), time(model.time)]
      return expression('periodic-test', [of(model.rate), ...repair, ...rest], at)
    }
    case 'weibull':
      return expression('Weibull', [of(model.scale), of(model.shape), of(model.shift), time(model.time)], at)
    case 'measured':
      // What was counted last: counting anew is for who looks after the tree.
      return model.last === null ? null : counted(model.last, at)
    case 'shared':
      return model.last === null ? null : ofModel(own(model.last), name, at)
    case 'mef':
      return ofXml(model.xml, at)
  }
}

/**
 * A share that was counted, k of n. Monte Carlo draws it from what is known of it after counting with Jeffreys'
 * prior, beta(k + 1/2, n - k + 1/2): NUREG/CR-6823 (Handbook of Parameter Estimation for Probabilistic Risk
 * Assessment, 2003), section 6.2.2.5.2. Two events counted alike are drawn each for itself.
 */
function counted({ count, of }: { readonly count: number; readonly of: number }, at: Place): Expression {
  return {
    op: 'number',
    value: count / of,
    spread: { alpha: count + 0.5, beta: Math.max(0, of - count) + 0.5 },
    at
  }
}

const own = (model: SharedModel): EventModel => model

/** The value of a parameter as an expression. */
export function ofParameter(value: ParameterValue, at: Place): Expression {
  const deviate = (op: Operation, ...args: number[]): Expression =>
    expression(
      op,
      args.map(one => number(one, at)),
      at
    )
  switch (value.kind) {
    case 'number':
      return number(value.value, at)
    case 'uniform':
      return deviate('uniform-deviate', value.low, value.high)
    case 'normal':
      return deviate('normal-deviate', value.mean, value.sigma)
    case 'lognormal':
      return deviate('lognormal-deviate', value.mean, value.errorFactor, value.level)
    case 'gamma':
      return deviate('gamma-deviate', value.shape, value.scale)
    case 'beta':
      return deviate('beta-deviate', value.alpha, value.beta)
    case 'mef':
      return ofXml(value.xml, at)
  }
}

/** A number or a parameter; null for any other expression. */
export function toQuantity(made: Expression | undefined, idOf: IdOf): Quantity | null {
  if (made?.op === 'number') return made.value
  const id = made?.op === 'parameter' ? idOf(made.name) : undefined
  return id === undefined ? null : { parameter: id }
}

/** Any expression as a model keeps it; null where it is longer than a record may be. */
function toXml(made: Expression): { readonly kind: 'mef'; readonly xml: string } | null {
  const xml = expressionText(made)
  return xml.length > mostXml ? null : { kind: 'mef', xml }
}

/** An expression as the model of an event; null where it is longer than a record may be. */
export function toModel(made: Expression | null, idOf: IdOf): EventModel | null {
  if (made === null) return { kind: 'none' }
  const p = toQuantity(made, idOf)
  if (p !== null) return { kind: 'fixed', p }
  const mean = meanIn(made)
  const [rate, interval] = [toQuantity(mean?.rate, idOf), toQuantity(mean?.interval, idOf)]
  if (rate !== null && interval !== null)
    return { kind: 'dormant', rate, interval, first: interval, repair: null, time: null, figure: 'mean' }
  return ('args' in made && made.op !== 'tested' ? builtIn(made.op, made.args, idOf) : null) ?? toXml(made)
}

function builtIn(op: Operation, args: readonly Expression[], idOf: IdOf): EventModel | null {
  const last = args.at(-1)
  const own = args.slice(0, -1).map(one => toQuantity(one, idOf))
  const time = last?.op === 'mission-time' ? null : toQuantity(last, idOf)
  if (last === undefined || (time === null && last.op !== 'mission-time')) return null
  const [a, b, c, d] = own
  if (own.includes(null) || a == null) return null
  if (op === 'exponential') return { kind: 'exponential', rate: a, time }
  if (b == null || c == null) return null
  if (op === 'GLM') return { kind: 'repairable', start: a, rate: b, repair: c, time }
  if (op === 'Weibull') return { kind: 'weibull', scale: a, shape: b, shift: c, time }
  if (op !== 'periodic-test') return null
  if (own.length === 3)
    return { kind: 'dormant', rate: a, repair: null, interval: b, first: c, time, figure: 'at' }
  return own.length === 4 && d != null
    ? { kind: 'dormant', rate: a, repair: b, interval: c, first: d, time, figure: 'at' }
    : null
}

/** An expression as the value of a parameter; null where it is longer than a record may be. */
export function toParameter(made: Expression): ParameterValue | null {
  if (made.op === 'number') return { kind: 'number', value: made.value }
  const args = 'args' in made ? made.args.map(one => (one.op === 'number' ? one.value : null)) : []
  const [a, b, c] = args
  if (a == null || b == null || args.includes(null)) return toXml(made)
  if (made.op === 'uniform-deviate') return { kind: 'uniform', low: a, high: b }
  if (made.op === 'normal-deviate' && b > 0) return { kind: 'normal', mean: a, sigma: b }
  if (made.op === 'gamma-deviate' && a > 0 && b > 0) return { kind: 'gamma', shape: a, scale: b }
  if (made.op === 'beta-deviate' && a > 0 && b > 0) return { kind: 'beta', alpha: a, beta: b }
  if (made.op === 'lognormal-deviate' && c != null && a > 0 && b >= 1 && c > 0 && c < 1)
    return { kind: 'lognormal', mean: a, errorFactor: b, level: c }
  return toXml(made)
}

/** An expression in which parameters have other names. @throws FabError where one has none */
export function renamed(made: Expression, names: ReadonlyMap<string, string>): Expression {
  if (made.op === 'parameter') {
    const name = names.get(made.name)
    if (name === undefined) throw refused('undefined', { name: made.name, kind: 'parameter' }, made.at)
    return { ...made, name }
  }
  if (made.op === 'histogram')
    return {
      ...made,
      bounds: made.bounds.map(one => renamed(one, names)),
      weights: made.weights.map(one => renamed(one, names))
    }
  return 'args' in made ? { ...made, args: made.args.map(one => renamed(one, names)) } : made
}
