import type { Output } from '@contract/index'
import { useState } from 'react'
import { call, useQueryOf } from '../app/client/index'
import { type OpenDiagram, pastOf } from '../diagram/session/useDiagram'
import { toastFault } from '../ui/toasts'

/** Looking at and going back to what a diagram was. */
export interface Versions {
  /** The history is open beside the diagram. */
  readonly listed: boolean
  readonly list: (shown: boolean) => void
  /** The revision that is looked at; null = as it is now. */
  readonly looking: number | null
  readonly look: (revision: number | null) => void
  readonly past: Output<'rca.at'> | null
  /** What the editor is given: the past where one is looked at. */
  readonly shown: OpenDiagram
  readonly restore: (revision: number) => void
}

/** State of the history beside an open diagram. */
export function useVersions(open: OpenDiagram): Versions {
  const [listed, list] = useState(false)
  const [looking, look] = useState<number | null>(null)
  const answer = useQueryOf('rca.at', { id: open.id, revision: looking ?? 1 }, { enabled: looking !== null })
  const past = looking === null ? null : (answer.data ?? null)
  const [made, setMade] = useState<{ readonly of: Output<'rca.at'>; readonly shown: OpenDiagram } | null>(
    null
  )
  // Made once per version: an editor that is given new records draws itself anew.
  if (past !== null && made?.of !== past) setMade({ of: past, shown: pastOf(open, past.nodes) })
  return {
    listed,
    list: shown => {
      list(shown)
      if (!shown) look(null)
    },
    looking,
    look,
    past,
    shown: past !== null && made?.of === past ? made.shown : open,
    restore: revision => {
      call('rca.restore', { id: open.id, revision }).then(({ entry, undoable }) => {
        if (entry !== null) open.session.take(entry, undoable)
        look(null)
      }, toastFault)
    }
  }
}
