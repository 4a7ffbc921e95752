import { z } from 'zod'
import { command, query } from './define'
import { id, line, nothing, version } from './fields'

/** A named way of looking at a list: filter, sort and columns as JSON of that screen. */
export const savedView = z.object({
  id,
  version,
  screen: z.string(),
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  definition: z.string()
})

/** A named way of looking at a list. */
export type SavedView = z.infer<typeof savedView>

const screen = z.string().regex(/^[a-z.]{1,40}$/)
const definition = z.string().max(20_000)

/** Saved views and unfinished drafts. */
export const views = {
  'views.list': query({
    input: z.object({ screen }).strict(),
    output: z.object({ views: z.array(savedView) }),
    allow: 'signedIn'
  }),
  'views.save': command({
    input: z
      .object({
        id: id.optional(),
        version: version.optional(),
        screen,
        name: line(80),
        shared: z.boolean(),
        definition
      })
      .strict(),
    output: savedView,
    allow: 'signedIn'
  }),
  'views.remove': command({ input: z.object({ id, version }).strict(), output: nothing, allow: 'signedIn' }),
  /** What somebody typed and did not save yet; survives a crash. */
  'drafts.get': query({
    input: z.object({ key: line(100) }).strict(),
    output: z.object({ body: z.string().nullable(), at: z.string().nullable() }),
    allow: 'signedIn'
  }),
  /** Empty body removes the draft. */
  'drafts.put': command({
    input: z.object({ key: line(100), body: z.string().max(500_000) }).strict(),
    output: nothing,
    allow: 'signedIn',
    quiet: true
  })
}
