import { marks } from '@contract/diagram/marks'
import { palettes, type Palette, type Role } from '@contract/diagram/palette'
import { arrowHead, dashes, type Item, type Line, type Mark, type Scene } from '@contract/diagram/scene'

/** What an SVG file is given beside its picture. */
export interface SvgOptions {
  readonly palette?: Palette
  /** Read out by a screen reader, and shown as the file's name. */
  readonly title: string
  readonly description?: string
  /** Language of the texts, for the form of Chinese characters: `zh-CN`, `en`. */
  readonly language?: string
}

/** Families a reader of the file is asked for; Inter for Latin, then whatever has Chinese. */
const family =
  "Inter, 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"

/** Escapes a text for markup and leaves out what XML 1.0 has no place for. */
function escapeXml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      ''
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A scene as a file of its own. */
export function sceneToSvg(scene: Scene, options: SvgOptions): string {
  const palette = options.palette ?? palettes.light
  const [width, height] = [round(scene.width), round(scene.height)]
  const description =
    options.description === undefined ? '' : `<desc>${escapeXml(options.description)}</desc>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `role="img" lang="${escapeXml(options.language ?? 'en')}" font-family="${family}">`,
    `<title>${escapeXml(options.title)}</title>${description}`,
    `<rect width="${width}" height="${height}" fill="${palette.ground}"/>`,
    ...scene.items.map(item => itemToSvg(item, palette)),
    '</svg>\n'
  ].join('\n')
}

function itemToSvg(item: Item, palette: Palette): string {
  switch (item.kind) {
    case 'box':
      return (
        `<rect x="${round(item.x)}" y="${round(item.y)}" width="${round(item.width)}" height="${round(item.height)}"` +
        (item.radius > 0 ? ` rx="${round(item.radius)}"` : '') +
        `${painted(item, palette)}/>`
      )
    case 'shape':
      return `<path transform="translate(${round(item.x)} ${round(item.y)})" d="${item.d}"${painted(item, palette)}/>`
    case 'line':
      return lineToSvg(item, palette)
    case 'text':
      return (
        `<text x="${round(item.x)}" y="${round(item.y)}" font-size="${round(item.size)}" font-weight="${item.weight}"` +
        (item.anchor === 'start' ? '' : ` text-anchor="${item.anchor}"`) +
        ` fill="${palette[item.fill]}" xml:space="preserve">` +
        (item.lines.length === 1
          ? escapeXml(item.lines[0] ?? '')
          : item.lines
              .map(
                (line, i) =>
                  `<tspan x="${round(item.x)}" y="${round(item.y + i * item.lineHeight)}">${escapeXml(line)}</tspan>`
              )
              .join('')) +
        '</text>'
      )
    case 'mark':
      return markToSvg(item, palette)
  }
}

function lineToSvg(line: Line, palette: Palette): string {
  const points = pairs(line.points)
  const drawn = `<polyline points="${points}" fill="none"${stroked(line, palette)} stroke-linejoin="round"/>`
  const head = arrowHead(line)
  return head === null ? drawn : `${drawn}<polygon points="${pairs(head)}" fill="${palette[line.stroke]}"/>`
}

function markToSvg({ mark, x, y, size, fill }: Mark, palette: Palette): string {
  const { fill: filled, stroke, strokeWidth } = marks[mark]
  const color = palette[fill]
  const parts = [
    ...(filled === undefined ? [] : [`<path d="${filled}" fill="${color}" fill-rule="evenodd"/>`]),
    ...(stroke === undefined
      ? []
      : [
          `<path d="${stroke}" fill="none" stroke="${color}" stroke-width="${strokeWidth ?? 1}" stroke-linecap="round" stroke-linejoin="round"/>`
        ])
  ]
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(size / 16)})">${parts.join('')}</g>`
}

interface Stroked {
  readonly stroke: Role | null
  readonly strokeWidth: number
  readonly dash: Line['dash']
}

function painted(item: Stroked & { readonly fill: Role | null }, palette: Palette): string {
  return ` fill="${item.fill === null ? 'none' : palette[item.fill]}"${stroked(item, palette)}`
}

function stroked({ stroke, strokeWidth, dash }: Stroked, palette: Palette): string {
  if (stroke === null) return ''
  const dashed = dashes[dash].length === 0 ? '' : ` stroke-dasharray="${dashes[dash].join(' ')}"`
  return ` stroke="${palette[stroke]}" stroke-width="${round(strokeWidth)}"${dashed}`
}

function pairs(points: readonly number[]): string {
  const found: string[] = []
  for (let i = 0; i + 1 < points.length; i += 2)
    found.push(`${round(points[i] ?? 0)},${round(points[i + 1] ?? 0)}`)
  return found.join(' ')
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000)
