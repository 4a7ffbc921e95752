import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

/** Customers and complaints. A complaint's case is named by id; the link is a SQL foreign key. */
export const intakeMigrations: readonly Migration[] = [
  {
    name: 'Intake1763700000300',
    up: [
      `CREATE TABLE customer (
  ${recordColumns},
  code TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT`,
      `CREATE TABLE complaint (
  ${recordColumns},
  number TEXT NOT NULL UNIQUE,
  customerId TEXT REFERENCES customer(id),
  customerRef TEXT NOT NULL,
  caseId TEXT REFERENCES "case"(id),
  receivedAt TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  items TEXT NOT NULL
) STRICT`,
      'CREATE INDEX complaint_case ON complaint(caseId)',
      'CREATE INDEX complaint_customer ON complaint(customerId, receivedAt)',
      'CREATE INDEX complaint_received ON complaint(receivedAt)'
    ]
  }
]
