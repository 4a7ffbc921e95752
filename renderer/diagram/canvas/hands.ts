import type { MarkName } from '@contract/diagram/marks'
import { dropPlace, type Drop } from './lights'
import { framed, only, ranged, toggled, type Selection } from './selection'
import type { Place } from '../scene/frame'
import type { Stage } from './stage'
import { toPicture, type Point } from './view'

/** What the pointer does in the end, and what it must know for that. */
export interface HandsCalls {
  selection(): Selection
  /** Nodes may be dragged. */
  editable(): boolean
  /** The canvas was touched: it takes the keys. */
  onPress(): void
  onSelect(selection: Selection): void
  onOpen(node: string): void
  /** A sign of a node was clicked; false lets the click select. */
  onMark(node: string, mark: MarkName): boolean
  /** What of these may be dragged. */
  mayDrag(node: string): boolean
  mayDrop(drop: Drop): boolean
  onDrop(drop: Drop): void
  mayNudge(): boolean
  onNudge(nodes: readonly string[], dx: number, dy: number): void
  onMenu(node: string | null, at: { readonly x: number; readonly y: number }): void
  /** What is written beside the pointer while these are dragged. */
  carried(nodes: readonly string[]): string
}

type Act =
  | { readonly is: 'press'; readonly place: Place | null; readonly from: Point; readonly event: PointerEvent }
  | { readonly is: 'pan'; last: Point }
  | { readonly is: 'pinch'; last: readonly [Point, Point] }
  | { readonly is: 'marquee'; readonly from: Point; readonly before: Selection; readonly adds: boolean }
  | { readonly is: 'drag'; readonly nodes: readonly string[]; drop: Drop | null; last: Point }
  | { readonly is: 'nudge'; readonly nodes: readonly string[]; readonly from: Point; last: Point }

/** Px before a press becomes a drag. */
const slack = 4
/** Within this of the edge the picture moves along while something is dragged. */
const edge = 44

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

