import type { Json, JsonObject } from '@contract/json'

/** The objects of a list of JSON; none of anything else. */
export function objectsOf(value: Json): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly Json[]).filter(
    (one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one)
  )
}

/** A text of an object without the spaces around it; empty where there is none. */
export function wordIn(object: JsonObject, name: string): string {
  const value = object[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A number of an object; NaN where there is none. */
export function numberIn(object: JsonObject, name: string): number {
  const value = object[name]
  return typeof value === 'number' ? value : Number.NaN
}
