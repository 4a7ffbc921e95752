import type { Palette } from '@contract/diagram/palette'
import type { Mark } from '@contract/diagram/scene'
import { Camera } from './camera'
import { type Landmark, Landmarks } from './landmarks'
import { Lights, type Flow } from './lights'
import { Painter } from './painter'
import type { Selection } from './selection'
import type { Place } from '../scene/frame'
import type { Drawn, Part } from '../scene/parts'
import { PlaceIndex } from './places'
import { svgElement } from './svg'
import { scaleLegible, toPicture, type Point, type Size } from './view'
import css from './canvas.module.css'

/** What is shown: the picture, and where in it the nodes lie. */
export interface Shown extends Drawn {
  /** Node that the picture opens on where it is too large to be read as a whole. */
  readonly home?: string | undefined
  /**
   * Smallest scale that it opens at, as wide as the screen, where it is too large to be seen as a whole. Left out:
   * the whole is shown down to half its size.
   */
  readonly legible?: number
  /** Where children lie from their parent. */
  readonly flow: Flow
  /** Nodes whose words are read from afar as well. */
  readonly landmarks?: readonly Landmark[]
}

/** Sets of nodes that are told apart from the rest. */
export interface Marked {
  /** Search hits. */
  readonly found: ReadonlySet<string>
  /** Given, everything else steps back: a cut set, a chain. */
  readonly lit: ReadonlySet<string> | null
  /** Of those, what must not happen: struck through. */
  readonly absent?: ReadonlySet<string>
}

/**
 * The canvas without React: an HTML layer with the picture in it, moved by its transform alone, and a pane of glass
 * over it that takes the pointer, so that the browser never looks for what lies under it among thousands of shapes.
 */
export class Stage {
  readonly camera: Camera
  readonly lights: Lights
  /** Takes the pointer. */
  readonly glass: HTMLDivElement
  index = new PlaceIndex([])
  shown: Shown | null = null
  private readonly layer: HTMLDivElement
  private readonly painter: Painter
  private readonly veil: HTMLDivElement
  private readonly bright: Painter
  private readonly ghost: HTMLDivElement
  private readonly frame: HTMLDivElement
  private readonly landmarks: Landmarks
  private palette: Palette | null = null
  private marked: Marked = { found: new Set(), lit: null }
  private selection: Selection | null = null
  private focusKey: string | null = null
  /** Asked of the browser when it changes alone: in the midst of an edit it would have to lay the page out for it. */
  private room: Size | null = null
  private readonly watch: ResizeObserver
  private readonly offs: readonly (() => void)[]

  constructor(private readonly host: HTMLElement) {
    this.layer = div(css.layer)
    const [picture, bright] = [div(css.sheets), div(css.sheets)]
    this.veil = div(css.veil)
    const over = svgElement('svg', { 'aria-hidden': 'true', focusable: 'false' })
    const lights = svgElement('g')
    over.append(lights)
    const signs = svgElement('svg', { 'aria-hidden': 'true', focusable: 'false' })
    const named = div(css.landmarks)
    named.append(signs)
    this.landmarks = new Landmarks(signs)
    const top = div(css.sheets)
    top.append(over)
    this.layer.append(picture, this.veil, bright, named, top)
    this.glass = div(css.glass)
    this.ghost = div(css.ghost)
    this.frame = div(css.marquee)
    host.append(this.layer, this.frame, this.ghost, this.glass)
    this.painter = new Painter(picture)
    this.bright = new Painter(bright)
    this.lights = new Lights(lights)
    this.camera = new Camera(this.layer)
    this.watch = new ResizeObserver(() => {
      this.room = this.measured()
      this.resize()
    })
    this.watch.observe(host)
    this.offs = [
      this.camera.onSettle(() => {
        const { scale } = this.camera.view
        if (scale >= scaleLegible) delete this.layer.dataset['far']
        else this.layer.dataset['far'] = scale < scaleLegible / 3 ? 'dots' : 'boxes'
        this.lights.scale(scale)
        this.name()
      })
    ]
  }

  /** Draw; only what differs from before is touched. */
  show(shown: Shown, palette: Palette): void {
    const before = this.shown
    const painted = this.palette
    this.shown = shown
    this.palette = palette
    const { scene } = shown
    if (before !== null && before.home !== shown.home) this.camera.reopen()
    if (before?.scene !== scene || painted !== palette) {
      // Wide enough for what is drawn a little over the edge.
      this.veil.style.width = `${scene.width}px`
      this.veil.style.height = `${scene.height}px`
      this.veil.style.background = palette.ground
      this.lights.color(palette)
      this.painter.paint(shown.parts, palette)
    }
    if (before?.places !== shown.places) {
      this.index = new PlaceIndex(shown.places)
      // What lay under the pointer may be gone or lie elsewhere; its next movement tells.
      this.lights.hover(null)
    }
    this.resize()
    this.light()
    this.name()
  }

