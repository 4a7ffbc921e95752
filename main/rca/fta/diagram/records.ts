import { dataOf } from '@contract/diagram/kinds'
import { textMost, type DiagramNode } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import type { EventModel, GateData } from '@contract/diagram/faultTree'
import type { JsonObject } from '@contract/json'
import {
  defaultMissionTime,
  type CcfGroup,
  type Described,
  type FaultTreeModel,
  type Formula,
  type Gate
} from '../model'
import { renamed, toModel, toParameter, toQuantity } from './expressions'
import { flavor, flavors } from './model'

/** A model as the records of a diagram. */
export interface Records {
  readonly nodes: readonly DiagramNode[]
  /** What has no place in a diagram and was left out, or was shortened; line 0 = of the whole. */
  readonly ignored: readonly { readonly what: string; readonly line: number }[]
}

/** Longest name of a record. */
const mostName = 120

/** Most attributes of a record, and longest name of one. */
const [attributesMost, attributeNameMost] = [100, 200]

/** Names that are each given once: a diagram has one list of them where MEF has one per kind. */
class Names {
  readonly #given = new Set<string>()

  give(wanted: string): string {
    const bare = wanted.trim() === '' ? '?' : wanted.trim()
    for (let n = 1; ; n++) {
      const tail = n === 1 ? '' : `_${String(n)}`
      const name = `${bare.slice(0, mostName - tail.length)}${tail}`
      if (this.#given.has(name)) continue
      this.#given.add(name)
      return name
    }
  }
}

/** An input of a gate before it has an id of its own. */
interface Input {
  readonly of: string
  readonly negated: boolean
}

/**
 * The records of a model, for an editor: one gate for each formula, inner ones without a name of their own called
 * after the gate they stand in. Constants become house events, a range of k-of-n the two gates it is made of.
 * @param newId makes the ids of the records, each time another
 */
export function recordsOf(model: FaultTreeModel, newId: () => string): Records {
  return new Recorder(model, newId).records()
}

class Recorder {
  readonly #model: FaultTreeModel
  readonly #newId: () => string
  readonly #names = new Names()
  readonly #ids = new Map<string, string>()
  /** Name in the diagram of a parameter by its name in the model, and its id by the former. */
  readonly #parameterNames = new Map<string, string>()
  readonly #parameterIds = new Map<string, string>()
  readonly #waiting: { readonly type: string; readonly id: string; readonly data: JsonObject }[] = []
  readonly #inputs: { readonly gate: string; readonly list: readonly Input[] }[] = []
  readonly #constants = new Map<boolean, string>()
  readonly #ignored: { what: string; line: number }[] = []

  constructor(model: FaultTreeModel, newId: () => string) {
    this.#model = model
    this.#newId = newId
  }

  records(): Records {
    const { gates, events, houses, parameters, groups, missionTime, ignored } = this.#model
    for (const { what, at } of ignored) this.#ignored.push({ what, line: at.line })
    const given = new Map<string, string>()
    for (const { name, at } of [...gates.values(), ...events.values(), ...houses.values()]) {
      this.#ids.set(name, this.#newId())
      given.set(name, this.#named(name, at.line))
    }
    const nameOf = (name: string): string => given.get(name) ?? name
    for (const { name, at } of parameters.values()) {
      const own = this.#named(name, at.line)
      this.#parameterNames.set(name, own)
      this.#parameterIds.set(own, this.#newId())
    }
    if (missionTime !== defaultMissionTime) this.#put('settings', this.#newId(), { missionTime })
    for (const gate of gates.values())
      this.#gate(this.#ids.get(gate.name) ?? '', nameOf(gate.name), gate.formula, gate)
    for (const { name, expression, at, ...rest } of events.values()) {
      const kind = this.#said(rest, ['undeveloped', 'conditioning'], name, at.line)
      const own = expression === null ? null : renamed(expression, this.#parameterNames)
      this.#put('event', this.#ids.get(name) ?? '', {
        name: nameOf(name),
        ...kind.rest,
        kind: kind.is ?? 'basic',
        model: this.#known(toModel(own, this.#idOf), name, at.line)
      })
    }
    for (const { name, state, label, attributes, at } of houses.values())
      this.#put('event', this.#ids.get(name) ?? '', {
        name: nameOf(name),
        ...this.#said({ label, attributes }, [], name, at.line).rest,
        kind: 'house',
        state
      })
    for (const { name, expression, unit, label, attributes, at } of parameters.values()) {
      const value = toParameter(renamed(expression, this.#parameterNames))
      if (value === null) this.#ignored.push({ what: name, line: at.line })
      const own = this.#parameterNames.get(name) ?? name
      this.#put('parameter', this.#parameterIds.get(own) ?? '', {
        name: own,
        ...this.#said({ label, attributes }, [], name, at.line).rest,
        unit: unit.slice(0, 40),
        value: value ?? { kind: 'number', value: 0 }
      })
    }
    for (const group of groups.values()) this.#group(group)
    return { nodes: this.#ranked(), ignored: this.#ignored }
  }

  readonly #idOf = (name: string): string | undefined => this.#parameterIds.get(name)

