import { z } from 'zod'
import { command, query } from './define'
import { day, fileOut, id, instant, line, lineOrEmpty, nothing, page, prose, version } from './fields'
import { patchOf, recordMeta } from './register'

/** The main road of a case, in order. */
export const mainStates = [
  'draft',
  'received',
  'triage',
  'containment',
  'analysis',
  'action',
  'prevention',
  'replySent',
  'accepted',
  'monitoring',
  'closed'
] as const

/** States beside the road. */
const sideStates = ['waiting', 'rejected', 'duplicate', 'withdrawn', 'reopened'] as const

/** Every state of a case. */
export const caseStates = [...mainStates, ...sideStates] as const

/** Where a case stands. */
export type CaseState = (typeof caseStates)[number]

/** How bad it is for the customer. */
export const severities = ['critical', 'major', 'minor'] as const

const fields = {
  title: line(300),
  severity: z.enum(severities).default('major'),
  customerId: id.nullable().default(null),
  productId: id.nullable().default(null),
  ownerId: id.nullable().default(null),
  teamIds: z.array(id).max(50).default([]),
  lotText: lineOrEmpty(300).default(''),
  due: day.nullable().default(null),
  /** What the fab itself found; the customer's words live in the complaints. */
  description: prose().default(''),
  containment: prose().default(''),
  rootCause: prose().default('')
}

/** A case with its own columns. */
export const caseRecord = z.object({
  ...fields,
  number: z.string(),
  state: z.enum(caseStates),
  stateReason: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  ...recordMeta
})

/** A case with its own columns. */
export type CaseRecord = z.infer<typeof caseRecord>

/** One row of the case list, with names resolved. */
export const caseRow = z.object({
  id,
  number: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  severity: z.enum(severities),
  customer: z.string(),
  product: z.string(),
  lotText: z.string(),
  owner: z.string(),
  due: day.nullable(),
  openedAt: instant,
  updatedAt: instant
})

/** One row of the case list. */
export type CaseRow = z.infer<typeof caseRow>

/** Columns a list can be sorted by. */
export const caseSorts = [
  'number',
  'title',
  'state',
  'severity',
  'customer',
  'product',
  'owner',
  'due',
  'openedAt',
  'updatedAt'
] as const

/** What a list shows; saved views keep exactly this. */
export const caseFilter = z
  .object({
    text: z.string().max(200).default(''),
    states: z.array(z.enum(caseStates)).max(20).default([]),
    severities: z.array(z.enum(severities)).max(3).default([]),
    ownerIds: z.array(id).max(100).default([]),
    customerIds: z.array(id).max(100).default([]),
    productIds: z.array(id).max(100).default([]),
    /** Cases due on or before this day. */
    dueBy: day.nullable().default(null),
    openOnly: z.boolean().default(false),
    mine: z.boolean().default(false)
  })
  .strict()

/** What a list shows. */
export type CaseFilter = z.infer<typeof caseFilter>

const sort = { sort: z.enum(caseSorts).default('updatedAt'), descending: z.boolean().default(true) }

/** What a case still lacks for its present state: stable keys, texts in `cases.missing.*`. */
export const missingKeys = [
  'customer',
  'product',
  'owner',
  'complaint',
  'description',
  'containmentAction',
  'containment',
  'rootCause',
  'correctiveAction',
  'preventiveAction',
  'openActions',
  'openTasks',
  'due'
] as const

/** One thing that happened; derived from the audit chain. */
export const timelineEntry = z.object({
  seq: z.number().int(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  reason: z.string(),
  /** Changed fields: [name, before, after], texts cut to 300 characters. */
  changes: z.array(z.tuple([z.string(), z.string().nullable(), z.string().nullable()])),
  title: z.string()
})

/** One thing that happened. */
export type TimelineEntry = z.infer<typeof timelineEntry>

const comment = z.object({
  id,
  version,
  authorId: z.string(),
  author: z.string(),
  text: z.string(),
  mentionIds: z.array(id),
  createdAt: instant,
  editedAt: instant.nullable()
})

const caseFile = z.object({
  id,
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  /** Format by content: `stdf`, `png`, `pdf`, `unknown`, ... */
  format: z.string(),
  addedAt: instant,
  addedBy: z.string(),
  /** Measurement set read from it, if any. */
  setId: id.nullable(),
  importId: id.nullable()
})

/** A file of a case. */
export type CaseFile = z.infer<typeof caseFile>

/** A comment in a case's discussion. */
export type CaseComment = z.infer<typeof comment>

/** Cases: the internal investigation with its workspace. */
export const cases = {
  'cases.list': query({
    input: z.object({ filter: caseFilter.prefault({}), ...sort, ...page }).strict(),
    output: z.object({ total: z.number(), rows: z.array(caseRow) }),
    allow: 'records.read'
  }),
  'cases.count': query({
    input: z.object({ filters: z.array(caseFilter).max(50) }).strict(),
    output: z.object({ counts: z.array(z.number()) }),
    allow: 'records.read'
  }),
  'cases.export': query({
    input: z
      .object({
        filter: caseFilter.prefault({}),
        ...sort,
        columns: z
          .array(z.enum([...caseSorts, 'lotText']))
          .min(1)
          .max(20),
        format: z.enum(['csv', 'xlsx']),
        language: z.enum(['en', 'zh-CN']).default('en')
      })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  'cases.get': query({
    /** By id or by number. */
    input: z.object({ id: z.string().min(1).max(64) }).strict(),
    output: z.object({
      case: caseRecord,
      names: z.object({ customer: z.string(), product: z.string(), owner: z.string() }),
      missing: z.array(z.enum(missingKeys)),
      /** States that this person may set now. */
      next: z.array(z.enum(caseStates))
    }),
    allow: 'records.read'
  }),
  /** What many cases are called; those that are no more are not among the answer. */
  'cases.names': query({
    input: z.object({ ids: z.array(id).max(200) }).strict(),
    output: z.object({ names: z.array(z.object({ id, number: z.string(), title: z.string() })) }),
    allow: 'records.read'
  }),
  'cases.add': command({ input: z.object(fields).strict(), output: caseRecord, allow: 'cases.write' }),
  'cases.update': command({
    input: z.object({ id, version, patch: patchOf(z.object(fields)) }).strict(),
    output: caseRecord,
    allow: 'cases.write'
  }),
  'cases.setState': command({
    input: z
      .object({ id, version, state: z.enum(caseStates), reason: lineOrEmpty(2000).default('') })
      .strict(),
    output: caseRecord,
    allow: 'cases.write'
  }),
  'cases.timeline': query({
    input: z.object({ id, before: z.number().int().optional(), limit: page.limit }).strict(),
    output: z.object({ entries: z.array(timelineEntry), more: z.boolean() }),
    allow: 'records.read'
  }),
  'cases.comments': query({
    input: z.object({ id }).strict(),
    output: z.object({ comments: z.array(comment) }),
    allow: 'records.read'
  }),
  'cases.comment': command({
    input: z.object({ id, text: line(20_000), mentionIds: z.array(id).max(50).default([]) }).strict(),
    output: comment,
    allow: 'records.read'
  }),
  'cases.editComment': command({
    input: z.object({ commentId: id, version, text: line(20_000) }).strict(),
    output: comment,
    allow: 'records.read'
  }),
  'cases.files': query({
    input: z.object({ id }).strict(),
    output: z.object({ files: z.array(caseFile) }),
    allow: 'records.read'
  }),
  'cases.removeFile': command({
    input: z.object({ fileId: id, reason: lineOrEmpty(500).default('') }).strict(),
    output: nothing,
    allow: 'cases.write'
  })
}
