import type { DiagramNode } from '@contract/diagram/node'
import { writeCsvTree } from '@contract/diagram/text/csv'
import { writeList } from '@contract/diagram/text/list'
import { readIshikawa, writeIshikawa } from '@contract/diagram/text/mermaid'
import { formOf, readTrees } from '@contract/diagram/text/read'
import type { TextTree } from '@contract/diagram/text/tree'
import type { TextExport } from '../../diagram/export/DiagramExports'
import { drawn, type TreeDoc } from '../../diagram/tree/model'

type NameOf = (node: DiagramNode) => string

/** What hangs on a fishbone's head, as texts. */
function treesOf(doc: TreeDoc, nameOf: NameOf): TextTree | null {
  const treeOf = (node: DiagramNode): TextTree => ({
    text: nameOf(node),
    children: drawn(doc, node.id).map(treeOf)
  })
  const head = drawn(doc, null).find(node => node.type === 'effect')
  return head === undefined ? null : treeOf(head)
}

/** A fishbone in the forms other tools read. */
export function textExports(doc: TreeDoc, nameOf: NameOf, list: string): readonly TextExport[] {
  const whole = (write: (head: TextTree) => string) => (): string => {
    const head = treesOf(doc, nameOf)
    return head === null ? '' : write(head)
  }
  return [
    { label: 'Mermaid (ishikawa-beta)', extension: 'mmd', mime: 'text/plain', text: whole(writeIshikawa) },
    { label: list, extension: 'txt', mime: 'text/plain', text: whole(head => writeList([head])) },
    {
      label: 'CSV (level, text)',
      extension: 'csv',
      mime: 'text/csv;charset=utf-8',
      text: whole(head => writeCsvTree([head]))
    }
  ]
}

/**
 * Causes out of a text: an indented list, a CSV, or Mermaid. The head of an Ishikawa is this fishbone's own effect,
 * so what hangs on it is taken. FabError outline.*
 */
export function readCauses(text: string): readonly TextTree[] {
  return formOf(text) === 'ishikawa' ? readIshikawa(text).children : readTrees(text)
}
