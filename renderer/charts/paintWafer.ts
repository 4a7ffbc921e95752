import type { CanvasTheme } from '../app/theme/series'
import { canvasFont } from '../app/theme/fonts'
import type { Outline } from './outline'
import { type Orientation, toScreen, type View, type WaferModel } from './wafer'
import { type BinColors, unknownColor } from './waferColors'

/** What is drawn besides the dies themselves. */
export interface Marks {
  /** Bin to stand out, the others fade; null for all alike. */
  readonly lit: number | null
  /** Die under the cursor, -1 for none. */
  readonly cursor: number
  readonly outlines?: readonly Outline[]
  /** Written into dies large enough for it; the bin's number unless told otherwise. */
  readonly text?: (die: number) => string
  /** Drawn over the dies: zones, reticles. */
  readonly over?: (context: CanvasRenderingContext2D, view: View, theme: CanvasTheme) => void
}

/**
 * One pixel a die, as the screen sees it: drawn once for a set of colours, then only scaled. That keeps
 * 100,000 dies far below a frame.
 * @param paint a pixel for each die in place of its bin's colour
 */
export function dieImage(
  model: WaferModel,
  orientation: Orientation,
  colors: BinColors,
  lit: number | null,
  paint: Uint32Array | null = null
): OffscreenCanvas | null {
  if (model.columns > 16_000 || model.rows > 16_000) return null
  const canvas = new OffscreenCanvas(model.columns, model.rows)
  const context = canvas.getContext('2d')
  if (context === null) return null
  const image = context.createImageData(model.columns, model.rows)
  const pixels = new Uint32Array(image.data.buffer)
  const packed = new Map<number, number>()
  for (const [bin, [r, g, b]] of colors) packed.set(bin, alpha(bin, lit) | (b << 16) | (g << 8) | r)
  const other = (0xff000000 | (unknownColor[2] << 16) | (unknownColor[1] << 8) | unknownColor[0]) >>> 0
  const { dies, minX, minY, columns, rows } = model
  for (let i = 0; i < model.count; i++) {
    const column = (dies.x[i] ?? 0) - minX
    const row = (dies.y[i] ?? 0) - minY
    const c = orientation.xRight ? column : columns - 1 - column
    const r = orientation.yDown ? row : rows - 1 - row
    pixels[c + r * columns] = paint?.[i] ?? (packed.get(dies.bin[i] ?? 0) ?? other) >>> 0
  }
  context.putImageData(image, 0, 0)
  return canvas
}

function alpha(bin: number, lit: number | null): number {
  return (lit === null || lit === bin ? 0xff : 0x28) << 24
}

/** Draw the wafer into a context whose unit is a CSS pixel. */
export function paintWafer(
  context: CanvasRenderingContext2D,
  model: WaferModel,
  image: OffscreenCanvas | null,
  orientation: Orientation,
  view: View,
  theme: CanvasTheme,
  marks: Marks,
  width: number,
  height: number
): void {
  context.clearRect(0, 0, width, height)
  paintEdge(context, model, orientation, view, theme)
  if (image !== null) {
    context.imageSmoothingEnabled = false
    context.drawImage(image, view.left, view.top, model.columns * view.width, model.rows * view.height)
  }
  const small = Math.min(view.width, view.height)
  if (small >= 4) paintLines(context, model, view, theme, width, height)
  const text = small >= 26 ? (marks.text ?? ((die: number) => String(model.dies.bin[die] ?? ''))) : null
  if (small >= 6) paintDies(context, model, orientation, view, theme, width, height, text)
  marks.over?.(context, view, theme)
  for (const line of marks.outlines ?? []) paintOutline(context, view, line, theme)
  context.lineWidth = 1.5
  if (marks.cursor >= 0) {
    outline(context, model, orientation, view, marks.cursor, theme.surface, 3)
    outline(context, model, orientation, view, marks.cursor, theme.accent, 2)
  }
}

/** The circle with its notch. */
function paintEdge(
  context: CanvasRenderingContext2D,
  model: WaferModel,
  { notch }: Orientation,
  view: View,
  theme: CanvasTheme
): void {
  const x = view.left + (model.columns * view.width) / 2
  const y = view.top + (model.rows * view.height) / 2
  const radius = model.radius * view.height + 7
  const direction = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 }[notch]
  const half = Math.max(0.03, Math.min(0.12, 7 / radius))
  context.beginPath()
  context.arc(x, y, radius, direction + half, direction - half + 2 * Math.PI)
  const inner = radius * (1 - half * 0.8)
  context.lineTo(x + inner * Math.cos(direction), y + inner * Math.sin(direction))
  context.closePath()
  context.fillStyle = theme.dark ? '#1c222b' : '#f7f8fa'
  context.fill()
  context.strokeStyle = theme.muted
  context.lineWidth = 1.25
  context.stroke()
}

