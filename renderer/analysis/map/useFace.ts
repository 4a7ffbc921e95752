import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useBench } from '../bench'
import { binFace, type Face, type MapData, stackFace, valueFace, verdictBins } from './face'
import { useColoured } from './shown'

/** The pixels of a map by what the address says its colours mean. */
export function useFace(data: MapData, stacked: boolean, lit: number | null): Face {
  const { t } = useTranslation('analysis')
  const dark = useComputedColorScheme('light') === 'dark'
  const { overview, test } = useBench()
  const { by, figure, range } = useColoured()
  return useMemo(() => {
    if (stacked) return stackFace(data, figure, test, range, dark)
    if (by === 'value') return valueFace(data, test ?? { lo: null, hi: null }, range)
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
        dark,
        lit
      )
    const named = new Map(
      (by === 'hardBin' ? overview?.hardBins : overview?.softBins)?.map(bin => [bin.number, bin])
    )
    return binFace(data, bin => named.get(bin)?.name ?? '', null, dark, lit)
  }, [data, stacked, by, figure, range, test, overview, dark, lit, t])
}
