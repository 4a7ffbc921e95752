import {
  fitted,
  kept,
  revealed,
  sameView,
  zoomedAt,
  type Point,
  type Rect,
  type Size,
  type View
} from './view'

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
  /** False until somebody moved: a new picture is fitted then. */
  private touched = false

  constructor(private readonly layer: HTMLElement) {}

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

  /** The screen or the picture has another size. `home`: where the main node lies. */
  resize(room: Size, extent: Size, home: Rect): void {
    const first = this.room.width === 0 || this.extent.width === 0
    this.room = room
    this.extent = extent
    if (room.width === 0 || extent.width === 0) return
    if (first && !this.touched) {
      this.now = opening(room, extent, home)
      this.apply()
      this.settle()
    } else this.set(this.now)
  }

  /** Show the picture thus from the next frame on. */
  set(view: View): void {
    const next = kept(view, this.extent, this.room)
    if (sameView(next, this.now)) return
    this.touched = true
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
  fit(part: Rect = { x: 0, y: 0, ...this.extent }): void {
    this.set(fitted(part, this.room))
  }

  /** Have a part in view, moving as little as possible. */
  reveal(part: Rect): void {
    if (this.room.width > 0) this.set(revealed(this.now, part, this.room))
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

  private moving(): void {
    clearTimeout(this.settling)
    this.layer.style.willChange = 'transform'
    this.settling = setTimeout(() => {
      this.settle()
    }, settleAfter)
  }

  private settle(): void {
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

/**
 * The whole picture where it can be read so; otherwise at a size that can, with its main node (the problem, the top
 * event) where it lies in the picture: what begins at the left begins at the left.
 */
function opening(room: Size, picture: Size, home: Rect): View {
  const whole = fitted({ x: 0, y: 0, ...picture }, room)
  if (whole.scale >= 0.5) return whole
  const scale = 0.7
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
