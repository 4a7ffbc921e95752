/**
 * Tables of measurements.sqlite. Numbers lie in BLOBs, one per column and run of parts: a histogram or a wafer
 * map reads a handful of rows however large the set. Everything here can be read again from the attachment.
 *
 * Arrays are little-endian as in memory. `vals` holds `width` values a part. `status` of one byte stands for as many equal ones.
 */
export const measurementMigrations = [
  {
    name: 'MeasurementSets1763700000100',
    up: [
      `CREATE TABLE measurement_set (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'complete', 'removing')),
  part_rows INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  pass INTEGER NOT NULL DEFAULT 0,
  fail INTEGER NOT NULL DEFAULT 0,
  no_verdict INTEGER NOT NULL DEFAULT 0,
  retests INTEGER NOT NULL DEFAULT 0,
  charset TEXT NOT NULL DEFAULT 'us-ascii',
  header TEXT NOT NULL DEFAULT '{}',
  geometry TEXT NOT NULL DEFAULT 'null',
  records TEXT NOT NULL DEFAULT '{}',
  warnings TEXT NOT NULL DEFAULT '[]'
) STRICT`,
      `CREATE TABLE set_wafer (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  id TEXT NOT NULL,
  head INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  good INTEGER NOT NULL,
  facts TEXT NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE set_bin (
  set_seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hard', 'soft')),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  pass_fail TEXT NOT NULL,
  count INTEGER NOT NULL,
  declared INTEGER,
  PRIMARY KEY (set_seq, kind, number)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE set_test (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  record TEXT NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  units TEXT NOT NULL,
  scale INTEGER NOT NULL,
  low_limit REAL,
  high_limit REAL,
  low_spec REAL,
  high_spec REAL,
  format TEXT NOT NULL,
  executions INTEGER NOT NULL,
  fails INTEGER NOT NULL,
  repeats INTEGER NOT NULL,
  n INTEGER NOT NULL,
  mean REAL,
  sigma REAL,
  min REAL,
  max REAL,
  elements INTEGER NOT NULL,
  limit_changes TEXT NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE set_note (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  record TEXT NOT NULL,
  part INTEGER,
  text TEXT NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE part_block (
  id INTEGER PRIMARY KEY,
  set_seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_part INTEGER NOT NULL,
  count INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT`,
      'CREATE UNIQUE INDEX part_block_of ON part_block (set_seq, name, first_part)',
      `CREATE TABLE value_block (
  id INTEGER PRIMARY KEY,
  set_seq INTEGER NOT NULL,
  test INTEGER NOT NULL,
  first_part INTEGER NOT NULL,
  count INTEGER NOT NULL,
  width INTEGER NOT NULL,
  status BLOB NOT NULL,
  vals BLOB
) STRICT`,
      'CREATE UNIQUE INDEX value_block_of ON value_block (set_seq, test, first_part)',
      `CREATE TABLE earlier_block (
  id INTEGER PRIMARY KEY,
  set_seq INTEGER NOT NULL,
  first_part INTEGER NOT NULL,
  last_part INTEGER NOT NULL,
  tests BLOB NOT NULL,
  elements BLOB NOT NULL,
  parts BLOB NOT NULL,
  status BLOB NOT NULL,
  vals BLOB NOT NULL
) STRICT`,
      'CREATE INDEX earlier_block_of ON earlier_block (set_seq, first_part)'
    ]
  },
  {
    name: 'PinsAndDetails1763800000450',
    up: [
      "ALTER TABLE set_test ADD COLUMN pins TEXT NOT NULL DEFAULT '[]'",
      "ALTER TABLE set_test ADD COLUMN vector TEXT NOT NULL DEFAULT ''",
      `CREATE TABLE set_pin (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  pmr INTEGER NOT NULL,
  channel_type INTEGER NOT NULL,
  channel TEXT NOT NULL,
  physical TEXT NOT NULL,
  logical TEXT NOT NULL,
  head INTEGER NOT NULL,
  site INTEGER NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE set_detail (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  test INTEGER NOT NULL,
  part INTEGER NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      'CREATE INDEX set_detail_of ON set_detail (set_seq, part)',
      'CREATE INDEX set_note_of ON set_note (set_seq, part)'
    ]
  }
] as const satisfies readonly { readonly name: string; readonly up: readonly string[] }[]

/** Sets in measurements.sqlite, for the comparison with the records that name them. */
export const presentSetsSql = ['SELECT id FROM measurement_set', 'SELECT id FROM defect_set']
