import classes from '../../resources/taxonomies/complaint-classes.json'
import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

/**
 * The classes every store begins with. The file stays as it is: what a site makes of them is data, and later additions
 * of the product are a migration of their own.
 */
const firstClasses = classes.map(({ code, en, zh }) => {
  const id = `class-${code.replaceAll('.', '-')}`
  return `(${[id, code, en, zh].map(quoted).join(', ')}, 'current', 1, ${now}, 'FabCase', ${now}, 'FabCase')`
})

/** Customers, complaint classes and complaints. A complaint's case is named by id; the link is a SQL foreign key. */
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
  },
  {
    name: 'ComplaintClasses1763900000700',
    up: [
      `CREATE TABLE complaintClass (
  ${recordColumns},
  code TEXT NOT NULL UNIQUE,
  en TEXT NOT NULL,
  zh TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT`,
      `INSERT INTO complaintClass (id, code, en, zh, state, version, createdAt, createdBy, updatedAt, updatedBy)
VALUES ${firstClasses.join(',\n')}`
    ]
  }
]
