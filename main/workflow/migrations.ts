import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

/** Tasks. */
export const workflowMigrations: readonly Migration[] = [
  {
    name: 'Workflow1763700000500',
    up: [
      `CREATE TABLE task (
  ${recordColumns},
  caseId TEXT REFERENCES "case"(id),
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  ownerId TEXT REFERENCES user(id),
  due TEXT,
  state TEXT NOT NULL
) STRICT`,
      'CREATE INDEX task_case ON task(caseId)',
      'CREATE INDEX task_owner ON task(ownerId, state, due)'
    ]
  }
]
