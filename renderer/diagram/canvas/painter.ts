import type { Palette } from '@contract/diagram/palette'
import type { Item, Scene } from '@contract/diagram/scene'
import { drawn, svgElement } from './svg'

/** Items of one node that are drawn one after the other. */
export interface Run {
  readonly key: string
  readonly node: string | null
  readonly items: readonly Item[]
  /** Where its first item lies. */
  readonly x: number
  readonly y: number
}

/** A scene in runs, in the order it is drawn. A node may have several: its line lies below all texts. */
export function runsOf(items: readonly Item[]): readonly Run[] {
  const found: Run[] = []
  const counts = new Map<string | null, number>()
  for (let from = 0; from < items.length;) {
    const first = items[from]
    if (first === undefined) break
    let to = from + 1
    while (to < items.length && items[to]?.node === first.node) to++
    const nth = counts.get(first.node) ?? 0
    counts.set(first.node, nth + 1)
    const [x, y] = first.kind === 'line' ? [first.points[0] ?? 0, first.points[1] ?? 0] : [first.x, first.y]
    found.push({ key: `${first.node ?? ''}/${nth}`, node: first.node, items: items.slice(from, to), x, y })
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
  run: Run
  readonly element: SVGGElement
}

/**
 * Draws scenes into a group and touches only what changed: a group per run, made anew where it looks different,
 * only moved where it lies elsewhere. Adding one cause to 2,000 makes one group and moves those that give way.
 */
export class Painter {
  private kept = new Map<string, Kept>()
  private palette: Palette | null = null

  constructor(private readonly into: SVGGElement) {}

  /** @returns how many groups were made or made anew */
  paint(scene: Pick<Scene, 'items'>, palette: Palette): number {
    if (this.palette !== palette) {
      this.kept.clear()
      this.into.replaceChildren()
      this.palette = palette
    }
    const runs = runsOf(scene.items)
    const before = this.kept
    const after = new Map<string, Kept>()
    let made = 0
    for (const run of runs) {
      const old = before.get(run.key)
      if (old !== undefined && sameRun(old.run, run)) {
        if (old.run.x !== run.x || old.run.y !== run.y) place(old.element, run)
        old.run = run
        after.set(run.key, old)
        before.delete(run.key)
        continue
      }
      const element = svgElement('g')
      place(element, run)
      for (const item of run.items) element.append(...drawn(item, run.x, run.y, palette))
      after.set(run.key, { run, element })
      made++
    }
    for (const { element } of before.values()) element.remove()
    let at = this.into.firstChild
    for (const { element } of after.values())
      if (element === at) at = at.nextSibling
      else this.into.insertBefore(element, at)
    this.kept = after
    return made
  }
}

function place(element: SVGGElement, { x, y }: Run): void {
  element.setAttribute('transform', `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`)
}
