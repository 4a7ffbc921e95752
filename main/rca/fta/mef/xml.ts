import { SaxesParser } from 'saxes'
import { refused, type Place } from '../model'

/** An element with its place. Text between elements is kept only where there is nothing else. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
  readonly at: Place
}

/** Deeper nesting is no model: formulas are nested by hand. */
const deepest = 10_000

/**
 * The elements of an XML text. Entities other than XML's own are not known, and nothing is fetched: external
 * entities and includes stay what they are.
 * @throws FabError notXml with the place, tooDeep
 */
export function readXml(text: string): Element {
  const parser = new SaxesParser({ position: true, xmlns: false })
  const stack: Element[] = []
  let root: Element | null = null
  let start: Place = { line: 1, column: 1 }
  parser.on('error', error => {
    throw refused(
      'notXml',
      { message: error.message.replace(/^\d+:\d+: /, '') },
      { line: parser.line, column: parser.column + 1 }
    )
  })
  parser.on('opentagstart', tag => {
    // The parser stands behind the name.
    start = { line: parser.line, column: Math.max(1, parser.column - tag.name.length - 1) }
  })
  parser.on('opentag', tag => {
    const element: Element = { name: tag.name, attributes: tag.attributes, children: [], text: '', at: start }
    if (stack.length >= deepest) throw refused('tooDeep', { levels: deepest }, start)
    stack.at(-1)?.children.push(element)
    root ??= element
    stack.push(element)
  })
  parser.on('text', words => {
    const top = stack.at(-1)
    if (top !== undefined && top.text.length < 10_000) top.text += words
  })
  parser.on('closetag', () => {
    stack.pop()
  })
  parser.write(text).close()
  if (root === null) throw refused('notXml', { message: 'no element' }, { line: 1, column: 1 })
  return root
}
