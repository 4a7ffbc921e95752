import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** How far a question to the core is. */
interface Found {
  readonly isFetching: boolean
  readonly isPending: boolean
  /** What it shows was found for what was typed before. */
  readonly isPlaceholderData: boolean
}

/** What is typed to look for something, and what is asked of the core for it: not every letter. */
export function useSearch() {
  const [text, onText] = useState('')
  const [searched] = useDebouncedValue(text, 120)
  return {
    text,
    onText,
    searched,
    /** What a picker has to know of the answer. */
    typed: (found: Found) => ({
      text,
      onText,
      busy: found.isFetching,
      settled: text === searched && isAnswered(found)
    })
  }
}

/** True when what is shown was found for what was asked last. */
export function isAnswered(found: Found): boolean {
  return !found.isPending && !found.isPlaceholderData
}

/**
 * Enter in a search: it waits for the answer to what was typed. Whoever types fast would otherwise get the first of
 * what was found for fewer letters.
 * @param settled what is shown was found for what is typed
 * @param act take what was found, if anything was
 */
export function useEnter(settled: boolean, act: () => void): { press(): void; forget(): void } {
  const due = useRef(false)
  const take = useEffectEvent(act)
  useEffect(() => {
    if (!due.current || !settled) return
    due.current = false
    take()
  }, [settled])
  return {
    press() {
      if (settled) act()
      else due.current = true
    },
    forget() {
      due.current = false
    }
  }
}
