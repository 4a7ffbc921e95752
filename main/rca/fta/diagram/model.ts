import { parseNode } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode } from '@contract/diagram/node'
import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { FabError, type FaultKey } from '@contract/errors'
import { checkReferences } from '../mef/check'
import {
  defaultMissionTime,
  refused,
  type BasicEvent,
  type CcfGroup,
  type Described,
  type FaultTreeModel,
  type Formula,
  type Gate,
  type HouseEvent,
  type Parameter,
  type Place
} from '../model'
import { ofModel, ofParameter, ofQuantity } from './expressions'

type Of<T extends FaultTreeNode['type']> = Extract<FaultTreeNode, { type: T }>

/** Attribute that keeps what MEF has no word for, as other programs use it. */
export const flavor = 'flavor'

/** What an event or gate is called there, by what it is here. */
export const flavors = {
  undeveloped: 'undeveloped',
  conditioning: 'conditional',
  inhibit: 'inhibit',
  pand: 'priority-and'
} as const

/** A tree of the editor as the engine takes it. */
export interface DrawnTree {
  readonly model: FaultTreeModel
  /** Gate of the settings; null = the first that no other gate names. */
  readonly top: string | null
  /** Ids of gates, events, parameters and groups by name. */
  readonly ids: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  /** Priority AND gates, by name: computed as AND. */
  readonly approximated: readonly string[]
}

/**
 * The records of a tree as a model. Places in it are those of the records in the list, so that {@link naming} can
 * turn a fault's line back into a name.
 * @throws FabError rca.node, rca.reference, rca.nameTaken, rca.tree...
 */
export function modelOf(records: readonly DiagramNode[]): DrawnTree {
  return naming(records, () => made(parsed(records)))
}

function parsed(records: readonly DiagramNode[]): FaultTreeNode[] {
  return records.map(record => {
    const one = parseNode('faultTree', record)
    if (one.ok) return one.node
    const { flaw } = one
    const [field, why] = flaw.flaw === 'data' ? [flaw.field, flaw.why] : [record.type, flaw.flaw]
    throw new FabError('rca.node', { field, why, node: record.id })
  })
}

function made(nodes: readonly FaultTreeNode[]): DrawnTree {
  const of = <T extends FaultTreeNode['type']>(type: T): readonly (readonly [Of<T>, Place])[] =>
    nodes.flatMap((node, i) =>
      node.type === type ? [[node as Of<T>, { line: i + 1, column: 1 }] as const] : []
    )
  const ids = new Map<string, string>()
  const names = new Map<string, string>()
  for (const [node, at] of [...of('gate'), ...of('event'), ...of('parameter'), ...of('ccf')]) {
    const { name } = node.data
    if (ids.has(name)) throw refused('nameTaken', { name }, at)
    ids.set(name, node.id)
    names.set(node.id, name)
  }
  const nameAt =
    (at: Place) =>
    (id: string): string => {
      const name = names.get(id)
      if (name === undefined) throw refused('reference', { to: id }, at)
      return name
    }
  const [settings] = of('settings')
  const below = childrenOf(new Map(nodes.map(node => [node.id, node])))
  const gates = new Map<string, Gate>()
  const approximated: string[] = []
  for (const [node, at] of of('gate')) {
    const inputs = (below.get(node.id) ?? []).flatMap(child => (child.type === 'input' ? [child.data] : []))
    const args = inputs.map(({ of: id, negated }): Formula => {
      const ref: Formula = { op: 'ref', name: nameAt(at)(id), kind: 'event', at }
      return negated ? { op: 'not', args: [ref], at } : ref
    })
    if (node.data.gate === 'pand') approximated.push(node.data.name)
    gates.set(node.data.name, {
      name: node.data.name,
      formula: formulaOf(node, args, at),
      at,
      ...described(node.data, node.data.gate)
    })
  }
  const events = new Map<string, BasicEvent>()
  const houses = new Map<string, HouseEvent>()
  for (const [{ data }, at] of of('event')) {
    const { name, state } = data
    if (data.kind === 'house') houses.set(name, { name, state, at, ...described(data, '') })
    else
      events.set(name, {
        name,
        expression: ofModel(data.model, nameAt(at), at),
        at,
        ...described(data, data.kind)
      })
  }
  const parameters = new Map<string, Parameter>()
  for (const [{ data }, at] of of('parameter'))
    parameters.set(data.name, {
      name: data.name,
      expression: ofParameter(data.value, at),
      unit: data.unit,
      at,
      ...described(data, '')
    })
  const groups = new Map<string, CcfGroup>()
  for (const [node, at] of of('ccf')) groups.set(node.data.name, groupOf(node, at, nameAt(at)))
  const { tops } = checkReferences({ gates, events, houses, parameters, groups })
  const top = settings?.[0].data.top ?? null
  return {
    model: {
      name: '',
      gates,
      events,
      houses,
      parameters,
      groups,
      missionTime: settings?.[0].data.missionTime ?? defaultMissionTime,
      tops,
      ignored: []
    },
    top: top === null ? null : (names.get(top) ?? null),
    ids,
    names,
    approximated
  }
}

