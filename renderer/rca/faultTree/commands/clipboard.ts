import type { Change } from '@contract/diagram/change'
import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { parseNode } from '@contract/diagram/kinds'
import { anyNode } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import type { Json } from '@contract/json'
import { z } from 'zod'
import { below, nextName, recordAt, treeOf, type OfType, type TreeNodes } from '../tree'
import {
  add,
  fresh,
  intentOf,
  lastRank,
  loops,
  rankOf,
  type Command,
  type Made,
  type NewId,
  type Slot
} from './edit'

/** What is put on the clipboard beside readable text: records with everything below them. */
const copied = z.object({
  fabcase: z.literal('faultTree'),
  /** Diagram they come from: only there can they be pasted as repeats. */
  from: z.string(),
  roots: z.array(z.string()).min(1),
  nodes: z.array(anyNode).max(20_000)
})

/** Records on the clipboard. */
export type Copied = z.infer<typeof copied>

/** Copies places with everything below them: as JSON, and as an indented list that any editor takes. */
export function copyOf(
  nodes: TreeNodes,
  diagramId: string,
  places: readonly string[]
): { readonly json: string; readonly text: string } | null {
  const tree = treeOf(nodes)
  const roots = [...new Set(places.flatMap(place => recordAt(nodes, place)?.id ?? []))]
  if (roots.length === 0) return null
  const wanted = new Set(roots)
  for (const root of roots) for (const id of below(tree, root)) wanted.add(id)
  const events = tree.events.filter(event => wanted.has(event.id))
  for (const id of parametersIn(events.map(event => event.data.model as Json))) wanted.add(id)
  const taken: FaultTreeNode[] = []
  for (const node of nodes.values())
    if (wanted.has(node.id) || (node.type === 'input' && wanted.has(node.parent ?? ''))) taken.push(node)
  return {
    json: JSON.stringify({ fabcase: 'faultTree', from: diagramId, roots, nodes: taken }),
    text: listOf(nodes, roots)
  }
}

/** An indented list of records; a gate that comes again is named and not listed again. */
function listOf(nodes: TreeNodes, roots: readonly string[]): string {
  const tree = treeOf(nodes)
  const seen = new Set<string>()
  const lines: string[] = []
  const waiting = roots.toReversed().map(id => ({ id, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const record = recordAt(nodes, next.id)
    if (record === null) continue
    const label = record.data.label.replaceAll(/\s+/g, ' ').trim()
    lines.push('\t'.repeat(next.depth) + (label === '' ? record.data.name : label))
    if (seen.has(record.id)) continue
    seen.add(record.id)
    for (const input of (tree.inputs.get(record.id) ?? []).toReversed())
      waiting.push({ id: input.data.of, depth: next.depth + 1 })
  }
  return lines.join('\n')
}

/** Reads what was copied from a fault tree; null for anything else. */
export function readCopied(json: string): Copied | null {
  if (!json.startsWith('{"fabcase":"faultTree"')) return null
  try {
    const parsed = copied.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Pastes records as repeats: the same gates and events once more. Null where one would go into itself. */
export function pasteRepeat(nodes: TreeNodes, slot: Slot, roots: readonly string[], newId: NewId): Made {
  const tree = treeOf(nodes)
  const there = roots.filter(id => recordAt(nodes, id) !== null && !loops(tree, slot.gate, id))
  if (there.length === 0 || nodes.get(slot.gate)?.type !== 'gate') return null
  const { changes, select } = putIn(nodes, slot, there, newId)
  const name = recordAt(nodes, there[0] ?? '')?.data.name ?? ''
  return { intent: intentOf('repeat', { name, count: there.length }), changes, select }
}

function putIn(
  nodes: TreeNodes,
  slot: Slot,
  targets: readonly string[],
  newId: NewId
): { readonly changes: readonly Change[]; readonly select: string | null } {
  const tree = treeOf(nodes)
  const first = rankOf(tree, slot)
  const behind = (tree.inputs.get(slot.gate) ?? []).find(input => input.rank > first)?.rank ?? null
  const ranks = [first, ...ranksBetween(first, behind, targets.length - 1)]
  const made = targets.map((of, i) => fresh('input', newId(), slot.gate, ranks[i] ?? first, { of }))
  return { changes: made.map(add), select: made[0]?.id ?? null }
}

/** Pastes records as copies with ids and names of their own. */
export function pasteCopy(nodes: TreeNodes, slot: Slot | null, from: Copied, newId: NewId): Made {
  const tree = treeOf(nodes)
  const ids = new Map<string, string>()
  const records: (OfType<'gate'> | OfType<'event'>)[] = []
  const inputs: OfType<'input'>[] = []
  const parameters: OfType<'parameter'>[] = []
  for (const raw of from.nodes) {
    const parsed = parseNode('faultTree', raw)
    if (!parsed.ok) continue
    const { node } = parsed
    if (node.type === 'gate' || node.type === 'event') records.push(node)
    else if (node.type === 'input') inputs.push(node)
    else if (node.type === 'parameter') parameters.push(node)
  }
  for (const record of records) ids.set(record.id, newId())
  const names = new Set(tree.names)
  const ranks = ranksBetween(lastRank(nodes), null, records.length + parameters.length)
  const changes: Change[] = []
  // A parameter of the same name is the same parameter; one that is not here comes along.
  const quantities = new Map<string, string>()
  for (const [i, parameter] of parameters.entries()) {
    if (nodes.get(parameter.id)?.type === 'parameter') continue
    const same = tree.parameters.find(one => one.data.name === parameter.data.name)
    const id = same?.id ?? newId()
    quantities.set(parameter.id, id)
    if (same !== undefined) continue
    const name = names.has(parameter.data.name)
      ? nextName(names, `${stem(parameter.data.name)}_`, 2)
      : parameter.data.name
    names.add(name)
    changes.push(
      add({
        ...parameter,
        id,
        parent: null,
        rank: ranks[records.length + i] ?? 'U',
        data: { ...parameter.data, name }
      })
    )
  }
  for (const [i, record] of records.entries()) {
    const name = names.has(record.data.name)
      ? nextName(names, `${stem(record.data.name)}_`, 2)
      : record.data.name
    names.add(name)
    const data = renamed({ ...record.data, name, links: [] }, quantities)
    changes.push(
      add({
        ...record,
        id: ids.get(record.id) ?? '',
        parent: null,
        rank: ranks[i] ?? 'U',
        data: data as unknown as typeof record.data
      } as typeof record)
    )
  }
  for (const input of inputs) {
    const [parent, of] = [ids.get(input.parent ?? ''), ids.get(input.data.of)]
    if (parent === undefined || of === undefined) continue
    changes.push(add({ ...input, id: newId(), parent, data: { ...input.data, of } }))
  }
  const roots = from.roots.flatMap(id => ids.get(id) ?? [])
  const [top] = roots
  if (top === undefined) return null
  const intent = intentOf('paste', { count: records.length })
  if (slot === null || nodes.get(slot.gate)?.type !== 'gate') return { intent, changes, select: top }
  const put = putIn(nodes, slot, roots, newId)
  return { intent, changes: [...changes, ...put.changes], select: put.select }
}

/** Ids of the parameters that some JSON takes numbers from. */
function parametersIn(value: Json): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting: Json[] = [value]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== 'object' || at === null) continue
    for (const [key, item] of Object.entries(at)) {
      if (key === 'parameter' && typeof item === 'string') found.add(item)
      waiting.push(item)
    }
  }
  return found
}

/** The same JSON with other parameters. */
function renamed(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: Json) => renamed(item, ids))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'parameter' && typeof item === 'string' ? (ids.get(item) ?? item) : renamed(item, ids)
    ])
  )
}

