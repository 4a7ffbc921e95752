import { localDay } from '../../store/local-day'
import { maybe, number, text } from '../../store/rows'
import type { Row } from '../../store/types'
import { FactTable } from '../table'
import type { Spec } from './keeper'

/** The columns of a table in memory; every table counts its things in `n`. */
export interface Shape {
  readonly texts: readonly string[]
  readonly numbers?: readonly string[]
}

/** Make the table of a shape; `beside`: a table of which it shares the texts of columns of the same names. */
export function tableOf({ texts, numbers = [] }: Shape, beside?: FactTable): FactTable {
  return new FactTable(texts, ['n', ...numbers], beside)
}

const [maybeText, maybeNumber] = [maybe(text), maybe(number)]
/** Text of a column; empty where there is none. */
export const string = (row: Row, name: string): string => maybeText(row[name] ?? null, name) ?? ''
const figure = (row: Row, name: string): number => maybeNumber(row[name] ?? null, name) ?? Number.NaN

/** Day of the site of a moment; empty of none. */
export function dayOf(moment: string | null): string {
  return moment === null || moment === '' ? '' : localDay(new Date(moment))
}

/** A kind of record of which every one is a row of its own. */
interface Plain extends Shape {
  readonly table: string
  /** SELECT without WHERE; `x` is the record. */
  readonly select: string
  /** Column by which others name the record; its id unless told. */
  readonly key?: string
  /** Columns that hold moments and become days, by the column they become. */
  readonly days?: Readonly<Record<string, string>>
}

const plain = {
  customer: {
    table: 'customer',
    texts: ['id', 'label', 'code', 'country'],
    select: 'SELECT x.id, x.name AS label, x.code, x.country FROM customer x'
  },
  supplier: {
    table: 'supplier',
    texts: ['id', 'label', 'code', 'supplies', 'country'],
    select: 'SELECT x.id, x.name AS label, x.code, x.supplies, x.country FROM supplier x'
  },
  class: {
    table: 'complaintClass',
    texts: ['label', 'code'],
    key: 'code',
    select: "SELECT x.id, x.en || ' / ' || x.zh AS label, x.code FROM complaintClass x"
  },
  product: {
    table: 'product',
    texts: ['label', 'code', 'family', 'package'],
    select: 'SELECT x.id, x.partNumber AS label, x.partNumber AS code, x.family, x.package FROM product x'
  },
  user: {
    table: 'user',
    texts: ['label', 'code'],
    select: 'SELECT x.id, x.name AS label, x.name AS code FROM user x'
  },
  lot: {
    table: 'lot',
    texts: ['id', 'label', 'code', 'kind', 'productId', 'supplierId', 'dateCode'],
    numbers: ['quantity'],
    select: `SELECT x.id, x.lotNumber AS label, x.lotNumber AS code, x.kind, x.productId, x.supplierId, x.dateCode,
      x.quantity FROM lot x`
  },
  tool: {
    table: 'tool',
    texts: ['id', 'label', 'code', 'kind', 'area', 'title'],
    select: 'SELECT x.id, x.code AS label, x.code, x.kind, x.area, x.name AS title FROM tool x'
  },
  case: {
    table: '"case"',
    texts: [
      'id',
      'label',
      'code',
      'title',
      'state',
      'severity',
      'customerId',
      'productId',
      'ownerId',
      'lotText',
      'day',
      'closedDay'
    ],
    days: { day: 'openedAt', closedDay: 'closedAt' },
    select: `SELECT x.id, x.number AS label, x.number AS code, x.title, x.state, x.severity, x.customerId, x.productId,
      x.ownerId, x.lotText, x.openedAt, x.closedAt FROM "case" x`
  },
  action: {
    table: 'action',
    texts: ['label', 'kind', 'state', 'caseId', 'ownerId', 'day', 'due'],
    days: { day: 'createdAt' },
    select:
      'SELECT x.id, x.title AS label, x.kind, x.state, x.caseId, x.ownerId, x.createdAt, x.due FROM action x'
  },
  task: {
    table: 'task',
    texts: ['label', 'state', 'caseId', 'ownerId', 'day', 'due'],
    days: { day: 'createdAt' },
    select: 'SELECT x.id, x.title AS label, x.state, x.caseId, x.ownerId, x.createdAt, x.due FROM task x'
  }
} as const satisfies Record<string, Plain>

/** Kinds of records of which every one is a row. */
export type PlainName = keyof typeof plain

/** Names of {@link PlainName}. */
export const plainNames = Object.keys(plain) as readonly PlainName[]

/** How records of a kind become rows. */
export function plainSpec(name: PlainName): { readonly table: FactTable; readonly spec: Spec } {
  const shape: Plain = plain[name]
  const table = tableOf(shape)
  const columns = shape.texts.map(name => ({
    name,
    ...table.text(name),
    day: shape.days?.[name],
    // What a record is called by is its own, or as good as: to compare it would take longest.
    own: ['id', 'label', 'code', 'title'].includes(name)
  }))
  const ones = table.number('n')
  const figures = (shape.numbers ?? []).map(name => ({ name, values: table.number(name) }))
  return {
    table,
    spec: {
      entities: [name],
      sql: rest => `${shape.select} ${rest}`,
      put: row => {
        const id = text(row['id'], 'id')
        table.fill(id, 1, place => {
          for (const { name, codes, dictionary, day, own } of columns) {
            const said = string(row, day ?? name)
            codes[place] = own
              ? dictionary.add(said)
              : dictionary.code(day === undefined ? said : dayOf(said))
          }
          ones[place] = 1
          for (const { name, values } of figures) values[place] = figure(row, name)
          return shape.key === undefined ? id : string(row, shape.key)
        })
      },
      remove: id => {
        table.remove(id)
      },
      ids: () => table.owners()
    }
  }
}
