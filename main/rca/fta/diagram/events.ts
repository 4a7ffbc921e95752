import { dataOf, parseNode } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import {
  eventKinds,
  testFigures,
  type EventData,
  type EventModel,
  type Quantity
} from '@contract/diagram/faultTree'
import { ranksBetween } from '@contract/diagram/rank'
import { FabError } from '@contract/errors'
import type { JsonObject } from '@contract/json'
import { csvRows, type Cell } from './csv'

/** Numbers of the models: rates go up with a shorter unit of time, times go down. */
const numbers = {
  p: 'share',
  rate: 'rate',
  time: 'time',
  repair: 'rate',
  start: 'share',
  interval: 'time',
  first: 'time',
  scale: 'time',
  shape: 'share',
  shift: 'time'
} as const

type NumberColumn = keyof typeof numbers

/** Columns in their order. `unit` is that of times; rates are per unit. `of` = units a measured frequency counts. */
const columns = [
  'name',
  'label',
  'kind',
  'state',
  'model',
  'p',
  'rate',
  'time',
  'repair',
  'start',
  'interval',
  'first',
  'figure',
  'scale',
  'shape',
  'shift',
  'unit',
  'expression',
  'note'
] as const

type Column = (typeof columns)[number]

/** Other headings that mean a column, in small letters and without what is neither letter nor digit. */
const aliases: Readonly<Record<string, Column>> = {
  event: 'name',
  id: 'name',
  description: 'label',
  text: 'label',
  type: 'kind',
  probability: 'p',
  failurerate: 'rate',
  lambda: 'rate',
  missiontime: 'time',
  repairrate: 'repair',
  mu: 'repair',
  testinterval: 'interval',
  firsttest: 'first',
  timeunit: 'unit',
  comment: 'note',
  remark: 'note',
  名称: 'name',
  事件: 'name',
  标签: 'label',
  描述: 'label',
  类型: 'kind',
  状态: 'state',
  模型: 'model',
  概率: 'p',
  失效率: 'rate',
  任务时间: 'time',
  修复率: 'repair',
  unavailability: 'figure',
  测试间隔: 'interval',
  检测间隔: 'interval',
  单位: 'unit',
  备注: 'note'
}

/** Hours of a unit of time. */
const hours: Readonly<Record<string, number>> = { s: 1 / 3600, min: 1 / 60, h: 1, d: 24, y: 8760 }

/** Models whose numbers a table holds; the others are kept where they are, and an expression goes as its XML. */
const fields = {
  fixed: { needs: ['p'], may: [] },
  exponential: { needs: ['rate'], may: ['time'] },
  repairable: { needs: ['rate', 'repair'], may: ['start', 'time'] },
  dormant: { needs: ['rate', 'interval'], may: ['first', 'repair', 'time'] },
  weibull: { needs: ['scale', 'shape'], may: ['shift', 'time'] }
} as const satisfies Readonly<
  Record<string, { readonly needs: readonly NumberColumn[]; readonly may: readonly NumberColumn[] }>
>

type Told = keyof typeof fields

const isTold = (kind: string): kind is Told => Object.hasOwn(fields, kind)

/** Events of a tree as rows of a table, the headings first. Times in hours. A parameter goes by its name. */
export function eventsToCsv(nodes: readonly DiagramNode[]): (string | number | null)[][] {
  const names = new Map(nodes.map(node => [node.id, node.data['name']]))
  const cell = (value: unknown): string | number | null => {
    if (typeof value === 'number') return value
    const id = typeof value === 'object' && value !== null && 'parameter' in value ? value.parameter : null
    const name = typeof id === 'string' ? names.get(id) : undefined
    return typeof name === 'string' ? name : null
  }
  const rows = eventsOf(nodes).map(({ data }) => {
    const shown = data.model.kind === 'shared' && data.model.last !== null ? data.model.last : data.model
    return columns.map((column): string | number | null => {
      if (column === 'model') return data.kind === 'house' ? '' : data.model.kind
      if (column === 'state') return data.kind === 'house' ? String(data.state) : ''
      if (column === 'unit') return 'h'
      if (column === 'figure') return shown.kind === 'dormant' ? shown.figure : ''
      if (column === 'expression') return shown.kind === 'mef' ? shown.xml : ''
      if (column === 'name' || column === 'label' || column === 'kind' || column === 'note')
        return data[column]
      if (column === 'p' && shown.kind === 'measured')
        return shown.last === null ? null : shown.last.count / shown.last.of
      return cell((shown as Readonly<Record<string, unknown>>)[column])
    })
  })
  return [[...columns], ...rows]
}