/** What a mouse, a pen and fingers do on a stage. */
export class Hands {
  private act: Act | null = null
  private readonly touches = new Map<number, Point>()
  private space = false
  private spaceUsed = false
  private hovered: string | null = null
  private pulling = 0
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
    if (this.act === null) this.look(space ? 'ready' : null)
    return used
  }

  /** Esc: nothing of the present drag is done. @returns false where there was none */
  cancel(): boolean {
    if (this.act === null || this.act.is === 'press') return false
    const { act } = this
    this.rest()
    if (act.is === 'marquee') this.calls.onSelect(act.before)
    return true
  }

  /** Let go of everything. */
  close(): void {
    this.end.abort()
    cancelAnimationFrame(this.pulling)
  }

  private look(act: 'pan' | 'ready' | 'drag' | 'refused' | null): void {
    if (act === null) delete this.stage.glass.dataset['act']
    else this.stage.glass.dataset['act'] = act
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
      const [a, b] = [...this.touches.values()]
      if (a !== undefined && b !== undefined) {
        this.rest()
        this.act = { is: 'pinch', last: [a, b] }
        return
      }
    }
    if (this.act !== null || (event.button !== 0 && event.button !== 1)) return
    this.stage.glass.setPointerCapture(event.pointerId)
    if (event.button === 1 || this.space) {
      event.preventDefault()
      this.spaceUsed = this.space
      this.act = { is: 'pan', last: at }
      this.look('pan')
      return
    }
    this.act = { is: 'press', place: this.stage.hit(event).place, from: at, event }
  }

  private move(event: PointerEvent): void {
    const at = this.stage.inside(event)
    const { act, stage } = this
    if (event.pointerType === 'touch' && this.touches.has(event.pointerId))
      this.touches.set(event.pointerId, at)
    if (act === null) {
      this.hover(stage.hit(event).place)
      return
    }
    switch (act.is) {
      case 'press':
        if (apart(at, act.from) > slack) this.begin(act, at)
        return
      case 'pan':
        stage.camera.pan(at.x - act.last.x, at.y - act.last.y)
        act.last = at
        return
      case 'pinch': {
        const [a, b] = [...this.touches.values()]
        if (a === undefined || b === undefined) return
        const [was, is] = [middle(...act.last), middle(a, b)]
        stage.camera.pan(is.x - was.x, is.y - was.y)
        stage.camera.zoom(apart(a, b) / Math.max(1, apart(...act.last)), is)
        act.last = [a, b]
        return
      }
      case 'marquee': {
        const rect = rectOf(toPicture(stage.camera.view, act.from), toPicture(stage.camera.view, at))
        stage.marquee(act.from, at)
        const held = new Set(stage.index.within(rect).map(({ node }) => node))
        stage.select(framed(act.before, [...held], act.adds))
        return
      }
      case 'drag':
      case 'nudge':
        act.last = at
        this.drag(act)
        this.pull()
    }
  }

  /** A press became a drag. */
  private begin(act: Extract<Act, { is: 'press' }>, at: Point): void {
    const { place, from, event } = act
    const selection = this.calls.selection()
    this.hover(null)
    if (place === null) {
      if (event.shiftKey || event.ctrlKey || event.metaKey) {
        const adds = event.ctrlKey || event.metaKey
        this.act = { is: 'marquee', from, before: selection, adds }
      } else {
        this.act = { is: 'pan', last: from }
        this.look('pan')
      }
      return
    }
    const nodes = selection.nodes.has(place.node) ? [...selection.nodes] : [place.node]
    const moved = nodes.filter(node => this.calls.mayDrag(node))
    if (!this.calls.editable() || moved.length === 0) {
      this.act = { is: 'pan', last: from }
      this.look('pan')
      return
    }
    if (!selection.nodes.has(place.node)) this.calls.onSelect(only(place.node))
    this.look('drag')
    this.act =
      event.altKey && this.calls.mayNudge()
        ? { is: 'nudge', nodes: moved, from, last: at }
        : { is: 'drag', nodes: moved, drop: null, last: at }
  }

  private drag(act: Extract<Act, { is: 'drag' | 'nudge' }>): void {
    const { stage } = this
    const at = toPicture(stage.camera.view, act.last)
    if (act.is === 'nudge') {
      const from = toPicture(stage.camera.view, act.from)
      const moved = act.nodes
        .flatMap(node => stage.index.of(node))
        .map(place => ({ ...place, x: place.x + at.x - from.x, y: place.y + at.y - from.y }))
      stage.lights.select(moved, null)
      return
    }
    const flow = stage.shown?.flow ?? 'right'
    const over = stage.index.at(at, 6)
    act.drop = null
    if (over !== null && !act.nodes.includes(over.node)) {
      const where = dropPlace(over, at, flow)
      const tried: readonly Drop['where'][] = where === 'into' ? ['into'] : [where, 'into']
      act.drop =
        tried
          .map((place): Drop => ({ nodes: act.nodes, target: over.node, where: place }))
          .find(drop => this.calls.mayDrop(drop)) ?? null
    }
    stage.lights.drop(act.drop === null ? null : over, act.drop?.where ?? 'into', flow)
    stage.carry(this.calls.carried(act.nodes), act.last)
    this.look(over !== null && act.drop === null && !act.nodes.includes(over.node) ? 'refused' : 'drag')
  }

  /** Near an edge the picture comes along. */
  private pull(): void {
    if (this.pulling !== 0) return
    const step = (): void => {
      this.pulling = 0
      const { act } = this
      if (act === null || (act.is !== 'drag' && act.is !== 'nudge')) return
      const { width, height } = this.stage.camera.screen
      const way = (at: number, room: number): number =>
        at < edge
          ? Math.min(16, (edge - at) / 3)
          : at > room - edge
            ? -Math.min(16, (at - room + edge) / 3)
            : 0
      const [dx, dy] = [way(act.last.x, width), way(act.last.y, height)]
      if (dx === 0 && dy === 0) return
      this.stage.camera.pan(dx, dy)
      this.drag(act)
      this.pulling = requestAnimationFrame(step)
    }
    this.pulling = requestAnimationFrame(step)
  }

  private up(event: PointerEvent): void {
    this.touches.delete(event.pointerId)
    const { act, stage, calls } = this
    if (act === null) return
    const at = stage.inside(event)
    this.rest()
    switch (act.is) {
      case 'press':
        this.click(act, event)
        return
      case 'marquee': {
        const held = stage.index.within(
          rectOf(toPicture(stage.camera.view, act.from), toPicture(stage.camera.view, at))
        )
        calls.onSelect(framed(act.before, [...new Set(held.map(({ node }) => node))], act.adds))
        return
      }
      case 'drag':
        if (act.drop !== null) calls.onDrop(act.drop)
        return
      case 'nudge': {
        const { scale } = stage.camera.view
        calls.onNudge(
          act.nodes,
          Math.round((at.x - act.from.x) / scale),
          Math.round((at.y - act.from.y) / scale)
        )
        return
      }
      case 'pan':
      case 'pinch':
    }
  }

  private click({ place }: Extract<Act, { is: 'press' }>, event: PointerEvent): void {
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
    this.cancel()
    this.rest()
  }

  private hover(place: Place | null): void {
    if ((place?.key ?? null) === this.hovered) return
    this.hovered = place?.key ?? null
    this.stage.lights.hover(place)
  }

  private rest(): void {
    const { stage } = this
    this.act = null
    this.look(this.space ? 'ready' : null)
    stage.marquee(null, null)
    stage.carry(null, { x: 0, y: 0 })
    stage.lights.drop(null, 'into', 'right')
    stage.select(this.calls.selection())
  }
}

const rectOf = (a: Point, b: Point) => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y)
})
