import type { DataView } from '@contract/analysis'
import type { Parsed } from '@contract/index'
import { FabError } from '@contract/errors'
import type { Table, TableRow } from '../../store/workbook'
import { compare } from '../answers/compare'
import { figure, wafersOut, type SetFacts } from '../answers/facts'
import { pareto } from '../answers/pareto'
import { partOut } from '../answers/parts'
import { tests } from '../answers/tests'
import type { Workspace } from '../view/view'
import { made, marked, partCells, partColumns, verdictColumn, type Making } from './making'
import { matrix } from './matrix'
import { headed, wordsOf } from './words'

/** The table that is asked for. @throws FabError analysis.exportTooLarge, contract.input */
export function tableOf(
  space: Workspace,
  input: Parsed<'analysis.export'>,
  facts: readonly SetFacts[],
  check: () => void
): Table {
  const making: Making = { space, input, facts, words: wordsOf(input.language), check }
  switch (input.what) {
    case 'tests':
      return testsTable(making)
    case 'parts':
      return partsTable(making)
    case 'matrix':
      return matrix(making)
    case 'pareto':
      return paretoTable(making)
    case 'wafers':
      return wafersTable(making)
    case 'compare':
      return compareTable(making)
  }
}

function testsTable({ space, input, words, check }: Making): Table {
  const found = tests(space, { view: input.view, by: input.by }, check)
  const split = input.by !== 'none'
  const header = headed(words, [
    'number',
    'text',
    'record',
    ...(split ? (['group'] as const) : []),
    'n',
    'executions',
    'fails',
    'mean',
    'sigma',
    'min',
    'max',
    'lo',
    'hi',
    'units',
    'cpk'
  ])
  function* rows(): Generator<TableRow> {
    for (const [i, test] of found.tests.entries())
      for (const [g, group] of found.groups.entries()) {
        const at = i * found.groups.length + g
        const fails = found.fails[at] ?? 0
        if (split && (found.executions[at] ?? 0) === 0) continue
        yield {
          cells: [
            test.number,
            test.text,
            test.recordType,
            ...(split ? [group.label] : []),
            found.n[at] ?? 0,
            found.executions[at] ?? 0,
            fails,
            figure(found.mean[at]),
            figure(found.sigma[at]),
            figure(found.min[at]),
            figure(found.max[at]),
            test.lo,
            test.hi,
            test.units,
            figure(found.cpk[at])
          ],
          ...marked(split ? 6 : 5, fails > 0)
        }
      }
  }
  return made(words.sheets.tests, header, rows(), 2)
}

function partsTable({ space, input, facts, words, check }: Making): Table {
  const view = space.open(input.view, check)
  const { merged, selection } = view
  const names = new Map(facts.map(one => [one.id, one.name]))
  const header = headed(words, [...partColumns, 'testMs', 'partText', 'file'])
  function* rows(): Generator<TableRow> {
    for (const row of merged.order) {
      if (selection.mask[row] !== 1) continue
      const part = partOut(view, row)
      yield {
        cells: [...partCells(view, row, words), part.testMs, part.partText, names.get(part.set) ?? part.set],
        ...marked(verdictColumn, merged.pass[row] === 0)
      }
    }
  }
  return made(words.sheets.parts, header, rows(), 5)
}

function paretoTable({ space, input, words, check }: Making): Table {
  const found = pareto(space, { view: input.view, of: input.of, by: input.by, firstFailOnly: false }, check)
  const split = input.by !== 'none'
  const header = [
    ...headed(words, ['key', 'label', 'verdict', 'count', 'share']),
    ...(split ? found.groups.map(group => group.label) : [])
  ]
  const rows = found.bars.map((bar): TableRow => {
    const key = input.of === 'test' ? bar.key : Number(bar.key)
    return {
      cells: [key, bar.label, bar.verdict, bar.count, bar.share, ...(split ? bar.by : [])],
      ...marked(3, bar.verdict === 'F' || input.of === 'test')
    }
  })
  return made(words.sheets.pareto, header, rows, 2)
}

function wafersTable({ space, input, facts, words, check }: Making): Table {
  const view = space.open(input.view, check)
  const names = new Map(facts.map(one => [one.id, one.name]))
  const share = (of: number, parts: number) => (parts === 0 ? null : of / parts)
  const header = headed(words, [
    'lot',
    'wafer',
    'parts',
    'good',
    'yield',
    'firstGood',
    'firstYield',
    'startedAt',
    'files'
  ])
  const lots = new Map(view.merged.lots.map(lot => [lot.key, lot.name]))
  const rows = wafersOut(view).map((wafer): TableRow => ({
    cells: [
      lots.get(wafer.lot) ?? wafer.lot,
      wafer.wafer,
      wafer.parts,
      wafer.good,
      share(wafer.good, wafer.parts),
      wafer.firstGood,
      share(wafer.firstGood, wafer.parts),
      wafer.startedAt,
      wafer.sets.map(id => names.get(id) ?? id).join(', ')
    ]
  }))
  return made(words.sheets.wafers, header, rows, 2)
}

function compareTable({ space, input, words, check }: Making): Table {
  if (input.other === undefined) throw new FabError('contract.input', { field: 'other', issue: '' })
  const found = compare(space, { a: input.view, b: input.other, sort: 'effect', top: 5000 }, check)
  const figures = ['n', 'mean', 'sigma', 'executions', 'fails'] as const
  const of = (which: 'first' | 'second') =>
    figures.map(name => words.columns[which].replace('{{figure}}', words.columns[name]))
  const header = [
    ...headed(words, ['number', 'text', 'units', 'lo', 'hi']),
    ...of('first'),
    ...of('second'),
    ...headed(words, ['difference', 'low', 'high', 'effect', 'ofTolerance', 'p', 'q']),
    ...headed(words, ['failDifference', 'failLow', 'failHigh'])
  ]
  const rows = found.shifts.map((shift): TableRow => {
    const { test, a, b } = shift
    // An interval that leaves zero out says that the mean has moved.
    const moved = shift.q !== null && shift.q < 0.01
    return {
      cells: [
        test.number,
        test.text,
        test.units,
        test.lo,
        test.hi,
        ...figures.map(name => a[name]),
        ...figures.map(name => b[name]),
        shift.difference,
        shift.low,
        shift.high,
        shift.effect,
        shift.ofTolerance,
        shift.p,
        shift.q,
        shift.failDifference,
        shift.failLow,
        shift.failHigh
      ],
      ...marked(15, moved)
    }
  })
  return made(words.sheets.compare, header, rows, 2)
}

/** What the file was made from: so that it can be made again, and be believed. */
export function aboutTable(making: Omit<Making, 'check'>, at: string, check: () => void): Table {
  const { space, input, facts, words } = making
  const { about } = words
  const rows: TableRow[] = [{ cells: [about.made, at] }]
  const tell = (view: DataView) => {
    const open = space.open(view, check)
    for (const id of open.ids) {
      const known = facts.find(one => one.id === id)
      rows.push({ cells: [about.set, known?.name ?? id, about.sha256, known?.sha256 ?? ''] })
    }
    rows.push(
      { cells: [about.rule, words.rules[view.retest]] },
      { cells: [about.filter, JSON.stringify(view.filter)] },
      { cells: [about.of, open.counts.reduce((sum, one) => sum + one, 0)] },
      { cells: [about.shown, open.selection.rows.length] }
    )
  }
  tell(input.view)
  if (input.what === 'compare' && input.other !== undefined) {
    rows.push({ cells: [about.second] })
    tell(input.other)
  }
  return { name: words.sheets.about, head: 0, fixed: 1, columns: 4, rows }
}
