import { FabError } from '@contract/errors'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Computing } from './useResults'

/** A long question asked by hand. */
export interface Asked<A> {
  readonly answer: A | null
  readonly fault: FabError | null
  readonly running: boolean
  /** The tree has changed since. */
  readonly stale: boolean
  ask(question: (signal: AbortSignal) => Promise<A>): void
  cancel(): void
}

/** Time between two clicks that are one, ms. */
const doubleClick = 500

/** Asks a long question, cancels the one before, and knows when its answer is of yesterday. */
export function useAsked<A>(computing: Computing): Asked<A> {
  const [state, setState] = useState<{
    readonly answer: A | null
    readonly fault: FabError | null
    readonly of: unknown
  }>({ answer: null, fault: null, of: null })
  const [running, setRunning] = useState(false)
  const abort = useRef<AbortController | null>(null)
  const begun = useRef(0)
  // A new function for every tree and what-if: the mark of what was asked about.
  const { asked } = computing
  const cancel = useCallback((): void => {
    abort.current?.abort()
    abort.current = null
    setRunning(false)
  }, [])
  useEffect(() => cancel, [cancel])
  return {
    ...state,
    running,
    stale: state.answer !== null && state.of !== asked,
    ask: question => {
      cancel()
      const own = new AbortController()
      abort.current = own
      begun.current = performance.now()
      setRunning(true)
      question(own.signal).then(
        answer => {
          if (abort.current !== own) return
          cancel()
          setState({ answer, fault: null, of: asked })
        },
        (error: unknown) => {
          if (abort.current !== own) return
          cancel()
          setState({ answer: null, fault: error instanceof FabError ? error : null, of: asked })
        }
      )
    },
    cancel: () => {
      // The second click of a double click, on the button that says "cancel" by then, is no wish of its own.
      if (performance.now() - begun.current > doubleClick) cancel()
    }
  }
}
