import type { Marks } from '../types'
import { normalise, type Term } from './tokens'

/** A text in normal form, and for each of its units where it came from. */
interface Mapped {
  readonly text: string
  readonly from: (at: number) => number
  readonly to: (at: number) => number
}

function mapped(original: string): Mapped {
  const whole = normalise(original)
  if (whole.length === original.length && !/\p{M}/u.test(original))
    return { text: whole, from: at => at, to: at => at }
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const match of original.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const piece = normalise(match[0])
    for (let i = 0; i < piece.length; i++) {
      starts.push(match.index)
      ends.push(match.index + match[0].length)
    }
    text += piece
  }
  return { text, from: at => starts[at] ?? original.length, to: at => (at === 0 ? 0 : (ends[at - 1] ?? 0)) }
}

const between = String.raw`[^\p{L}\p{N}]*`
const wordEdge = String.raw`(?<![[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]])`
const wordEnd = String.raw`(?![[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]])`

/** Units hold letters, digits and marks only: nothing to escape. */
function wordPattern(term: Term): RegExp {
  const body = term.units.map(unit => unit.text).join(between)
  const [first, last] = [term.units[0], term.units.at(-1)]
  const open = term.prefix || last?.cjk === true
  return new RegExp(`${first?.cjk === true ? '' : wordEdge}${body}${open ? '' : wordEnd}`, 'gv')
}

/** The same characters with separators anywhere between: how a fragment of a code was found. */
function codePattern(term: Term): RegExp | undefined {
  const characters = term.units.flatMap(unit => Array.from(unit.text))
  return characters.length > 60 ? undefined : new RegExp(characters.join(String.raw`[^\p{L}\p{N}]?`), 'gv')
}

const mostMarks = 50

/** Where the terms occur in a text, in order and without overlap; `codes` looks inside words too. */
export function marksIn(original: string, terms: readonly Term[], codes: boolean): Marks {
  const { text, from, to } = mapped(original)
  const found: (readonly [number, number])[] = []
  for (const term of terms) {
    let matches = [...text.matchAll(wordPattern(term))]
    const inside = codes && matches.length === 0 ? codePattern(term) : undefined
    if (inside !== undefined) matches = [...text.matchAll(inside)]
    for (const match of matches.slice(0, mostMarks))
      found.push([from(match.index), to(match.index + match[0].length)])
  }
  const merged: [number, number][] = []
  for (const [start, end] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

const lead = 40
const width = 180

/** Never between the halves of a surrogate pair. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

/** The part of a body around its first mark, in one line, with its own marks. */
export function snippetOf(
  body: string,
  terms: readonly Term[]
): { readonly text: string; readonly marks: Marks } {
  const flat = body.slice(0, 20_000).replace(/[\s\p{Cc}]/gu, ' ')
  const marks = marksIn(flat, terms, true)
  const first = marks[0]?.[0] ?? 0
  const start = first <= lead ? 0 : whole(flat, first - lead)
  const end = start + width >= flat.length ? flat.length : whole(flat, start + width)
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  return {
    text: `${before}${flat.slice(start, end)}${end < body.length ? '…' : ''}`,
    marks: marks.filter(([, to]) => to <= end).map(([from, to]) => [from + shift, to + shift] as const)
  }
}
