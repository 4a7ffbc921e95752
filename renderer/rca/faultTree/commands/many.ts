import type { Change } from '@contract/diagram/change'
import type { Json } from '@contract/json'
import { recordAt, type Target, type TreeNodes } from '../tree'
import { intentOf, setting, type Made } from './edit'

/** Gates and events that are selected, each once however often it is drawn. */
export function recordsAt(nodes: TreeNodes, places: ReadonlySet<string>): readonly Target[] {
  const found = [...places].flatMap(place => recordAt(nodes, place) ?? [])
  return [...new Map(found.map(record => [record.id, record])).values()]
}

/**
 * One field of several gates or events, in one step; those that say so already are left alone.
 * @param key of the intent for one; `...Many` for several
 */
export function setFields(records: readonly Target[], field: string, value: Json, key: string): Made {
  const changes: Change[] = []
  const names: string[] = []
  for (const record of records) {
    const change = setting(record, field, value)
    if (change === null) continue
    changes.push(change)
    names.push(record.data.name)
  }
  const [name] = names
  if (name === undefined) return null
  const intent = names.length === 1 ? intentOf(key, { name }) : intentOf(`${key}Many`, { n: names.length })
  return { intent, changes, select: null }
}
