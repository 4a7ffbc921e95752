import type { Output } from '@contract/index'
import { addDays } from '../ui/days'

/** Something that waits for the signed-in person. */
export type WorkItem = Output<'workflow.mine'>['items'][number]

/** When it is due, most urgent first. */
export const workGroups = ['late', 'today', 'week', 'later', 'none'] as const

/** One of {@link workGroups}. */
export type WorkGroup = (typeof workGroups)[number]

/** The group of a due day: `week` is tomorrow and the six days after it. */
export function groupOf(due: string | null, today: string): WorkGroup {
  if (due === null) return 'none'
  if (due < today) return 'late'
  if (due === today) return 'today'
  return due <= addDays(today, 7) ? 'week' : 'later'
}

/** Groups that hold something, each in the order of the answer. */
export function grouped(
  items: readonly WorkItem[],
  today: string
): readonly { readonly group: WorkGroup; readonly items: readonly WorkItem[] }[] {
  return workGroups
    .map(group => ({ group, items: items.filter(item => groupOf(item.due, today) === group) }))
    .filter(({ items: held }) => held.length > 0)
}

/** Where an item is opened; null for a task without a case, which opens where it stands. */
export function linkOf(item: WorkItem): string | null {
  if (item.caseId === null) return null
  if (item.kind === 'case') return `/cases/${item.caseId}`
  return `/cases/${item.caseId}/${item.kind}s?open=${item.id}`
}
