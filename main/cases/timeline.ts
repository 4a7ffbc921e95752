import type { TimelineEntry } from '@contract/cases'
import type { Json } from '@contract/json'
import type { AuditRow } from '../store/types'

const longest = 300

function shown(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const housekeeping = new Set(['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'])

/** What changed between the two sides of an audit row, field by field. */
function changesOf(before: Json, after: Json): TimelineEntry['changes'] {
  const old = isObject(before) ? before : {}
  const now = isObject(after) ? after : {}
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    key => !housekeeping.has(key)
  )
  return fields
    .map((field): TimelineEntry['changes'][number] => [field, shown(old[field]), shown(now[field])])
    .filter(([, was, is]) => was !== is)
}

/** An audit row as an entry of its case's timeline. */
export function timelineEntry(row: AuditRow): TimelineEntry {
  const after = isObject(row.after) ? row.after : {}
  const before = isObject(row.before) ? row.before : {}
  const title = after['title'] ?? after['name'] ?? before['title'] ?? before['name'] ?? ''
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actorName,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    reason: row.reason ?? '',
    changes: changesOf(row.before, row.after),
    title: typeof title === 'string' ? title : ''
  }
}
