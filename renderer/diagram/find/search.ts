import type { Change } from '@contract/diagram/change'
import { textMost, type DiagramNode } from '@contract/diagram/node'

/** A place where the words stand: half-open range of a node's field, in UTF-16 units. */
export interface Hit {
  readonly node: string
  /** Null in what the editor says of the node (its state, a translated name): nobody can replace that. */
  readonly field: string | null
  readonly from: number
  readonly to: number
}

interface Folded {
  readonly text: string
  /** Where each unit of `text` came from, and the end behind the last. */
  readonly at: readonly number[]
}

/** Without what does not matter to a reader who searches: case, full and half width, compatibility forms. */
function folded(text: string): Folded {
  let made = ''
  const at: number[] = []
  let from = 0
  for (const one of text) {
    const plain = one.normalize('NFKC').toLowerCase()
    for (let i = 0; i < plain.length; i++) at.push(from)
    made += plain
    from += one.length
  }
  at.push(from)
  return { text: made, at }
}

/** Ranges of a text where the words stand, one after the other: `１２ＡＢ` is found by `12ab`. */
export function rangesOf(text: string, words: string): readonly (readonly [number, number])[] {
  const wanted = folded(words.trim()).text
  if (wanted === '') return []
  const within = folded(text)
  const found: (readonly [number, number])[] = []
  for (let i = within.text.indexOf(wanted); i >= 0; i = within.text.indexOf(wanted, i + wanted.length)) {
    const from = within.at[i] ?? 0
    // A ligature that was only half met is taken whole.
    let end = i + wanted.length
    while (end < within.text.length && within.at[end] === within.at[end - 1]) end++
    found.push([from, within.at[end] ?? text.length])
  }
  return found
}

/** Fields of a node that are searched. */
const fields = ['text', 'label', 'name', 'note'] as const

/** What is shown of a node beside its own fields, in the language it is shown in. */
export type ShownOf = (node: DiagramNode) => readonly string[]

/** Where the words stand in nodes, in the order given; own words first, then notes, then what else is shown. */
export function hitsIn(
  nodes: readonly DiagramNode[],
  words: string,
  shownOf: ShownOf = () => []
): readonly Hit[] {
  if (words.trim() === '') return []
  return nodes.flatMap(node => {
    const hits = (field: string | null, text: string): readonly Hit[] =>
      rangesOf(text, words).map(([from, to]) => ({ node: node.id, field, from, to }))
    return [
      ...fields.flatMap(field => {
        const text = node.data[field]
        return typeof text === 'string' ? hits(field, text) : []
      }),
      ...shownOf(node).flatMap(text => hits(null, text))
    ]
  })
}

/**
 * Changes that put other words in the place of some hits; hits of one field are replaced in one go. A text is not
 * emptied by it: what it is about would be nameless.
 */
export function replacing(
  nodes: ReadonlyMap<string, DiagramNode>,
  hits: readonly Hit[],
  by: string
): readonly Change[] {
  const changes: Change[] = []
  for (const list of Map.groupBy(hits, ({ node, field }) => `${field} ${node}`).values()) {
    const [first] = list
    const node = first === undefined ? undefined : nodes.get(first.node)
    const field = first?.field ?? null
    if (field === null || node === undefined) continue
    const before = node.data[field]
    if (typeof before !== 'string') continue
    let text = before
    for (const { from, to } of list.toSorted((a, b) => b.from - a.from))
      text = text.slice(0, from) + by + text.slice(to)
    if (text !== before && (text.trim() !== '' || field === 'note'))
      changes.push({ op: 'set', id: node.id, field, from: before, to: text.slice(0, textMost) })
  }
  return changes
}
