import { FabError } from '../../errors'
import { textMost } from '../node'

/** A tree of texts: what indented lists, CSV and Mermaid have in common. */
export interface TextTree {
  readonly text: string
  readonly children: readonly TextTree[]
}

/** Most nodes that are read at once. */
const nodesMost = 20_000

interface Growing extends TextTree {
  readonly children: Growing[]
}

/**
 * Trees that grow line by line: each node hangs below the last one that is less deep. Depths need not follow one
 * another; what counts is which is deeper.
 */
export class Growth {
  readonly trees: Growing[] = []
  readonly #open: { readonly depth: number; readonly node: Growing }[] = []
  #count = 0

  /** @param line of the file, from 1, for faults. FabError outline.tooLong, outline.tooMany */
  add(depth: number, text: string, line: number): void {
    if (text.length > textMost) throw new FabError('outline.tooLong', { line, most: textMost })
    if (++this.#count > nodesMost) throw new FabError('outline.tooMany', { most: nodesMost })
    let last = this.#open.at(-1)
    while (last !== undefined && last.depth >= depth) {
      this.#open.pop()
      last = this.#open.at(-1)
    }
    const node: Growing = { text, children: [] }
    ;(last?.node.children ?? this.trees).push(node)
    this.#open.push({ depth, node })
  }
}

/** Every node with its depth, parents before children. Without recursion: lists may be deep. */
export function* walked(
  trees: readonly TextTree[]
): Generator<{ readonly text: string; readonly depth: number }> {
  const waiting = trees.toReversed().map(tree => ({ tree, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield { text: next.tree.text, depth: next.depth }
    for (const child of next.tree.children.toReversed()) waiting.push({ tree: child, depth: next.depth + 1 })
  }
}

/** Lines of a text, whatever ends them; without a byte order mark. */
export const linesOf = (text: string): readonly string[] =>
  text.replace(/^\uFEFF/u, '').split(/\r\n|[\n\r\u2028\u2029]/u)

/** A text on one line. */
export const flat = (text: string): string => text.replaceAll(/\s*[\n\r\u2028\u2029]+\s*/gu, ' ').trim()
