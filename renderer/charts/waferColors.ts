import type { WaferBin } from './wafer'

/** Strong colours for fails: Okabe and Ito's, the most different first; then the same, darker. */
const strong = ['#D55E00', '#0072B2', '#E69F00', '#CC79A7', '#009E73', '#56B4E9', '#F0E442'] as const

/** Calm colours for passing bins. */
const calm = { light: ['#cfd6de', '#dde3d8', '#d8d3e0'], dark: ['#46505e', '#465448', '#4d4859'] } as const

/** RGB of every bin number, 0 to 255 each. */
export type BinColors = ReadonlyMap<number, readonly [number, number, number]>

/** `#D55E00` as numbers. */
function rgb(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** `rgb(213 94 0)` for CSS, canvas and SVG. */
export function css([r, g, b]: readonly [number, number, number]): string {
  return `rgb(${r},${g},${b})`
}

/** Passing bins calm, failing ones strong; the most frequent fails get the colours that differ most. */
export function binColors(bins: readonly WaferBin[], dark: boolean): BinColors {
  const colors = new Map<number, readonly [number, number, number]>()
  const fails = bins.filter(bin => !bin.pass).toSorted((a, b) => b.count - a.count || a.number - b.number)
  const passes = bins.filter(bin => bin.pass).toSorted((a, b) => b.count - a.count || a.number - b.number)
  const ground = dark ? calm.dark : calm.light
  for (const [i, bin] of passes.entries()) colors.set(bin.number, rgb(ground[i % ground.length] ?? ground[0]))
  for (const [i, bin] of fails.entries()) {
    const [r, g, b] = rgb(strong[i % strong.length] ?? strong[0])
    const shade = Math.max(0.3, 0.62 ** Math.floor(i / strong.length))
    colors.set(bin.number, [Math.round(r * shade), Math.round(g * shade), Math.round(b * shade)])
  }
  return colors
}

/** What is seen of a die whose bin no list names. */
export const unknownColor: readonly [number, number, number] = [153, 153, 153]
