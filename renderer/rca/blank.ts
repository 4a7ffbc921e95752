import { categorySets } from '@contract/diagram/fishbone'
import { dimensions } from '@contract/diagram/isnot'
import { dataOf, type DiagramKind } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import { legs } from '@contract/diagram/whys'
import type { JsonObject } from '@contract/json'
import { newNodeId } from '../diagram/session/ids'

/** Name of a set of categories; `own` = none of them. */
export type CategorySet = keyof typeof categorySets | 'own'

/** A node to be made, with what hangs below it. */
export interface Sprout {
  readonly type: string
  readonly data: JsonObject
  readonly children?: readonly Sprout[]
}

/** Nodes of what is to be made: with ids, in order, every default filled in; parents before children. */
export function grown(
  kind: DiagramKind,
  sprouts: readonly Sprout[],
  parent: string | null = null
): DiagramNode[] {
  const ranks = ranksBetween(null, null, sprouts.length)
  return sprouts.flatMap((sprout, i) => {
    const id = newNodeId()
    const node: DiagramNode = {
      id,
      type: sprout.type,
      parent,
      rank: ranks[i] ?? 'V',
      data: dataOf(kind, sprout.type, sprout.data)
    }
    return [node, ...grown(kind, sprout.children ?? [], id)]
  })
}

/** Questions of the standard Is/Is-Not by dimension; texts are `rca:questions`. */
const standardQuestions = {
  what: ['whatObject', 'whatDefect'],
  where: ['whereFound', 'whereOnObject', 'whereInProcess'],
  when: ['whenFirst', 'whenSince', 'whenInLife'],
  howBig: ['howMany', 'howLarge', 'howTrend']
} as const satisfies Record<(typeof dimensions)[number], readonly string[]>

/** What a diagram without a template starts with. */
export function blankOf(kind: DiagramKind, title: string, set: CategorySet): Sprout[] {
  switch (kind) {
    case 'fishbone':
      return [
        {
          type: 'effect',
          data: { text: title },
          children: (set === 'own' ? [] : categorySets[set]).map(key => ({ type: 'category', data: { key } }))
        }
      ]
    case 'whys':
      return [
        {
          type: 'problem',
          data: { text: title },
          children: legs.map(leg => ({ type: 'leg', data: { leg } }))
        }
      ]
    case 'isNot':
      return [
        { type: 'problem', data: { text: title } },
        ...dimensions.flatMap(dimension =>
          standardQuestions[dimension].map(key => ({
            type: 'row',
            data: { dimension, key }
          }))
        )
      ]
    case 'faultTree':
      return [
        { type: 'settings', data: {} },
        { type: 'gate', data: { name: 'TOP', label: title } }
      ]
  }
}
