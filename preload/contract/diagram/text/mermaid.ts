import { FabError } from '../../errors'
import { Growth, linesOf, walked, type TextTree } from './tree'

/**
 * Mermaid's own marks as its entity codes (`#35;`): comments, directives, markup, a second heading. Line ends become
 * `<br/>`; a blank text a blank of no width, for a line must hold something.
 */
function encoded(text: string): string {
  const plain = text
    .trim()
    .replaceAll('#', '#35;')
    .replaceAll('&', '#amp;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('"', '#quot;')
    .replaceAll('`', '#96;')
    .replaceAll('%%', '%#37;')
    // Behind these Mermaid takes a colour with its semicolon for one of its own lines, and drops the latter.
    .replaceAll('style', '#115;tyle')
    .replaceAll('classDef', '#99;lassDef')
    .replaceAll(/\r\n|[\n\r\u2028\u2029]/gu, '<br/>')
  return plain === '' ? '#8203;' : plain
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  apos: "'"
}

/** The reverse of {@link encoded}; entities it does not know stay as they are. */
function decoded(text: string): string {
  return text
    .replaceAll(/<br\s*\/?>/giu, '\n')
    .replaceAll(/#(\d{1,7}|x[0-9a-f]{1,6}|[a-z]{2,8});/giu, (whole, code: string) => {
      const number = /^\d/.test(code)
        ? Number(code)
        : /^x[0-9a-f]/i.test(code)
          ? parseInt(code.slice(1), 16)
          : Number.NaN
      if (Number.isNaN(number)) return named[code.toLowerCase()] ?? whole
      return number > 0 && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff)
        ? String.fromCodePoint(number)
        : whole
    })
    .replaceAll('\u200B', '')
    .trim()
}

/**
 * Reads Mermaid's `ishikawa-beta` (from 11.12.3): the effect, then causes by their indent; what is not further in
 * than the effect hangs below it all the same. A fence around it, front matter, comments and directives are left out.
 * FabError outline.notIshikawa, outline.empty, outline.tooLong, outline.tooMany
 */
export function readIshikawa(text: string): TextTree {
  const lines = linesOf(text)
  let at = 0
  let fenced = false
  const skipBlank = (): void => {
    while (at < lines.length && /^\s*(?:%%.*)?$/u.test(lines[at] ?? '')) at++
  }
  skipBlank()
  if (/^\s*(?:```|:::)\s*mermaid\s*$/iu.test(lines[at] ?? '')) {
    fenced = true
    at++
    skipBlank()
  }
  if (/^---\s*$/u.test(lines[at] ?? '')) {
    const end = lines.findIndex((line, i) => i > at && /^---\s*$/u.test(line))
    if (end > 0) at = end + 1
    skipBlank()
  }
  const heading = /^\s*ishikawa(?:-beta)?(?:\s+(?<rest>\S.*))?$/iu.exec(lines[at] ?? '')
  if (heading === null)
    throw new FabError('outline.notIshikawa', { line: Math.min(at, lines.length - 1) + 1 })
  const grown = new Growth()
  let base: number | null = null
  const add = (column: number, item: string, line: number): void => {
    grown.add(base === null ? 0 : Math.max(1, column - base), decoded(item), line)
    base ??= column
  }
  const rest = heading.groups?.['rest']
  if (rest !== undefined) add(0, rest, at + 1)
  for (at++; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (fenced && /^\s*(?:```|:::)\s*$/u.test(line)) break
    if (/^\s*(?:%%.*)?$/u.test(line)) continue
    add(line.length - line.trimStart().length, line, at + 1)
  }
  const [effect] = grown.trees
  if (effect === undefined) throw new FabError('outline.empty')
  return effect
}

/** Writes `ishikawa-beta` that Mermaid draws and {@link readIshikawa} reads as it was, but for blanks around a text. */
export function writeIshikawa(effect: TextTree): string {
  const lines = ['ishikawa-beta']
  for (const { text, depth } of walked([effect])) {
    // A line must not begin as a heading would.
    const item = encoded(text).replace(/^i(?=shikawa)/iu, first => `#${first.charCodeAt(0)};`)
    lines.push(`${'  '.repeat(depth + 1)}${item}`)
  }
  return `${lines.join('\n')}\n`
}

/** Writes Mermaid's `mindmap`: for whys, and for any other tree with one root. */
export function writeMindmap(root: TextTree): string {
  const lines = ['mindmap']
  let count = 0
  for (const { text, depth } of walked([root]))
    lines.push(`${'  '.repeat(depth + 1)}n${count++}["${encoded(text)}"]`)
  return `${lines.join('\n')}\n`
}
