import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

/** Actions of cases. */
export const capaMigrations: readonly Migration[] = [
  {
    name: 'Capa1763700000600',
    up: [
      `CREATE TABLE action (
  ${recordColumns},
  caseId TEXT NOT NULL REFERENCES "case"(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  details TEXT NOT NULL,
  ownerId TEXT REFERENCES user(id),
  due TEXT,
  doneOn TEXT,
  state TEXT NOT NULL
) STRICT`,
      'CREATE INDEX action_case ON action(caseId)',
      'CREATE INDEX action_owner ON action(ownerId, state, due)'
    ]
  }
]
