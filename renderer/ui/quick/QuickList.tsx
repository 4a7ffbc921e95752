import type { ReactNode } from 'react'
import { moveBetweenRows } from '../rows/RowList'
import css from './quick.module.css'

/** The frame around lists of work: arrows move between the rows of all of them. */
export function QuickList({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css.frame} onKeyDown={moveBetweenRows}>
      {children}
    </div>
  )
}

/** Short fields of an editor side by side. */
export function QuickFields({ children }: { readonly children: ReactNode }) {
  return <div className={css.line}>{children}</div>
}
