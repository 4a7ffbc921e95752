import type { z } from 'zod'
import type { JsonObject } from '../json'
import { faultTreeTypes, type FaultTreeNode } from './faultTree'
import { fishboneTypes, type FishboneNode } from './fishbone'
import { isNotTypes, type IsNotNode } from './isnot'
import type { DiagramNode, Nodes } from './node'
import { provenStates, standing } from './shared'
import { whysTypes, type WhysNode } from './whys'

/** Kinds of diagram. */
export const diagramKinds = ['fishbone', 'whys', 'isNot', 'faultTree'] as const

/** One of {@link diagramKinds}. */
export type DiagramKind = (typeof diagramKinds)[number]

/** Nodes of each kind of diagram. */
export interface NodeOf {
  readonly fishbone: FishboneNode
  readonly whys: WhysNode
  readonly isNot: IsNotNode
  readonly faultTree: FaultTreeNode
}

/** What a kind of diagram is made of. */
interface Kind {
  readonly types: Readonly<Record<string, z.ZodType>>
  /** Types a node of the type may hang on; null = it stands on its own. */
  readonly places: Readonly<Record<string, readonly (string | null)[]>>
}

const kinds: Readonly<Record<DiagramKind, Kind>> = {
  fishbone: {
    types: fishboneTypes,
    places: {
      effect: [null],
      category: ['effect'],
      cause: ['category', 'cause'],
      evidence: ['effect', 'category', 'cause']
    }
  },
  whys: {
    types: whysTypes,
    places: { problem: [null], leg: ['problem'], why: ['leg', 'why'], evidence: ['problem', 'leg', 'why'] }
  },
  isNot: {
    types: isNotTypes,
    places: {
      problem: [null],
      row: [null],
      theory: [null],
      verdict: ['theory'],
      evidence: ['problem', 'row', 'theory', 'verdict']
    }
  },
  faultTree: {
    types: faultTreeTypes,
    places: {
      settings: [null],
      gate: [null],
      event: [null],
      input: ['gate'],
      parameter: [null],
      ccf: [null],
      evidence: ['gate', 'event', 'parameter', 'ccf']
    }
  }
}

/** What is wrong with a node or with a diagram as a whole. */
export type Flaw =
  | { readonly flaw: 'type'; readonly id: string; readonly type: string }
  | { readonly flaw: 'data'; readonly id: string; readonly field: string; readonly why: string }
  | { readonly flaw: 'place'; readonly id: string; readonly type: string; readonly under: string }
  | { readonly flaw: 'single'; readonly id: string; readonly type: string }
  | { readonly flaw: 'name'; readonly id: string; readonly name: string }
  | { readonly flaw: 'loop'; readonly id: string; readonly name: string }
  | { readonly flaw: 'reference'; readonly id: string; readonly to: string }

/** A node with its data checked and defaults filled in, or what is wrong with it. */
export function parseNode<K extends DiagramKind>(
  kind: K,
  node: DiagramNode
): { readonly ok: true; readonly node: NodeOf[K] } | { readonly ok: false; readonly flaw: Flaw } {
  const type = kinds[kind].types[node.type]
  if (type === undefined) return { ok: false, flaw: { flaw: 'type', id: node.id, type: node.type } }
  const parsed = type.safeParse(node.data)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') ?? ''
    return { ok: false, flaw: { flaw: 'data', id: node.id, field, why: issue?.message ?? '' } }
  }
  return { ok: true, node: { ...node, data: parsed.data as JsonObject } as unknown as NodeOf[K] }
}

/** Data of a new node of a type with every default filled in. @throws ZodError on data that is not the type's */
export function dataOf(kind: DiagramKind, type: string, data: JsonObject): JsonObject {
  const schema = kinds[kind].types[type]
  if (schema === undefined) throw new TypeError(`${kind} has no nodes of type ${type}`)
  return schema.parse(data) as JsonObject
}

/** True where a node of a type may hang on a node of another type (null = stand on its own). */
export function mayHang(kind: DiagramKind, type: string, under: string | null): boolean {
  return kinds[kind].places[type]?.includes(under) === true
}

