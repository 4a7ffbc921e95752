/** From a value to a colour, with what a legend needs to say about it. */
export interface ColorScale {
  readonly from: number
  readonly to: number
  /** Values below `from` and above `to` have colours of their own. */
  readonly ends: 'clamped' | 'marked'
  /** How much of something bad: from the ground up, so that nothing stands out where there is nothing. */
  readonly heat?: 'light' | 'dark'
}

/** How the range of a colour scale is chosen. */
export const scaleRanges = ['limits', 'percentile', 'all'] as const

/** How the range of a colour scale is chosen. */
export type ScaleRange = (typeof scaleRanges)[number]

type Rgb = readonly [number, number, number]

/**
 * Cividis (Nuñez, Anderton and Renslow 2018): the same to people with and without colour deficiency, and its
 * lightness grows all the way, so that it can be read in grey.
 */
const cividis: readonly Rgb[] = [
  [0, 34, 78],
  [18, 53, 112],
  [59, 73, 108],
  [87, 93, 109],
  [112, 113, 115],
  [138, 134, 120],
  [165, 156, 116],
  [195, 179, 105],
  [225, 204, 85],
  [254, 232, 56]
]

/** Vermilion on either ground: lightness runs one way all along, so that it can be read in grey. */
const heats: Readonly<Record<'light' | 'dark', readonly Rgb[]>> = {
  light: [
    [232, 236, 240],
    [253, 208, 162],
    [240, 146, 72],
    [213, 94, 0],
    [128, 42, 8],
    [58, 12, 12]
  ],
  dark: [
    [44, 51, 62],
    [122, 62, 24],
    [180, 84, 14],
    [226, 120, 34],
    [250, 186, 110],
    [255, 243, 214]
  ]
}

/** Below and above what is asked for. */
export const belowColor: Rgb = [86, 180, 233]
export const aboveColor: Rgb = [213, 94, 0]

/** No value at that place. */
export const noValueColor: Rgb = [153, 153, 153]

/** Colour of a share between 0 and 1 of a scale. */
export function scaleColor(share: number, heat?: ColorScale['heat']): Rgb {
  const stops = heat === undefined ? cividis : heats[heat]
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1)
  const low = stops[Math.floor(at)] ?? stops[0] ?? noValueColor
  const high = stops[Math.ceil(at)] ?? low
  const part = at - Math.floor(at)
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * part)
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2])]
}

/** Colour of a value on a scale. */
export function valueColor(scale: ColorScale, value: number): Rgb {
  if (Number.isNaN(value)) return noValueColor
  if (scale.ends === 'marked' && value < scale.from) return belowColor
  if (scale.ends === 'marked' && value > scale.to) return aboveColor
  const width = scale.to - scale.from
  return scaleColor(width > 0 ? (value - scale.from) / width : 0.5, scale.heat)
}

/** The q-quantiles of values, NaN and infinities left out, by linear interpolation; null of nothing. */
export function quantiles(values: ArrayLike<number>, qs: readonly number[]): readonly number[] | null {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort()
  if (sorted.length === 0) return null
  return qs.map(q => {
    const at = q * (sorted.length - 1)
    const low = sorted[Math.floor(at)] ?? 0
    const high = sorted[Math.ceil(at)] ?? low
    return low + (high - low) * (at - Math.floor(at))
  })
}

/**
 * The range a map of values is coloured over: between the limits with what lies beyond marked, the middle
 * 98 % of the values, or all of them. Where a limit is missing, the values' own end stands in for it.
 */
export function scaleOf(
  values: ArrayLike<number>,
  limits: { readonly lo: number | null; readonly hi: number | null },
  range: ScaleRange
): ColorScale | null {
  const edges = range === 'percentile' ? [0.01, 0.99] : [0, 1]
  const found = quantiles(values, edges)
  if (found === null) return null
  const [low = 0, high = 0] = found
  if (range !== 'limits' || (limits.lo === null && limits.hi === null))
    return { from: low, to: high, ends: 'clamped' }
  const from = limits.lo ?? Math.min(low, limits.hi ?? low)
  const to = limits.hi ?? Math.max(high, limits.lo ?? high)
  return { from, to, ends: 'marked' }
}

/** A colour as one pixel of a canvas, `alpha` 0 to 255. */
export function pixel([r, g, b]: Rgb, alpha = 255): number {
  return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0
}

/** One pixel a die by its value; dies outside the filter fade. */
export function valuePixels(
  scale: ColorScale,
  values: ArrayLike<number>,
  inside: ArrayLike<number>
): Uint32Array<ArrayBuffer> {
  const pixels = new Uint32Array(values.length)
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = pixel(valueColor(scale, values[i] ?? Number.NaN), inside[i] === 0 ? 0x30 : 0xff)
  return pixels
}
