import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { appHistory } from '../app/history'

/** A node of an open diagram that the address leads to (`?node=`). */
export interface Asked {
  /** '' where the address names none, or one of another diagram. */
  readonly node: string
  /** Grows with every link that is followed, also with one that leads to where the address stands already. */
  readonly visit: number
}

/** The node of a diagram that the address leads to: a link from search, the timeline or another diagram. */
export function useAskedNode(id: string): Asked {
  const { pathname, searchStr } = useLocation()
  const [visit, setVisit] = useState(0)
  useEffect(
    () =>
      appHistory().subscribe(({ action }) => {
        if (action.type !== 'REPLACE') setVisit(before => before + 1)
      }),
    []
  )
  return { node: askedOf(id, pathname, searchStr), visit }
}

/**
 * What an address asks for of a diagram. It may already name another one that is still on its way: its node is none
 * of this one's.
 */
export function askedOf(id: string, path: string, search: string): string {
  const values = new URLSearchParams(search)
  const named = values.get('diagram') ?? /^\/studio\/([^/]+)/.exec(path)?.[1] ?? id
  return named === id ? (values.get('node') ?? '') : ''
}
