import { escape, type LegendLine } from '../charts/paintWafer'
import type { Polygon } from '../charts/lasso'
import type { CanvasTheme } from '../app/theme/series'
import { dieBox, fitView, type Scene, toPixels, type View } from './scene'

/** What is drawn beside the points themselves. */
export interface Marks {
  /** A pixel for each die; none where dies are but lines. */
  readonly dies?: Uint32Array | undefined
  /** 1 for points that stand out, the others fade; none for all alike. */
  readonly lit?: Uint8Array | undefined
  /** Rings around places, in micrometres. */
  readonly rings?:
    | readonly { readonly x: number; readonly y: number; readonly radius: number; readonly strong: boolean }[]
    | undefined
  readonly regions?: readonly Polygon[] | undefined
  /** Point under the cursor, -1 for none. */
  readonly cursor: number
}

/** Draw the scene into a context whose unit is a CSS pixel. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  colors: Uint32Array,
  view: View,
  marks: Marks,
  theme: CanvasTheme,
  width: number,
  height: number
): void {
  context.clearRect(0, 0, width, height)
  if (scene.frame === 'wafer') paintWafer(context, scene, view, marks, theme, width, height)
  else paintDie(context, scene, view, theme, width, height)
  paintPoints(context, scene, colors, view, marks, width, height)
  for (const region of marks.regions ?? []) paintRegion(context, region, view, theme, width, height)
  for (const ring of marks.rings ?? []) {
    const [x, y] = toPixels(view, width, height, ring.x, ring.y)
    context.beginPath()
    context.arc(x, y, Math.max(7, ring.radius * view.scale), 0, 2 * Math.PI)
    context.strokeStyle = theme.surface
    context.lineWidth = ring.strong ? 5 : 3
    context.stroke()
    context.strokeStyle = ring.strong ? theme.accent : theme.text
    context.lineWidth = ring.strong ? 2.5 : 1.25
    context.stroke()
  }
  if (marks.cursor >= 0) {
    const [x, y] = toPixels(view, width, height, scene.x[marks.cursor] ?? 0, scene.y[marks.cursor] ?? 0)
    for (const [color, line] of [
      [theme.surface, 4],
      [theme.accent, 2]
    ] as const) {
      context.strokeStyle = color
      context.lineWidth = line
      context.strokeRect(x - 6, y - 6, 12, 12)
    }
  }
}

function paintWafer(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  marks: Marks,
  theme: CanvasTheme,
  width: number,
  height: number
): void {
  const { geometry, dies, radius } = scene
  const [x, y] = toPixels(view, width, height, 0, 0)
  const r = radius * view.scale
  if (r > 0) {
    context.beginPath()
    context.arc(x, y, r, 0, 2 * Math.PI)
    context.fillStyle = theme.raised
    context.fill()
  }
  if (geometry.pitch !== null) {
    const [w, h] = [geometry.pitch.x * view.scale, geometry.pitch.y * view.scale]
    context.strokeStyle = theme.line
    context.lineWidth = 1
    const lines = Math.min(w, h) >= 4
    for (let i = 0; i < dies.x.length; i++) {
      const box = dieBox(geometry, dies.x[i] ?? 0, dies.y[i] ?? 0)
      const [left, top] = toPixels(view, width, height, box.left, box.top)
      if (left > width || top > height || left + w < 0 || top + h < 0) continue
      const color = marks.dies?.[i]
      if (color !== undefined && color !== 0) {
        context.fillStyle = cssOf(color)
        context.fillRect(left, top, w, h)
      }
      if (lines) context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, w, h)
    }
  }
  if (r > 0) {
    context.beginPath()
    context.arc(x, y, r, 0, 2 * Math.PI)
    context.strokeStyle = theme.muted
    context.lineWidth = 1.25
    context.stroke()
    paintMark(context, scene, x, y, r, theme)
  }
}

/** The notch, or the flat. */
function paintMark(
  context: CanvasRenderingContext2D,
  { geometry }: Scene,
  x: number,
  y: number,
  radius: number,
  theme: CanvasTheme
): void {
  const { mark, markAt } = geometry
  if (mark === null && markAt === null) return
  const angle = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 }[markAt ?? 'down']
  context.fillStyle = theme.surface
  context.strokeStyle = theme.muted
  context.lineWidth = 1.25
  context.beginPath()
  if (mark === 'flat') {
    const half = 0.19
    context.arc(x, y, radius + 1, angle - half, angle + half)
    context.closePath()
  } else
    context.arc(
      x + Math.cos(angle) * radius,
      y + Math.sin(angle) * radius,
      Math.max(4, radius * 0.02),
      0,
      2 * Math.PI
    )
  context.fill()
  context.stroke()
}

function paintDie(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  theme: CanvasTheme,
  width: number,
  height: number
): void {
  const { pitch } = scene.geometry
  if (pitch === null) return
  const [left, top] = toPixels(view, width, height, 0, pitch.y)
  context.fillStyle = theme.raised
  context.fillRect(left, top, pitch.x * view.scale, pitch.y * view.scale)
  context.strokeStyle = theme.muted
  context.lineWidth = 1.25
  context.strokeRect(left, top, pitch.x * view.scale, pitch.y * view.scale)
}

