/** Weights the shipped fonts are used in. */
export type Weight = 400 | 600

/** Width of a text in px at a size; what it measures with is handed in, so that layouts run without a browser. */
export type Measure = (text: string, size: number, weight: Weight) => number

/** How a text is set. */
export interface Setting {
  readonly size: number
  readonly weight: Weight
  /** Widest a line may be, px. */
  readonly width: number
  /** More lines end in an ellipsis; none = as many as it takes. */
  readonly lines?: number
  /** Narrow the lines as long as there are no more of them: no word alone at the end. */
  readonly balanced?: boolean
}

/** A text in lines. */
export interface Broken {
  readonly lines: readonly string[]
  /** Width of the widest line, px. */
  readonly width: number
  /** Width of the first line, px. */
  readonly first: number
  /** True where an ellipsis stands for the rest. */
  readonly cut: boolean
}

/** Never at the start of a line (UAX #14 CL, CP, EX, IS, NS; GB/T 15834). */
const noStart =
  /^[\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\u300B\u3009\u300D\u300F\u3011\u3015\u3017\u3019\u301B\uFF09\uFF3D\uFF5D\uFF60\u2019\u201D\u2026\u00B7\u30FB\u30FC\u3005\u303B\uFF5E~\u2014\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7%\uFF05\u2030\u2103\u2109\u00B0),.:;!?\]}]/u
