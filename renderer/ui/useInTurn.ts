import { useRef } from 'react'

/**
 * What is asked for faster than it is answered, one after the other: who adds line after line does not wait, and
 * the lines keep their order. A task tells its own failure; the next one is done all the same.
 */
export function useInTurn(): (task: () => Promise<unknown>) => void {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return task => {
    last.current = last.current.then(task, task)
  }
}
