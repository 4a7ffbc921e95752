/** Scripts written without spaces: they are cut into overlapping pairs of characters. */
const cjk = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3005\u3007\u30fc`
const pieces = new RegExp(String.raw`([${cjk}]+)|[[\p{L}\p{N}\p{M}]--[${cjk}]]+`, 'gv')
const foreign = /[^\x20-\x7e]/
const folded = /[\u0300-\u036f]/g

/**
 * One form for all ways to write the same: NFKC (full-width letters, ligatures), lower case, and Latin,
 * Greek and Cyrillic letters without their accents. Kana keep their marks.
 */
export function normalise(text: string): string {
  if (!foreign.test(text)) return text.toLowerCase()
  return text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(folded, '')
    .normalize('NFC')
}

/** A word, or a run of CJK characters; `start` and `end` in UTF-16 units of the normalised text. */
export interface Unit {
  readonly text: string
  readonly cjk: boolean
  readonly start: number
  readonly end: number
}

/** The words and CJK runs of a normalised text; what is neither letter nor digit only separates. */
function units(normalised: string): Unit[] {
  const found: Unit[] = []
  for (const match of normalised.matchAll(pieces))
    found.push({
      text: match[0],
      cjk: match[1] !== undefined,
      start: match.index,
      end: match.index + match[0].length
    })
  return found
}

/** Overlapping slices of `size` characters, and at the end the shorter ones, so that every fragment begins one. */
function slices(text: string, size: number): string[] {
  const characters = Array.from(text)
  return characters.map((_, i) => characters.slice(i, i + size).join(''))
}

/**
 * What the index keeps of a text: words as they are, CJK runs as pairs with the last single character
 * behind (漏电流 gives 漏电 电流 流). LOT-012345 gives lot and 012345 side by side; asking for the whole is
 * asking for the two in that order.
 */
export function indexTokens(text: string): string {
  return units(normalise(text))
    .flatMap(unit => (unit.cjk ? slices(unit.text, 2) : [unit.text]))
    .join(' ')
}

/** A code without what separates its parts: LOT-012345 is lot012345. */
export function codeText(code: string): string {
  return units(normalise(code))
    .map(unit => unit.text)
    .join('')
}

/** What the index keeps of codes: slices of three characters, so that any fragment is a phrase of them. */
export function codeTokens(codes: readonly string[]): string {
  return codes.flatMap(code => slices(codeText(code), 3)).join(' ')
}

/** One thing asked for; all terms of a query must hold. */
export interface Term {
  readonly units: readonly Unit[]
  /** The last word may go on. */
  readonly prefix: boolean
}

const mostTerms = 12
const mostUnits = 24

/**
 * A query as people type it: terms apart by spaces, phrases in quotes ("", “”, 「」, 『』; one left open goes
 * to the end), the last word unfinished. Anything else is only a separator, so no text is an error.
 */
export function parseQuery(text: string): Term[] {
  const terms: Term[] = []
  const quoted = /["“”„「『]([^"“”」』]*)(?:["“”」』]|$)|[^\s"“”„「『]+/g
  for (const match of text.slice(0, 500).matchAll(quoted)) {
    const found = units(normalise(match[1] ?? match[0])).slice(0, mostUnits)
    if (found.length > 0) terms.push({ units: found, prefix: match[1] === undefined })
  }
  return terms
    .slice(0, mostTerms)
    .map((term, i, all) => ({ ...term, prefix: term.prefix && i === all.length - 1 }))
}

/** Tokens of a term in the order the index has them, and whether the last may go on. */
function phrase(term: Term): { readonly tokens: readonly string[]; readonly open: boolean } {
  const last = term.units.length - 1
  const tokens = term.units.flatMap((unit, i) => {
    if (!unit.cjk) return [unit.text]
    const pairs = slices(unit.text, 2)
    return i === last && pairs.length > 1 ? pairs.slice(0, -1) : pairs
  })
  const end = term.units[last]
  const single = end !== undefined && end.cjk && Array.from(end.text).length === 1
  return { tokens, open: single || (term.prefix && end !== undefined && !end.cjk) }
}

const quote = (tokens: readonly string[]): string => `"${tokens.join(' ')}"`

/** The term in FTS5's language; tokens hold letters and digits only, so quoting is safe. */
function matchTerm(term: Term, where: 'anywhere' | 'title'): string {
  const { tokens, open } = phrase(term)
  const words = `${quote(tokens)}${open ? ' *' : ''}`
  if (where === 'title') return `title : ${words}`
  const inText = `{title body} : ${words}`
  if (term.units.every(unit => unit.cjk)) return inText
  const code = term.units.map(unit => unit.text).join('')
  const grams = slices(code, 3)
  const inCode = grams.length < 3 ? `codes : ${quote([code])} *` : `codes : ${quote(grams.slice(0, -2))}`
  return `(${inText} OR ${inCode})`
}

/** The whole query in FTS5's language; undefined if nothing is asked for. */
export function matchQuery(
  terms: readonly Term[],
  where: 'anywhere' | 'title' = 'anywhere'
): string | undefined {
  if (terms.length === 0) return undefined
  return terms.map(term => matchTerm(term, where)).join(' AND ')
}
