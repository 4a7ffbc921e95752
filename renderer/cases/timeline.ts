import type { TimelineEntry } from '@contract/cases'

/** What happened, in general; with the kind of record it chooses the words. */
export type Deed = 'added' | 'changed' | 'removed' | 'state' | 'linked' | 'unlinked' | 'done' | 'failed'

/** Kinds of records that a case's timeline tells of by their own words. */
const told = new Set(['case', 'comment', 'file', 'task', 'action', 'complaint', 'import'])

/** One thing that happened, ready to be put into words. */
export interface Happening {
  readonly entry: TimelineEntry
  readonly entity: string
  readonly deed: Deed
  /** Fields that are shown as before -> after; empty when the deed says it all. */
  readonly changes: TimelineEntry['changes']
}

/** Fields that an added record shows of itself. */
const shownOnAdd: Readonly<Record<string, readonly string[]>> = {
  case: ['severity', 'customerId', 'productId', 'ownerId', 'lotText', 'due'],
  task: ['ownerId', 'due'],
  action: ['kind', 'ownerId', 'due'],
  complaint: ['customerId', 'customerRef'],
  comment: [],
  file: [],
  import: []
}

/** Fields that say nothing to people. */
const silent = new Set([
  'caseId',
  'sha256',
  'bytes',
  'number',
  'openedAt',
  'closedAt',
  'stateReason',
  'teamIds',
  'batchId',
  'jobId',
  'setId',
  'taken',
  'warnings',
  'alreadyId',
  'fault',
  'startedAt',
  'finishedAt',
  'by',
  'format',
  'name',
  'title'
])

function deedOf(entry: TimelineEntry): Deed {
  const verb = entry.action.slice(entry.action.lastIndexOf('.') + 1)
  const touches = (field: string): boolean => entry.changes.some(([name]) => name === field)
  if (/^remove/.test(verb)) return 'removed'
  const link = entry.changes.find(([name]) => name === 'caseId')
  if (entry.entity === 'complaint' && verb === 'update' && link !== undefined)
    return link[2] === null ? 'unlinked' : 'linked'
  if (verb === 'undo') return 'removed'
  if (verb === 'add' || verb === 'comment') return 'added'
  if (entry.entity === 'file') return 'added'
  if (entry.entity === 'import' && touches('fault')) return 'failed'
  if (entry.entity === 'import') return verb === 'import' ? 'added' : 'done'
  if (verb === 'setState' || (touches('state') && entry.changes.length <= 3)) return 'state'
  return 'changed'
}

/** What an audit entry tells, without what only machines care for. */
function happeningOf(entry: TimelineEntry): Happening {
  const entity = told.has(entry.entity) ? entry.entity : 'other'
  const deed = deedOf(entry)
  const changes =
    deed === 'added'
      ? (shownOnAdd[entity] ?? []).flatMap(field => entry.changes.filter(([name]) => name === field))
      : deed === 'removed' ||
          deed === 'done' ||
          deed === 'failed' ||
          /link/.test(deed) ||
          entity === 'comment'
        ? []
        : entry.changes.filter(([field]) => !silent.has(field) || field === 'title' || field === 'teamIds')
  return { entry, entity, deed, changes }
}

/** Happenings of one day, in the order they came. */
export interface Day {
  readonly day: string
  readonly happenings: readonly Happening[]
}

/** Group by calendar day; `dayOf` knows the site's zone. */
export function groupByDay(
  entries: readonly TimelineEntry[],
  dayOf: (moment: string) => string
): readonly Day[] {
  const days: { day: string; happenings: Happening[] }[] = []
  for (const entry of entries) {
    // The import's own entry says that its file came or went.
    if (entry.entity === 'file' && entry.action.startsWith('instruments.')) continue
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.happenings.push(happeningOf(entry))
    else days.push({ day, happenings: [happeningOf(entry)] })
  }
  return days
}
