import type { Migration } from '../store/types'

/** Saved views, and drafts: what somebody typed and did not save yet. */
export const viewsMigrations: readonly Migration[] = [
  {
    name: 'Views1763700000700',
    up: [
      `CREATE TABLE saved_view (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  screen TEXT NOT NULL,
  name TEXT NOT NULL,
  shared INTEGER NOT NULL,
  ownerId TEXT REFERENCES user(id),
  definition TEXT NOT NULL
) STRICT`,
      'CREATE INDEX saved_view_screen ON saved_view(screen)',
      `CREATE TABLE draft (
  userId TEXT NOT NULL REFERENCES user(id),
  "key" TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (userId, "key")
) STRICT`
    ]
  }
]
