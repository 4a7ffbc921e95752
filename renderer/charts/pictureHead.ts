import { canvasFont } from '../app/theme/fonts'
import { canvasTheme } from '../app/theme/series'

/** What stands above a saved picture: what it shows, and of what and when. */
export interface PictureHead {
  readonly title: string
  readonly note: string
}

const margin = 12
const titleFont = `600 15px ${canvasFont}`
const noteFont = `400 12px ${canvasFont}`
const titleLine = 20
const noteLine = 17

interface Laid {
  readonly lines: readonly { readonly text: string; readonly y: number; readonly title: boolean }[]
  /** Pixels above the picture. */
  readonly height: number
}

/** Where a text may be broken: after a space, and between Chinese characters. */
const pieces = /[\p{Script=Han}，。、；：（）]|[^\s\p{Script=Han}，。、；：（）]+\s*|\s+/gu

function broken(text: string, width: number, measure: (part: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(pieces) ?? []) {
    if (line !== '' && measure(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** Title and note in lines of the picture's width. */
function laid({ title, note }: PictureHead, width: number): Laid {
  const pen = document.createElement('canvas').getContext('2d')
  const measure =
    (font: string) =>
    (text: string): number => {
      if (pen === null) return text.length * 8
      pen.font = font
      return pen.measureText(text).width
    }
  const room = width - 2 * margin
  let y = margin
  const lines = [
    ...broken(title, room, measure(titleFont)).map(text => ({ text, title: true })),
    ...broken(note, room, measure(noteFont)).map(text => ({ text, title: false }))
  ].map(line => {
    y += line.title ? titleLine : noteLine
    return { ...line, y: y - 5 }
  })
  return { lines, height: y + 6 }
}

/** A picture with its head above it, at so many pixels a point; the picture itself without a head. */
export function headedCanvas(
  picture: HTMLCanvasElement,
  ratio: number,
  head: PictureHead | undefined
): HTMLCanvasElement {
  const paper = document.createElement('canvas')
  const pen = paper.getContext('2d')
  if (head === undefined || pen === null) return picture
  const theme = canvasTheme()
  const { lines, height } = laid(head, picture.width / ratio)
  paper.width = picture.width
  paper.height = picture.height + height * ratio
  pen.fillStyle = theme.surface
  pen.fillRect(0, 0, paper.width, paper.height)
  pen.drawImage(picture, 0, height * ratio)
  pen.scale(ratio, ratio)
  for (const line of lines) {
    pen.font = line.title ? titleFont : noteFont
    pen.fillStyle = line.title ? theme.text : theme.muted
    pen.fillText(line.text, margin, line.y)
  }
  return paper
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The same for a drawing: the chart's own SVG stands below its head. */
export function headedSvg(
  svg: string,
  size: { readonly width: number; readonly height: number },
  head: PictureHead | undefined
): string {
  if (head === undefined) return svg
  const theme = canvasTheme()
  const { lines, height } = laid(head, size.width)
  const whole = `${String(size.width)}" height="${String(size.height + height)}"`
  const texts = lines.map(
    ({ text, y, title }) =>
      `<text x="${String(margin)}" y="${String(y)}" fill="${title ? theme.text : theme.muted}" font-family="${escaped(canvasFont)}" font-size="${title ? '15' : '12'}"${title ? ' font-weight="600"' : ''}>${escaped(text)}</text>`
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole} viewBox="0 0 ${String(size.width)} ${String(size.height + height)}">`,
    `<rect width="${whole} fill="${theme.surface}"/>`,
    ...texts,
    `<g transform="translate(0 ${String(height)})">`,
    svg,
    '</g></svg>'
  ].join('')
}
