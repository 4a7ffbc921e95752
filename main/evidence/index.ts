import type { Room } from '../store/room'
import { Evidence } from './entities'
import { evidenceHandlers } from './handlers'
import { evidenceMigrations } from './migrations'

/** What is pinned to cases: pictures and figures with their filter, their sources and their data as of then. */
export const evidence = {
  name: 'evidence',
  entities: [Evidence],
  migrations: evidenceMigrations,
  handlers: evidenceHandlers,
  attachmentReferences: [
    'SELECT pictureSha256 FROM evidence WHERE pictureSha256 IS NOT NULL',
    'SELECT vectorSha256 FROM evidence WHERE vectorSha256 IS NOT NULL',
    'SELECT tableSha256 FROM evidence WHERE tableSha256 IS NOT NULL'
  ]
} satisfies Room
