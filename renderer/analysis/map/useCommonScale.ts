import { useMemo } from 'react'
import { useQueryOf } from '../../app/client/index'
import { type ColorScale, scaleOf } from '../../charts/scale'
import { useBench } from '../bench'
import { useColoured } from './shown'

/**
 * One scale for all wafers of the view, so that the same colour is the same value on each. The middle of the values
 * is the range of their histogram, which leaves out what lies far off. Null where maps show bins.
 */
export function useCommonScale(): ColorScale | null {
  const { view, test } = useBench()
  const { by, range } = useColoured()
  const answer = useQueryOf(
    'analysis.distribution',
    { view, test: test?.ref ?? { key: '-' } },
    { enabled: by === 'value' && test !== null, keep: true, topics: ['import', 'set'] }
  )
  const data = answer.data
  return useMemo(() => {
    if (by !== 'value' || test === null || data === undefined) return null
    const [box] = data.boxes
    const edges = data.edges
    const middle = [edges[0] ?? Number.NaN, edges[edges.length - 1] ?? Number.NaN]
    const ends = range === 'percentile' ? middle : [box?.min ?? Number.NaN, box?.max ?? Number.NaN]
    return scaleOf(ends, test, range === 'percentile' ? 'all' : range)
  }, [by, range, test, data])
}
