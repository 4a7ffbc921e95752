import { canvasFont } from '../app/theme/fonts'
import type { CanvasTheme } from '../app/theme/series'
import { bytesOf } from './Chart'
import type { LegendLine } from './paintWafer'

const margin = 16
const head = 34
const side = 240
const lineHeight = 22

/**
 * The map as it is on the screen (with its zoom), on its ground, with title and legend, as a PNG.
 * @param scale device pixels of `map` per pixel of the page
 */
export function waferPng(
  map: HTMLCanvasElement,
  scale: number,
  theme: CanvasTheme,
  title: string,
  legend: readonly LegendLine[]
): Uint8Array<ArrayBuffer> | null {
  const width = map.width / scale
  const height = map.height / scale
  const paper = document.createElement('canvas')
  const tall = Math.max(height, legend.length * lineHeight)
  paper.width = Math.round((width + side + 2 * margin) * scale)
  paper.height = Math.round((tall + head + 2 * margin) * scale)
  const context = paper.getContext('2d')
  if (context === null || map.width === 0) return null
  context.scale(scale, scale)
  context.fillStyle = theme.surface
  context.fillRect(0, 0, paper.width, paper.height)
  context.drawImage(map, margin, margin + head, width, height)
  context.textBaseline = 'middle'
  context.fillStyle = theme.text
  context.font = `600 15px ${canvasFont}`
  context.fillText(title, margin, margin + head / 3, width + side)
  context.font = `400 12px ${canvasFont}`
  for (const [i, line] of legend.entries()) {
    const x = margin + width + 16
    const y = margin + head + i * lineHeight
    context.fillStyle = line.color
    context.fillRect(x, y, 13, 13)
    context.strokeStyle = theme.muted
    context.strokeRect(x, y, 13, 13)
    context.fillStyle = theme.text
    context.fillText(line.text, x + 22, y + 7, side - 40)
  }
  return bytesOf(paper.toDataURL('image/png'))
}
