import { flat, Growth, linesOf, walked, type TextTree } from './tree'

/** Columns a tab goes to, and a full-width space takes. */
const [tab, wide] = [4, 2]

/** A sign or number before an item: -, *, •, 1., 1), （1）, ①, 一、 and the like. */
const marker =
  /^(?:[-*+•·–—▪○●◦◆■□➢►](?=[\s\u3000]|$)|[•●○▪◦◆■➢►]|\d{1,4}[.)](?=[\s\u3000]|[^\d\s.])|\d{1,4}[、．）]|[(（]\d{1,4}[)）]|[\u2460-\u2473]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[a-zA-Z][.)](?=\s))[\s\u3000]*/u

/** A number of several levels: 1, 1.2, 1.2.3, with or without a stop behind. */
const numbered = /^(\d{1,4}(?:\.\d{1,4})*)\.?[\s\u3000]+(?=\S)/u

/**
 * Reads an indented list: by tabs, blanks or full-width blanks, mixed; signs and numbers before the items are left
 * out. A list without indents in which every item has a number goes by those: 1, 1.1, 1.2, 2. Blank lines do not count.
 * FabError outline.tooLong, outline.tooMany
 */
export function readList(text: string): readonly TextTree[] {
  const lines = linesOf(text)
    .map((raw, i) => ({ ...indented(raw), line: i + 1 }))
    .filter(one => one.text !== '')
  const grown = new Growth()
  const byNumber =
    lines.every(one => one.column === 0 && numbered.test(one.text)) &&
    lines.some(one => /^\d+\.\d/.test(one.text))
  for (const { column, text: item, line } of lines) {
    const number = byNumber ? numbered.exec(item) : null
    if (number === null) grown.add(column, item.replace(marker, ''), line)
    else grown.add((number[1] ?? '').split('.').length, item.slice(number[0].length), line)
  }
  return grown.trees
}

function indented(raw: string): { readonly column: number; readonly text: string } {
  let column = 0
  for (const one of raw) {
    if (one === '\t') column += tab - (column % tab)
    else if (one === '\u3000') column += wide
    else if (/\s/u.test(one)) column++
    else break
  }
  return { column, text: raw.trim() }
}

/** Writes an indented list that {@link readList} reads as it was, each text on one line. */
export function writeList(trees: readonly TextTree[]): string {
  const lines: string[] = []
  for (const { text, depth } of walked(trees)) lines.push(`${'  '.repeat(depth)}- ${flat(text)}`)
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
