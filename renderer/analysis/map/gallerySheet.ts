import { canvasFont } from '../../app/theme/fonts'
import { canvasTheme } from '../../app/theme/series'
import { bytesOf } from '../../charts/Chart'
import { escape } from '../../charts/paintWafer'

/** Pixels of a small map's side. */
export const smallSize = 150

/** A small map that has been drawn. */
export interface SmallMap {
  readonly canvas: HTMLCanvasElement
  /** Its markup, in a square of {@link smallSize}. */
  readonly shapes: () => string
}

/** A map of the sheet with what stands below it. */
export interface SheetLine {
  readonly map: SmallMap
  readonly words: string
}

const [wide, tall, head, edge] = [smallSize + 14, smallSize + 26, 44, 14]

/** Wider than it is tall, as pages and slides are. */
function layout(count: number): {
  readonly columns: number
  readonly width: number
  readonly height: number
} {
  const columns = Math.max(1, Math.min(count, Math.ceil(Math.sqrt(count * 1.6))))
  return {
    columns,
    width: columns * wide + 2 * edge,
    height: Math.ceil(count / columns) * tall + head + edge
  }
}

function place(at: number, columns: number): { readonly x: number; readonly y: number } {
  return { x: edge + (at % columns) * wide, y: head + Math.floor(at / columns) * tall }
}

/** Small maps on one sheet with their names, as PNG; null while nothing is drawn. */
export function sheetPng(title: string, lines: readonly SheetLine[]): Uint8Array<ArrayBuffer> | null {
  const theme = canvasTheme()
  const { columns, width, height } = layout(lines.length)
  const paper = document.createElement('canvas')
  const scale = 2
  paper.width = width * scale
  paper.height = height * scale
  const context = paper.getContext('2d')
  if (context === null || lines.length === 0) return null
  context.scale(scale, scale)
  context.fillStyle = theme.surface
  context.fillRect(0, 0, width, height)
  context.fillStyle = theme.text
  context.font = `600 15px ${canvasFont}`
  context.fillText(title, edge, 28)
  context.font = `400 11px ${canvasFont}`
  lines.forEach(({ map, words }, i) => {
    const { x, y } = place(i, columns)
    context.drawImage(map.canvas, x, y, smallSize, smallSize)
    context.fillText(words, x + 4, y + smallSize + 13, smallSize)
  })
  return bytesOf(paper.toDataURL('image/png'))
}

/** The same sheet as SVG; null while nothing is drawn. */
export function sheetSvg(title: string, lines: readonly SheetLine[]): string | null {
  if (lines.length === 0) return null
  const theme = canvasTheme()
  const { columns, width, height } = layout(lines.length)
  const font = `font-family="Inter, 'Noto Sans SC', sans-serif" fill="${theme.text}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    `<text x="${edge}" y="28" font-size="15" font-weight="600" ${font}>${escape(title)}</text>`,
    ...lines.map(({ map, words }, i) => {
      const { x, y } = place(i, columns)
      const text = `<text x="4" y="${smallSize + 13}" font-size="11" ${font}>${escape(words)}</text>`
      return `<g transform="translate(${x} ${y})">${map.shapes()}${text}</g>`
    }),
    '</svg>'
  ].join('')
}
