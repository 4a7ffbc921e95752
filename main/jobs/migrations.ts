import type { Migration } from '../store/types'

/** Jobs and notices. */
export const jobsMigrations: readonly Migration[] = [
  {
    name: 'Jobs1763700000150',
    up: [
      `CREATE TABLE job (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  done REAL NOT NULL,
  total REAL,
  unit TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  startedAt TEXT,
  finishedAt TEXT,
  actorId TEXT REFERENCES user(id),
  actor TEXT NOT NULL,
  station TEXT NOT NULL,
  subject TEXT,
  payload TEXT NOT NULL,
  result TEXT,
  faultKey TEXT,
  faultDetails TEXT
) STRICT`,
      'CREATE INDEX job_state ON job(state, createdAt)',
      'CREATE INDEX job_created ON job(createdAt)',
      `CREATE TABLE notice (
  id TEXT PRIMARY KEY NOT NULL,
  userId TEXT NOT NULL REFERENCES user(id),
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  params TEXT NOT NULL,
  link TEXT NOT NULL,
  readAt TEXT
) STRICT`,
      'CREATE INDEX notice_user ON notice(userId, at)'
    ]
  }
]
