import {
  ccfModels,
  defaultMissionTime,
  missionTimeAttribute,
  refused,
  type BasicEvent,
  type CcfGroup,
  type CcfModel,
  type Described,
  type FaultTreeModel,
  type Gate,
  type HouseEvent,
  type Parameter,
  type Place
} from '../model'
import { checkReferences } from './check'
import { isExpression, readExpression } from './expressions'
import { attribute, content, readFormula, whole } from './formulas'
import { readXml, type Element } from './xml'

/** What may stand around a tree without changing it; listed in `ignored`. */
const describing = new Set(['label', 'attributes'])

/** A model while it is read. */
interface Draft {
  readonly gates: Map<string, Gate>
  readonly events: Map<string, BasicEvent>
  readonly houses: Map<string, HouseEvent>
  readonly parameters: Map<string, Parameter>
  readonly groups: Map<string, CcfGroup>
  readonly ignored: { what: string; at: Place }[]
  missionTime: number
}

/**
 * Reads a model in the Open-PSA Model Exchange Format 2.0d.
 * @param text the XML
 * @param name what to call it where the file does not say
 * @throws FabError with the reason and the place
 */
export function readMef(text: string, name = ''): FaultTreeModel {
  const root = readXml(text.replace(/^\uFEFF/, ''))
  if (root.name !== 'opsa-mef') throw refused('notMef', { element: root.name }, root.at)
  const draft: Draft = {
    gates: new Map(),
    events: new Map(),
    houses: new Map(),
    parameters: new Map(),
    groups: new Map(),
    ignored: [],
    missionTime: defaultMissionTime
  }
  readAll(root, draft)
  const tree = root.children.find(child => child.name === 'define-fault-tree')
  const { tops } = checkReferences(draft)
  return { ...draft, name: root.attributes['name'] ?? tree?.attributes['name'] ?? name, tops }
}

function readAll(container: Element, draft: Draft): void {
  for (const { name, value } of described(container).attributes) {
    const hours = Number(value)
    if (name === missionTimeAttribute && hours > 0 && Number.isFinite(hours)) draft.missionTime = hours
  }
  for (const child of container.children) {
    switch (child.name) {
      case 'define-fault-tree':
      case 'define-component':
      case 'model-data':
        readAll(child, draft)
        break
      case 'define-gate':
        readGate(child, draft)
        break
      case 'define-basic-event':
        readEvent(child, draft)
        break
      case 'define-house-event':
        readHouse(child, draft)
        break
      case 'define-parameter':
        readParameter(child, draft)
        break
      case 'define-CCF-group':
        readGroup(child, draft)
        break
      default:
        if (!describing.has(child.name)) draft.ignored.push({ what: child.name, at: child.at })
    }
  }
}

function described(element: Element): Described {
  const list = element.children.find(child => child.name === 'attributes')
  return {
    label: element.children.find(child => child.name === 'label')?.text.trim() ?? '',
    attributes: (list?.children ?? []).map(item => ({
      name: attribute(item, 'name'),
      value: item.attributes['value'] ?? ''
    }))
  }
}

/** @throws FabError defined where an event, gate or house event has the name already */
function claim(name: string, draft: Draft, at: Place): void {
  const first = draft.gates.get(name) ?? draft.events.get(name) ?? draft.houses.get(name)
  if (first !== undefined) throw refused('defined', { name, line: first.at.line }, at)
}

function readGate(element: Element, draft: Draft): void {
  const name = attribute(element, 'name')
  claim(name, draft, element.at)
  const [formula, more] = content(element)
  if (formula === undefined) throw refused('emptyFormula', { name }, element.at)
  if (more !== undefined) throw refused('element', { element: more.name, where: name }, more.at)
  draft.gates.set(name, { name, formula: readFormula(formula), at: element.at, ...described(element) })
}

function readEvent(element: Element, draft: Draft): void {
  const name = attribute(element, 'name')
  claim(name, draft, element.at)
  const [expression, more] = content(element)
  if (more !== undefined) throw refused('element', { element: more.name, where: name }, more.at)
  draft.events.set(name, {
    name,
    expression: expression === undefined ? null : readExpression(expression),
    at: element.at,
    ...described(element)
  })
}

