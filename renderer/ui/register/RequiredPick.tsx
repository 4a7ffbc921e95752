import type { ReactNode } from 'react'
import css from './RequiredPick.module.css'

/** A picker with the word that says why its choice cannot be saved. */
export function RequiredPick({
  problem,
  children
}: {
  readonly problem: string | undefined
  readonly children: ReactNode
}) {
  return (
    <div>
      {children}
      {problem !== undefined && (
        <div className={css.problem} role="alert">
          {problem}
        </div>
      )}
    </div>
  )
}
