import type { Output } from '@contract/index'
import type { ViewTest } from '@contract/analysis'
import {
  type ColorScale,
  noValueColor,
  pixel,
  scaleColor,
  scaleOf,
  type ScaleRange,
  valuePixels
} from '../../charts/scale'
import type { WaferBin } from '../../charts/wafer'
import { type BinColors, unknownColor } from '../../charts/waferColors'

/** A wafer or a stack as the core gives it. */
export type MapData = Output<'analysis.map'>

/** What a map is coloured by. */
export const colorings = ['hardBin', 'softBin', 'value', 'fail'] as const

/** What a map is coloured by. */
export type Coloring = (typeof colorings)[number]

/** What the places of a stack show: how many failed, what share, or the mean of a test. */
export type StackFigure = 'count' | 'share' | 'average'

/** How a map looks: a pixel for each die, and what its colours mean. */
export type Face =
  | {
      readonly kind: 'bins'
      readonly paint: Uint32Array
      readonly bins: readonly WaferBin[]
      readonly colors: BinColors
    }
  | {
      readonly kind: 'scale'
      readonly paint: Uint32Array
      readonly scale: ColorScale | null
      /** Die by die what the scale shows. */
      readonly values: ArrayLike<number>
    }

const faint = 0x30

/** A verdict of one test drawn as three bins: the core says 1 for failed, 0 for passed, nothing for not tested. */
export const verdictBins = { pass: 0, fail: 1, none: -1 } as const

/**
 * The face of one wafer by bin or by the verdict of a test: passing ones calm, failing ones strong.
 * @param colors of every bin of the view, so that a bin looks the same on each of its wafers
 * @param lit bin to stand out, null for all alike
 */
export function binFace(
  data: MapData,
  names: (bin: number) => string,
  passes: ((bin: number) => boolean) | null,
  colors: BinColors,
  lit: number | null
): Face {
  const counts = new Map<number, { count: number; good: number }>()
  const binAt = (i: number): number => {
    const value = data.value[i] ?? Number.NaN
    return Number.isNaN(value) ? verdictBins.none : value
  }
  for (let i = 0; i < data.x.length; i++) {
    const entry = counts.get(binAt(i)) ?? { count: 0, good: 0 }
    entry.count++
    if (data.pass[i] === 1) entry.good++
    counts.set(binAt(i), entry)
  }
  const bins = [...counts].map(([number, { count, good }]) => ({
    number,
    name: names(number),
    count,
    pass: passes === null ? good * 2 > count : passes(number)
  }))
  const paint = new Uint32Array(data.x.length)
  for (let i = 0; i < paint.length; i++) {
    const bin = binAt(i)
    const seen = data.inside[i] !== 0 && (lit === null || lit === bin)
    paint[i] = pixel(
      bin === verdictBins.none ? noValueColor : (colors.get(bin) ?? unknownColor),
      seen ? 0xff : faint
    )
  }
  return { kind: 'bins', paint, bins, colors }
}

/**
 * The face of one wafer by the value of a test.
 * @param common scale of all wafers of the view, where they are looked at side by side
 */
export function valueFace(
  data: MapData,
  test: Pick<ViewTest, 'lo' | 'hi'>,
  range: ScaleRange,
  common: ColorScale | null
): Face {
  return scaled(data, data.value, common ?? scaleOf(data.value, test, range))
}

/** The face of a stack. */
export function stackFace(
  data: MapData,
  figure: StackFigure,
  test: Pick<ViewTest, 'lo' | 'hi'> | null,
  range: ScaleRange,
  dark: boolean
): Face {
  if (figure === 'average') return scaled(data, data.value, scaleOf(data.value, test ?? noLimits, range))
  const values = figure === 'share' ? Float64Array.from(data.pass, share => share / 255) : data.value
  // From nothing, whatever the least is: a stack without fails must not look as if it had some.
  const most = values.reduce((a, b, i) => (data.inside[i] === 1 && b > a ? b : a), 0)
  const scale: ColorScale = {
    from: 0,
    to: most > 0 ? most : 1,
    ends: 'clamped',
    heat: dark ? 'dark' : 'light'
  }
  return scaled(data, values, scale)
}

const noLimits = { lo: null, hi: null }

function scaled(data: MapData, values: ArrayLike<number>, scale: ColorScale | null): Face {
  const paint =
    scale === null
      ? new Uint32Array(values.length).fill(pixel(noValueColor))
      : valuePixels(scale, values, data.inside)
  return { kind: 'scale', paint, scale, values }
}

/** Steps of a scale from its top down, for a legend. */
export function scaleSteps(
  scale: ColorScale,
  steps: number
): readonly { readonly value: number; readonly color: readonly [number, number, number] }[] {
  return Array.from({ length: steps }, (_, i) => {
    const part = 1 - i / (steps - 1)
    return { value: scale.from + (scale.to - scale.from) * part, color: scaleColor(part, scale.heat) }
  })
}

/** Width of a die over its height, where the file says both. */
export function aspectOf({ frame }: Pick<MapData, 'frame'>): number | undefined {
  const { dieWidth, dieHeight } = frame
  if (dieWidth === null || dieHeight === null || !(dieWidth > 0) || !(dieHeight > 0)) return undefined
  const aspect = dieWidth / dieHeight
  return aspect > 0.05 && aspect < 20 ? aspect : undefined
}
