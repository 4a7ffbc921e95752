import type { TimelineEntry } from '@contract/cases'

/** What happened, in general; with the kind of record it chooses the words. */
export type Deed =
  | 'added'
  | 'changed'
  | 'removed'
  | 'returned'
  | 'state'
  | 'linked'
  | 'unlinked'
  | 'done'
  | 'failed'
  | 'step'
  | 'named'

/** Kinds of records that a case's timeline tells of by their own words. */
const told = new Set([
  'case',
  'comment',
  'file',
  'task',
  'action',
  'complaint',
  'import',
  'evidence',
  'diagram'
])

/** One thing that happened, ready to be put into words. */
export interface Happening {
  readonly entry: TimelineEntry
  readonly entity: string
  readonly deed: Deed
  /** Fields that are shown as before -> after; empty when the deed says it all. */
  readonly changes: TimelineEntry['changes']
  /** Further steps of the same person on the same diagram, newest first: told in one line with this one. */
  readonly before: readonly TimelineEntry[]
}

/** Fields that an added record shows of itself. */
const shownOnAdd: Readonly<Record<string, readonly string[]>> = {
  case: ['severity', 'customerId', 'productId', 'ownerId', 'lotText', 'due'],
  task: ['ownerId', 'due'],
  action: ['kind', 'ownerId', 'due'],
  complaint: ['customerId', 'customerRef'],
  comment: [],
  file: [],
  import: [],
  evidence: [],
  diagram: []
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
  'title',
  'nodes',
  'templateFor',
  'pictureSha256',
  'vectorSha256',
  'tableSha256'
])

function deedOf(entry: TimelineEntry): Deed {
  const verb = entry.action.slice(entry.action.lastIndexOf('.') + 1)
  const touches = (field: string): boolean => entry.changes.some(([name]) => name === field)
  if (entry.entity === 'diagram') return diagramDeed(entry, verb, touches)
  if (/^remove/.test(verb)) return 'removed'
  if (entry.entity === 'evidence')
    return verb === 'pin' ? 'added' : verb === 'restore' ? 'returned' : 'changed'
  if (verb === 'spawn') return 'added'
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

function diagramDeed(entry: TimelineEntry, verb: string, touches: (field: string) => boolean): Deed {
  if (touches('intent')) return 'step'
  if (verb === 'create' || verb === 'spawn') return 'added'
  if (verb === 'snapshot') return 'named'
  if (verb === 'remove') return entry.changes.some(([, , after]) => after === 'true') ? 'removed' : 'returned'
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
          deed === 'returned' ||
          deed === 'step' ||
          deed === 'named' ||
          /link/.test(deed) ||
          entity === 'comment'
        ? []
        : entry.changes.filter(([field]) => !silent.has(field) || field === 'title' || field === 'teamIds')
  return { entry, entity, deed, changes, before: [] }
}

/** Happenings of one day, in the order they came. */
export interface Day {
  readonly day: string
  readonly happenings: readonly Happening[]
}

/** Longest pause between two steps that are told in one line, ms. */
const pause = 10 * 60_000

/** True for a step right before others of the same person on the same diagram. */
function continues(newer: Happening, older: Happening): boolean {
  const oldest = newer.before.at(-1) ?? newer.entry
  return (
    newer.deed === 'step' &&
    older.deed === 'step' &&
    newer.entry.entityId === older.entry.entityId &&
    newer.entry.actor === older.entry.actor &&
    Date.parse(oldest.at) - Date.parse(older.entry.at) < pause
  )
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
    const happening = happeningOf(entry)
    const newer = last?.day === day ? last.happenings.at(-1) : undefined
    if (last !== undefined && newer !== undefined && continues(newer, happening))
      last.happenings.splice(-1, 1, { ...newer, before: [...newer.before, entry] })
    else if (last?.day === day) last.happenings.push(happening)
    else days.push({ day, happenings: [happening] })
  }
  return days
}
