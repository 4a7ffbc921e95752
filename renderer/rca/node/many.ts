import { type Change, sameJson } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import type { Json } from '@contract/json'
import type { Intent } from '@contract/rca'
import { about } from '../../diagram/tree/model'

/** What several nodes say in one field: the same, or not. */
export type Common = { readonly mixed: false; readonly value: Json } | { readonly mixed: true }

/** What all say in a field; a field that one lacks counts as empty. */
export function commonOf(nodes: readonly DiagramNode[], field: string): Common {
  const [value = null, ...rest] = nodes.map(node => node.data[field] ?? null)
  return rest.every(one => sameJson(one, value)) ? { mixed: false, value } : { mixed: true }
}

/** One step that has all say the same in a field; those that do already are left alone. Null where all do. */
export function setAll(
  nodes: readonly DiagramNode[],
  field: string,
  value: Json,
  key: string
): { readonly intent: Intent; readonly changes: readonly Change[] } | null {
  const others = nodes.filter(node => !sameJson(node.data[field] ?? null, value))
  if (others.length === 0) return null
  return {
    intent: about(key, others),
    changes: others.map(({ id, data }) => ({ op: 'set', id, field, from: data[field] ?? null, to: value }))
  }
}
