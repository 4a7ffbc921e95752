import type { Room } from '../store/room'
import { DataSet, Import } from './entities'
import { importHandlers } from './imports'
import { instrumentsMigrations } from './migrations'

/** Importing instrument files and looking at what they measured. */
export const instruments = {
  name: 'instruments',
  entities: [Import, DataSet],
  migrations: instrumentsMigrations,
  handlers: importHandlers,
  attachmentReferences: [
    "SELECT sha256 FROM import WHERE sha256 <> '' AND state IN ('done','partial')",
    'SELECT sha256 FROM data_set'
  ]
} satisfies Room
