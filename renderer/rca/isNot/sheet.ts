import { dimensions } from '@contract/diagram/isnot'
import type { ChartData } from '../../charts/chartData'
import type { Matrix, Standing } from './theories'
import type { Words } from './words'

/** The matrix as a table: a row per question, a column per theory, and where each theory stands at the foot. */
export function sheetOf(matrix: Matrix, ranking: readonly Standing[], words: Words): ChartData {
  const columns = ['is', 'isNot', 'distinction', 'change'] as const
  const rows = dimensions.flatMap(dimension =>
    matrix.rows
      .filter(row => row.data.dimension === dimension)
      .map(row => [
        words.dimension(dimension),
        words.question(row),
        ...columns.map(column => row.data[column]),
        ...matrix.theories.map(theory => words.verdict(matrix.verdicts.get(theory.id)?.get(row.id)))
      ])
  )
  const places = matrix.theories.map(
    theory => ranking.find(one => one.theory.id === theory.id)?.place ?? null
  )
  return {
    header: [
      '',
      words.column('question'),
      ...columns.map(words.column),
      ...matrix.theories.map(one => one.data.text)
    ],
    rows: matrix.theories.length === 0 ? rows : [...rows, ['', '#', '', '', '', '', ...places]]
  }
}