  /** Frame what is selected. */
  select(selection: Selection): void {
    this.selection = selection
    const focus = this.focusPlace()
    this.focusKey = focus?.key ?? null
    this.lights.select(
      [...selection.nodes].flatMap(node => this.index.of(node)),
      focus
    )
  }

  /** Mark what was found, and let the rest step back. */
  mark(marked: Marked): void {
    this.marked = marked
    this.light()
  }

  /** The place of the focused node; of one drawn several times the one that was chosen last. */
  focusPlace(): Place | null {
    const focus = this.selection?.focus ?? null
    if (focus === null) return null
    const places = this.index.of(focus)
    return places.find(({ key }) => key === this.focusKey) ?? places[0] ?? null
  }

  /** Of a node drawn several times, this place is meant. */
  meant(place: Place): void {
    this.focusKey = place.key
  }

  /** What lies at a point of the screen, given in the window's px. */
  hit(event: { readonly clientX: number; readonly clientY: number }): {
    readonly place: Place | null
    readonly at: Point
  } {
    const at = toPicture(this.camera.view, this.inside(event))
    return { at, place: this.index.at(at, 4 / this.camera.view.scale) }
  }

  /** A point of the window in the canvas. */
  inside({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.host.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }

  /** The sign of a node at a point of the picture. */
  markAt(node: string, at: Point): Mark | null {
    for (const { items, x, y } of this.shown?.parts ?? [])
      for (const item of items) {
        // All of a card is of one node.
        if (item.node !== node) break
        const [dx, dy] = [at.x - x, at.y - y]
        if (item.kind === 'mark' && around(item, { x: dx, y: dy })) return item
      }
    return null
  }

  /** The frame drawn with the pointer, in px of the canvas; null takes it away. */
  marquee(from: Point | null, to: Point | null): void {
    this.frame.style.display = from === null || to === null ? 'none' : 'block'
    if (from === null || to === null) return
    this.frame.style.transform = `translate(${Math.min(from.x, to.x)}px, ${Math.min(from.y, to.y)}px)`
    this.frame.style.width = `${Math.abs(to.x - from.x)}px`
    this.frame.style.height = `${Math.abs(to.y - from.y)}px`
  }

  /** A word beside the pointer while something is dragged; null takes it away. */
  carry(words: string | null, at: Point): void {
    this.ghost.style.display = words === null ? 'none' : 'block'
    if (words === null) return
    if (this.ghost.textContent !== words) this.ghost.textContent = words
    this.ghost.style.transform = `translate(${at.x + 12}px, ${at.y + 14}px)`
  }

  /** Take everything down. */
  close(): void {
    this.watch.disconnect()
    for (const off of this.offs) off()
    this.camera.close()
    this.host.replaceChildren()
  }

  private resize(): void {
    if (this.shown === null) return
    const { scene, home, legible = null } = this.shown
    const [at] = home === undefined ? [] : this.index.of(home)
    this.room ??= this.measured()
    this.camera.resize(
      this.room,
      { width: scene.width, height: scene.height },
      at ?? { x: 0, y: 0, width: 0, height: 0 },
      this.focusPlace(),
      legible
    )
  }

  private measured(): Size {
    return { width: this.host.clientWidth, height: this.host.clientHeight }
  }

  private name(): void {
    const { scale } = this.camera.view
    const far = scale < scaleLegible ? scale : null
    if (this.palette === null || this.shown === null) return
    const { landmarks = [], scene } = this.shown
    this.landmarks.draw(landmarks, this.index, scene.width, far, this.palette)
  }

  private light(): void {
    const { found, lit, absent } = this.marked
    const palette = this.palette
    if (palette === null || this.shown === null) return
    this.veil.style.display = lit === null ? 'none' : 'block'
    this.bright.paint(lit === null ? [] : litParts(this.shown.parts, lit), palette)
    this.lights.strike([...(absent ?? [])].flatMap(node => this.index.of(node)))
    this.lights.find([...found].flatMap(node => this.index.of(node)))
    if (this.selection !== null) this.select(this.selection)
  }
}

const around = ({ x, y, size }: Mark, at: Point): boolean =>
  at.x >= x - 2 && at.y >= y - 2 && at.x <= x + size + 2 && at.y <= y + size + 2

/** What of parts is of some nodes. */
function litParts(parts: readonly Part[], lit: ReadonlySet<string>): readonly Part[] {
  return parts.flatMap(part => {
    const items = part.items.filter(({ node }) => node !== null && lit.has(node))
    if (items.length === 0) return []
    return items.length === part.items.length ? [part] : [{ ...part, items }]
  })
}

function div(name: string | undefined): HTMLDivElement {
  const made = document.createElement('div')
  if (name !== undefined) made.className = name
  return made
}
