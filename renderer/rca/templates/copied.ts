import type { DiagramNode } from '@contract/diagram/node'
import { parentsFirst } from '@contract/diagram/order'
import type { Json, JsonObject } from '@contract/json'
import { newNodeId } from '../../diagram/session/ids'

/** What belongs to the investigation and not to the thought: a copy starts without. */
const ofTheCase: Readonly<Record<string, Json | undefined>> = {
  status: { is: 'open', why: '', by: '', at: '' },
  votes: [],
  links: [],
  likelihood: null,
  impact: null,
  source: null,
  nudge: null
}

/** What an Is/Is-Not found out about one problem; its questions are what serves the next. */
const found: Readonly<Record<string, Json>> = { is: '', isNot: '', distinction: '', change: '' }

/** A diagram of a case as a template: a copy without what was found out there, and without judgements of it. */
export function asTemplate(nodes: readonly DiagramNode[]): DiagramNode[] {
  return copied(nodes.filter(node => node.type !== 'verdict')).map(node =>
    node.type === 'row' ? { ...node, data: { ...node.data, ...found } } : node
  )
}

/**
 * The same diagram anew, as a template or from one: other ids, no evidence, no states, votes or links. Parents come
 * before their children.
 */
export function copied(nodes: readonly DiagramNode[]): DiagramNode[] {
  const kept = parentsFirst(nodes.filter(node => node.type !== 'evidence'))
  const ids = new Map(kept.map(node => [node.id, newNodeId()]))
  const anew = (value: Json): Json => {
    if (typeof value === 'string') return ids.get(value) ?? value
    if (Array.isArray(value)) return value.map((one: Json) => anew(one))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, anew(one)]))
    return value
  }
  return kept.map(node => ({
    ...node,
    id: ids.get(node.id) ?? newNodeId(),
    parent: node.parent === null ? null : (ids.get(node.parent) ?? null),
    data: Object.fromEntries(
      Object.entries(node.data).map(([field, value]) => [
        field,
        Object.hasOwn(ofTheCase, field) ? (ofTheCase[field] ?? null) : anew(value)
      ])
    ) satisfies JsonObject
  }))
}
