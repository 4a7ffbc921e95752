import type { CanvasTheme } from '../app/theme/series'
import { escape, type LegendLine } from './paintWafer'
import { type Orientation, toScreen, type WaferModel } from './wafer'

/** How dies are gathered to paths of an exported drawing. */
export interface Drawn {
  /** Dies of one key are one path: a bin, a colour. */
  readonly keyOf: (die: number) => number | string
  readonly colorOf: (die: number) => string
}

/** Dies, edge and notch of a wafer in a square of this size, as markup; one path a bin, so that it stays editable. */
export function waferShapes(
  model: WaferModel,
  orientation: Orientation,
  drawn: Drawn,
  theme: CanvasTheme,
  size: number
): string {
  const unit = (size / 2 - size / 30) / model.radius
  const w = unit * model.aspect
  const left = size / 2 - (model.columns * w) / 2
  const top = size / 2 - (model.rows * unit) / 2
  const paths = new Map<number | string, { readonly color: string; readonly path: string[] }>()
  for (let i = 0; i < model.count; i++) {
    const at = toScreen(
      model,
      orientation,
      (model.dies.x[i] ?? 0) - model.minX,
      (model.dies.y[i] ?? 0) - model.minY
    )
    const key = drawn.keyOf(i)
    const list = paths.get(key) ?? { color: drawn.colorOf(i), path: [] }
    list.path.push(
      `M${round(left + at[0] * w)} ${round(top + at[1] * unit)}h${round(w * 0.94)}v${round(unit * 0.94)}h-${round(w * 0.94)}z`
    )
    paths.set(key, list)
  }
  const notch = { down: [0, 1], up: [0, -1], left: [-1, 0], right: [1, 0] }[orientation.notch]
  const middle = round(size / 2)
  const radius = size / 2 - size / 34.6
  const [nx, ny] = [size / 2 + (notch[0] ?? 0) * radius, size / 2 + (notch[1] ?? 0) * radius]
  return [
    `<circle cx="${middle}" cy="${middle}" r="${round(radius)}" fill="none" stroke="${theme.muted}"/>`,
    `<circle cx="${round(nx)}" cy="${round(ny)}" r="${round(size / 112.5)}" fill="${theme.surface}" stroke="${theme.muted}"/>`,
    ...[...paths].map(
      ([key, { color, path }]) =>
        `<path data-bin="${escape(String(key))}" fill="${color}" d="${path.join('')}"/>`
    )
  ].join('')
}

/** The map as SVG with its title and legend. */
export function waferSvg(
  model: WaferModel,
  orientation: Orientation,
  drawn: Drawn,
  theme: CanvasTheme,
  title: string,
  legend: readonly LegendLine[]
): string {
  const size = 900
  const font = `font-family="Inter, 'Noto Sans SC', sans-serif" fill="${theme.text}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size + 300} ${size + 60}" width="${size + 300}" height="${size + 60}">`,
    `<rect width="100%" height="100%" fill="${theme.surface}"/>`,
    `<text x="20" y="30" font-size="18" font-weight="600" ${font}>${escape(title)}</text>`,
    `<g transform="translate(0 40)">${waferShapes(model, orientation, drawn, theme, size)}</g>`,
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

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** A pixel of a canvas as CSS has it. */
export function pixelCss(pixel: number): string {
  const alpha = pixel >>> 24
  const color = `${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255}`
  return alpha === 255 ? `rgb(${color.replaceAll(' ', ',')})` : `rgb(${color} / ${Math.round(alpha / 2.55)}%)`
}
