import { refused, type Connective, type Formula, type RefKind } from '../model'
import type { Element } from './xml'

const arity: Readonly<Record<Connective, { readonly min: number; readonly max: number }>> = {
  and: { min: 1, max: Infinity },
  or: { min: 1, max: Infinity },
  nand: { min: 1, max: Infinity },
  nor: { min: 1, max: Infinity },
  not: { min: 1, max: 1 },
  xor: { min: 2, max: 2 },
  iff: { min: 2, max: 2 },
  imply: { min: 2, max: 2 }
}

const references: readonly RefKind[] = ['gate', 'basic-event', 'house-event', 'event']

const isConnective = (name: string): name is Connective => Object.hasOwn(arity, name)
const isReference = (name: string): name is RefKind => (references as readonly string[]).includes(name)

/** Attribute of an element. @throws FabError attribute where it is missing or empty */
export function attribute(element: Element, name: string): string {
  const value = element.attributes[name]
  if (value === undefined || value.trim() === '')
    throw refused('attribute', { element: element.name, attribute: name }, element.at)
  return value.trim()
}

/** A whole number of an attribute. @throws FabError */
export function whole(element: Element, name: string): number {
  const text = attribute(element, name)
  const value = Number(text)
  if (!/^[+-]?\d+$/.test(text) || Math.abs(value) > 2_147_483_647)
    throw refused('number', { element: element.name, text }, element.at)
  return value
}

/** The children of an element that are no label and no attributes. */
export function content(element: Element): readonly Element[] {
  return element.children.filter(child => child.name !== 'label' && child.name !== 'attributes')
}

/**
 * The formula an element stands for, nested as it may be. MEF 2.0d section 3.2.
 * @throws FabError element, arity, cardinality, attribute, number
 */
export function readFormula(element: Element): Formula {
  const { name, at } = element
  if (isReference(name)) {
    const said = element.attributes['type']
    const kind = name === 'event' && said !== undefined && isReference(said) ? said : name
    return { op: 'ref', name: attribute(element, 'name'), kind, at }
  }
  if (name === 'constant') {
    const value = attribute(element, 'value')
    if (value !== 'true' && value !== 'false') throw refused('number', { element: name, text: value }, at)
    return { op: 'constant', value: value === 'true' }
  }
  const args = content(element).map(readFormula)
  if (isConnective(name)) {
    const { min, max } = arity[name]
    if (args.length < min || args.length > max)
      throw refused('arity', { element: name, given: args.length, least: min }, at)
    return { op: name, args, at }
  }
  if (name === 'atleast') {
    const min = whole(element, 'min')
    if (min < 0 || min > args.length)
      throw refused('cardinality', { min, max: args.length, given: args.length }, at)
    return { op: 'atleast', min, args, at }
  }
  if (name === 'cardinality') {
    const min = whole(element, 'min')
    const max = whole(element, 'max')
    if (min < 0 || max < min || max > args.length)
      throw refused('cardinality', { min, max, given: args.length }, at)
    return { op: 'cardinality', min, max, args, at }
  }
  throw refused('element', { element: name, where: 'formula' }, at)
}
