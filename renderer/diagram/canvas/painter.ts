import type { Palette } from '@contract/diagram/palette'
import type { Item, Scene } from '@contract/diagram/scene'
import { drawn, svgElement } from './svg'

/** Items of one node that are drawn one after the other. */
export interface Run {
  readonly key: string
  readonly node: string | null
  /** Nothing but lines. */
  readonly lines: boolean
  readonly items: readonly Item[]
  /** Where its first item lies. */
  readonly x: number
  readonly y: number
}

/**
 * A scene in runs, in the order it is drawn. A node may have several: its line lies below all texts, and is told
 * apart from what lies above.
 */
export function runsOf(items: readonly Item[]): readonly Run[] {
  const found: Run[] = []
  const counts = new Map<string, number>()
  for (let from = 0; from < items.length;) {
    const first = items[from]
    if (first === undefined) break
    let to = from + 1
    let lines = first.kind === 'line'
    for (let next = items[to]; next?.node === first.node && next !== undefined; next = items[++to])
      if (next.kind !== 'line') lines = false
    const name = `${lines ? 'line' : 'card'}/${first.node ?? ''}`
    const nth = counts.get(name) ?? 0
    counts.set(name, nth + 1)
    const [x, y] = first.kind === 'line' ? [first.points[0] ?? 0, first.points[1] ?? 0] : [first.x, first.y]
    found.push({ key: `${name}/${nth}`, node: first.node, lines, items: items.slice(from, to), x, y })
    from = to
  }
  return found
}

/** True where two runs look the same but for where they lie. */
export function sameRun(a: Run, b: Run): boolean {
  return (
    a.items.length === b.items.length &&
    a.items.every((item, i) => {
      const other = b.items[i]
      return other !== undefined && sameItem(item, other, b.x - a.x, b.y - a.y)
    })
  )
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01

function sameItem(a: Item, b: Item, dx: number, dy: number): boolean {
  if (a.kind === 'line' || b.kind === 'line')
    return (
      a.kind === 'line' &&
      b.kind === 'line' &&
      a.stroke === b.stroke &&
      a.strokeWidth === b.strokeWidth &&
      a.dash === b.dash &&
      a.arrow === b.arrow &&
      a.points.length === b.points.length &&
      a.points.every((at, i) => near(at + (i % 2 === 0 ? dx : dy), b.points[i] ?? 0))
    )
  if (!near(a.x + dx, b.x) || !near(a.y + dy, b.y) || a.fill !== b.fill) return false
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
  readonly run: Run
  readonly element: SVGElement
  readonly sheet: Sheet
}

/** Some runs that are drawn one after the other, in a picture of their own that can be moved as a whole. */
interface Sheet {
  readonly svg: SVGSVGElement
  /** How far it has been moved since its runs were drawn. */
  x: number
  y: number
  size: number
}

/** Runs of a sheet to begin with, and the most it grows to. */
const [begun, most] = [400, 700]

/**
 * Draws scenes and touches only what changed. Runs lie on sheets of some dozens: where an edit moves all that lies
 * below it, whole sheets are moved, and only what looks different is drawn again. Each sheet is a layer whose drawing
 * the browser keeps.
 */
export class Painter {
  private kept = new Map<string, Kept>()
  private palette: Palette | null = null

  constructor(private readonly into: HTMLElement) {}

  /** @returns how many runs were drawn or drawn again */
  paint(scene: Pick<Scene, 'items'>, palette: Palette): number {
    if (this.palette !== palette) {
      this.kept.clear()
      this.into.replaceChildren()
      this.palette = palette
    }
    const runs = runsOf(scene.items)
    const before = this.kept
    const same = new Set<string>()
    const moves = new Map<Sheet, Map<string, Move>>()
    for (const run of runs) {
      const old = before.get(run.key)
      if (old === undefined || !sameRun(old.run, run)) continue
      same.add(run.key)
      counted(moves, old.sheet, run.x - old.run.x, run.y - old.run.y)
    }
    const moved = new Map<Sheet, Move>()
    for (const [sheet, ways] of moves) {
      const [first] = [...ways.values()].toSorted((a, b) => b.count - a.count)
      if (first === undefined) continue
      moved.set(sheet, first)
      if (first.x !== 0 || first.y !== 0) shift(sheet, first)
    }
    const after = new Map<string, Kept>()
    let [drawnNow, last]: [number, Kept | null] = [0, null]
    for (const run of runs) {
      const old = before.get(run.key)
      if (old !== undefined && same.has(run.key)) {
        const way = moved.get(old.sheet)
        if (way !== undefined && near(run.x - old.run.x, way.x) && near(run.y - old.run.y, way.y)) {
          last = { ...old, run }
          after.set(run.key, last)
          continue
        }
      }
      const sheet: Sheet = old?.sheet ?? this.sheetBehind(last, run.lines)
      const element = elementOf(run, sheet, palette)
      if (old !== undefined) old.element.replaceWith(element)
      else {
        if (last?.sheet === sheet) last.element.after(element)
        else sheet.svg.prepend(element)
        sheet.size++
      }
      last = { run, element, sheet }
      after.set(run.key, last)
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

  /** The sheet a new run goes on: that of the run before it, or a new one behind that. */
  private sheetBehind(last: Kept | null, lines: boolean): Sheet {
    const full = this.kept.size === 0 ? begun : most
    if (last !== null && last.run.lines === lines && last.sheet.size < full) return last.sheet
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

function counted(moves: Map<Sheet, Map<string, Move>>, sheet: Sheet, x: number, y: number): void {
  let ways = moves.get(sheet)
  if (ways === undefined) moves.set(sheet, (ways = new Map<string, Move>()))
  const name = `${Math.round(x * 50)},${Math.round(y * 50)}`
  const way = ways.get(name)
  if (way === undefined) ways.set(name, { x, y, count: 1 })
  else way.count++
}

function shift(sheet: Sheet, { x, y }: Move): void {
  sheet.x += x
  sheet.y += y
  sheet.svg.style.transform = `translate(${Math.round(sheet.x * 100) / 100}px, ${Math.round(sheet.y * 100) / 100}px)`
}

function elementOf(run: Run, sheet: Sheet, palette: Palette): SVGElement {
  const parts = run.items.flatMap(item => drawn(item, sheet.x, sheet.y, palette))
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const group = svgElement('g')
  group.append(...parts)
  return group
}
