import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColorScale } from '../../charts/scale'
import { type BinColors, binColors } from '../../charts/waferColors'
import { useQueryOf } from '../../app/client/index'
import { noFilter } from '../address'
import { type Overview, useBench } from '../bench'
import { binFace, type Face, type MapData, stackFace, valueFace, verdictBins } from './face'
import { useColoured } from './shown'

const verdicts = [
  { number: verdictBins.pass, name: '', count: 2, pass: true },
  { number: verdictBins.fail, name: '', count: 1, pass: false }
]

type Bins = Overview['hardBins']

/** Bins of the view without its filter: dies that the filter leaves out are on the map as well. */
function useAllBins(): Bins | undefined {
  const { view } = useBench()
  const { by } = useColoured()
  const whole = useMemo(() => ({ ...view, filter: noFilter }), [view])
  const answer = useQueryOf('analysis.overview', { view: whole }, { keep: true, topics: ['import', 'set'] })
  return by === 'softBin' ? answer.data?.softBins : answer.data?.hardBins
}

/** Colours of the bins of the whole view: the same bin looks the same on every wafer, whatever is filtered. */
export function useBinColors(): BinColors {
  const dark = useComputedColorScheme('light') === 'dark'
  const { by } = useColoured()
  const bins = useAllBins()
  return useMemo(() => {
    if (by === 'fail') return binColors(verdicts, dark)
    const named = (bins ?? []).map(bin => ({ ...bin, pass: passes(bin, by) }))
    return binColors(named, dark)
  }, [bins, by, dark])
}

/** What the file says; where it says nothing, bin 1 passes by convention. */
function passes(bin: { readonly number: number; readonly verdict: string }, by: string): boolean {
  if (bin.verdict !== '') return bin.verdict === 'P'
  return bin.number === 1 || (by === 'softBin' && bin.number === 0)
}

/** The pixels of a map by what the address says its colours mean. */
export function useFace(
  data: MapData,
  stacked: boolean,
  lit: number | null,
  common: ColorScale | null = null
): Face {
  const { t } = useTranslation('analysis')
  const dark = useComputedColorScheme('light') === 'dark'
  const colors = useBinColors()
  const bins = useAllBins()
  const { test } = useBench()
  const { by, figure, range } = useColoured()
  return useMemo(() => {
    if (stacked) return stackFace(data, figure, test, range, dark)
    if (by === 'value') return valueFace(data, test ?? { lo: null, hi: null }, range, common)
    if (by === 'fail')
      return binFace(
        data,
        bin =>
          t(
            bin === verdictBins.fail
              ? 'verdict.fail'
              : bin === verdictBins.none
                ? 'map.notTested'
                : 'verdict.pass'
          ),
        bin => bin !== verdictBins.fail,
        colors,
        lit
      )
    const named = new Map(bins?.map(bin => [bin.number, bin]))
    return binFace(data, bin => named.get(bin)?.name ?? '', null, colors, lit)
  }, [data, stacked, by, figure, range, common, test, bins, dark, colors, lit, t])
}
