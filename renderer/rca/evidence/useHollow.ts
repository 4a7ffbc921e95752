import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useQueryOf } from '../../app/client/index'
import type { OpenDiagram } from '../../diagram/session/useDiagram'

type Hollow = Output<'rca.hollow'>['hollow'][number]

/** Evidence by node that names what is removed or not known here. */
export type Hollows = ReadonlyMap<string, Hollow>

/** Which evidence of a diagram proves nothing (any more). */
export function useHollow(open: OpenDiagram): Hollows {
  const answer = useQueryOf(
    'rca.hollow',
    { id: open.diagram.id },
    { keep: true, topics: ['diagram', 'evidence', 'file', 'lot', 'import'] }
  )
  return useMemo(() => new Map((answer.data?.hollow ?? []).map(one => [one.nodeId, one])), [answer.data])
}
