import type { Room } from '../store/room'
import { DataSet, Import } from './entities'
import { instrumentsHandlers } from './handlers'
import { importJob, removeJob } from './store/import-job'
import { instrumentsMigrations } from './migrations'
import { defectSetsAmong, findSets, newestSets, setsOfLots } from './store/imports'
import { defectMigrations } from './store/defects-schema'
import { measurementMigrations, presentSetsSql } from './store/schema'

export { defectSetsAmong, findSets, newestSets, setsOfLots }

/** Importing instrument files and looking at what they measured. */
export const instruments = {
  name: 'instruments',
  entities: [Import, DataSet],
  migrations: instrumentsMigrations,
  measurementMigrations: [...measurementMigrations, ...defectMigrations],
  handlers: instrumentsHandlers,
  jobs: { import: importJob, removeSet: removeJob },
  attachmentReferences: [
    "SELECT sha256 FROM import WHERE sha256 <> '' AND state IN ('running','done','partial')",
    'SELECT sha256 FROM data_set'
  ],
  measurementSets: { used: ['SELECT id FROM data_set'], present: presentSetsSql }
} satisfies Room
