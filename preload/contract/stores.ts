import { z } from 'zod'
import { command, query } from './define'
import { line, nothing } from './fields'

/** What is open in this process. */
export const storeState = z.object({
  open: z
    .object({
      id: z.string(),
      name: z.string(),
      /** Folder; only told to whoever started the process. */
      dir: z.string().nullable(),
      /** No user yet: the first-run wizard makes the first administrator. */
      needsSetup: z.boolean(),
      openedAfterCrash: z.boolean()
    })
    .nullable(),
  version: z.string(),
  /** True where this client may open, make and close stores. */
  mayOpen: z.boolean()
})

/** What is open in this process. */
export type StoreState = z.infer<typeof storeState>

const dir = line(4000)

/** Opening and making stores; handled before a store is open. */
export const stores = {
  'stores.state': query({ input: nothing, output: storeState, allow: 'anyone' }),
  'stores.recent': query({
    input: nothing,
    output: z.object({
      /** Where a new store would go unless told otherwise. */
      folder: z.string(),
      stores: z.array(
        z.object({ dir: z.string(), name: z.string(), openedAt: z.string(), present: z.boolean() })
      )
    }),
    allow: 'local'
  }),
  'stores.create': command({
    input: z.object({ folder: dir, name: line(80) }).strict(),
    output: storeState,
    allow: 'local'
  }),
  'stores.open': command({ input: z.object({ dir }).strict(), output: storeState, allow: 'local' }),
  'stores.close': command({ input: nothing, output: storeState, allow: 'local' }),
  'stores.forget': command({ input: z.object({ dir }).strict(), output: nothing, allow: 'local' })
}
