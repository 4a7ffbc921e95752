import { marks } from '@contract/diagram/marks'
import type { Palette } from '@contract/diagram/palette'
import { arrowHead, dashes, type Item, type Line, type Scene } from '@contract/diagram/scene'
import { canvasFont } from '../../app/theme/fonts'

/** What a canvas is drawn on with: a part of a 2D context. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'fillRect'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>

/** Paths of shapes and signs, kept by their data: a diagram has few of them, many times over. */
const paths = new Map<string, Path2D>()

function pathOf(d: string): Path2D {
  let path = paths.get(d)
  if (path === undefined) {
    if (paths.size > 500) paths.clear()
    path = new Path2D(d)
    paths.set(d, path)
  }
  return path
}

/** Draws a scene on a canvas at 0, 0, ground and all; the fonts must be there already. */
export function paintScene(brush: Brush, scene: Scene, palette: Palette): void {
  brush.fillStyle = palette.ground
  brush.fillRect(0, 0, scene.width, scene.height)
  brush.textBaseline = 'alphabetic'
  for (const item of scene.items) paintItem(brush, item, palette)
}

function paintItem(brush: Brush, item: Item, palette: Palette): void {
  switch (item.kind) {
    case 'box':
      brush.beginPath()
      brush.roundRect(item.x, item.y, item.width, item.height, item.radius)
      if (item.fill !== null) {
        brush.fillStyle = palette[item.fill]
        brush.fill()
      }
      if (item.stroke !== null) {
        pen(brush, palette[item.stroke], item.strokeWidth, item.dash)
        brush.stroke()
      }
      break
    case 'shape': {
      const path = pathOf(item.d)
      brush.save()
      brush.translate(item.x, item.y)
      if (item.fill !== null) {
        brush.fillStyle = palette[item.fill]
        brush.fill(path)
      }
      if (item.stroke !== null) {
        pen(brush, palette[item.stroke], item.strokeWidth, item.dash)
        brush.stroke(path)
      }
      brush.restore()
      break
    }
    case 'line':
      paintLine(brush, item, palette)
      break
    case 'text':
      brush.font = `${item.weight} ${item.size}px ${canvasFont}`
      brush.fillStyle = palette[item.fill]
      brush.textAlign = item.anchor === 'middle' ? 'center' : item.anchor
      for (const [i, line] of item.lines.entries()) brush.fillText(line, item.x, item.y + i * item.lineHeight)
      break
    case 'mark': {
      const { fill, stroke, strokeWidth } = marks[item.mark]
      brush.save()
      brush.translate(item.x, item.y)
      brush.scale(item.size / 16, item.size / 16)
      brush.fillStyle = palette[item.fill]
      if (fill !== undefined) brush.fill(pathOf(fill), 'evenodd')
      if (stroke !== undefined) {
        pen(brush, palette[item.fill], strokeWidth ?? 1, 'solid')
        brush.lineCap = 'round'
        brush.stroke(pathOf(stroke))
      }
      brush.restore()
      break
    }
  }
}

function paintLine(brush: Brush, line: Line, palette: Palette): void {
  pen(brush, palette[line.stroke], line.strokeWidth, line.dash)
  brush.beginPath()
  along(brush, line.points)
  brush.stroke()
  const head = arrowHead(line)
  if (head === null) return
  brush.beginPath()
  along(brush, head)
  brush.closePath()
  brush.fillStyle = palette[line.stroke]
  brush.fill()
}

function along(brush: Brush, points: readonly number[]): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0]
    if (i === 0) brush.moveTo(x, y)
    else brush.lineTo(x, y)
  }
}

function pen(brush: Brush, color: string, width: number, dash: Line['dash']): void {
  brush.strokeStyle = color
  brush.lineWidth = width
  brush.lineJoin = 'round'
  brush.lineCap = 'butt'
  brush.setLineDash([...dashes[dash]])
}