function readHouse(element: Element, draft: Draft): void {
  const name = attribute(element, 'name')
  claim(name, draft, element.at)
  const [constant, more] = content(element)
  const wrong = more ?? (constant?.name === 'constant' ? undefined : constant)
  if (wrong !== undefined) throw refused('element', { element: wrong.name, where: name }, wrong.at)
  const value = constant === undefined ? 'false' : attribute(constant, 'value')
  if (constant !== undefined && value !== 'true' && value !== 'false')
    throw refused('number', { element: 'constant', text: value }, constant.at)
  draft.houses.set(name, { name, state: value === 'true', at: element.at, ...described(element) })
}

function readParameter(element: Element, draft: Draft): void {
  const name = attribute(element, 'name')
  const first = draft.parameters.get(name)
  if (first !== undefined) throw refused('defined', { name, line: first.at.line }, element.at)
  const [expression, more] = content(element)
  if (expression === undefined) throw refused('emptyFormula', { name }, element.at)
  if (more !== undefined) throw refused('element', { element: more.name, where: name }, more.at)
  const unit = element.attributes['unit'] ?? ''
  draft.parameters.set(name, {
    name,
    expression: readExpression(expression),
    unit,
    at: element.at,
    ...described(element)
  })
}

const isCcfModel = (name: string): name is CcfModel => (ccfModels as readonly string[]).includes(name)

function readGroup(element: Element, draft: Draft): void {
  const name = attribute(element, 'name')
  const first = draft.groups.get(name)
  if (first !== undefined) throw refused('defined', { name, line: first.at.line }, element.at)
  const model = attribute(element, 'model')
  if (!isCcfModel(model)) throw refused('element', { element: model, where: name }, element.at)
  const part = (tag: string) => element.children.find(child => child.name === tag)
  const members = (part('members')?.children ?? []).map(member => ({
    name: attribute(member, 'name'),
    at: member.at
  }))
  if (members.length < 2) throw refused('ccfMembers', { name, given: members.length }, element.at)
  const seen = new Set<string>()
  for (const member of members) {
    if (seen.has(member.name)) throw refused('ccfRepeated', { name: member.name, group: name }, member.at)
    seen.add(member.name)
  }
  const [distribution] = content(part('distribution') ?? element).filter(child => isExpression(child.name))
  if (distribution === undefined) throw refused('emptyFormula', { name }, element.at)
  const list = [...element.children, ...(part('factors')?.children ?? [])].filter(
    child => child.name === 'factor'
  )
  draft.groups.set(name, {
    name,
    model,
    members,
    distribution: readExpression(distribution),
    factors: readFactors(name, model, members.length, list),
    at: element.at,
    ...described(element)
  })
}

/**
 * Factors by level. Files give them out of order or without a level: a factor without one takes the next level
 * after the one before it.
 */
function readFactors(
  group: string,
  model: CcfModel,
  members: number,
  list: readonly Element[]
): CcfGroup['factors'] {
  const lowest = { 'beta-factor': members, MGL: 2, 'alpha-factor': 1, 'phi-factor': 1 }[model]
  const found = new Map<number, CcfGroup['factors'][number]>()
  let next = lowest
  for (const element of list) {
    const level = element.attributes['level'] === undefined ? next : whole(element, 'level')
    const [value] = content(element)
    if (value === undefined) throw refused('emptyFormula', { name: group }, element.at)
    if (level < lowest || level > members || found.has(level))
      throw refused('ccfLevel', { group, level, least: lowest, most: members }, element.at)
    found.set(level, { level, value: readExpression(value) })
    next = level + 1
  }
  // MGL may stop early: higher factors are 0. The others need every level.
  const needed = model === 'MGL' ? 1 : members - lowest + 1
  if (found.size < needed)
    throw refused('ccfLevel', { group, level: found.size, least: lowest, most: members }, list[0]?.at ?? null)
  return [...found.values()].sort((a, b) => a.level - b.level)
}
