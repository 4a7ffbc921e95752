import {
  refused,
  type BasicEvent,
  type CcfGroup,
  type Expression,
  type Formula,
  type Gate,
  type HouseEvent,
  type Parameter,
  type Place
} from '../model'

interface Names {
  readonly gates: ReadonlyMap<string, Gate>
  readonly events: Map<string, BasicEvent>
  readonly houses: ReadonlyMap<string, HouseEvent>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly groups: ReadonlyMap<string, CcfGroup>
}

interface Ref {
  readonly name: string
  readonly at: Place
}

/** References of a formula, in order. */
export function references(formula: Formula): Extract<Formula, { op: 'ref' }>[] {
  const found: Extract<Formula, { op: 'ref' }>[] = []
  const stack: Formula[] = [formula]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.op === 'ref') found.push(next)
    else if ('args' in next) stack.push(...next.args.toReversed())
  }
  return found
}

function parametersOf(expression: Expression): Ref[] {
  const found: Ref[] = []
  const stack: Expression[] = [expression]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.op === 'parameter') found.push(next)
    else if (next.op === 'histogram') stack.push(...next.bounds, ...next.weights)
    else if ('args' in next) stack.push(...next.args)
  }
  return found
}

/**
 * Every name leads to something of the kind the reference says, nothing leads back to itself, and members of
 * common-cause groups are events even where only the group names them.
 * @throws FabError undefined, wrongKind, defined, cycle, parameterCycle
 */
export function checkReferences(names: Names): { readonly tops: readonly string[] } {
  const grouped = new Map<string, string>()
  for (const group of names.groups.values())
    for (const member of group.members) {
      const other = grouped.get(member.name)
      if (other !== undefined) throw refused('ccfRepeated', { name: member.name, group: other }, member.at)
      grouped.set(member.name, group.name)
      const clash = names.gates.get(member.name) ?? names.houses.get(member.name)
      if (clash !== undefined) throw refused('defined', { name: member.name, line: clash.at.line }, member.at)
      if (!names.events.has(member.name))
        names.events.set(member.name, {
          name: member.name,
          expression: null,
          label: '',
          attributes: [],
          at: member.at
        })
    }
  const below = new Map<string, readonly Ref[]>()
  const used = new Set<string>()
  for (const gate of names.gates.values()) {
    const refs = references(gate.formula)
    for (const ref of refs) {
      const is = kindOf(names, ref.name)
      if (is === null) throw refused('undefined', { name: ref.name, kind: ref.kind }, ref.at)
      if (ref.kind !== 'event' && ref.kind !== is)
        throw refused('wrongKind', { name: ref.name, said: ref.kind, is }, ref.at)
      if (is === 'gate') used.add(ref.name)
    }
    below.set(
      gate.name,
      refs.filter(ref => names.gates.has(ref.name))
    )
  }
  refuseCycle(below, 'cycle')
  checkParameters(names)
  return { tops: [...names.gates.keys()].filter(name => !used.has(name)) }
}

function kindOf(names: Names, name: string): 'gate' | 'basic-event' | 'house-event' | null {
  if (names.gates.has(name)) return 'gate'
  if (names.events.has(name)) return 'basic-event'
  return names.houses.has(name) ? 'house-event' : null
}

function checkParameters(names: Names): void {
  const below = new Map<string, readonly Ref[]>()
  const known = (expression: Expression): Ref[] => {
    const refs = parametersOf(expression)
    for (const ref of refs)
      if (!names.parameters.has(ref.name))
        throw refused('undefined', { name: ref.name, kind: 'parameter' }, ref.at)
    return refs
  }
  for (const parameter of names.parameters.values()) below.set(parameter.name, known(parameter.expression))
  refuseCycle(below, 'parameterCycle')
  for (const event of names.events.values()) if (event.expression !== null) known(event.expression)
  for (const group of names.groups.values()) {
    known(group.distribution)
    for (const factor of group.factors) known(factor.value)
  }
}

/** @throws FabError with the names of the cycle, at the reference that closes it */
function refuseCycle(below: ReadonlyMap<string, readonly Ref[]>, key: 'cycle' | 'parameterCycle'): void {
  const state = new Map<string, 'open' | 'done'>()
  for (const start of below.keys()) {
    if (state.has(start)) continue
    const stack = [{ name: start, next: 0 }]
    state.set(start, 'open')
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const ref = below.get(top.name)?.[top.next++]
      if (ref === undefined) {
        state.set(top.name, 'done')
        stack.pop()
      } else if (state.get(ref.name) === 'open') {
        const path = stack.map(({ name }) => name)
        const cycle = [...path.slice(path.indexOf(ref.name)), ref.name].join(' > ')
        throw refused(key, { cycle }, ref.at)
      } else if (!state.has(ref.name)) {
        state.set(ref.name, 'open')
        stack.push({ name: ref.name, next: 0 })
      }
    }
  }
}
