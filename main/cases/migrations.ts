import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

/** Cases, their discussion and their files. */
export const casesMigrations: readonly Migration[] = [
  {
    name: 'Cases1763700000250',
    up: [
      `CREATE TABLE number_series (
  prefix TEXT NOT NULL,
  year TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT`,
      `CREATE TABLE "case" (
  ${recordColumns},
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL,
  stateReason TEXT NOT NULL,
  customerId TEXT REFERENCES customer(id),
  productId TEXT REFERENCES product(id),
  ownerId TEXT REFERENCES user(id),
  teamIds TEXT NOT NULL,
  lotText TEXT NOT NULL,
  due TEXT,
  description TEXT NOT NULL,
  containment TEXT NOT NULL,
  rootCause TEXT NOT NULL,
  openedAt TEXT NOT NULL,
  closedAt TEXT
) STRICT`,
      'CREATE INDEX case_updated ON "case"(updatedAt, id)',
      'CREATE INDEX case_state ON "case"(state, updatedAt)',
      'CREATE INDEX case_owner ON "case"(ownerId, state)',
      'CREATE INDEX case_customer ON "case"(customerId)',
      'CREATE INDEX case_product ON "case"(productId)',
      'CREATE INDEX case_due ON "case"(due)',
      'CREATE INDEX case_opened ON "case"(openedAt)',
      'CREATE INDEX case_title ON "case"(title COLLATE NOCASE)',
      'CREATE INDEX case_severity ON "case"(severity, updatedAt)',
      `CREATE TABLE case_comment (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  caseId TEXT NOT NULL REFERENCES "case"(id),
  authorId TEXT REFERENCES user(id),
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  mentionIds TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  editedAt TEXT
) STRICT`,
      'CREATE INDEX case_comment_case ON case_comment(caseId, createdAt)',
      `CREATE TABLE case_file (
  id TEXT PRIMARY KEY NOT NULL,
  caseId TEXT NOT NULL REFERENCES "case"(id),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES attachment(sha256),
  bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  addedAt TEXT NOT NULL,
  addedBy TEXT NOT NULL,
  setId TEXT,
  importId TEXT
) STRICT`,
      'CREATE INDEX case_file_case ON case_file(caseId, addedAt)',
      'CREATE INDEX case_file_sha ON case_file(sha256)'
    ]
  }
]
