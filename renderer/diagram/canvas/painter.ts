import type { Palette } from '@contract/diagram/palette'
import type { Item } from '@contract/diagram/scene'
import type { Part } from '../scene/parts'
import { drawn, svgElement } from './svg'

/** True where two lists of items look the same. Most often they are the same list. */
export function sameItems(a: readonly Item[], b: readonly Item[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((item, i) => {
        const other = b[i]
        return other !== undefined && sameItem(item, other)
      }))
  )
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01

function sameItem(a: Item, b: Item): boolean {
  if (a.kind === 'line' || b.kind === 'line')
    return (
      a.kind === 'line' &&
      b.kind === 'line' &&
      a.stroke === b.stroke &&
      a.strokeWidth === b.strokeWidth &&
      a.dash === b.dash &&
      a.arrow === b.arrow &&
      a.points.length === b.points.length &&
      a.points.every((at, i) => near(at, b.points[i] ?? 0))
    )
  if (!near(a.x, b.x) || !near(a.y, b.y) || a.fill !== b.fill) return false
  if (a.kind === 'text')
    return (
      b.kind === 'text' &&
      a.size === b.size &&
      a.lineHeight === b.lineHeight &&
      a.weight === b.weight &&
      a.anchor === b.anchor &&
      a.lines.length === b.lines.length &&
      a.lines.every((words, i) => words === b.lines[i])
    )
  if (a.kind === 'mark') return b.kind === 'mark' && a.mark === b.mark && a.size === b.size
  if (b.kind !== 'box' && b.kind !== 'shape') return false
  if (a.stroke !== b.stroke || a.strokeWidth !== b.strokeWidth || a.dash !== b.dash) return false
  return a.kind === 'box'
    ? b.kind === 'box' && near(a.width, b.width) && near(a.height, b.height) && a.radius === b.radius
    : b.kind === 'shape' && a.d === b.d
}

interface Kept {
  part: Part
  element: SVGElement
  readonly sheet: Sheet
}

/** Some parts that are drawn one after the other, in a picture of their own that can be moved as a whole. */
interface Sheet {
  readonly svg: SVGSVGElement
  /** How far it has been moved since its parts were drawn. */
  x: number
  y: number
  size: number
}

/** Parts of a sheet to begin with, and the most it grows to. */
const [begun, most] = [160, 280]

/**
 * Draws pictures and touches only what changed. Parts lie on sheets of some hundred: where an edit moves all that lies
 * below it, whole sheets are moved, and only what looks different is drawn again. Each sheet is a layer whose drawing
 * the browser keeps.
 */
export class Painter {
  private kept = new Map<string, Kept>()
  private palette: Palette | null = null

  constructor(private readonly into: HTMLElement) {}

  /** @returns how many parts were drawn or drawn again */
  paint(parts: readonly Part[], palette: Palette): number {
    if (this.palette !== palette) {
      this.kept.clear()
      this.into.replaceChildren()
      this.palette = palette
    }
    const before = this.kept
    const ways = this.moveSheets(parts)
    const after = new Map<string, Kept>()
    let [drawnNow, last]: [number, Kept | null] = [0, null]
    for (const part of parts) {
      const { key, lines } = part
      const old = before.get(key)
      if (old !== undefined) {
        const way = ways.get(old.sheet)
        const inPlace = near(part.x - old.part.x, way?.x ?? 0) && near(part.y - old.part.y, way?.y ?? 0)
        if (!inPlace || !sameItems(old.part.items, part.items)) {
          old.element = renewed(old.element, elementOf(part, old.sheet, palette))
          drawnNow++
        }
        old.part = part
        after.set(key, (last = old))
        continue
      }
      const sheet = this.sheetBehind(last, lines)
      const element = elementOf(part, sheet, palette)
      if (last?.sheet === sheet) last.element.after(element)
      else sheet.svg.prepend(element)
      sheet.size++
      after.set(key, (last = { part, element, sheet }))
      drawnNow++
    }
    for (const [key, { element, sheet }] of before)
      if (!after.has(key)) {
        element.remove()
        if (--sheet.size === 0) sheet.svg.remove()
      }
    this.kept = after
    return drawnNow
  }

  /** Moves each sheet the way that most of its parts go; @returns those ways. */
  private moveSheets(parts: readonly Part[]): ReadonlyMap<Sheet, Move> {
    const all = new Map<Sheet, Map<number, Move>>()
    for (const part of parts) {
      const old = this.kept.get(part.key)
      if (old !== undefined) counted(all, old.sheet, part.x - old.part.x, part.y - old.part.y)
    }
    const ways = new Map<Sheet, Move>()
    for (const [sheet, moves] of all) {
      const [first] = [...moves.values()].toSorted((a, b) => b.count - a.count)
      if (first === undefined) continue
      ways.set(sheet, first)
      if (first.x !== 0 || first.y !== 0) shift(sheet, first)
    }
    return ways
  }

  /** The sheet a new part goes on: that of the part before it, or a new one behind that. */
  private sheetBehind(last: Kept | null, lines: boolean): Sheet {
    const full = this.kept.size === 0 ? begun : most
    if (last !== null && last.part.lines === lines && last.sheet.size < full) return last.sheet
    const svg = svgElement('svg', { 'aria-hidden': 'true', focusable: 'false' })
    if (last === null) this.into.prepend(svg)
    else last.sheet.svg.after(svg)
    return { svg, x: 0, y: 0, size: 0 }
  }
}

interface Move {
  readonly x: number
  readonly y: number
  count: number
}

function counted(all: Map<Sheet, Map<number, Move>>, sheet: Sheet, x: number, y: number): void {
  let ways = all.get(sheet)
  if (ways === undefined) all.set(sheet, (ways = new Map<number, Move>()))
  // Both in one number: fiftieths of a px, of pictures up to a million px high.
  const name = Math.round(x * 50) * 2 ** 26 + Math.round(y * 50)
  const way = ways.get(name)
  if (way === undefined) ways.set(name, { x, y, count: 1 })
  else way.count++
}

function shift(sheet: Sheet, { x, y }: Move): void {
  sheet.x += x
  sheet.y += y
  sheet.svg.style.transform = `translate(${Math.round(sheet.x * 100) / 100}px, ${Math.round(sheet.y * 100) / 100}px)`
}

function elementOf({ items, x, y }: Part, sheet: Sheet, palette: Palette): SVGElement {
  const made = drawn(items, sheet.x - x, sheet.y - y, palette)
  const [only] = made
  if (made.length === 1 && only !== undefined) return only
  const group = svgElement('g')
  group.append(...made)
  return group
}

/**
 * Has an element look like another one. A sheet whose children change is styled anew as a whole, so it is done below
 * them wherever it can be.
 */
function renewed(old: SVGElement, now: SVGElement): SVGElement {
  if (old.tagName !== now.tagName) {
    old.replaceWith(now)
    return now
  }
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of now.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  old.replaceChildren(...now.childNodes)
  return old
}
