import { useMemo, useState } from 'react'
import { targetOf, type Tree } from '../tree'

/** As computed, true, false. */
export const whatIfStates = [null, true, false] as const

/** Gates and events set true or false for once: never written into the tree. */
export interface WhatIf {
  /** By id of the gate or event. */
  readonly given: ReadonlyMap<string, boolean>
  /** Null = as its model or its inputs say again. */
  set(id: string, state: boolean | null): void
  clear(): void
}

/** What-if of one editor. What is gone from the tree falls away. */
export function useWhatIf(tree: Tree): WhatIf {
  const [asked, setAsked] = useState<ReadonlyMap<string, boolean>>(new Map())
  const given = useMemo(() => {
    const there = [...asked].filter(([id]) => targetOf(tree.nodes, id) !== null)
    return there.length === asked.size ? asked : new Map(there)
  }, [asked, tree])
  return {
    given,
    set: (id, state) => {
      setAsked(before => {
        const next = new Map(before)
        if (state === null) next.delete(id)
        else next.set(id, state)
        return next
      })
    },
    clear: () => {
      setAsked(new Map())
    }
  }
}
