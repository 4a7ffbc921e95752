import { change } from '@contract/diagram/change'
import { intent } from '@contract/rca'
import { z } from 'zod'
import type { Pending } from './merge'

const shape = z.array(z.object({ key: z.number(), intent, changes: z.array(change) }))

const nameOf = (me: string, diagram: string): string => `fabcase.diagram.${me}.${diagram}`

/** Steps that were not confirmed when the window closed or the power went; those that cannot be read are dropped. */
export function kept(me: string, diagram: string): readonly Pending[] {
  try {
    return shape.parse(JSON.parse(localStorage.getItem(nameOf(me, diagram)) ?? '[]'))
  } catch {
    return []
  }
}

/** Keeps them. Where the browser has no room the step still goes its way; only the second net is missing. */
export function keep(me: string, diagram: string, steps: readonly Pending[]): void {
  try {
    localStorage.setItem(nameOf(me, diagram), JSON.stringify(steps))
  } catch {
    forget(me, diagram)
  }
}

/** Everything has arrived. */
export function forget(me: string, diagram: string): void {
  localStorage.removeItem(nameOf(me, diagram))
}
