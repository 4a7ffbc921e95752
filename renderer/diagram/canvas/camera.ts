import {
  fitted,
  kept,
  revealed,
  sameView,
  toScreen,
  zoomedAt,
  type Point,
  type Rect,
  type Size,
  type View
} from './view'

/** What the buttons in the corner take of the room, beside the air that is left anyway, px. */
const corner = { width: 170, height: 24 }

/** After the last movement text is drawn sharp again. */
const settleAfter = 150

/**
 * Holds the view and moves the layer: nothing but its transform changes while somebody pans or zooms. Meanwhile the
 * layer is the compositor's own; afterwards it is drawn at its new size.
 */
export class Camera {
  private now: View = { x: 0, y: 0, scale: 1 }
  private room: Size = { width: 0, height: 0 }
  private extent: Size = { width: 0, height: 0 }
  private frame = 0
  private rested = 1
  private settling: ReturnType<typeof setTimeout> | undefined
  private readonly movers = new Set<() => void>()
  private readonly settlers = new Set<() => void>()
  /** What is kept when the room changes: how a picture opens, all of it, or the place somebody went to. */
  private held: 'opening' | 'whole' | 'place' = 'opening'
  private home: Rect = { x: 0, y: 0, width: 0, height: 0 }

  /** @param layer the element that is moved */
  constructor(private readonly layer: { readonly style: { transform: string; willChange: string } }) {}

  /** Where the picture lies now. */
  get view(): View {
    return this.now
  }

  /** The part of the screen it is seen in. */
  get screen(): Size {
    return this.room
  }

  /** Size of the whole picture at scale 1. */
  get picture(): Size {
    return this.extent
  }

  /** Told in the frame of every movement. */
  onMove(listener: () => void): () => void {
    this.movers.add(listener)
    return () => this.movers.delete(listener)
  }

  /** Told when it has come to rest. */
  onSettle(listener: () => void): () => void {
    this.settlers.add(listener)
    return () => this.settlers.delete(listener)
  }

  /**
   * The screen or the picture has another size. The picture grows around its main node, which stays where it is; in
   * another room all of it is shown again where all of it was, else the middle stays in the middle.
   * @param home where the main node lies
   * @param focus what stays in view if it was
   * @param legible smallest scale that it opens at; null = the whole is shown down to half its size
   */
  resize(
    room: Size,
    extent: Size,
    home: Rect,
    focus: Rect | null = null,
    legible: number | null = null
  ): void {
    const [before, from] = [this.room, this.home]
    const first = before.width === 0 || this.extent.width === 0
    this.room = room
    this.extent = extent
    this.home = home
    if (room.width === 0 || extent.width === 0) return
    if (first) {
      this.jump(opening(room, extent, home, legible))
      return
    }
    const { scale } = this.now
    const still = kept(
      moved(this.now, (centreX(from) - centreX(home)) * scale, (centreY(from) - centreY(home)) * scale),
      extent,
      before
    )
    const [wider, higher] = [room.width - before.width, room.height - before.height]
    if (wider === 0 && higher === 0) {
      if (!sameView(still, this.now)) this.jump(still)
      return
    }
    const at = focus === null ? null : toScreen(still, focus)
    const seen = at !== null && within(centreX(at), before.width) && within(centreY(at), before.height)
    const next =
      this.held === 'opening'
        ? opening(room, extent, home, legible)
        : this.held === 'whole'
          ? fitted({ x: 0, y: 0, ...extent }, room)
          : moved(still, wider / 2, higher / 2)
    this.jump(kept(seen && focus !== null ? revealed(next, focus, room) : next, extent, room))
  }

  /** Another picture: it opens anew. */
  reopen(): void {
    this.held = 'opening'
    this.extent = { width: 0, height: 0 }
  }

  /** Show the picture thus from the next frame on. */
  set(view: View): void {
    const next = kept(view, this.extent, this.room)
    if (sameView(next, this.now)) return
    this.held = 'place'
    this.now = next
    this.moving()
    if (this.frame === 0)
      this.frame = requestAnimationFrame(() => {
        this.frame = 0
        this.apply()
      })
  }

  /** Move by px of the screen. */
  pan(dx: number, dy: number): void {
    this.set({ ...this.now, x: this.now.x + dx, y: this.now.y + dy })
  }

  /** Zoom by a factor about a point of the screen; its middle by default. */
  zoom(factor: number, at: Point = { x: this.room.width / 2, y: this.room.height / 2 }): void {
    this.set(zoomedAt(this.now, factor, at))
  }

  /** A part as large as fits; the whole picture by default. */
  fit(part?: Rect): void {
    this.set(fitted(part ?? { x: 0, y: 0, ...this.extent }, this.room))
    if (part === undefined) this.held = 'whole'
  }

  /** Have a part in view, moving as little as possible; above the buttons in the corner. */
  reveal(part: Rect): void {
    const { width, height } = this.room
    const at = toScreen(this.now, part)
    const low = at.x + at.width > width - corner.width ? corner.height : 0
    if (width > 0) this.set(revealed(this.now, part, { width, height: height - low }))
  }

  /** Scale when it last came to rest. */
  get resting(): number {
    return this.rested
  }

  /** Forget timers; the element is going. */
  close(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.settling)
  }

  /** Show it thus at once: nobody sees it move. */
  private jump(view: View): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.now = view
    this.apply()
    this.settle()
  }

  private moving(): void {
    clearTimeout(this.settling)
    this.layer.style.willChange = 'transform'
    this.settling = setTimeout(() => {
      this.settle()
    }, settleAfter)
  }

  private settle(): void {
    clearTimeout(this.settling)
    this.layer.style.willChange = ''
    this.rested = this.now.scale
    for (const listener of this.settlers) listener()
  }

  private apply(): void {
    const { x, y, scale } = this.now
    this.layer.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
    for (const listener of this.movers) listener()
  }
}

const centreX = ({ x, width }: Rect): number => x + width / 2
const centreY = ({ y, height }: Rect): number => y + height / 2
const within = (at: number, length: number): boolean => at >= 0 && at <= length
const moved = ({ x, y, scale }: View, dx: number, dy: number): View => ({ x: x + dx, y: y + dy, scale })

/**
 * The whole picture where it can be read so; otherwise at a size that can, with its main node (the problem, the top
 * event) where it lies in the picture: what begins at the left begins at the left.
 */
function opening(room: Size, picture: Size, home: Rect, legible: number | null): View {
  const whole = fitted({ x: 0, y: 0, ...picture }, room)
  // A hair smaller is read better than a picture that lacks its edges.
  if (whole.scale >= (legible === null ? 0.5 : legible * 0.9)) return whole
  const wide = fitted({ x: 0, y: 0, width: picture.width, height: 1 }, room).scale
  const scale = legible === null ? 0.7 : Math.max(legible, wide)
  const place = (from: number, length: number, all: number, wide: number): number => {
    if (all * scale <= wide) return (wide - all * scale) / 2
    const centre = from + length / 2
    const half = (length / 2) * scale + 28
    const share = Math.max(0, Math.min(1, centre / all))
    return Math.max(half, Math.min(wide - half, share * wide)) - centre * scale
  }
  return {
    scale,
    x: place(home.x, home.width, picture.width, room.width),
    y: place(home.y, home.height, picture.height, room.height)
  }
}