function described(data: Pick<Described, 'label' | 'attributes'>, what: string): Described {
  const word = Object.entries(flavors).find(([own]) => own === what)?.[1]
  return {
    label: data.label,
    attributes: [...data.attributes, ...(word === undefined ? [] : [{ name: flavor, value: word }])]
  }
}

/** How many inputs a gate must have; k-of-n has its own rule. */
const inputsOf = {
  and: [1, Infinity],
  or: [1, Infinity],
  nand: [1, Infinity],
  nor: [1, Infinity],
  atleast: [1, Infinity],
  inhibit: [1, Infinity],
  pand: [1, Infinity],
  not: [1, 1],
  xor: [2, 2],
  iff: [2, 2],
  imply: [2, 2]
} as const

/** @throws FabError rca.treeInputs */
function formulaOf({ data }: Of<'gate'>, args: readonly Formula[], at: Place): Formula {
  const [least, most] = inputsOf[data.gate]
  const needed = data.gate === 'atleast' ? data.k : least
  if (args.length === 0) throw refused('treeEmpty', { name: data.name }, at)
  if (args.length < needed || args.length > most)
    throw refused('treeInputs', { name: data.name, given: args.length, needed }, at)
  if (data.gate === 'atleast') return { op: 'atleast', min: data.k, args, at }
  // A condition is one more cause; that one comes before another is left out, so the gate's figure is never too low.
  const op = data.gate === 'inhibit' || data.gate === 'pand' ? 'and' : data.gate
  return { op, args, at }
}

/** @throws FabError rca.ccf... */
function groupOf({ data }: Of<'ccf'>, at: Place, name: (id: string) => string): CcfGroup {
  const members = data.members.map(id => ({ name: name(id), at }))
  if (members.length < 2) throw refused('ccfMembers', { name: data.name, given: members.length }, at)
  const distribution = ofModel(data.q, name, at)
  if (distribution === null) throw refused('noProbability', { name: data.name }, at)
  const lowest = { 'beta-factor': members.length, MGL: 2, 'alpha-factor': 1, 'phi-factor': 1 }[data.model]
  // A beta group has one factor, whatever level it was written beside.
  const given = data.model === 'beta-factor' ? data.factors.slice(0, 1) : data.factors
  const factors = given
    .map(({ level, value }) => ({
      level: data.model === 'beta-factor' ? lowest : level,
      value: ofQuantity(value, name, at)
    }))
    .sort((a, b) => a.level - b.level)
  const needed = data.model === 'MGL' ? 1 : members.length - lowest + 1
  const wrong = factors.find(
    ({ level }, i) => level < lowest || level > members.length || factors[i - 1]?.level === level
  )
  if (wrong !== undefined || factors.length < needed)
    throw refused(
      'ccfLevel',
      {
        group: data.name,
        level: wrong?.level ?? factors.length,
        least: lowest,
        most: members.length
      },
      at
    )
  return { name: data.name, model: data.model, members, distribution, factors, at, ...described(data, '') }
}

/** What a fault of a model is called where the model was drawn: there are no lines, but names. */
const drawn: Partial<Readonly<Record<FaultKey, FaultKey>>> = {
  'rca.noProbability': 'rca.treeNoProbability',
  'rca.probability': 'rca.treeProbability',
  'rca.domain': 'rca.treeNumbers',
  'rca.notXml': 'rca.treeNumbers',
  'rca.element': 'rca.treeNumbers',
  'rca.attribute': 'rca.treeNumbers',
  'rca.number': 'rca.treeNumbers',
  'rca.arity': 'rca.treeNumbers',
  'rca.cycle': 'rca.loop',
  'rca.parameterCycle': 'rca.treeNumbers',
  'rca.undefined': 'rca.treeNumbers',
  'rca.wrongKind': 'rca.treeNumbers',
  'rca.defined': 'rca.nameTaken',
  'rca.ccfMembers': 'rca.treeGroup',
  'rca.ccfRepeated': 'rca.treeGroup',
  'rca.ccfFactor': 'rca.treeGroup',
  'rca.ccfLevel': 'rca.treeGroup',
  'rca.ccfSum': 'rca.treeGroup'
}

/** Does something with a drawn model; its faults name the record (`node`, `name`) in the place of a line. */
export function naming<T>(records: readonly DiagramNode[], work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FabError)) throw error
    const { at, column: _, ...details } = error.fault.details
    const record = typeof at === 'number' ? records[at - 1] : undefined
    if (record === undefined) throw error
    const name = typeof record.data['name'] === 'string' ? record.data['name'] : record.id
    throw new FabError(
      drawn[error.fault.key] ?? error.fault.key,
      { ...details, name, node: record.id },
      { cause: error }
    )
  }
}
