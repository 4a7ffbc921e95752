import { z } from 'zod'
import { command, query } from './define'
import { fileOut, instant, nothing } from './fields'

/** One row of the audit chain. */
export const auditRow = z.object({
  seq: z.number().int(),
  at: instant,
  actorId: z.string().nullable(),
  actorName: z.string(),
  station: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  subject: z.string().nullable(),
  reason: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  hash: z.string(),
  clockWentBack: z.boolean()
})

/** One row of the audit chain. */
export type AuditRowOut = z.infer<typeof auditRow>

const filter = {
  text: z.string().max(200).default(''),
  actorId: z.string().max(100).default(''),
  action: z.string().max(100).default(''),
  entity: z.string().max(100).default(''),
  from: instant.nullable().default(null),
  until: instant.nullable().default(null)
}

/** What the walk over the chain found. */
export const verdict = z.object({
  ok: z.boolean(),
  rows: z.number(),
  firstBad: z
    .object({
      seq: z.number(),
      kind: z.enum(['changed', 'removed', 'inserted', 'reordered', 'truncated', 'sealed'])
    })
    .nullable()
})

/** The audit trail. */
export const audit = {
  'audit.list': query({
    input: z
      .object({
        ...filter,
        /** `next` of the page before. */
        before: z.number().int().optional(),
        limit: z.number().int().min(1).max(1000).default(100)
      })
      .strict(),
    output: z.object({ rows: z.array(auditRow), next: z.number().nullable() }),
    allow: 'audit.read'
  }),
  'audit.facets': query({
    input: nothing,
    output: z.object({
      actions: z.array(z.string()),
      entities: z.array(z.string())
    }),
    allow: 'audit.read'
  }),
  'audit.export': query({
    input: z.object({ ...filter, format: z.enum(['csv', 'json']) }).strict(),
    output: fileOut,
    allow: 'audit.read'
  }),
  'audit.verify': command({ input: nothing, output: z.object({ jobId: z.string() }), allow: 'audit.read' })
}
