import { okabeIto } from '../app/theme/series'
import type { LegendLine } from '../charts/paintWafer'
import { pixel, scaleColor } from '../charts/scale'

/** What points are coloured by. */
export const colorings = ['class', 'size', 'cluster', 'wafer'] as const

/** What points are coloured by. */
export type Coloring = (typeof colorings)[number]

/** A colour for each point, and what the colours mean. */
export interface Colored {
  /** Pixels as a canvas has them. */
  readonly pixels: Uint32Array
  readonly legend: readonly (LegendLine & { readonly key: string; readonly count: number })[]
}

type Rgb = readonly [number, number, number]

const grey: Rgb = [140, 148, 160]

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const css = ([r, g, b]: Rgb) => `rgb(${r},${g},${b})`

/** Vermilion and blue first, which stand out on both grounds; yellow and grey last. */
const series = [5, 0, 2, 1, 3, 4, 6].map(i => rgb(okabeIto[i] ?? okabeIto[0]))

/**
 * A colour for each of the most frequent groups, grey for what is left: more than seven colours nobody tells apart.
 * @param label what a group is called; `null` is the group of those without a value
 */
export function colorGroups(
  values: ArrayLike<number>,
  label: (value: number | null) => string,
  others: string
): Colored {
  const counts = new Map<number | null, number>()
  for (let i = 0; i < values.length; i++) {
    const key = keyOf(values[i])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] ?? Infinity) - (b[0] ?? Infinity))
  const shown = sorted.length > series.length ? sorted.slice(0, series.length - 1) : sorted
  const colors = new Map(shown.map(([key], i) => [key, series[i] ?? grey]))
  const pixels = new Uint32Array(values.length)
  for (let i = 0; i < pixels.length; i++) pixels[i] = pixel(colors.get(keyOf(values[i])) ?? grey)
  const rest = sorted.slice(shown.length).reduce((sum, [, count]) => sum + count, 0)
  return {
    pixels,
    legend: [
      ...shown.map(([key, count], i) => ({
        key: String(key),
        color: css(series[i] ?? grey),
        text: label(key),
        count
      })),
      ...(rest > 0 ? [{ key: '', color: css(grey), text: others, count: rest }] : [])
    ]
  }
}

const keyOf = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value

/** Small to large, in steps the eye reads off the legend; grey without a size. */
export function colorSizes(
  sizes: ArrayLike<number>,
  edges: readonly number[],
  say: (size: number) => string,
  none: string
): Colored {
  const steps = Math.max(1, edges.length - 1)
  const colors = Array.from({ length: steps }, (_, i) =>
    scaleColor(steps === 1 ? 0.5 : 0.1 + (0.9 * i) / (steps - 1))
  )
  const counts = new Uint32Array(steps + 1)
  const pixels = new Uint32Array(sizes.length)
  for (let i = 0; i < pixels.length; i++) {
    const size = sizes[i] ?? Number.NaN
    let step = edges.findLastIndex(edge => size >= edge)
    if (Number.isNaN(size) || step < 0) step = steps
    else step = Math.min(step, steps - 1)
    counts[step] = (counts[step] ?? 0) + 1
    pixels[i] = pixel(colors[step] ?? grey)
  }
  return {
    pixels,
    legend: [...colors, grey].flatMap((color, i) =>
      (counts[i] ?? 0) === 0
        ? []
        : [
            {
              key: i === steps ? 'null' : `${edges[i] ?? 0}:${edges[i + 1] ?? ''}`,
              color: css(color),
              text: i === steps ? none : `${say(edges[i] ?? 0)} – ${say(edges[i + 1] ?? 0)}`,
              count: counts[i] ?? 0
            }
          ]
    )
  }
}

/** Edges in steps of 1, 2, 5 around the sizes there are; few enough to be told apart. */
export function edgesOf(sizes: ArrayLike<number>): number[] {
  let [low, high] = [Infinity, 0]
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0
    if (!(size > 0)) continue
    low = Math.min(low, size)
    high = Math.max(high, size)
  }
  if (high === 0) return []
  const steps = [1, 2, 5]
  const edges: number[] = []
  const first = Math.floor(Math.log10(Math.max(low, high / 1e5)))
  for (let power = first; power <= Math.ceil(Math.log10(high)) + 1; power++)
    for (const step of steps) edges.push(Number(`${step}e${power}`))
  const from = Math.max(
    0,
    edges.findLastIndex(edge => edge <= low)
  )
  const to = edges.findIndex(edge => edge > high)
  return edges.slice(from, to < 0 ? undefined : to + 1)
}
