import { dragging, nudging } from './dragging'
import { apart, framing, panning, pinching, type Gesture, type HandsCalls, type Look } from './gestures'
import { only, ranged, toggled } from './selection'
import type { Place } from '../scene/frame'
import type { Stage } from './stage'
import type { Point } from './view'

/** A button or finger went down, and nobody knows yet what it will be. */
interface Press {
  readonly place: Place | null
  readonly from: Point
  readonly event: PointerEvent
}

/** Px before a press becomes a drag. */
const slack = 4

/** What a mouse, a pen and fingers do on a stage. */
export class Hands {
  private press: Press | null = null
  private gesture: Gesture | null = null
  private readonly touches = new Map<number, Point>()
  private space = false
  private spaceUsed = false
  private hovered: string | null = null
  private readonly end = new AbortController()

  constructor(
    private readonly stage: Stage,
    private readonly calls: HandsCalls
  ) {
    const { glass } = stage
    const { signal } = this.end
    glass.addEventListener('wheel', event => this.wheel(event), { signal, passive: false })
    glass.addEventListener('pointerdown', event => this.down(event), { signal })
    glass.addEventListener('pointermove', event => this.move(event), { signal })
    glass.addEventListener('pointerup', event => this.up(event), { signal })
    glass.addEventListener('pointercancel', event => this.cancelled(event), { signal })
    glass.addEventListener('pointerleave', () => this.hover(null), { signal })
    glass.addEventListener('dblclick', event => this.twice(event), { signal })
    glass.addEventListener('contextmenu', event => this.menu(event), { signal })
    // A press on glass must not take the keys away from the field that waits for them.
    glass.addEventListener('mousedown', event => event.preventDefault(), { signal })
  }

  /** Space is held: the next drag moves the picture. @returns on release, whether it was used for that */
  hold(space: boolean): boolean {
    const used = this.spaceUsed
    this.space = space
    if (space) this.spaceUsed = false
    if (this.press === null && this.gesture === null) this.look(space ? 'ready' : null)
    return used
  }

  /** Esc: nothing of the present drag is done. @returns false where there was none */
  cancel(): boolean {
    const { gesture } = this
    if (gesture === null) return false
    this.rest()
    gesture.cancel()
    return true
  }

  /** Let go of everything. */
  close(): void {
    this.end.abort()
    this.gesture?.cancel()
  }

  private look(look: Look | null): void {
    if (look === null) delete this.stage.glass.dataset['act']
    else this.stage.glass.dataset['act'] = look
  }

  private begin(gesture: Gesture): void {
    this.press = null
    this.gesture = gesture
    this.look(gesture.look)
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit]
    if (event.shiftKey) {
      this.stage.camera.pan(-(dx === 0 ? dy : dx), 0)
      return
    }
    // Two fingers pinched on a touch pad come as a wheel with Ctrl and small steps.
    const step = event.ctrlKey ? dy * 0.01 : dy * 0.0016
    this.stage.camera.zoom(Math.exp(-Math.max(-0.5, Math.min(0.5, step))), this.stage.inside(event))
    if (dx !== 0 && Math.abs(dx) > Math.abs(dy)) this.stage.camera.pan(-dx, 0)
  }

  private down(event: PointerEvent): void {
    this.calls.onPress()
    const at = this.stage.inside(event)
    if (event.pointerType === 'touch') {
      this.touches.set(event.pointerId, at)
      if (this.fingers() !== null) {
        this.cancel()
        this.begin(pinching(this.stage, () => this.fingers()))
        return
      }
    }
    const busy = this.press !== null || this.gesture !== null
    if (busy || (event.button !== 0 && event.button !== 1)) return
    this.stage.glass.setPointerCapture(event.pointerId)
    if (event.button === 1 || this.space) {
      event.preventDefault()
      this.spaceUsed = this.space
      this.begin(panning(this.stage, at))
      return
    }
    this.press = { place: this.stage.hit(event).place, from: at, event }
  }

  private fingers(): readonly [Point, Point] | null {
    const [a, b] = [...this.touches.values()]
    return a === undefined || b === undefined ? null : [a, b]
  }

  private move(event: PointerEvent): void {
    const at = this.stage.inside(event)
    if (event.pointerType === 'touch' && this.touches.has(event.pointerId))
      this.touches.set(event.pointerId, at)
    const { press } = this
    if (press !== null) {
      if (apart(at, press.from) <= slack) return
      this.hover(null)
      this.begin(this.meant(press))
    }
    if (this.gesture === null) {
      this.hover(this.stage.hit(event).place)
      return
    }
    const look = this.gesture.move(at)
    if (look !== null) this.look(look)
  }

  /** What a press becomes that is drawn away. */
  private meant({ place, from, event }: Press): Gesture {
    const { stage, calls } = this
    const selection = calls.selection()
    const adds = event.ctrlKey || event.metaKey
    if (place === null)
      return event.shiftKey || adds ? framing(stage, calls, from, adds) : panning(stage, from)
    const nodes = selection.nodes.has(place.node) ? [...selection.nodes] : [place.node]
    const moved = nodes.filter(node => calls.mayDrag(node))
    if (!calls.editable() || moved.length === 0) return panning(stage, from)
    if (!selection.nodes.has(place.node)) calls.onSelect(only(place.node))
    return event.altKey && calls.mayNudge()
      ? nudging(stage, calls, moved, from)
      : dragging(stage, calls, moved)
  }

  private up(event: PointerEvent): void {
    this.touches.delete(event.pointerId)
    const { press, gesture } = this
    if (press === null && gesture === null) return
    this.rest()
    if (press !== null) this.click(press, event)
    else gesture?.end(this.stage.inside(event))
  }

  private click({ place }: Press, event: PointerEvent): void {
    const selection = this.calls.selection()
    const adds = event.ctrlKey || event.metaKey
    if (place === null) {
      if (!adds && !event.shiftKey) this.calls.onSelect({ nodes: new Set(), focus: null, anchor: null })
      return
    }
    this.stage.meant(place)
    const mark = this.stage.markAt(place.node, this.stage.hit(event).at)
    if (mark !== null && !adds && !event.shiftKey && this.calls.onMark(place.node, mark.mark)) return
    this.calls.onSelect(
      adds
        ? toggled(selection, place.node)
        : event.shiftKey
          ? ranged(selection, place.node, [...new Set(this.stage.index.all.map(({ node }) => node))])
          : only(place.node)
    )
  }

  private twice(event: MouseEvent): void {
    const { place } = this.stage.hit(event)
    if (place !== null) this.calls.onOpen(place.node)
  }

  private menu(event: MouseEvent): void {
    event.preventDefault()
    const { place } = this.stage.hit(event)
    if (place !== null && !this.calls.selection().nodes.has(place.node)) this.calls.onSelect(only(place.node))
    this.calls.onMenu(place?.node ?? null, { x: event.clientX, y: event.clientY })
  }

  private cancelled(event: PointerEvent): void {
    this.touches.delete(event.pointerId)
    if (!this.cancel()) this.rest()
  }

  private hover(place: Place | null): void {
    if ((place?.key ?? null) === this.hovered) return
    this.hovered = place?.key ?? null
    this.stage.lights.hover(place)
  }

  private rest(): void {
    const { stage } = this
    this.press = null
    this.gesture = null
    this.look(this.space ? 'ready' : null)
    stage.marquee(null, null)
    stage.carry(null, { x: 0, y: 0 })
    stage.lights.drop(null, 'into', 'right')
    stage.select(this.calls.selection())
  }
}