interface EventNode extends DiagramNode {
  readonly data: EventData & JsonObject
}

function eventsOf(nodes: readonly DiagramNode[]): EventNode[] {
  return nodes.flatMap(node => {
    const parsed = node.type === 'event' ? parseNode('faultTree', node) : null
    return parsed?.ok === true && parsed.node.type === 'event' ? [parsed.node] : []
  })
}

/** Why a cell cannot be read. */
export type CellFault =
  'number' | 'kind' | 'model' | 'name' | 'twice' | 'missing' | 'range' | 'parameter' | 'gate'

/** What a table of events would make of a tree. */
export interface EventsRead {
  readonly events: readonly { readonly node: DiagramNode; readonly isNew: boolean; readonly line: number }[]
  readonly unknown: readonly string[]
  readonly errors: readonly {
    readonly line: number
    readonly column: number
    readonly name: string
    readonly why: CellFault
    readonly text: string
  }[]
}

/** Ends the reading of a row. */
class Wrong extends Error {
  readonly why: CellFault
  readonly cell: Cell

  constructor(why: CellFault, cell: Cell) {
    super(why)
    this.why = why
    this.cell = cell
  }
}

/**
 * Events from a table: those whose name is in the tree get what the table says, keeping what it is silent about, and
 * the others are new. Nothing is changed here.
 * @param newId makes the ids of new events
 * @throws FabError rca.noNames where the first line names no column of names
 */
export function eventsFromCsv(text: string, nodes: readonly DiagramNode[], newId: () => string): EventsRead {
  const { separator, rows } = csvRows(text)
  const [headings = [], ...lines] = rows
  const known = headings.map(({ text: heading }) => columnOf(heading))
  const unknown = headings.flatMap(({ text: heading }, i) =>
    known[i] === null && heading !== '' ? [heading] : []
  )
  const present = new Map(eventsOf(nodes).map(node => [node.data.name, node]))
  const others = new Map(nodes.flatMap(node => (node.type === 'event' ? [] : [[node.data['name'], node]])))
  const errors: EventsRead['errors'][number][] = []
  const found: EventsRead['events'][number][] = []
  const seen = new Set<string>()
  if (!known.includes('name')) {
    const first = headings.map(one => one.text).join(' ')
    throw new FabError('rca.noNames', { text: first.length > 80 ? `${first.slice(0, 79)}…` : first })
  }
  for (const cells of lines) {
    const [start] = cells
    const line = start?.line ?? 1
    const at = (column: Column): Cell => {
      const i = known.indexOf(column)
      return cells[i] ?? { text: '', line, column: i + 1 }
    }
    const name = at('name')
    try {
      const taken = others.get(name.text)
      if (name.text === '' || name.text.length > 120) throw new Wrong('name', name)
      if (seen.has(name.text)) throw new Wrong('twice', name)
      if (taken !== undefined && taken.type !== 'input' && taken.type !== 'evidence')
        throw new Wrong('gate', name)
      seen.add(name.text)
      const before = present.get(name.text)
      const parameter = (wanted: string): string | null => {
        const one = others.get(wanted)
        return one?.type === 'parameter' ? one.id : null
      }
      const data = dataFrom(at, before?.data ?? null, parameter, separator === ';')
      found.push({
        node:
          before === undefined
            ? { id: newId(), type: 'event', parent: null, rank: 'V', data }
            : { ...before, data },
        isNew: before === undefined,
        line
      })
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      const { why, cell } = error
      errors.push({
        line: cell.line,
        column: cell.column,
        name: name.text.slice(0, 200),
        why,
        text: cell.text.slice(0, 200)
      })
    }
  }
  return { events: ranked(found, nodes), unknown, errors }
}

/** New events stand behind all that there is. */
function ranked(found: EventsRead['events'], nodes: readonly DiagramNode[]): EventsRead['events'] {
  const last = nodes.reduce<string | null>(
    (most, node) => (node.parent === null && (most === null || node.rank > most) ? node.rank : most),
    null
  )
  const ranks = ranksBetween(last, null, found.filter(one => one.isNew).length)
  let next = 0
  return found.map(one => (one.isNew ? { ...one, node: { ...one.node, rank: ranks[next++] ?? 'V' } } : one))
}

function columnOf(heading: string): Column | null {
  const bare = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return columns.find(column => column === bare) ?? aliases[bare] ?? null
}