function paintLines(
  context: CanvasRenderingContext2D,
  model: WaferModel,
  view: View,
  theme: CanvasTheme,
  width: number,
  height: number
): void {
  const right = view.left + model.columns * view.width
  const bottom = view.top + model.rows * view.height
  // Clipped to the circle, so that no grid hangs in the air.
  context.save()
  const circle = new Path2D()
  circle.arc((view.left + right) / 2, (view.top + bottom) / 2, model.radius * view.height + 5, 0, 2 * Math.PI)
  context.clip(circle)
  context.beginPath()
  for (let c = 0; c <= model.columns; c++) {
    const x = Math.round(view.left + c * view.width) + 0.5
    context.moveTo(x, Math.max(0, view.top))
    context.lineTo(x, Math.min(height, bottom))
  }
  for (let r = 0; r <= model.rows; r++) {
    const y = Math.round(view.top + r * view.height) + 0.5
    context.moveTo(Math.max(0, view.left), y)
    context.lineTo(Math.min(width, right), y)
  }
  context.strokeStyle = theme.dark ? '#161b22' : '#ffffff'
  context.lineWidth = 1
  context.stroke()
  context.restore()
}

/** Signs on the dies in view: a corner for repeats, the bin's number where there is room. */
function paintDies(
  context: CanvasRenderingContext2D,
  model: WaferModel,
  orientation: Orientation,
  view: View,
  theme: CanvasTheme,
  width: number,
  height: number,
  text: ((die: number) => string) | null
): void {
  const first = Math.max(0, Math.floor(-view.left / view.width))
  const last = Math.min(model.columns - 1, Math.ceil((width - view.left) / view.width))
  const top = Math.max(0, Math.floor(-view.top / view.height))
  const bottom = Math.min(model.rows - 1, Math.ceil((height - view.top) / view.height))
  const corner = Math.min(view.width, view.height) * 0.38
  context.font = `500 ${Math.min(13, view.height * 0.42)}px ${canvasFont}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let r = top; r <= bottom; r++) {
    for (let c = first; c <= last; c++) {
      const die = model.at(...toScreen(model, orientation, c, r))
      if (die < 0) continue
      const x = view.left + c * view.width
      const y = view.top + r * view.height
      if ((model.dies.repeats?.[die] ?? 0) > 0) {
        context.fillStyle = theme.text
        context.beginPath()
        context.moveTo(x + view.width - corner, y + 1)
        context.lineTo(x + view.width - 1, y + 1)
        context.lineTo(x + view.width - 1, y + corner)
        context.fill()
      }
      if (text !== null) {
        const words = text(die)
        context.fillStyle = model.dies.pass[die] === 1 ? theme.text : '#ffffff'
        if (model.dies.pass[die] !== 1) {
          context.strokeStyle = 'rgba(0,0,0,0.55)'
          context.lineWidth = 2
          context.strokeText(words, x + view.width / 2, y + view.height / 2, view.width - 2)
        }
        context.fillText(words, x + view.width / 2, y + view.height / 2, view.width - 2)
      }
    }
  }
}

function paintOutline(
  context: CanvasRenderingContext2D,
  view: View,
  { edges, color, dashed }: Outline,
  theme: CanvasTheme
): void {
  context.beginPath()
  for (let i = 0; i < edges.length; i += 4) {
    context.moveTo(view.left + (edges[i] ?? 0) * view.width, view.top + (edges[i + 1] ?? 0) * view.height)
    context.lineTo(view.left + (edges[i + 2] ?? 0) * view.width, view.top + (edges[i + 3] ?? 0) * view.height)
  }
  context.lineCap = 'square'
  // A line of the ground below it, so that it is seen on every colour.
  context.strokeStyle = theme.surface
  context.lineWidth = 3.5
  context.stroke()
  context.setLineDash(dashed ? [4, 4] : [])
  context.strokeStyle = color
  context.lineWidth = 1.75
  context.stroke()
  context.setLineDash([])
}

function outline(
  context: CanvasRenderingContext2D,
  model: WaferModel,
  orientation: Orientation,
  view: View,
  die: number,
  color: string,
  line: number
): void {
  const column = (model.dies.x[die] ?? 0) - model.minX
  const row = (model.dies.y[die] ?? 0) - model.minY
  const [c, r] = toScreen(model, orientation, column, row)
  context.strokeStyle = color
  context.lineWidth = line
  const grow = view.width < 5 ? 2 : 0
  context.strokeRect(
    view.left + c * view.width - grow,
    view.top + r * view.height - grow,
    view.width + 2 * grow,
    view.height + 2 * grow
  )
}

/** A line of the legend in an exported picture. */
export interface LegendLine {
  /** Colour as CSS has it. */
  readonly color: string
  readonly text: string
}

/** A text inside markup. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
