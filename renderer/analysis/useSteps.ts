import type { PartFilter } from '@contract/analysis'
import { useState } from 'react'
import { stepsFrom, stepTo } from './steps'

/** Going back and forth through the filters of this workbench. */
export interface Undoing {
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
}

/** Remembers each filter there was, however it was changed. */
export function useSteps(filter: PartFilter, setFilter: (filter: PartFilter) => void): Undoing {
  const [steps, setSteps] = useState(() => stepsFrom(filter))
  if (steps.now !== filter) {
    const next = stepTo(steps, filter)
    setSteps(next === steps ? { ...steps, now: filter } : next)
  }
  const before = steps.past.at(-1)
  const [after] = steps.future
  return {
    undo:
      before === undefined
        ? null
        : () => {
            setFilter(before)
          },
    redo:
      after === undefined
        ? null
        : () => {
            setFilter(after)
          }
  }
}
