import { useState } from 'react'

/** What is shown beside a tree. */
export interface Panes {
  readonly outline: boolean
  readonly detail: boolean
}

/** Which panes are open: remembered on this machine, for each kind of tree. */
export function usePanes(kind: 'fishbone' | 'whys'): [Panes, (panes: Panes) => void] {
  const key = `fabcase.${kind}.panes`
  const [panes, setPanes] = useState((): Panes => {
    const kept = new Set((localStorage.getItem(key) ?? 'outline detail').split(' '))
    return { outline: kept.has('outline'), detail: kept.has('detail') }
  })
  return [
    panes,
    next => {
      setPanes(next)
      const open = [next.outline ? 'outline' : '', next.detail ? 'detail' : '']
      localStorage.setItem(key, open.filter(name => name !== '').join(' '))
    }
  ]
}
