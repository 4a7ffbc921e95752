import { recordColumns } from '../store/record-entity'
import type { Migration } from '../store/types'

/** What is pinned to cases. */
export const evidenceMigrations: readonly Migration[] = [
  {
    name: 'Evidence1763800000200',
    up: [
      `CREATE TABLE evidence (
  ${recordColumns},
  caseId TEXT NOT NULL REFERENCES "case"(id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  caption TEXT NOT NULL,
  n INTEGER,
  link TEXT NOT NULL,
  sources TEXT NOT NULL,
  view TEXT NOT NULL,
  pictureSha256 TEXT REFERENCES attachment(sha256),
  vectorSha256 TEXT REFERENCES attachment(sha256),
  tableSha256 TEXT REFERENCES attachment(sha256),
  asOf TEXT NOT NULL,
  pinnedBy TEXT NOT NULL
) STRICT`,
      'CREATE INDEX evidence_case ON evidence(caseId, asOf)'
    ]
  },
  {
    // What is taken off is kept, bytes and all: it can be put back.
    name: 'EvidenceRemoved1763900000500',
    up: ['ALTER TABLE evidence ADD COLUMN removedAt TEXT', 'ALTER TABLE evidence ADD COLUMN removedBy TEXT']
  }
]