/** Types of which a diagram has one at most. */
const single = new Set(['effect', 'problem', 'settings'])

/**
 * What a diagram of the kind must hold to, looked at for the nodes that a change touched (and those around them).
 * Null where all is well. Whether causes are proven is not asked here: that hangs on more than the diagram.
 * @param touched ids of nodes added, changed, moved or removed
 */
export function flawOf(kind: DiagramKind, nodes: Nodes, touched: ReadonlySet<string>): Flaw | null {
  const singles = new Map<string, string>()
  for (const node of nodes.values())
    if (single.has(node.type)) {
      const other = singles.get(node.type)
      if (other !== undefined)
        return { flaw: 'single', id: touched.has(other) ? other : node.id, type: node.type }
      singles.set(node.type, node.id)
    }
  for (const id of touched) {
    const node = nodes.get(id)
    if (node === undefined) continue
    const parent = node.parent === null ? null : nodes.get(node.parent)
    if (parent === undefined) return { flaw: 'reference', id, to: node.parent ?? '' }
    if (!mayHang(kind, node.type, parent?.type ?? null))
      return { flaw: 'place', id, type: node.type, under: parent?.type ?? '' }
  }
  return kind === 'faultTree' ? treeFlaw(nodes, touched) : null
}

/** State of a cause or why; null for nodes that have none. */
export function stateOf(node: DiagramNode): string | null {
  const parsed = standing.safeParse(node.data['status'])
  return parsed.success ? parsed.data.is : null
}

/** True for a cause whose state asserts something. */
export function isProven(node: DiagramNode): boolean {
  const state = stateOf(node)
  return provenStates.some(proven => proven === state)
}

/** What a node says, as a list or a search shows it; '' for nodes that say nothing. */
export function textOf(node: DiagramNode): string {
  const { data } = node
  for (const field of ['text', 'label', 'question', 'name', 'key', 'leg']) {
    const value = data[field]
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return ''
}

const wordOf = (node: DiagramNode | undefined, field: string): string => {
  const value = node?.data[field]
  return typeof value === 'string' ? value : ''
}

/** Names are unique, references lead somewhere, no gate goes into itself. */
function treeFlaw(nodes: Nodes, touched: ReadonlySet<string>): Flaw | null {
  const names = new Map<string, string>()
  for (const node of nodes.values()) {
    const name = node.data['name']
    if (typeof name !== 'string' || node.type === 'evidence') continue
    const other = names.get(name)
    if (other !== undefined) return { flaw: 'name', id: touched.has(other) ? other : node.id, name }
    names.set(name, node.id)
  }
  const inputs = new Map<string, string[]>()
  for (const node of nodes.values()) {
    if (node.type !== 'input' || node.parent === null) continue
    const of = wordOf(node, 'of')
    const target = nodes.get(of)
    if (target === undefined || (target.type !== 'gate' && target.type !== 'event'))
      return { flaw: 'reference', id: node.id, to: of }
    if (target.type !== 'gate') continue
    const list = inputs.get(node.parent)
    if (list === undefined) inputs.set(node.parent, [of])
    else list.push(of)
  }
  const loop = loopIn(inputs)
  return loop === null ? null : { flaw: 'loop', id: loop, name: wordOf(nodes.get(loop), 'name') }
}

/** A gate that goes into itself over others, or null; without recursion, so that depth does not matter. */
function loopIn(inputs: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>()
  const open = new Set<string>()
  for (const start of inputs.keys()) {
    const stack: { readonly id: string; next: number }[] = [{ id: start, next: 0 }]
    if (done.has(start)) continue
    open.add(start)
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = inputs.get(top.id)?.[top.next++]
      if (child === undefined) {
        open.delete(top.id)
        done.add(top.id)
        stack.pop()
      } else if (open.has(child)) return child
      else if (!done.has(child)) {
        open.add(child)
        stack.push({ id: child, next: 0 })
      }
    }
  }
  return null
}
