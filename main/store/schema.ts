import type { Migration } from './types'

/** The store's own tables in records.sqlite; append-only like everybody's. */
export const storeMigrations: readonly Migration[] = [
  {
    name: 'StoreFirst1700000000000',
    up: [
      `CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        offset_minutes INTEGER NOT NULL,
        clock_back_ms INTEGER NOT NULL,
        actor_id TEXT,
        actor_name TEXT NOT NULL,
        station TEXT NOT NULL,
        action TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        subject TEXT,
        reason TEXT,
        before_json TEXT,
        after_json TEXT,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT`,
      `CREATE INDEX audit_subject ON audit (subject, seq) WHERE subject IS NOT NULL`,
      `CREATE INDEX audit_entity ON audit (entity, entity_id, seq)`,
      `CREATE INDEX audit_actor ON audit (actor_id, seq)`,
      `CREATE INDEX audit_action ON audit (action, seq)`,
      `CREATE INDEX audit_at ON audit (at)`,
      `CREATE TABLE audit_head (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        seal TEXT NOT NULL
      ) STRICT`,
      `CREATE TABLE attachment (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        added_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      `CREATE TABLE search_kind (id INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE) STRICT`,
      `CREATE TABLE search_doc (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        doc_id TEXT NOT NULL,
        title TEXT NOT NULL,
        subtitle TEXT NOT NULL,
        body TEXT NOT NULL,
        codes TEXT NOT NULL,
        subject TEXT,
        updated_at TEXT NOT NULL,
        UNIQUE (kind, doc_id)
      ) STRICT`,
      `CREATE TABLE search_code (
        code TEXT NOT NULL,
        doc INTEGER NOT NULL REFERENCES search_doc (id) ON DELETE CASCADE,
        PRIMARY KEY (code, doc)
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX search_code_doc ON search_code (doc)`,
      `CREATE VIRTUAL TABLE search_words USING fts5 (
        title, body, codes, content = '', contentless_delete = 1, tokenize = 'ascii'
      )`
    ]
  }
]

/** The store's own tables in measurements.sqlite: none so far; the list of what was applied is the runner's. */
export const storeMeasurementMigrations: readonly Migration[] = []

/**
 * The triggers that make the audit trail append-only. They are put back at every open, because whoever
 * has the file can drop them.
 */
export const guards: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'audit_no_update',
    sql: `CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END`
  },
  {
    name: 'audit_no_delete',
    sql: `CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END`
  },
  {
    name: 'audit_in_order',
    sql: `CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END`
  },
  {
    name: 'audit_head_stays',
    sql: `CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END`
  }
]
