import type { Output, Parsed } from '@contract/index'
import { paretoSources, type ParetoWhat } from '@contract/pareto'
import { best } from './best'
import type { Desk } from './desk'
import type { Resolved, Tables } from './fields'
import { tally, type Weigh, weightOf } from './tally'
import type { ExportWords } from './words'

type Row = Output<'pareto.records'>['rows'][number]

const natural = new Intl.Collator('en', { numeric: true })

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Values of a field among what is asked for, most first, equals by code. */
export function valuesOf(desk: Desk, ask: Parsed<'pareto.values'>): Output<'pareto.values'> {
  const field = desk.field(ask.field)
  const names = desk.names(ask.field)
  const { n } = tally(desk.rows(ask), field, { by: 'column', values: desk.units }, desk.units)
  const words = fold(ask.text)
    .split(/\s+/)
    .filter(word => word !== '')
  const found = field.texts
    .map((key, at) => ({ key, at, n: n[at] ?? 0 }))
    .filter(one => one.n > 0)
    .map(one => ({ ...one, ...names(one.key) }))
    .filter(one => words.every(word => fold(`${one.label} ${one.code}`).includes(word)))
  const first = best(found, ask.limit, (a, b) => b.n - a.n || natural.compare(a.code, b.code))
  return {
    total: found.length,
    values: first.map(({ key, label, n: count }) => ({ key, label, n: count }))
  }
}

const textOf = ({ codes, map, texts }: Resolved, row: number): string =>
  texts[map[codes[row] ?? 0] ?? 0] ?? ''

/** Columns of the list behind a Pareto: every field, in the order of the contract. */
function fieldsOf(desk: Desk): readonly string[] {
  return Object.keys(paretoSources[desk.source].fields)
}

interface Sorted {
  readonly ask: string
  readonly stamp: string
  readonly rows: readonly number[]
}

/** The list asked for last, for its next page. */
const sorted = new WeakMap<Tables, Sorted>()

/** Rows in the order of the list: largest weight first, then the newest, then in the order they were made. */
function sortedRows(
  desk: Desk,
  { source, filters, period, weight, severity }: ParetoWhat
): readonly number[] {
  const what = { source, filters, period, weight, severity }
  const ask = JSON.stringify(what)
  const known = sorted.get(desk.tables)
  if (known?.ask === ask && known.stamp === desk.stamp) return known.rows
  const rows = inOrder(desk, desk.rows(what), desk.weigh(what))
  sorted.set(desk.tables, { ask, stamp: desk.stamp, rows })
  return rows
}

/**
 * Sorted by one number a row, made of the place of its weight, that of its day, and its own: numbers are sorted ten
 * times as fast as rows are compared.
 */
function inOrder(desk: Desk, rows: readonly number[], weigh: Weigh): number[] {
  const weights = new Map<number, number>()
  for (const row of rows) weights.set(weightIn(weigh, row), 0)
  for (const [place, weight] of [...weights.keys()].sort((a, b) => b - a).entries())
    weights.set(weight, place)
  const days = dayPlaces(desk)
  const length = desk.table.length
  const sortable = new Float64Array(rows.length)
  for (const [i, row] of rows.entries())
    sortable[i] = ((weights.get(weightIn(weigh, row)) ?? 0) * days.count + days.of(row)) * length + row
  sortable.sort()
  return rows.map((_, i) => (sortable[i] ?? 0) % length)
}

/** What weighs nothing stands last. */
function weightIn(weigh: Weigh, row: number): number {
  const weight = weightOf(weigh, row)
  return Number.isNaN(weight) ? -1 : weight
}

/** Place of a row's day among all days, the newest first; 0 where things have none. */
function dayPlaces(desk: Desk): { readonly count: number; readonly of: (row: number) => number } {
  if (desk.spec.day === null) return { count: 1, of: () => 0 }
  const { codes, map, texts } = desk.follow({ steps: desk.spec.day })
  const order = new Map([...texts].sort().map((text, at) => [text, texts.length - 1 - at]))
  const places = Uint32Array.from(map, code => order.get(texts[code] ?? '') ?? 0)
  return { count: Math.max(1, texts.length), of: row => places[codes[row] ?? 0] ?? 0 }
}

/** The things behind the bars. */
export function recordsOf(
  desk: Desk,
  ask: Parsed<'pareto.export'> | Parsed<'pareto.records'>,
  window: { readonly offset: number; readonly limit: number }
): Output<'pareto.records'> {
  const rows = sortedRows(desk, ask)
  return {
    total: rows.length,
    rows: [...rowsIn(desk, ask, rows.slice(window.offset, window.offset + window.limit))]
  }
}

/** Each row as the list shows it; made as it is read. */
function* rowsIn(
  desk: Desk,
  ask: Parsed<'pareto.export'> | Parsed<'pareto.records'>,
  rows: readonly number[]
): Generator<Row> {
  const { spec, table } = desk
  const weigh = desk.weigh(ask)
  const fields = fieldsOf(desk).map(name => ({
    name,
    field: desk.field(name),
    names: desk.names(name)
  }))
  const steps = (path: readonly string[] | undefined) =>
    path === undefined ? null : desk.follow({ steps: path })
  const [label, title] = [steps(spec.label), steps(spec.title)]
  const [day, opens] = [steps(spec.day ?? undefined), steps(spec.opens)]
  for (const row of rows) {
    const weight = weightOf(weigh, row)
    const own = table.keys[row] ?? ''
    const target = opens === null ? own : textOf(opens, row)
    yield {
      id: own.replaceAll(/[^0-9A-Za-z_-]/g, '_').slice(0, 64),
      label: label === null ? '' : textOf(label, row),
      title: title === null ? '' : textOf(title, row),
      day: day === null ? null : textOf(day, row) || null,
      n: desk.units[row] ?? 0,
      value: Number.isNaN(weight) ? 0 : weight,
      link: target === '' ? '' : linkOf(spec.screen, target),
      cells: Object.fromEntries(
        fields.map(({ name, field, names }) => {
          const key = textOf(field, row)
          return [name, { key, label: names(key).label }]
        })
      )
    }
  }
}

function linkOf(screen: string, id: string): string {
  return screen.includes('*') ? screen.replace('*', id) : `${screen}${id}`
}

/** Every row with a header line, for a file. */
export function* exportedRows(
  desk: Desk,
  ask: Parsed<'pareto.export'>,
  words: ExportWords
): Generator<(string | number | null)[]> {
  const fields = fieldsOf(desk)
  yield [
    words.heading('record'),
    words.heading('recordTitle'),
    words.heading('day'),
    words.heading('things'),
    ...(ask.weight === 'count' ? [] : [words.heading(ask.weight === 'cost' ? 'cost' : 'weight')]),
    ...fields.map(field => words.heading(field))
  ]
  for (const row of rowsIn(desk, ask, sortedRows(desk, ask)))
    yield [
      row.label,
      row.title,
      row.day,
      row.n,
      ...(ask.weight === 'count' ? [] : [row.value]),
      ...fields.map(field => {
        const cell = row.cells[field]
        return cell === undefined ? null : words.value(field, cell)
      })
    ]
}
