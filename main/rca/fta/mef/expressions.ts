import { refused, operations, type Expression, type Operation } from '../model'
import { attribute, content, whole } from './formulas'
import type { Element } from './xml'

/** How many arguments an operation takes; MEF 2.0d section 4. */
const arity: Readonly<Record<Operation, readonly [least: number, most: number]>> = {
  neg: [1, 1],
  add: [1, Infinity],
  sub: [1, Infinity],
  mul: [1, Infinity],
  div: [2, Infinity],
  pow: [2, 2],
  abs: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  log10: [1, 1],
  sqrt: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  min: [1, Infinity],
  max: [1, Infinity],
  mean: [1, Infinity],
  mod: [2, 2],
  floor: [1, 1],
  ceil: [1, 1],
  eq: [2, 2],
  df: [2, 2],
  lt: [2, 2],
  gt: [2, 2],
  leq: [2, 2],
  geq: [2, 2],
  and: [1, Infinity],
  or: [1, Infinity],
  not: [1, 1],
  ite: [3, 3],
  exponential: [2, 2],
  GLM: [4, 4],
  Weibull: [4, 4],
  'periodic-test': [4, 11],
  'uniform-deviate': [2, 2],
  'normal-deviate': [2, 2],
  'lognormal-deviate': [2, 3],
  'gamma-deviate': [2, 2],
  'beta-deviate': [2, 2]
}

const isOperation = (name: string): name is Operation => (operations as readonly string[]).includes(name)

/** True where an element can be an expression. */
export const isExpression = (name: string): boolean =>
  isOperation(name) ||
  ['float', 'int', 'bool', 'parameter', 'system-mission-time', 'pi', 'histogram'].includes(name)

/**
 * The expression an element stands for.
 * @throws FabError element, arity, attribute, number
 */
export function readExpression(element: Element): Expression {
  const { name, at } = element
  switch (name) {
    case 'float': {
      const text = attribute(element, 'value')
      const value = Number(text)
      if (!Number.isFinite(value) || !/^[+-]?(\d|\.\d)/.test(text))
        throw refused('number', { element: name, text }, at)
      return { op: 'number', value, at }
    }
    case 'int':
      return { op: 'number', value: whole(element, 'value'), at }
    case 'bool': {
      const text = attribute(element, 'value')
      if (text !== 'true' && text !== 'false') throw refused('number', { element: name, text }, at)
      return { op: 'number', value: text === 'true' ? 1 : 0, at }
    }
    case 'pi':
      return { op: 'number', value: Math.PI, at }
    case 'parameter':
      return { op: 'parameter', name: attribute(element, 'name'), at }
    case 'system-mission-time':
      return { op: 'mission-time', at }
    case 'histogram':
      return readHistogram(element)
  }
  if (!isOperation(name)) throw refused('element', { element: name, where: 'expression' }, at)
  const args = content(element).map(readExpression)
  const [least, most] = arity[name]
  const odd = name === 'periodic-test' && ![4, 5, 11].includes(args.length)
  if (args.length < least || args.length > most || odd)
    throw refused('arity', { element: name, given: args.length, least }, at)
  return { op: name, args, at }
}

function readHistogram(element: Element): Expression {
  const [base, ...bins] = content(element)
  if (base === undefined || bins.length === 0)
    throw refused('arity', { element: 'histogram', given: bins.length, least: 1 }, element.at)
  const pairs = bins.map(bin => {
    const [bound, weight, more] = bin.name === 'bin' ? content(bin) : []
    if (bound === undefined || weight === undefined || more !== undefined)
      throw refused('arity', { element: bin.name, given: content(bin).length, least: 2 }, bin.at)
    return { bound: readExpression(bound), weight: readExpression(weight) }
  })
  const zero: Expression = { op: 'number', value: 0, at: element.at }
  return {
    op: 'histogram',
    bounds: [readExpression(base), ...pairs.map(pair => pair.bound)],
    weights: [zero, ...pairs.map(pair => pair.weight)],
    at: element.at
  }
}
