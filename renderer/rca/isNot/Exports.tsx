import { ExportMenu } from '../../charts/ExportMenu'
import { sheetOf } from './sheet'
import type { Matrix, Standing } from './theories'
import type { Words } from './words'

interface Props {
  readonly title: string
  readonly matrix: Matrix
  readonly ranking: readonly Standing[]
  readonly words: Words
}

/** The matrix as a file. */
export function Exports({ title, matrix, ranking, words }: Props) {
  return <ExportMenu title={title} fileName={title} data={() => sheetOf(matrix, ranking, words)} />
}
