import { useState } from 'react'
import type { Panes } from './Toolbar'

const key = 'fabcase.fishbone.panes'

/** Which panes are open: remembered on this machine. */
export function usePanes(): [Panes, (panes: Panes) => void] {
  const [panes, setPanes] = useState((): Panes => {
    const kept = new Set((localStorage.getItem(key) ?? 'outline detail').split(' '))
    return { outline: kept.has('outline'), detail: kept.has('detail'), view: 'diagram' }
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
