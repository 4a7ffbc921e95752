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
      openedAfterCrash: z.boolean(),
      /** Not null: everything in it is invented, from this seed. */
      demo: z.object({ seed: z.number() }).nullable()
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
        z.object({
          dir: z.string(),
          name: z.string(),
          openedAt: z.string(),
          present: z.boolean(),
          demo: z.boolean()
        })
      ),
      /** Where the demo store of this machine lies or would lie. */
      demo: z.object({ dir: z.string(), present: z.boolean() })
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
  'stores.forget': command({ input: z.object({ dir }).strict(), output: nothing, allow: 'local' }),
  /** Open the demo store of this machine; made first where it is not there. */
  'stores.openDemo': command({ input: nothing, output: storeState, allow: 'local' }),
  /** Make the open demo store anew from its seed: jobs end, everybody signs in again. */
  'stores.resetDemo': command({ input: nothing, output: storeState, allow: 'local' }),
  /** How far the making of a demo store is; null while none is made. */
  'stores.demoProgress': query({
    input: nothing,
    output: z.object({ making: z.object({ done: z.number(), total: z.number() }).nullable() }),
    allow: 'local'
  })
}
