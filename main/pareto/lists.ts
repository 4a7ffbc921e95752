import type { Output, Parsed } from '@contract/index'
import { paretoSources } from '@contract/pareto'
import type { Desk } from './desk'
import type { Resolved } from './fields'
import { tally, weightOf } from './tally'
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
    .map((key, at) => ({ key, ...names(key), n: n[at] ?? 0 }))
    .filter(one => one.n > 0 && words.every(word => fold(`${one.label} ${one.code}`).includes(word)))
    .sort((a, b) => b.n - a.n || natural.compare(a.code, b.code))
  return {
    total: found.length,
    values: found.slice(0, ask.limit).map(({ key, label, n: count }) => ({ key, label, n: count }))
  }
}

const textOf = ({ codes, map, texts }: Resolved, row: number): string =>
  texts[map[codes[row] ?? 0] ?? 0] ?? ''

/** Columns of the list behind a Pareto: every field, in the order of the contract. */
export function fieldsOf(desk: Desk): readonly string[] {
  return Object.keys(paretoSources[desk.source].fields)
}

/** Rows in the order of the list: largest weight first, equals by number. */
function sortedRows(desk: Desk, ask: Parsed<'pareto.export'> | Parsed<'pareto.records'>): number[] {
  const weigh = desk.weigh(ask)
  const label = desk.follow({ steps: desk.spec.label })
  // Texts are compared once for all different ones, not once for every pair of rows.
  const ranks = new Map([...new Set(label.texts)].sort(natural.compare).map((text, at) => [text, at]))
  const rank = Float64Array.from(label.texts, text => ranks.get(text) ?? 0)
  const place = (row: number): number => rank[label.map[label.codes[row] ?? 0] ?? 0] ?? 0
  const rows = desk.rows(ask)
  const weights = new Map(rows.map(row => [row, weightOf(weigh, row)]))
  const weight = (row: number): number => {
    const value = weights.get(row) ?? Number.NaN
    return Number.isNaN(value) ? -1 : value
  }
  return rows.sort((a, b) => weight(b) - weight(a) || place(a) - place(b) || a - b)
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
    ...(ask.weight === 'count' ? [] : [words.heading('weight')]),
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
