import { z } from 'zod'
import { command, query } from './define'
import { instant, line, nothing } from './fields'

/** One finished backup. */
export const backupEntry = z.object({
  /** Folder of the backup. */
  path: z.string(),
  name: z.string(),
  at: instant,
  /** Why it was made: by hand, daily, before a migration, ... */
  reason: z.string(),
  attachments: z.enum(['reference', 'full']),
  attachmentCount: z.number(),
  /** Attachments whose bytes were missing when it was made. */
  missing: z.number(),
  bytes: z.number()
})

/** One finished backup. */
export type BackupEntry = z.infer<typeof backupEntry>

/** Health of the store: backups, attachments, checks. */
export const backup = {
  'backup.list': query({
    input: nothing,
    output: z.object({ backups: z.array(backupEntry) }),
    allow: 'store.manage'
  }),
  'backup.make': command({
    input: z
      .object({
        /** Folder outside the store; null = the store's own `backups/`. */
        target: line(4000).nullable().default(null),
        attachments: z.enum(['reference', 'full']).default('reference')
      })
      .strict(),
    output: z.object({ jobId: z.string() }),
    allow: 'store.manage'
  }),
  /** Make a new store folder from a backup; the open one stays as it is. */
  'backup.restore': command({
    input: z.object({ from: line(4000), into: line(4000) }).strict(),
    output: z.object({ jobId: z.string() }),
    allow: 'store.manage'
  }),
  'backup.policy': query({
    input: nothing,
    output: z.object({
      daily: z.number(),
      weekly: z.number(),
      hour: z.number(),
      attachments: z.enum(['reference', 'full'])
    }),
    allow: 'store.manage'
  }),
  'backup.setPolicy': command({
    input: z
      .object({
        daily: z.number().int().min(0).max(90),
        weekly: z.number().int().min(0).max(104),
        hour: z.number().int().min(0).max(23),
        attachments: z.enum(['reference', 'full'])
      })
      .strict(),
    output: nothing,
    allow: 'store.manage'
  }),
  'store.info': query({
    input: nothing,
    output: z.object({
      name: z.string(),
      id: z.string(),
      dir: z.string(),
      format: z.number(),
      sqlite: z.string(),
      recordsBytes: z.number(),
      measurementsBytes: z.number(),
      attachments: z.number(),
      attachmentBytes: z.number(),
      lastBackupAt: instant.nullable(),
      openedAfterCrash: z.boolean(),
      /** Not null: everything in it is invented, from this seed. */
      demo: z.object({ seed: z.number() }).nullable()
    }),
    allow: 'store.manage'
  }),
  /** What the store and the data service run on; for the page about the program. */
  'store.versions': query({
    input: nothing,
    output: z.object({
      /** Format of the open store's folder. */
      format: z.number(),
      sqlite: z.string(),
      node: z.string(),
      /** Null where the data service runs without Electron. */
      electron: z.string().nullable(),
      chromium: z.string().nullable(),
      /** As Node names it: `linux x64`. */
      system: z.string()
    }),
    allow: 'signedIn'
  }),
  'store.check': command({
    input: z.object({ deep: z.boolean().default(false) }).strict(),
    output: z.object({ jobId: z.string() }),
    allow: 'store.manage'
  }),
  'store.collect': command({ input: nothing, output: z.object({ jobId: z.string() }), allow: 'store.manage' })
}
