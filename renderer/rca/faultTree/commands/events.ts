import type { Change } from '@contract/diagram/change'
import { parseNode } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import type { Json, JsonObject } from '@contract/json'
import type { TreeNodes } from '../tree'
import { add, setting } from './edit'

/** Changes that make events what they are told to be; those that are not there are added. */
export function eventChanges(nodes: TreeNodes, events: readonly DiagramNode[]): readonly Change[] {
  return events.flatMap(raw => {
    const parsed = parseNode('faultTree', raw)
    if (!parsed.ok || parsed.node.type !== 'event') return []
    const { node } = parsed
    const there = nodes.get(node.id)
    if (there === undefined) return [add(node)]
    if (there.type !== 'event') return []
    return Object.entries(node.data as unknown as JsonObject).flatMap(([field, value]: [string, Json]) => {
      const change = setting(there, field, value)
      return change === null ? [] : [change]
    })
  })
}
