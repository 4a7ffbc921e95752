import type { Room } from '../store/room'
import { Case, CaseComment, CaseFile } from './entities'
import { casesHandlers } from './handlers'
import { casesMigrations } from './migrations'
import { caseFollowers } from './store/entries'

export { addCaseFile, removeImportFiles } from './store/files'
export { requireCase } from './store/rows'

/** Cases: the internal investigation with its workspace. */
export const cases = {
  name: 'cases',
  entities: [Case, CaseComment, CaseFile],
  migrations: casesMigrations,
  handlers: casesHandlers,
  searchFollowers: caseFollowers,
  attachmentReferences: ['SELECT sha256 FROM case_file']
} satisfies Room
