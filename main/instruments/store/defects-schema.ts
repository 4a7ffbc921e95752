/**
 * Tables of defects in measurements.sqlite, beside those of measurement sets: a column of a run of defects is one
 * BLOB, packed as its `type` says (set/pack.ts); `NAME:codes` and `NAME:texts` hold what of it is text, `image:*`
 * the images, with rows counted in the wafer. Texts are as the file has them, one character per byte.
 */
export const defectMigrations = [
  {
    name: 'DefectSets1763800000100',
    up: [
      `CREATE TABLE defect_set (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'complete', 'removing')),
  version TEXT NOT NULL DEFAULT '',
  units TEXT NOT NULL DEFAULT 'um',
  charset TEXT NOT NULL DEFAULT 'us-ascii',
  defects INTEGER NOT NULL DEFAULT 0,
  images INTEGER NOT NULL DEFAULT 0,
  facts TEXT NOT NULL DEFAULT '{}',
  warnings TEXT NOT NULL DEFAULT '[]'
) STRICT`,
      `CREATE TABLE defect_wafer (
  set_seq INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  lot INTEGER NOT NULL,
  wafer TEXT NOT NULL,
  slot REAL,
  defects INTEGER NOT NULL,
  declared REAL,
  images INTEGER NOT NULL,
  facts TEXT NOT NULL,
  plan BLOB NOT NULL,
  PRIMARY KEY (set_seq, idx)
) STRICT, WITHOUT ROWID`,
      `CREATE TABLE defect_block (
  id INTEGER PRIMARY KEY,
  set_seq INTEGER NOT NULL,
  wafer INTEGER NOT NULL,
  name TEXT NOT NULL,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  type TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT`,
      'CREATE UNIQUE INDEX defect_block_of ON defect_block (set_seq, wafer, name, first)'
    ]
  }
] as const satisfies readonly { readonly name: string; readonly up: readonly string[] }[]
