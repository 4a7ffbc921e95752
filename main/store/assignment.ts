import type { CommandContext } from './context'
import { type RecordValue, wordOf } from './register'

/**
 * Tell a person that something was given to them: on adding, and whenever the owner changes to
 * somebody other than the one who changes it.
 */
export function tellNewOwner(
  ctx: CommandContext,
  before: RecordValue | null,
  after: RecordValue,
  kind: string,
  link: string
): void {
  const owner = after['ownerId']
  if (typeof owner !== 'string' || owner === before?.['ownerId'] || owner === ctx.actor.id) return
  ctx.notify(owner, kind, { title: wordOf(after, 'title'), by: ctx.actor.name }, link)
}
