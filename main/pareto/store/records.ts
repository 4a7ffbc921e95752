import { paretoKeys } from '@contract/pareto'
import { localDay } from '../../store/local-day'
import { json, maybe, number, text } from '../../store/rows'
import type { Row } from '../../store/types'
import { classPath } from '../../intake'
import { type Fact, FactTable } from '../table'
import { numberIn, objectsOf, wordIn } from './json-list'
import type { Spec } from './keeper'

/** The columns of a table in memory; every table counts its things in `n`. */
interface Shape {
  readonly texts: readonly string[]
  readonly numbers?: readonly string[]
}

/** Make the table of a shape. */
export function tableOf({ texts, numbers = [] }: Shape): FactTable {
  return new FactTable(texts, ['n', ...numbers])
}

const string = (row: Row, name: string): string => maybe(text)(row[name] ?? null, name) ?? ''
const figure = (row: Row, name: string): number => maybe(number)(row[name] ?? null, name) ?? Number.NaN

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
  const texts = shape.texts.map(column => ({ column, moment: shape.days?.[column] }))
  return {
    table,
    spec: {
      entities: [name],
      sql: rest => `${shape.select} ${rest}`,
      put: row => {
        const id = text(row['id'], 'id')
        table.put(id, [
          {
            key: shape.key === undefined ? id : string(row, shape.key),
            texts: texts.map(({ column, moment }) =>
              moment === undefined ? string(row, column) : dayOf(string(row, moment))
            ),
            numbers: [1, ...(shape.numbers ?? []).map(column => figure(row, column))]
          }
        ])
      },
      remove: id => {
        table.remove(id)
      },
      ids: () => table.owners()
    }
  }
}

const ofComplaint = ['customerId', 'caseId', 'day', 'channel'] as const

/** What a complaint's items agree on, or what each of them says. */
const ofItem = ['productId', 'lotId', 'defect', 'class1', 'class2', 'class3', 'supplierId'] as const

/** Shapes of complaints and of their items. */
export const complaintShapes = {
  complaint: {
    texts: ['label', 'title', ...ofComplaint, ...ofItem],
    numbers: ['complained', 'returned', 'cost']
  },
  item: {
    texts: ['complaintId', 'label', 'title', ...ofComplaint, ...ofItem, 'lotText'],
    numbers: ['complained', 'returned', 'cost']
  }
} as const satisfies Record<string, Shape>

type Item = { readonly [F in (typeof ofItem)[number] | 'lotText']: string } & {
  readonly [F in 'complained' | 'returned' | 'cost']: number
}

function itemsOf(row: Row): Item[] {
  return objectsOf(json(row['items'], 'items')).map(item => {
    const [class1 = '', class2 = '', class3 = ''] = classPath(wordIn(item, 'classCode'))
    return {
      class1,
      class2,
      class3,
      supplierId: wordIn(item, 'supplierId'),
      cost: numberIn(item, 'cost'),
      productId: wordIn(item, 'productId'),
      lotId: wordIn(item, 'lotId'),
      lotText: wordIn(item, 'lotText'),
      defect: wordIn(item, 'defect'),
      complained: numberIn(item, 'complained'),
      returned: numberIn(item, 'returned')
    }
  })
}

/** What all items agree on, nothing where none says it, else that there are several. */
export function oneOfAll(values: readonly string[]): string {
  const different = new Set(values.filter(value => value !== ''))
  if (different.size > 1) return paretoKeys.several
  return [...different][0] ?? paretoKeys.none
}

/** Sum of what is known; NaN where nothing is. */
function known(values: readonly number[]): number {
  const there = values.filter(value => !Number.isNaN(value))
  return there.length === 0 ? Number.NaN : there.reduce((sum, value) => sum + value, 0)
}

/** How complaints become rows, and their items rows of another table. */
export function complaintSpec(complaint: FactTable, item: FactTable): Spec {
  return {
    entities: ['complaint'],
    sql: rest =>
      `SELECT x.id, x.number, x.title, x.customerId, x.caseId, x.receivedAt, x.channel, x.items FROM complaint x ${rest}`,
    put: row => {
      const id = text(row['id'], 'id')
      const [label, title] = [string(row, 'number'), string(row, 'title')]
      const shared = [
        string(row, 'customerId'),
        string(row, 'caseId'),
        dayOf(string(row, 'receivedAt')),
        string(row, 'channel')
      ]
      const items = itemsOf(row)
      complaint.put(id, [
        {
          key: id,
          texts: [label, title, ...shared, ...ofItem.map(field => oneOfAll(items.map(one => one[field])))],
          numbers: [
            1,
            known(items.map(one => one.complained)),
            known(items.map(one => one.returned)),
            known(items.map(one => one.cost))
          ]
        }
      ])
      item.put(
        id,
        items.map((one, i): Fact => ({
          key: `${id}.${String(i)}`,
          texts: [id, label, title, ...shared, ...ofItem.map(field => one[field]), one.lotText],
          numbers: [1, one.complained, one.returned, one.cost]
        }))
      )
    },
    remove: id => {
      complaint.remove(id)
      item.remove(id)
    },
    ids: () => complaint.owners()
  }
}
