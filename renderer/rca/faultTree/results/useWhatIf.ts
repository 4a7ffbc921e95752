import { useMemo, useState } from 'react'
import type { Tree } from '../tree'

/** Events set true or false for once: never written into the tree. */
export interface WhatIf {
  /** By event id. */
  readonly given: ReadonlyMap<string, boolean>
  /** Null = as its model says again. */
  set(event: string, state: boolean | null): void
  clear(): void
}

/** What-if of one editor. Events that are gone fall away. */
export function useWhatIf(tree: Tree): WhatIf {
  const [asked, setAsked] = useState<ReadonlyMap<string, boolean>>(new Map())
  const given = useMemo(() => {
    const there = [...asked].filter(([id]) => tree.nodes.get(id)?.type === 'event')
    return there.length === asked.size ? asked : new Map(there)
  }, [asked, tree])
  return {
    given,
    set: (event, state) => {
      setAsked(before => {
        const next = new Map(before)
        if (state === null) next.delete(event)
        else next.set(event, state)
        return next
      })
    },
    clear: () => {
      setAsked(new Map())
    }
  }
}
