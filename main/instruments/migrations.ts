import type { Migration } from '../store/types'

/** Imports and the sets read by them. */
export const instrumentsMigrations: readonly Migration[] = [
  {
    name: 'Instruments1763700000650',
    up: [
      `CREATE TABLE data_set (
  id TEXT PRIMARY KEY NOT NULL,
  sha256 TEXT NOT NULL REFERENCES attachment(sha256),
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  lot TEXT NOT NULL,
  product TEXT NOT NULL,
  program TEXT NOT NULL,
  tester TEXT NOT NULL,
  startedAt TEXT,
  parts INTEGER NOT NULL,
  good INTEGER NOT NULL,
  tests INTEGER NOT NULL,
  wafers INTEGER NOT NULL,
  importedAt TEXT NOT NULL
) STRICT`,
      'CREATE UNIQUE INDEX data_set_sha ON data_set(sha256)',
      'CREATE INDEX data_set_imported ON data_set(importedAt)',
      `CREATE TABLE import (
  id TEXT PRIMARY KEY NOT NULL,
  batchId TEXT NOT NULL,
  jobId TEXT NOT NULL,
  caseId TEXT REFERENCES "case"(id),
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  state TEXT NOT NULL,
  alreadyId TEXT,
  setId TEXT REFERENCES data_set(id),
  startedAt TEXT NOT NULL,
  finishedAt TEXT,
  by TEXT NOT NULL,
  taken TEXT NOT NULL,
  warnings TEXT NOT NULL,
  faultKey TEXT,
  faultDetails TEXT
) STRICT`,
      'CREATE INDEX import_case ON import(caseId, startedAt)',
      'CREATE INDEX import_batch ON import(batchId)',
      'CREATE INDEX import_sha ON import(sha256)',
      'CREATE INDEX import_set ON import(setId)',
      'CREATE INDEX import_started ON import(startedAt)'
    ]
  },
  {
    name: 'InstrumentsDefects1763800000300',
    up: [
      "ALTER TABLE data_set ADD COLUMN kind TEXT NOT NULL DEFAULT 'measurements'",
      'ALTER TABLE data_set ADD COLUMN defects INTEGER NOT NULL DEFAULT 0',
      // The images a file of defects names are looked up by their names.
      'CREATE INDEX import_name ON import(lower(name))'
    ]
  },
  {
    name: 'InstrumentsMembers1763800000550',
    up: [
      "ALTER TABLE import ADD COLUMN member TEXT NOT NULL DEFAULT ''",
      'ALTER TABLE import ADD COLUMN parentId TEXT REFERENCES import(id)',
      'CREATE INDEX import_parent ON import(parentId)',
      "ALTER TABLE data_set ADD COLUMN member TEXT NOT NULL DEFAULT ''",
      'DROP INDEX data_set_sha',
      'CREATE UNIQUE INDEX data_set_sha ON data_set(sha256, member)'
    ]
  }
]
