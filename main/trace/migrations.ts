import type { Migration } from '../store/types'
import { recordColumns } from '../store/record-entity'

/** Products, suppliers, lots, wafers and tools. */
export const traceMigrations: readonly Migration[] = [
  {
    name: 'Trace1763700000200',
    up: [
      `CREATE TABLE product (
  ${recordColumns},
  partNumber TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  package TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT`,
      `CREATE TABLE lot (
  ${recordColumns},
  lotNumber TEXT NOT NULL COLLATE NOCASE,
  kind TEXT NOT NULL,
  productId TEXT REFERENCES product(id),
  quantity INTEGER,
  dateCode TEXT NOT NULL,
  notes TEXT NOT NULL,
  UNIQUE (lotNumber, kind)
) STRICT`,
      'CREATE INDEX lot_product ON lot(productId)',
      `CREATE TABLE wafer (
  ${recordColumns},
  waferNumber TEXT NOT NULL COLLATE NOCASE,
  lotId TEXT NOT NULL REFERENCES lot(id),
  slot INTEGER,
  notes TEXT NOT NULL,
  UNIQUE (lotId, waferNumber)
) STRICT`,
      `CREATE TABLE tool (
  ${recordColumns},
  code TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  area TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT`
    ]
  },
  {
    name: 'Suppliers1763900000600',
    up: [
      `CREATE TABLE supplier (
  ${recordColumns},
  code TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  supplies TEXT NOT NULL,
  country TEXT NOT NULL,
  contact TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT`,
      'ALTER TABLE lot ADD COLUMN supplierId TEXT REFERENCES supplier(id)',
      'CREATE INDEX lot_supplier ON lot(supplierId)'
    ]
  }
]
