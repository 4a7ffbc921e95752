import { useState } from 'react'
import { DiagramExports } from '../../diagram/export/DiagramExports'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawMatrix } from './drawMatrix'
import { sheetOf } from './sheet'
import type { Matrix, Standing } from './theories'
import type { Words } from './words'

interface Props {
  readonly open: OpenDiagram
  readonly matrix: Matrix
  readonly ranking: readonly Standing[]
  readonly words: Words
}

/** The matrix as a file. */
export function Exports({ open, matrix, ranking, words }: Props) {
  const [measure] = useState(canvasMeasure)
  return (
    <DiagramExports
      open={open}
      scene={() => drawMatrix(open.diagram.title, matrix, ranking, words, measure)}
      data={() => sheetOf(matrix, ranking, words)}
    />
  )
}