/** Never at the end of a line (UAX #14 OP, PR). */
const noEnd =
  /[\u300A\u3008\u300C\u300E\u3010\u3014\u3016\u3018\u301A\uFF08\uFF3B\uFF5B\uFF5F\u2018\u201C([{\u00A5\uFFE5$\u20AC\u00A3#]$/u
/** Characters a line may break on either side of: Han, kana, hangul, full-width forms, CJK punctuation. */
const free =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\u30FB\u30FC\uFF00-\uFFEF\u2014\u2026]/u
/** What goes with the character before it. */
const joined = /^(?:\p{M}|\u200D|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]|[\u{1F3FB}-\u{1F3FF}])/u
const space = /^[ \t\u3000\u2000-\u200A\u205F]+$/u

/** Whole characters as a person sees them: a base with its marks, selectors and joiners. */
export function characters(text: string): readonly string[] {
  const found: string[] = []
  let glued = false
  for (const one of text) {
    const last = found.length - 1
    if (last >= 0 && (glued || joined.test(one))) found[last] = `${found[last] ?? ''}${one}`
    else found.push(one)
    glued = one === '\u200D'
  }
  return found
}

/**
 * Pieces that stay whole, each with the blanks behind it: words, single CJK characters with the punctuation that
 * must not leave them. A word may also end after a hyphen or slash that letters follow.
 */
export function pieces(text: string): readonly string[] {
  const found: string[] = []
  let piece = ''
  let last = ''
  for (const one of characters(text)) {
    // A number keeps its unit: 12 天, 45 µm.
    const unit = number.test(piece) && /^[\p{Script=Han}\u00B0\u00B5\u03BC\u03A9\u2103]/u.test(one)
    if (piece !== '' && !unit && mayBreak(last, one)) {
      found.push(piece)
      piece = ''
    }
    piece += one
    last = one
  }
  if (piece !== '') found.push(piece)
  return found
}

const number = /^[±+-]?[0-9][0-9.,]* $/
const word = /^[0-9A-Za-z_]$/

function mayBreak(before: string, after: string): boolean {
  if (word.test(before) && word.test(after)) return false
  if (space.test(after)) return false
  if (noEnd.test(before) || noStart.test(after))
    return space.test(before) && !noEnd.test(before) && isLatinOpen(after)
  if (space.test(before)) return true
  if (free.test(before) || free.test(after)) return true
  return /^[-\u2010/\\]$/u.test(before) && /^\p{L}/u.test(after)
}

/** After a blank a full stop may begin a word: '.tex', but never a Chinese one. */
function isLatinOpen(one: string): boolean {
  return /^[.:;!?,]/u.test(one)
}

/**
 * Breaks a text into lines. Line ends in it are kept; blanks at line ends are not. A piece wider than a line is
 * broken between characters.
 */
export function breakLines(text: string, setting: Setting, measure: Measure): Broken {
  const paragraphs = text.split(/\r\n|[\n\r\u2028\u2029]/u).map(one => fitting(one, setting, measure))
  const most = setting.lines ?? Number.POSITIVE_INFINITY
  const all = (width: number) => paragraphs.flatMap(one => fill(one, width))
  let lines = all(setting.width)
  if (lines.length > most) return cutAt(lines, most, setting, measure)
  if (setting.balanced === true && lines.length > 1) lines = balance(lines, all, setting.width)
  return { lines: lines.map(one => one.text), width: widest(lines), first: lines[0]?.width ?? 0, cut: false }
}

interface Piece {
  readonly text: string
  /** Without the blanks behind it, and with them. */
  readonly inked: number
  readonly full: number
}

interface Filled {
  readonly text: string
  readonly width: number
}

const widest = (lines: readonly Filled[]): number =>
  lines.reduce((most, { width }) => Math.max(most, width), 0)

function fitting(text: string, { size, weight, width }: Setting, measure: Measure): readonly Piece[] {
  return pieces(text).flatMap(piece => {
    const inked = piece.trimEnd()
    const wide = measure(inked, size, weight)
    if (wide <= width)
      return [
        {
          text: piece,
          inked: wide,
          full: inked === piece ? wide : wide + measure(piece.slice(inked.length), size, weight)
        }
      ]
    return characters(piece).map(one => {
      const each = measure(one, size, weight)
      return { text: one, inked: space.test(one) ? 0 : each, full: each }
    })
  })
}

function fill(paragraph: readonly Piece[], width: number): Filled[] {
  const lines: Filled[] = []
  let text = ''
  let inked = 0
  let full = 0
  for (const piece of paragraph) {
    if (text !== '' && full + piece.inked > width + 1e-6) {
      lines.push({ text: text.trimEnd(), width: inked })
      text = ''
      inked = 0
      full = 0
    }
    text += piece.text
    inked = full + piece.inked
    full += piece.full
  }
  lines.push({ text: text.trimEnd(), width: inked })
  return lines
}

/** The narrowest lines of the same number, found by halving. */
function balance(lines: Filled[], all: (width: number) => Filled[], width: number): Filled[] {
  let best = lines
  let [low, high] = [width / 2, width]
  for (let round = 0; round < 6; round++) {
    const middle = (low + high) / 2
    const tried = all(middle)
    if (tried.length > lines.length || widest(tried) > middle + 1e-6) low = middle
    else {
      best = tried
      high = middle
    }
  }
  return best
}

function cutAt(
  lines: readonly Filled[],
  most: number,
  { size, weight, width }: Setting,
  measure: Measure
): Broken {
  const kept = lines.slice(0, most)
  const dots = measure('…', size, weight)
  const rest = [...characters(kept.at(-1)?.text ?? '')]
  let wide = measure(rest.join(''), size, weight)
  while (rest.length > 0 && (wide + dots > width || /^[\s,.:;，、。；：]$/u.test(rest.at(-1) ?? ''))) {
    wide -= measure(rest.pop() ?? '', size, weight)
  }
  const last = { text: `${rest.join('')}…`, width: wide + dots }
  const shown = [...kept.slice(0, -1), last]
  return { lines: shown.map(one => one.text), width: widest(shown), first: shown[0]?.width ?? 0, cut: true }
}

/** Keeps what has been measured: labels share their words and characters. Sizes are taken as proportional. */
export function cached(measure: Measure): Measure {
  const known = { 400: new Map<string, number>(), 600: new Map<string, number>() }
  return (text, size, weight) => {
    const kept = known[weight]
    let width = kept.get(text)
    if (width === undefined) {
      if (kept.size > 50_000) kept.clear()
      width = measure(text, 100, weight) / 100
      kept.set(text, width)
    }
    return width * size
  }
}

/** Rough widths without any font, in em: for work without a browser. */
export const roughMeasure: Measure = (text, size, weight) => {
  let em = 0
  for (const one of text)
    em += joined.test(one)
      ? 0
      : free.test(one)
        ? 1
        : /[ilj.,:;'|!]/.test(one)
          ? 0.3
          : /[mwMW]/.test(one)
            ? 0.9
            : 0.58
  return em * size * (weight === 600 ? 1.05 : 1)
}
