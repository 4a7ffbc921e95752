import { recordColumns } from '../store/record-entity'
import type { Migration } from '../store/types'

/** Users, departments, roles, sessions, counted sign-in failures and the site's settings. */
export const peopleMigrations: readonly Migration[] = [
  {
    name: 'People1763700000100',
    up: [
      `CREATE TABLE department (
  ${recordColumns},
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  code TEXT NOT NULL
) STRICT`,
      `CREATE TABLE role (
  ${recordColumns},
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  key TEXT NOT NULL,
  permissions TEXT NOT NULL CHECK (json_valid(permissions))
) STRICT`,
      "CREATE UNIQUE INDEX role_key ON role(key) WHERE key <> ''",
      `CREATE TABLE user (
  ${recordColumns},
  login TEXT NOT NULL,
  loginKey TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  roleId TEXT NOT NULL REFERENCES role(id),
  departmentId TEXT REFERENCES department(id),
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  passwordHash TEXT NOT NULL,
  passwordChangedAt TEXT NOT NULL,
  mustChangePassword INTEGER NOT NULL CHECK (mustChangePassword IN (0, 1)),
  lastSignInAt TEXT
) STRICT`,
      'CREATE INDEX user_role ON user(roleId)',
      'CREATE INDEX user_department ON user(departmentId)',
      `CREATE TABLE session (
  tokenHash TEXT PRIMARY KEY NOT NULL,
  userId TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE,
  station TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  expiresAt TEXT NOT NULL,
  locked INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT`,
      'CREATE INDEX session_user ON session(userId)',
      'CREATE INDEX session_expires ON session(expiresAt)',
      `CREATE TABLE throttle (
  key TEXT PRIMARY KEY NOT NULL,
  fails INTEGER NOT NULL CHECK (fails > 0),
  at TEXT NOT NULL,
  until TEXT
) STRICT`,
      `CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT`
    ]
  }
]
