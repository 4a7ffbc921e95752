import type { Change } from '@contract/diagram/change'
import { textOf } from '@contract/diagram/kinds'
import { anyNode, type DiagramNode, subtree } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import { z } from 'zod'
import { childType, drawn, made, tops, type Step, type TreeDoc } from './model'

/** MIME type under which copied nodes travel beside their plain text. */
export const clipType = 'application/x-fabcase-nodes+json'

const clip = z.object({ fabcase: z.literal('nodes'), kind: z.string(), nodes: z.array(anyNode).max(20_000) })

/** A tree of texts, as an indented list or a CSV gives it. */
export interface TextTree {
  readonly text: string
  readonly children: readonly TextTree[]
}

/** Copied nodes: as an indented list for anybody, as records for FabCase. */
export function copied(
  doc: TreeDoc,
  ids: readonly string[]
): { readonly text: string; readonly json: string } {
  const chosen = tops(doc, ids)
  const nodes = chosen.flatMap(node => subtree(doc.nodes, node.id)).filter(node => node.type !== 'evidence')
  const lines: string[] = []
  const write = (node: DiagramNode, depth: number): void => {
    lines.push(`${'\t'.repeat(depth)}${textOf(node).replaceAll(/\s*\n\s*/g, ' ')}`)
    for (const child of drawn(doc, node.id)) write(child, depth + 1)
  }
  for (const node of chosen) write(node, 0)
  return { text: lines.join('\n'), json: JSON.stringify({ fabcase: 'nodes', kind: doc.kind, nodes }) }
}

/** A tree of texts that keeps what else of a node may be carried over. */
interface Carried {
  readonly text: string
  readonly data: DiagramNode['data']
  readonly children: readonly Carried[]
}

/** Fields that go along; who proved what and what it leads to belong to where it came from. */
const carriedFields = ['note', 'likelihood', 'impact', 'join', 'key', 'collapsed'] as const

/** What was copied from FabCase; null for anything else. */
export function clipOf(json: string): readonly Carried[] | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  const parsed = clip.safeParse(value)
  if (!parsed.success) return null
  const ids = new Set(parsed.data.nodes.map(node => node.id))
  const below = new Map<string, DiagramNode[]>()
  for (const node of parsed.data.nodes)
    if (node.parent !== null) below.set(node.parent, [...(below.get(node.parent) ?? []), node])
  const carry = (node: DiagramNode): Carried => ({
    text: textOf(node),
    data: Object.fromEntries(
      carriedFields.flatMap(field => (field in node.data ? [[field, node.data[field] ?? null]] : []))
    ),
    children: (below.get(node.id) ?? []).toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(carry)
  })
  return parsed.data.nodes.filter(node => node.parent === null || !ids.has(node.parent)).map(carry)
}

/** Texts as something that can be pasted. */
export function carriedOf(trees: readonly TextTree[]): readonly Carried[] {
  return trees.map(tree => ({ text: tree.text, data: {}, children: carriedOf(tree.children) }))
}

/**
 * Hang copied trees below a node, at the end. New causes are open and unproven, whatever the copied ones were.
 * Null where nothing can hang there.
 */
export function pasted(
  doc: TreeDoc,
  parent: string,
  trees: readonly Carried[],
  newId: () => string
): Step | null {
  const target = doc.nodes.get(parent)
  if (target === undefined || childType(target) === null || trees.length === 0) return null
  const changes: Change[] = []
  const hang = (under: DiagramNode, list: readonly Carried[], after: string | null): readonly string[] => {
    const ranks = ranksBetween(after, null, list.length)
    return list.map((tree, i) => {
      const type = childType(under) ?? under.type
      const id = newId()
      const node = made(doc, {
        id,
        type,
        parent: under.id,
        rank: ranks[i] ?? '',
        data: fitting(doc, type, { ...tree.data, text: tree.text })
      })
      changes.push({ op: 'add', node })
      hang(node, tree.children, null)
      return id
    })
  }
  const select = hang(target, trees, drawn(doc, parent).at(-1)?.rank ?? null)
  return { intent: { key: 'paste', params: { n: changes.length } }, changes, select }
}

/** What a node of the type can hold of what is carried. */
function fitting(doc: TreeDoc, type: string, data: DiagramNode['data']): DiagramNode['data'] {
  const bare = made(doc, { id: 'x', type, parent: null, rank: 'V', data: { text: '' } })
  return Object.fromEntries(
    Object.entries(data).filter(([field]) => field in bare.data && field !== 'status')
  )
}