  #named(name: string, line: number): string {
    const made = this.#names.give(name)
    if (made !== name) this.#ignored.push({ what: `${name} > ${made}`, line })
    return made
  }

  #known(made: EventModel | null, name: string, line: number): EventModel {
    if (made === null) this.#ignored.push({ what: name, line })
    return made ?? { kind: 'none' }
  }

  #group({ name, model, members, distribution, factors, label, attributes, at }: CcfGroup): void {
    const q = toModel(renamed(distribution, this.#parameterNames), this.#idOf)
    this.#put('ccf', this.#newId(), {
      name: this.#named(name, at.line),
      ...this.#said({ label, attributes }, [], name, at.line).rest,
      model,
      members: members.map(member => this.#ids.get(member.name) ?? ''),
      q: this.#known(q, name, at.line),
      factors: factors.map(({ level, value }) => {
        const own = renamed(value, this.#parameterNames)
        const quantity = toQuantity(own, this.#idOf)
        if (quantity !== null) return { level, value: quantity }
        // Only parameters may be computed: the factor becomes one.
        const id = this.#newId()
        const computed = toParameter(own)
        if (computed === null) this.#ignored.push({ what: name, line: at.line })
        this.#put('parameter', id, {
          name: this.#names.give(`${name}.${String(level)}`),
          value: computed ?? { kind: 'number', value: 0 }
        })
        return { level, value: { parameter: id } }
      })
    })
  }

  #put(type: string, id: string, data: object): void {
    const filled = dataOf('faultTree', type, data as JsonObject)
    this.#waiting.push({ type, id, data: filled })
  }

  /** What is said of a record, without its flavour and as long as a record may have it; what was cut is listed. */
  #said<K extends keyof typeof flavors>(
    described: Described,
    kinds: readonly K[],
    name: string,
    line: number
  ): { readonly is: K | null; readonly rest: Described } {
    const { is, rest } = flavored(described, kinds)
    const cut = (text: string, most: number, what: string): string => {
      if (text.length > most) this.#ignored.push({ what: `${name}: ${what} > ${String(most)}`, line })
      return text.slice(0, most)
    }
    if (rest.attributes.length > attributesMost)
      this.#ignored.push({ what: `${name}: attributes > ${String(attributesMost)}`, line })
    return {
      is,
      rest: {
        label: cut(rest.label, textMost, 'label'),
        attributes: rest.attributes.slice(0, attributesMost).map(one => ({
          name: cut(one.name, attributeNameMost, 'attribute'),
          value: cut(one.value, textMost, one.name.slice(0, 40))
        }))
      }
    }
  }

  /** A gate of a formula; inner formulas become gates of their own, called after `name`. */
  #gate(id: string, name: string, formula: Formula, described: Described | Gate): void {
    const line = 'at' in described ? described.at.line : 0
    const kind = this.#said(described, formula.op === 'and' ? ['inhibit', 'pand'] : [], name, line)
    const put = (gate: GateData['gate'], list: readonly Input[], k?: number): void => {
      this.#put('gate', id, { name, ...kind.rest, gate: kind.is ?? gate, ...(k === undefined ? {} : { k }) })
      this.#inputs.push({ gate: id, list })
    }
    const inputs = (args: readonly Formula[]): Input[] => args.map(one => this.#input(one, name))
    switch (formula.op) {
      case 'ref':
      case 'constant':
        put('or', [this.#input(formula, name)])
        return
      case 'atleast':
        if (formula.min === 0) put('or', [this.#constant(true)])
        else put('atleast', inputs(formula.args), formula.min)
        return
      case 'cardinality': {
        const { min, max, args, at } = formula
        const list: Input[] = []
        if (min > 0) list.push(this.#input({ op: 'atleast', min, args, at }, name))
        if (max < args.length)
          list.push({
            ...this.#input({ op: 'atleast', min: max + 1, args, at }, name),
            negated: true
          })
        put('and', list.length === 0 ? [this.#constant(true)] : list)
        return
      }
      default:
        put(formula.op, inputs(formula.args))
    }
  }

  #input(formula: Formula, within: string): Input {
    if (formula.op === 'ref') return { of: this.#ids.get(formula.name) ?? '', negated: false }
    if (formula.op === 'constant') return this.#constant(formula.value)
    const [only] = formula.op === 'not' ? formula.args : []
    if (only !== undefined) {
      const inner = this.#input(only, within)
      return { ...inner, negated: !inner.negated }
    }
    const id = this.#newId()
    this.#gate(id, this.#names.give(`${within.slice(0, mostName - 8)}.1`), formula, {
      label: '',
      attributes: []
    })
    return { of: id, negated: false }
  }

  #constant(value: boolean): Input {
    const known = this.#constants.get(value)
    if (known !== undefined) return { of: known, negated: false }
    const id = this.#newId()
    this.#constants.set(value, id)
    this.#put('event', id, {
      name: this.#names.give(value ? 'TRUE' : 'FALSE'),
      kind: 'house',
      state: value
    })
    return { of: id, negated: false }
  }

  #ranked(): DiagramNode[] {
    const ranks = ranksBetween(null, null, this.#waiting.length)
    const nodes = this.#waiting.map(({ type, id, data }, i): DiagramNode => ({
      id,
      type,
      parent: null,
      rank: ranks[i] ?? 'V',
      data
    }))
    for (const { gate, list } of this.#inputs) {
      const places = ranksBetween(null, null, list.length)
      for (const [i, input] of list.entries())
        nodes.push({
          id: this.#newId(),
          type: 'input',
          parent: gate,
          rank: places[i] ?? 'V',
          data: { of: input.of, negated: input.negated }
        })
    }
    return nodes
  }
}

/** What a flavour says something is, and what else is said of it. */
function flavored<K extends keyof typeof flavors>(
  { label, attributes }: Described,
  kinds: readonly K[]
): { readonly is: K | null; readonly rest: Described } {
  const word = attributes.find(one => one.name === flavor)?.value
  const is = kinds.find(kind => flavors[kind] === word) ?? null
  const others = attributes.filter(one => is === null || one.name !== flavor)
  return { is, rest: { label, attributes: others } }
}
