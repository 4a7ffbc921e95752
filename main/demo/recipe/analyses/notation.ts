import { dataOf, type DiagramKind } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import type { CauseState } from '@contract/diagram/shared'
import type { JsonObject } from '@contract/json'
import type { PersonKey } from '../people'
import type { DaysAgo } from '../types'

/** A node with what hangs below it, as a recipe writes it down. */
export interface Sketch {
  readonly type: string
  readonly data: JsonObject
  /** Key by which something else of the diagram names it; its id unless told. */
  readonly key?: string
  readonly below?: readonly Sketch[]
}

/** What somebody found out about a cause, and when. */
export interface Finding {
  readonly at: DaysAgo
  readonly by: PersonKey
  /** Key of the cause. */
  readonly of: string
  readonly is: CauseState
  readonly why: string
  /** What was seen; needed for a verdict that asserts something. */
  readonly seen?: string
}

/** A diagram of a case. */
export interface PlannedDiagram {
  readonly kind: DiagramKind
  readonly title: string
  readonly at: DaysAgo
  readonly by: PersonKey
  readonly sketch: readonly Sketch[]
  readonly findings?: readonly Finding[]
}

/** Nodes of a sketch: ids count up, so the same recipe gives the same diagram. */
export function nodesOfSketch(kind: DiagramKind, sketch: readonly Sketch[]): readonly DiagramNode[] {
  const nodes: DiagramNode[] = []
  let n = 0
  const grow = (list: readonly Sketch[], parent: string | null): void => {
    const ranks = ranksBetween(null, null, list.length)
    for (const [i, { type, data, key, below }] of list.entries()) {
      const id = key ?? `n${String(++n)}`
      nodes.push({ id, type, parent, rank: ranks[i] ?? 'V', data: dataOf(kind, type, data) })
      if (below !== undefined) grow(below, id)
    }
  }
  grow(sketch, null)
  return nodes
}

/** A bone of a fishbone by the key of its category, with its causes. */
export const bone = (key: string, below: readonly Sketch[] = []): Sketch => ({
  type: 'category',
  data: { key },
  below
})

/** A cause with its rating: how likely, how grave, from 1 to 5. */
export const cause = (
  text: string,
  rated: readonly [number, number] | null = null,
  more: { readonly key?: string; readonly note?: string; readonly below?: readonly Sketch[] } = {}
): Sketch => ({
  type: 'cause',
  data: {
    text,
    ...(rated === null ? {} : { likelihood: rated[0], impact: rated[1] }),
    ...(more.note === undefined ? {} : { note: more.note })
  },
  ...(more.key === undefined ? {} : { key: more.key }),
  ...(more.below === undefined ? {} : { below: more.below })
})

/** An answer to a why. */
export const why = (text: string, below: readonly Sketch[] = [], more: JsonObject = {}): Sketch => ({
  type: 'why',
  data: { text, ...more },
  below
})

/** A gate of a fault tree with the keys of what goes into it. */
export const gate = (
  key: string,
  name: string,
  label: string,
  kind: string,
  inputs: readonly string[]
): Sketch => ({
  type: 'gate',
  key,
  data: { name, label, gate: kind },
  below: inputs.map(of => ({ type: 'input', data: { of } }))
})

/** A basic event with its model. */
export const event = (key: string, name: string, label: string, model: JsonObject): Sketch => ({
  type: 'event',
  key,
  data: { name, label, model }
})