const stem = (name: string): string => name.replace(/_\d+$/, '').slice(0, 110)

/** One line of an indented list. */
interface Line {
  readonly depth: number
  readonly text: string
}

/** Reads an indented list: tabs or blanks, bullets and numbers before the text are left out. */
export function readList(text: string): readonly Line[] {
  const indents: number[] = []
  return text.split(/\r\n|\n|\r/).flatMap(raw => {
    const found = /^(\s*)(?:(?:[-*\u2022\u00B7]|\d+(?:\.\d+)*[.)\u3001])\s+)?(.*)$/u.exec(raw)
    const words = found?.[2]?.trim() ?? ''
    if (words === '') return []
    const wide = (found?.[1] ?? '').replaceAll('\t', '    ').length
    while (indents.length > 0 && (indents.at(-1) ?? 0) > wide) indents.pop()
    if ((indents.at(-1) ?? -1) < wide) indents.push(wide)
    return [{ depth: indents.length - 1, text: words.slice(0, 2000) }]
  })
}

/** Puts an indented list into a gate: lines with lines below them become OR gates, the others events. */
export function pasteList(nodes: TreeNodes, slot: Slot | null, text: string, newId: NewId): Command | null {
  const tree = treeOf(nodes)
  const lines = readList(text)
  if (lines.length === 0) return null
  const names = new Set(tree.names)
  const ranks = ranksBetween(lastRank(nodes), null, lines.length)
  const changes: Change[] = []
  const inputs: Change[] = []
  const above: string[] = []
  const roots: string[] = []
  const inside = ranksBetween(null, null, lines.length)
  for (const [i, line] of lines.entries()) {
    const isGate = (lines[i + 1]?.depth ?? 0) > line.depth
    const name = nextName(names, isGate ? 'G' : 'E')
    names.add(name)
    const id = newId()
    changes.push(add(fresh(isGate ? 'gate' : 'event', id, null, ranks[i] ?? 'U', { name, label: line.text })))
    above.length = line.depth
    const parent = above.at(-1)
    if (parent === undefined) roots.push(id)
    else inputs.push(add(fresh('input', newId(), parent, inside[i] ?? 'U', { of: id })))
    above.push(id)
  }
  const intent = intentOf('pasteList', { count: lines.length })
  if (slot === null || nodes.get(slot.gate)?.type !== 'gate')
    return { intent, changes: [...changes, ...inputs], select: roots[0] ?? null }
  const put = putIn(nodes, slot, roots, newId)
  return { intent, changes: [...changes, ...inputs, ...put.changes], select: put.select }
}