/** Points as pixels of one image: 200,000 of them in a frame. */
function paintPoints(
  context: CanvasRenderingContext2D,
  scene: Scene,
  colors: Uint32Array,
  view: View,
  marks: Marks,
  width: number,
  height: number
): void {
  const ratio = context.getTransform().a
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (w <= 0 || h <= 0) return
  const canvas = new OffscreenCanvas(w, h)
  const own = canvas.getContext('2d')
  if (own === null) return
  const image = own.createImageData(w, h)
  const pixels = new Uint32Array(image.data.buffer)
  const size = Math.max(2, Math.round(pointSize(scene.x.length) * ratio))
  const half = size >> 1
  const { lit } = marks
  const draw = (wanted: 0 | 1 | null, more: number): void => {
    for (let i = 0; i < scene.x.length; i++) {
      if (wanted !== null && (lit?.[i] ?? 1) !== wanted) continue
      const [px, py] = toPixels(view, width, height, scene.x[i] ?? 0, scene.y[i] ?? 0)
      const left = Math.round(px * ratio) - half - (more >> 1)
      const top = Math.round(py * ratio) - half - (more >> 1)
      if (!(left >= 0 && top >= 0 && left + size + more < w && top + size + more < h)) continue
      let color = colors[i] ?? 0
      if (wanted === 0) color = (color & 0x00ffffff) | 0x68000000
      for (let dy = 0; dy < size + more; dy++)
        pixels.fill(color >>> 0, (top + dy) * w + left, (top + dy) * w + left + size + more)
    }
  }
  if (lit === undefined) draw(null, 0)
  else {
    draw(0, 0)
    // What stands out is drawn over the rest, and larger.
    draw(1, Math.round(ratio))
  }
  own.putImageData(image, 0, 0)
  context.drawImage(canvas, 0, 0, width, height)
}

/** Fewer points are drawn larger. */
function pointSize(count: number): number {
  return count > 50_000 ? 1.5 : count > 5000 ? 2.5 : count > 500 ? 3.5 : 5
}

function paintRegion(
  context: CanvasRenderingContext2D,
  region: Polygon,
  view: View,
  theme: CanvasTheme,
  width: number,
  height: number
): void {
  context.beginPath()
  region.forEach(([px, py], i) => {
    const [x, y] = toPixels(view, width, height, px, py)
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
  context.closePath()
  context.strokeStyle = theme.surface
  context.lineWidth = 3.5
  context.stroke()
  context.setLineDash([6, 4])
  context.strokeStyle = theme.accent
  context.lineWidth = 1.75
  context.stroke()
  context.setLineDash([])
}

function cssOf(color: number): string {
  return `rgba(${color & 255},${(color >> 8) & 255},${(color >> 16) & 255},${((color >>> 24) & 255) / 255})`
}

/** Points in a drawing at most; a drawing of more opens nowhere. */
const mostDrawn = 20_000

/** The scene as SVG with title and legend: one path a colour, so that it stays editable. */
export function sceneSvg(
  scene: Scene,
  colors: Uint32Array,
  marks: Pick<Marks, 'dies' | 'rings'>,
  theme: CanvasTheme,
  title: string,
  legend: readonly LegendLine[]
): string {
  const size = 900
  const view = fitView(scene, size, size, 24)
  const round = (value: number) => String(Math.round(value * 100) / 100)
  const at = (x: number, y: number) => {
    const [px, py] = toPixels(view, size, size, x, y)
    return [px, py + 40] as const
  }
  const font = `font-family="Inter, 'Noto Sans SC', sans-serif" fill="${theme.text}"`
  const under: string[] = []
  const { geometry, dies } = scene
  const [cx, cy] = at(0, 0)
  if (scene.radius > 0)
    under.push(
      `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(scene.radius * view.scale)}" fill="none" stroke="${theme.muted}"/>`
    )
  if (geometry.pitch !== null) {
    const boxes =
      scene.frame === 'die'
        ? [{ left: 0, top: geometry.pitch.y, color: 0 }]
        : Array.from(dies.x, (x, i) => ({
            ...dieBox(geometry, x, dies.y[i] ?? 0),
            color: marks.dies?.[i] ?? 0
          }))
    const [w, h] = [round(geometry.pitch.x * view.scale), round(geometry.pitch.y * view.scale)]
    for (const box of boxes) {
      const [x, y] = at(box.left, box.top)
      under.push(
        `<rect x="${round(x)}" y="${round(y)}" width="${w}" height="${h}" fill="${box.color === 0 ? 'none' : cssOf(box.color)}" stroke="${theme.line}"/>`
      )
    }
  }
  const step = Math.max(1, scene.x.length / mostDrawn)
  const paths = new Map<number, string[]>()
  for (let k = 0; k < Math.min(scene.x.length, mostDrawn); k++) {
    const i = Math.floor(k * step)
    const [x, y] = at(scene.x[i] ?? 0, scene.y[i] ?? 0)
    const color = colors[i] ?? 0
    const path = paths.get(color) ?? []
    paths.set(color, path)
    path.push(`M${round(x - 1.5)} ${round(y - 1.5)}h3v3h-3z`)
  }
  const rings = (marks.rings ?? []).map(ring => {
    const [x, y] = at(ring.x, ring.y)
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(Math.max(7, ring.radius * view.scale))}" fill="none" stroke="${theme.accent}"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size + 300} ${size + 60}" width="${size + 300}" height="${size + 60}">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    `<text x="20" y="30" font-size="18" font-weight="600" ${font}>${escape(title)}</text>`,
    ...under,
    ...[...paths].map(([color, path]) => `<path fill="${cssOf(color)}" d="${path.join('')}"/>`),
    ...rings,
    ...legend
      .slice(0, 36)
      .map(
        (line, i) =>
          `<rect x="${size + 10}" y="${60 + i * 24}" width="14" height="14" fill="${line.color}" stroke="${theme.muted}"/>` +
          `<text x="${size + 32}" y="${72 + i * 24}" font-size="13" ${font}>${escape(line.text)}</text>`
      ),
    '</svg>'
  ].join('')
}
