import type { MarkName } from '@contract/diagram/marks'
import type { Role } from '@contract/diagram/palette'
import type { Item } from '@contract/diagram/scene'
import { breakLines, type Broken, type Measure, type Weight } from './text'

/** A small figure with its sign: votes, pieces of evidence, causes folded away. */
export interface Fact {
  readonly mark: MarkName | null
  readonly text: string
}

/** What a label says. */
export interface LabelContent {
  readonly text: string
  /** Sign before the text, in its colour. */
  readonly mark?: { readonly name: MarkName; readonly role: Role } | null
  /** A line of figures below it. */
  readonly facts?: readonly Fact[]
}

/** How a label is set. */
export interface LabelStyle {
  readonly size: number
  readonly weight: Weight
  /** Widest the text may be before it is broken, px. */
  readonly width: number
  /** Lines before an ellipsis. */
  readonly lines: number
  readonly ink: Role
}

/** A label measured, ready to be laid out and drawn. */
export interface Label {
  readonly content: LabelContent
  readonly style: LabelStyle
  readonly broken: Broken
  readonly width: number
  readonly height: number
  /** Widths of the figures, px. */
  readonly facts: readonly number[]
}

const factSize = 10
const factHeight = 14
const factGap = 8

/** Height of a line of text of a size. */
export const lineHeightOf = (size: number): number => Math.round(size * 1.32)

/** Side of the sign before a text of a size, and its distance from it. */
const markSize = (size: number): number => size + 1
const markGap = 4

/** Texts broken before, for each way of measuring: an edit changes one label of thousands. */
const broken = new WeakMap<Measure, Map<string, Broken>>()

function brokenOf(text: string, { size, weight, width, lines }: LabelStyle, measure: Measure): Broken {
  let known = broken.get(measure)
  if (known === undefined || known.size > 20_000) {
    known = new Map<string, Broken>()
    broken.set(measure, known)
  }
  const key = `${size} ${weight} ${width} ${lines} ${text}`
  let found = known.get(key)
  if (found === undefined)
    known.set(key, (found = breakLines(text, { size, weight, width, lines, balanced: true }, measure)))
  return found
}

/** Breaks and measures a label. */
export function labelOf(content: LabelContent, style: LabelStyle, measure: Measure): Label {
  const { size } = style
  const broken = brokenOf(content.text, style, measure)
  const before = content.mark ? markSize(size) + markGap : 0
  const facts = (content.facts ?? []).map(
    ({ mark, text }) => measure(text, factSize, 400) + (mark === null ? 0 : factSize + 3)
  )
  const row = facts.reduce((sum, wide) => sum + wide, 0) + Math.max(0, facts.length - 1) * factGap
  return {
    content,
    style,
    broken,
    width: Math.ceil(Math.max(broken.width + before, row)),
    height: broken.lines.length * lineHeightOf(size) + (facts.length > 0 ? factHeight : 0),
    facts
  }
}

/** A label's items with its top left corner at x, y; lines lie against the given side of its width. */
export function drawLabel(
  node: string | null,
  label: Label,
  x: number,
  y: number,
  side: 'start' | 'middle' | 'end'
): readonly Item[] {
  const { content, style, broken } = label
  const lineHeight = lineHeightOf(style.size)
  const before = content.mark ? markSize(style.size) + markGap : 0
  const share = side === 'start' ? 0 : side === 'middle' ? 0.5 : 1
  const left = x + (label.width - broken.width - before) * share
  const items: Item[] = []
  if (content.mark) {
    const size = markSize(style.size)
    items.push({
      kind: 'mark',
      node,
      mark: content.mark.name,
      // Beside the line it is read with: that of a single line is the middle of all.
      x: left + (side === 'start' ? 0 : firstLineInset(label, share)),
      y: y + (lineHeight - size) / 2,
      size,
      fill: content.mark.role
    })
  }
  if (broken.lines.some(line => line !== ''))
    items.push({
      kind: 'text',
      node,
      x: left + before + broken.width * share,
      y: y + lineHeight / 2 + style.size * 0.36,
      lines: broken.lines,
      size: style.size,
      lineHeight,
      weight: style.weight,
      anchor: side,
      fill: style.ink
    })
  let at = x + (label.width - rowWidth(label)) * share
  const top = y + broken.lines.length * lineHeight
  for (const [i, { mark, text }] of (content.facts ?? []).entries()) {
    const wide = label.facts[i] ?? 0
    const baseline = top + factHeight / 2 + factSize * 0.36
    if (mark !== null)
      items.push({
        kind: 'mark',
        node,
        mark,
        x: at,
        y: top + (factHeight - factSize) / 2,
        size: factSize,
        fill: 'quiet'
      })
    items.push({
      kind: 'text',
      node,
      x: at + wide,
      y: baseline,
      lines: [text],
      size: factSize,
      lineHeight: factHeight,
      weight: 400,
      anchor: 'end',
      fill: 'quiet'
    })
    at += wide + factGap
  }
  return items
}

const rowWidth = ({ facts }: Label): number =>
  facts.reduce((sum, wide) => sum + wide, 0) + Math.max(0, facts.length - 1) * factGap

/** How much shorter the first line is than the widest, on the side of the sign. */
function firstLineInset({ broken }: Label, share: number): number {
  return (broken.width - broken.first) * share
}