/** @throws Wrong */
function dataFrom(
  at: (column: Column) => Cell,
  before: EventData | null,
  parameter: (name: string) => string | null,
  comma: boolean
): JsonObject {
  const kind = at('kind')
  const said = eventKinds.find(one => one === kind.text.toLowerCase())
  if (kind.text !== '' && said === undefined) throw new Wrong('kind', kind)
  const [label, note] = [at('label'), at('note')]
  for (const cell of [label, note]) if (cell.text.length > 2000) throw new Wrong('range', cell)
  const unit = at('unit')
  const scale = unit.text === '' ? 1 : hours[unit.text.toLowerCase()]
  if (scale === undefined) throw new Wrong('range', unit)
  const quantity = (column: NumberColumn): Quantity | null => {
    const cell = at(column)
    if (cell.text === '') return null
    // Where semicolons part the cells, a comma may part the digits.
    const value = Number(comma ? cell.text.replace(',', '.') : cell.text)
    if (Number.isFinite(value)) {
      if (value < 0 || (column === 'p' && value > 1)) throw new Wrong('range', cell)
      return numbers[column] === 'rate' ? value / scale : numbers[column] === 'time' ? value * scale : value
    }
    const id = parameter(cell.text)
    if (id === null) throw new Wrong(/^[\d.+-]/.test(cell.text) ? 'number' : 'parameter', cell)
    return { parameter: id }
  }
  return dataOf('faultTree', 'event', {
    ...((before ?? {}) as JsonObject),
    name: at('name').text,
    ...(label.text === '' ? {} : { label: label.text }),
    ...(note.text === '' ? {} : { note: note.text }),
    ...(said === undefined ? {} : { kind: said }),
    ...(at('state').text === '' ? {} : { state: stateOf(at('state')) }),
    model: modelFrom(at, before?.model ?? null, quantity)
  })
}

function stateOf(cell: Cell): boolean {
  const word = cell.text.toLowerCase()
  if (['true', '1', 'on', 'yes', '是', '真'].includes(word)) return true
  if (['false', '0', 'off', 'no', '否', '假'].includes(word)) return false
  throw new Wrong('kind', cell)
}

/** @throws Wrong */
function modelFrom(
  at: (column: Column) => Cell,
  before: EventModel | null,
  quantity: (column: NumberColumn) => Quantity | null
): EventModel {
  const cell = at('model')
  const kind = cell.text.toLowerCase() || guessed(column => at(column).text !== '')
  if (kind === null) return before ?? { kind: 'none' }
  if (kind === 'none') return { kind: 'none' }
  if (kind === 'mef') {
    const xml = at('expression')
    if (xml.text === '' || xml.text.length > 20_000) throw new Wrong('missing', xml)
    return { kind: 'mef', xml: xml.text }
  }
  // A table cannot say what is counted, or which of the shared models is meant: it can only leave them.
  if (before?.kind === kind && !isTold(kind)) return before
  if (!isTold(kind)) throw new Wrong('model', cell)
  const made: Record<string, Quantity | null | string> = { kind }
  for (const column of fields[kind].needs) {
    const value = quantity(column)
    if (value === null) throw new Wrong('missing', at(column))
    made[column] = value
  }
  for (const column of fields[kind].may) made[column] = quantity(column)
  if (kind === 'dormant') {
    made['first'] ??= made['interval'] ?? null
    made['figure'] = figureOf(at('figure'), before)
  }
  if (kind === 'repairable') made['start'] ??= 0
  if (kind === 'weibull') made['shift'] ??= 0
  return made as unknown as EventModel
}

/**
 * Which unavailability a tested event counts with: what the table is silent about stays, of a new one the mean.
 * @throws Wrong
 */
function figureOf(cell: Cell, before: EventModel | null): (typeof testFigures)[number] {
  if (cell.text === '') return before?.kind === 'dormant' ? before.figure : 'mean'
  const found = testFigures.find(one => one === cell.text.toLowerCase())
  if (found === undefined) throw new Wrong('model', cell)
  return found
}

/** The model that the numbers of a row are those of; null where there are none. */
function guessed(has: (column: Column) => boolean): string | null {
  if (has('expression')) return 'mef'
  if (has('interval')) return 'dormant'
  if (has('repair')) return 'repairable'
  if (has('scale') || has('shape')) return 'weibull'
  if (has('rate')) return 'exponential'
  return has('p') ? 'fixed' : null
}
