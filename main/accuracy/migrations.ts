import { recordColumns } from '../store/record-entity'
import type { Migration } from '../store/types'

/** Verdicts on the root causes of closed cases. */
export const accuracyMigrations: readonly Migration[] = [
  {
    name: 'Accuracy1763900000300',
    up: [
      `CREATE TABLE root_verdict (
  ${recordColumns},
  caseId TEXT NOT NULL REFERENCES "case"(id),
  closedAt TEXT NOT NULL,
  method TEXT NOT NULL,
  root TEXT NOT NULL,
  diagramId TEXT,
  nodeId TEXT,
  verdict TEXT NOT NULL,
  basis TEXT NOT NULL,
  observedFrom TEXT,
  observedTo TEXT,
  why TEXT NOT NULL,
  UNIQUE (caseId, closedAt)
) STRICT`
    ]
  }
]
