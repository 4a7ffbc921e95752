import { dimensions } from '@contract/diagram/isnot'
import type { Role } from '@contract/diagram/palette'
import type { Item, Scene } from '@contract/diagram/scene'
import { framed } from '../../diagram/scene/frame'
import { lineHeightOf } from '../../diagram/scene/label'
import { breakLines, type Measure } from '../../diagram/scene/text'
import type { Explanation, Matrix, Standing } from './theories'
import type { Words } from './words'

const size = 11
const pad = 6
const line = lineHeightOf(size)

/** Widths of the columns, px. */
const widths = { question: 150, words: 170, theory: 120 }

interface Cell {
  readonly text: string
  readonly width: number
  readonly weight: 400 | 600
  readonly ink: Role
  readonly fill: Role | null
}

const grounds: Readonly<Record<Explanation, Role>> = {
  explains: 'goodFill',
  onlyIf: 'warnFill',
  doesNot: 'badFill'
}

const columns = ['is', 'isNot', 'distinction', 'change'] as const

/** The matrix as a picture, for print and for reports: every word of it, nothing cut. */
export function drawMatrix(
  title: string,
  matrix: Matrix,
  ranking: readonly Standing[],
  words: Words,
  measure: Measure
): Scene {
  const cell = (text: string, width: number, more: Partial<Cell> = {}): Cell => ({
    text,
    width,
    weight: 400,
    ink: 'ink',
    fill: null,
    ...more
  })
  const full = widths.question + columns.length * widths.words + matrix.theories.length * widths.theory
  const place = (id: string): string => {
    const found = ranking.find(one => one.theory.id === id)
    return found?.place == null ? '' : `#${String(found.place)} `
  }
  const head: readonly Cell[] = [
    cell(words.column('question'), widths.question, { weight: 600, fill: 'raised' }),
    ...columns.map(column => cell(words.column(column), widths.words, { weight: 600, fill: 'raised' })),
    ...matrix.theories.map(one =>
      cell(`${place(one.id)}${one.data.text}`, widths.theory, { weight: 600, fill: 'raised' })
    )
  ]
  const lines: (readonly Cell[])[] = [
    [
      cell(
        matrix.problem?.data.text === undefined || matrix.problem.data.text === ''
          ? title
          : matrix.problem.data.text,
        full,
        { weight: 600 }
      )
    ],
    head
  ]
  for (const dimension of dimensions) {
    lines.push([cell(words.dimension(dimension), full, { weight: 600, ink: 'quiet', fill: 'fill' })])
    for (const row of matrix.rows.filter(one => one.data.dimension === dimension))
      lines.push([
        cell(words.question(row), widths.question, { ink: 'quiet' }),
        ...columns.map(column => cell(row.data[column], widths.words)),
        ...matrix.theories.map(theory => {
          const verdict = matrix.verdicts.get(theory.id)?.get(row.id)
          return cell(words.verdict(verdict), widths.theory, {
            fill: verdict === undefined ? null : grounds[verdict.data.says]
          })
        })
      ])
  }
  const items: Item[] = []
  let y = 0
  for (const cells of lines) {
    const broken = cells.map(one =>
      breakLines(one.text, { size, weight: one.weight, width: one.width - 2 * pad }, measure)
    )
    const height = Math.max(1, ...broken.map(one => one.lines.length)) * line + 2 * pad
    let x = 0
    for (const [i, one] of cells.entries()) {
      items.push({
        kind: 'box',
        node: null,
        x,
        y,
        width: one.width,
        height,
        radius: 0,
        fill: one.fill,
        stroke: 'line',
        strokeWidth: 0.75,
        dash: 'solid'
      })
      if (one.text !== '')
        items.push({
          kind: 'text',
          node: null,
          x: x + pad,
          y: y + pad + line / 2 + size * 0.36,
          lines: [...(broken[i]?.lines ?? [])],
          size,
          lineHeight: line,
          weight: one.weight,
          anchor: 'start',
          fill: one.ink
        })
      x += one.width
    }
    y += height
  }
  return framed(full, y, items)
}
