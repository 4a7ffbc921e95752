import type { JsonObject } from '@contract/json'
import { paretoKeys } from '@contract/pareto'
import { classPath } from '../../intake'
import { json, text } from '../../store/rows'
import type { Row } from '../../store/types'
import type { Dictionary, FactTable } from '../table'
import { numberIn, objectsOf, wordIn } from './json-list'
import type { Spec } from './keeper'
import { dayOf, type Shape, string, tableOf } from './records'

const ofComplaint = ['label', 'title', 'customerId', 'caseId', 'day', 'channel'] as const

/** What a complaint's items agree on, or what each of them says. */
const ofItem = ['productId', 'lotId', 'defect', 'class1', 'class2', 'class3', 'supplierId'] as const

const ofFigures = ['complained', 'returned', 'cost'] as const

const shapes = {
  complaint: { texts: [...ofComplaint, ...ofItem], numbers: ofFigures },
  item: { texts: ['complaintId', ...ofComplaint, ...ofItem, 'lotText'], numbers: ofFigures }
} as const satisfies Record<string, Shape>

/** Empty tables for complaints and for their items, which share their texts. */
export function complaintTables(): { readonly complaint: FactTable; readonly item: FactTable } {
  const complaint = tableOf(shapes.complaint)
  return { complaint, item: tableOf(shapes.item, complaint) }
}

/** What several say of one thing: nothing where none says it, what all agree on, else that there are several. */
export class Agreement {
  readonly #dictionary: Dictionary
  readonly #none: number
  #said: number

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
    this.#none = dictionary.code(paretoKeys.none)
    this.#said = this.#none
  }

  /** One of them says this text; its place in the dictionary. */
  add(text: string): number {
    const code = this.#dictionary.code(text)
    if (code !== this.#none && code !== this.#said)
      this.#said = this.#said === this.#none ? code : this.#dictionary.code(paretoKeys.several)
    return code
  }

  /** What it comes to; begins anew. */
  take(): number {
    const said = this.#said
    this.#said = this.#none
    return said
  }
}

/** Sum of what is known; NaN where nothing is. */
class Known {
  #sum = Number.NaN

  /** Adds a number, and gives it back. */
  add(value: number): number {
    if (!Number.isNaN(value)) this.#sum = Number.isNaN(this.#sum) ? value : this.#sum + value
    return value
  }

  /** What it comes to; begins anew. */
  take(): number {
    const sum = this.#sum
    this.#sum = Number.NaN
    return sum
  }
}

/**
 * How complaints become rows, and their items rows of another table. There are very many: each text is looked up once
 * for a complaint and its items, and written straight into the columns.
 */
export function complaintSpec({ complaint, item }: ReturnType<typeof complaintTables>): Spec {
  const pair = (name: string) => {
    const { codes, dictionary } = complaint.text(name)
    return { own: codes, items: item.text(name).codes, dictionary }
  }
  const shared = ofComplaint.map(field => ({ ...pair(field), field, now: 0 }))
  const said = ofItem.map(field => {
    const columns = pair(field)
    return { ...columns, field, agreed: new Agreement(columns.dictionary) }
  })
  const figures = ofFigures.map(field => ({
    field,
    own: complaint.number(field),
    items: item.number(field),
    sum: new Known()
  }))
  const [ones, itemOnes] = [complaint.number('n'), item.number('n')]
  const [ids, lots] = [item.text('complaintId'), item.text('lotText')]
  const classes = classesOf()
  return {
    entities: ['complaint'],
    sql: rest =>
      `SELECT x.id, x.number, x.title, x.customerId, x.caseId, x.receivedAt, x.channel, x.items FROM complaint x ${rest}`,
    put: row => {
      const id = text(row['id'], 'id')
      for (const column of shared) column.now = sharedCode(row, column.field, column.dictionary)
      const own = ids.dictionary.add(id)
      const list = objectsOf(json(row['items'], 'items'))
      item.fill(id, list.length, (place, i) => {
        const one = list[i] ?? {}
        const path = classes(wordIn(one, 'classCode'))
        ids.codes[place] = own
        for (const { items, now } of shared) items[place] = now
        for (const { field, items, agreed } of said) items[place] = agreed.add(saidIn(one, field, path))
        lots.codes[place] = lots.dictionary.code(wordIn(one, 'lotText'))
        itemOnes[place] = 1
        for (const { field, items, sum } of figures) items[place] = sum.add(numberIn(one, field))
        return `${id}.${String(i)}`
      })
      complaint.fill(id, 1, place => {
        for (const column of shared) column.own[place] = column.now
        for (const column of said) column.own[place] = column.agreed.take()
        ones[place] = 1
        for (const column of figures) column.own[place] = column.sum.take()
        return id
      })
    },
    remove: id => {
      complaint.remove(id)
      item.remove(id)
    },
    ids: () => complaint.owners()
  }
}

/** Place of what a complaint itself says; what nothing is counted by is not even looked up. */
function sharedCode(row: Row, field: (typeof ofComplaint)[number], dictionary: Dictionary): number {
  switch (field) {
    case 'label':
      return dictionary.add(string(row, 'number'))
    case 'title':
      return dictionary.add(string(row, 'title'))
    case 'day':
      return dictionary.code(dayOf(string(row, 'receivedAt')))
    default:
      return dictionary.code(string(row, field))
  }
}

/** What an item says; its class on each level from the path of its code. */
function saidIn(item: JsonObject, field: (typeof ofItem)[number], path: readonly string[]): string {
  switch (field) {
    case 'class1':
      return path[0] ?? ''
    case 'class2':
      return path[1] ?? ''
    case 'class3':
      return path[2] ?? ''
    default:
      return wordIn(item, field)
  }
}

/** The class of an item on each level; asked for again and again, worked out once. */
function classesOf(): (code: string) => readonly string[] {
  const met = new Map<string, readonly string[]>()
  return code => {
    let path = met.get(code)
    if (path === undefined) {
      path = classPath(code)
      met.set(code, path)
    }
    return path
  }
}
