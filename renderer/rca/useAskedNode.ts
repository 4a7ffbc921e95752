import { useEffect, useState } from 'react'
import { appHistory } from '../app/history'
import { useUrlValue } from '../app/navigation'

/** A node that an address leads to (`?node=`). */
export interface Asked {
  /** '' where the address names none. */
  readonly node: string
  /** Grows with every link that is followed, also with one that leads to where the address stands already. */
  readonly visit: number
}

/** The node that the address leads to: a link from search, the timeline or another diagram. */
export function useAskedNode(): Asked {
  const [node] = useUrlValue('node', '')
  const [visit, setVisit] = useState(0)
  useEffect(
    () =>
      appHistory().subscribe(({ action }) => {
        if (action.type !== 'REPLACE') setVisit(before => before + 1)
      }),
    []
  )
  return { node, visit }
}
