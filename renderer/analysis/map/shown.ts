import type { Input } from '@contract/index'
import { useMemo } from 'react'
import { scaleRanges, type ScaleRange } from '../../charts/scale'
import type { Turn } from '../../charts/turn'
import { useBench } from '../bench'
import { type Coloring, colorings, type StackFigure } from './face'

/** Which map is looked at. */
export type Shown =
  | { readonly what: 'gallery' }
  | { readonly what: 'stack' }
  | { readonly what: 'wafer'; readonly wafer: string }

/** How the address names the map of a wafer. */
export function showOf(wafer: string): string {
  return `w:${wafer}`
}

/** The map that the address names; one wafer shows itself, several begin with all of them. */
export function useShown(): Shown {
  const { option, overview } = useBench()
  const asked = option('m.show')
  const wafers = overview?.wafers
  return useMemo(() => {
    if (asked === 'stack') return { what: 'stack' }
    const wafer =
      wafers?.find(one => showOf(one.key) === asked) ?? (wafers?.length === 1 ? wafers[0] : undefined)
    if (wafer !== undefined && asked !== 'gallery') return { what: 'wafer', wafer: wafer.key }
    return { what: 'gallery' }
  }, [asked, wafers])
}

type Color = Input<'analysis.map'>['color']

/** How maps are coloured, by the address and the chosen test. */
export interface Coloured {
  readonly by: Coloring
  readonly color: Color
  readonly figure: StackFigure
  readonly range: ScaleRange
}

/** What the colours of the maps mean. */
export function useColoured(): Coloured {
  const { option, test } = useBench()
  const asked = colorings.find(known => known === option('m.by')) ?? 'hardBin'
  const key = test?.ref.key
  const element = test?.ref.element
  const figure = option('m.figure', 'share')
  const range = scaleRanges.find(known => known === option('m.range')) ?? 'limits'
  return useMemo(() => {
    const by = key === undefined && (asked === 'value' || asked === 'fail') ? 'hardBin' : asked
    const ref = { key: key ?? '-', ...(element === undefined ? {} : { element }) }
    return {
      by,
      color: by === 'value' || by === 'fail' ? { by, test: ref } : { by },
      figure: by === 'value' ? 'average' : figure === 'count' ? 'count' : 'share',
      range
    }
  }, [asked, key, element, figure, range])
}

/** The turn the address keeps: quarters, and `m` for mirrored. */
export function readTurn(text: string): Turn {
  const quarter = ([0, 1, 2, 3] as const)[Number(text.replace('m', '')) || 0] ?? 0
  return { quarter, mirrored: text.includes('m') }
}

/** As {@link readTurn} reads it; empty for none. */
export function writeTurn({ quarter, mirrored }: Turn): string {
  return `${quarter === 0 ? '' : quarter}${mirrored ? 'm' : ''}`
}
