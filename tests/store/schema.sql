-- records.sqlite
CREATE INDEX audit_action ON audit (action, seq);
CREATE INDEX audit_actor ON audit (actor_id, seq);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_entity ON audit (entity, entity_id, seq);
CREATE INDEX audit_subject ON audit (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX search_code_doc ON search_code (doc);
CREATE TABLE attachment ( sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes INTEGER NOT NULL CHECK (bytes >= 0), added_at TEXT NOT NULL ) STRICT, WITHOUT ROWID;
CREATE TABLE audit ( seq INTEGER PRIMARY KEY, at TEXT NOT NULL, offset_minutes INTEGER NOT NULL, clock_back_ms INTEGER NOT NULL, actor_id TEXT, actor_name TEXT NOT NULL, station TEXT NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, subject TEXT, reason TEXT, before_json TEXT, after_json TEXT, prev_hash TEXT NOT NULL, hash TEXT NOT NULL ) STRICT;
CREATE TABLE audit_head ( id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL ) STRICT;
CREATE TABLE migration ( seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at TEXT NOT NULL) STRICT;
CREATE TABLE search_code ( code TEXT NOT NULL, doc INTEGER NOT NULL REFERENCES search_doc (id) ON DELETE CASCADE, PRIMARY KEY (code, doc) ) STRICT, WITHOUT ROWID;
CREATE TABLE search_doc ( id INTEGER PRIMARY KEY, kind TEXT NOT NULL, doc_id TEXT NOT NULL, title TEXT NOT NULL, subtitle TEXT NOT NULL, body TEXT NOT NULL, codes TEXT NOT NULL, subject TEXT, updated_at TEXT NOT NULL, UNIQUE (kind, doc_id) ) STRICT;
CREATE TABLE search_kind (id INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5 ( title, body, codes, content = '', contentless_delete = 1, tokenize = 'ascii' );
CREATE TABLE 'search_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'search_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'search_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'search_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE sqlite_stat1(tbl,idx,stat);
CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample);
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM audit) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- measurements.sqlite
