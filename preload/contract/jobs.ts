import { z } from 'zod'
import { command, query } from './define'
import { id, instant, nothing } from './fields'

/** Where a job stands. `interrupted` = the process ended while it ran. */
export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const

/** Long work with progress. */
export const job = z.object({
  id,
  kind: z.string(),
  /** File name, folder, ... for the title text `jobs.kinds.<kind>`. */
  title: z.string(),
  state: z.enum(jobStates),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  /** Units per second over the last seconds; null when not yet known. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  createdAt: instant,
  actor: z.string(),
  subject: z.string().nullable(),
  /** JSON of the result, by kind. */
  result: z.string().nullable(),
  fault: z.object({ key: z.string(), details: z.string() }).nullable()
})

/** Long work with progress. */
export type Job = z.infer<typeof job>

/** Jobs and notices. */
export const jobs = {
  'jobs.list': query({
    input: z
      .object({ active: z.boolean().default(false), limit: z.number().int().min(1).max(500).default(100) })
      .strict(),
    output: z.object({ jobs: z.array(job) }),
    allow: 'signedIn'
  }),
  'jobs.get': query({ input: z.object({ id }).strict(), output: job, allow: 'signedIn' }),
  'jobs.cancel': command({ input: z.object({ id }).strict(), output: nothing, allow: 'signedIn' }),
  'notices.list': query({
    input: z.object({ unreadOnly: z.boolean().default(false) }).strict(),
    output: z.object({
      unread: z.number(),
      notices: z.array(
        z.object({
          id,
          at: instant,
          /** Text key `app.notices.<kind>`. */
          kind: z.string(),
          params: z.record(z.string(), z.string()),
          link: z.string(),
          readAt: instant.nullable()
        })
      )
    }),
    allow: 'signedIn'
  }),
  'notices.read': command({
    /** Empty = all of mine. */
    input: z.object({ ids: z.array(id).max(500) }).strict(),
    output: nothing,
    allow: 'signedIn',
    quiet: true
  })
}
