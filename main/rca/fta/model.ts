import { FabError, type FaultKey } from '@contract/errors'

/**
 * A fault-tree model as the Open-PSA Model Exchange Format 2.0d describes it: gates over events, events with
 * probabilities that may be expressions over parameters, common-cause groups. Names are unique over the model.
 */

/** Where something stands in the file it was read from; counted from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What a formula may be made of. */
export type Formula =
  | { readonly op: 'ref'; readonly name: string; readonly kind: RefKind; readonly at: Place }
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: Connective; readonly args: readonly Formula[]; readonly at: Place }
  | { readonly op: 'atleast'; readonly min: number; readonly args: readonly Formula[]; readonly at: Place }
  | {
      readonly op: 'cardinality'
      readonly min: number
      readonly max: number
      readonly args: readonly Formula[]
      readonly at: Place
    }

/** Connectives without a number. */
export type Connective = 'and' | 'or' | 'not' | 'xor' | 'iff' | 'nand' | 'nor' | 'imply'

/** What a reference says it points at; `event` leaves it open. */
export type RefKind = 'gate' | 'basic-event' | 'house-event' | 'event'

/** A number, or how to compute one. Times in the units of the rates (hours, mostly). */
export type Expression =
  | {
      readonly op: 'number'
      readonly value: number
      /** How sure the number is where it was counted: a beta distribution that Monte Carlo draws it from. */
      readonly spread?: { readonly alpha: number; readonly beta: number }
      readonly at: Place
    }
  | { readonly op: 'parameter'; readonly name: string; readonly at: Place }
  | { readonly op: 'mission-time'; readonly at: Place }
  | { readonly op: Operation; readonly args: readonly Expression[]; readonly at: Place }
  /** Mean or worst unavailability between two tests: rate, interval, and rate of repair where it takes a time. */
  | {
      readonly op: 'tested'
      readonly figure: 'mean' | 'worst'
      readonly args: readonly Expression[]
      readonly at: Place
    }
  | {
      readonly op: 'histogram'
      /** Upper ends with the weight of the interval below; the first entry's weight is unused. */
      readonly bounds: readonly Expression[]
      readonly weights: readonly Expression[]
      readonly at: Place
    }

/** Operations of the format that are computed. */
export const operations = [
  'neg',
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'abs',
  'exp',
  'log',
  'log10',
  'sqrt',
  'sin',
  'cos',
  'tan',
  'min',
  'max',
  'mean',
  'mod',
  'floor',
  'ceil',
  'eq',
  'df',
  'lt',
  'gt',
  'leq',
  'geq',
  'and',
  'or',
  'not',
  'ite',
  'exponential',
  'GLM',
  'Weibull',
  'periodic-test',
  'uniform-deviate',
  'normal-deviate',
  'lognormal-deviate',
  'gamma-deviate',
  'beta-deviate'
] as const

/** An operation of the format that is computed. */
export type Operation = (typeof operations)[number]

/** A name with a text, as MEF's attributes and labels have it. */
export interface Described {
  readonly label: string
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
}

/** A gate. */
export interface Gate extends Described {
  readonly name: string
  readonly formula: Formula
  readonly at: Place
}

/** A basic event; without an expression it has no probability and serves qualitative analysis alone. */
export interface BasicEvent extends Described {
  readonly name: string
  readonly expression: Expression | null
  readonly at: Place
}

/** A house event: on or off. */
export interface HouseEvent extends Described {
  readonly name: string
  readonly state: boolean
  readonly at: Place
}

/** A named number. */
export interface Parameter extends Described {
  readonly name: string
  readonly expression: Expression
  readonly unit: string
  readonly at: Place
}

/** How a common-cause group shares its failures out. */
export const ccfModels = ['beta-factor', 'MGL', 'alpha-factor', 'phi-factor'] as const

/** How a common-cause group shares its failures out. */
export type CcfModel = (typeof ccfModels)[number]

/** A common-cause group. */
export interface CcfGroup extends Described {
  readonly name: string
  readonly model: CcfModel
  readonly members: readonly { readonly name: string; readonly at: Place }[]
  /** Total failure probability of a member. */
  readonly distribution: Expression
  /** Factor by level, in order of level. */
  readonly factors: readonly { readonly level: number; readonly value: Expression }[]
  readonly at: Place
}

/** Hours, where a model does not say. */
export const defaultMissionTime = 8760

/** Attribute of a fault tree that says its mission time; the format itself has no place for it. */
export const missionTimeAttribute = 'mission-time'

/** A model. */
export interface FaultTreeModel {
  readonly name: string
  readonly gates: ReadonlyMap<string, Gate>
  readonly events: ReadonlyMap<string, BasicEvent>
  readonly houses: ReadonlyMap<string, HouseEvent>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly groups: ReadonlyMap<string, CcfGroup>
  /** Value of `system-mission-time`; 8760 where the file does not say. */
  readonly missionTime: number
  /** Gates that no other gate names, in file order. */
  readonly tops: readonly string[]
  /** Constructs that were read over because they say nothing about the tree, each with its place. */
  readonly ignored: readonly { readonly what: string; readonly at: Place }[]
}

/** Every reason for which a model is refused; the fault's key is `rca.<reason>`. */
export type Reason = FaultKey extends infer Key ? (Key extends `rca.${infer R}` ? R : never) : never

/** The fault of a model that must not be computed, with the reason and the place in its file. */
export function refused(
  reason: Reason,
  details: Readonly<Record<string, string | number>> = {},
  at: Place | null = null
): FabError {
  return new FabError(`rca.${reason}`, at === null ? details : { ...details, at: at.line, column: at.column })
}
