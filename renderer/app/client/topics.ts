import type { CoreEvent } from '@contract/wire'

/**
 * Which procedures go stale when a record kind changes, beyond those of its own capability. The topic's
 * own ones are found by name: `case` touches every query that begins with `case` (`cases.list`).
 */
const also: Readonly<Record<string, readonly string[]>> = {
  case: ['search.', 'audit.', 'complaints.', 'capa.', 'tasks.', 'actions.'],
  complaint: ['cases.', 'search.'],
  task: ['cases.'],
  action: ['cases.'],
  import: ['cases.', 'search.', 'measurements.', 'instruments.', 'attachments.'],
  attachment: ['cases.', 'search.'],
  people: ['departments.', 'roles.', 'session.me'],
  user: ['people.', 'session.me'],
  role: ['people.', 'session.me'],
  diagram: ['rca.', 'search.'],
  job: ['jobs.'],
  notice: ['notices.'],
  store: ['']
}

/** The singular stem of a topic or capability: `cases` and `case` are one. */
function stem(word: string): string {
  return word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '')
}

function mentions(input: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof input === 'string') return ids.has(input)
  if (typeof input !== 'object' || input === null) return false
  return Object.values(input).some(value => mentions(value, ids))
}

/**
 * Whether the answer of `name(input)` may have changed by the event.
 * @param topics further topics the screen says it depends on
 */
export function touches(
  event: CoreEvent,
  name: string,
  input: unknown,
  topics: readonly string[] = []
): boolean {
  if (topics.includes(event.topic)) return true
  const capability = name.slice(0, name.indexOf('.'))
  if (stem(capability) === stem(event.topic)) return true
  if ((also[event.topic] ?? []).some(prefix => name.startsWith(prefix))) return true
  const ids = new Set([event.id, event.subject].filter(id => id !== null))
  return ids.size > 0 && mentions(input, ids)
}
