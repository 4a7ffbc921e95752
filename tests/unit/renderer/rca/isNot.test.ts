import { describe, expect, it } from 'vitest'
import { applied } from '@contract/diagram/change'
import type { IsNotNode } from '@contract/diagram/isnot'
import { dataOf, flawOf } from '@contract/diagram/kinds'
import { childrenOf, type Nodes } from '@contract/diagram/node'
import { addRow, addTheory, judge, removeLine, shift } from '../../../../renderer/rca/isNot/commands'
import { drawMatrix } from '../../../../renderer/rca/isNot/drawMatrix'
import { sheetOf } from '../../../../renderer/rca/isNot/sheet'
import { type Explanation, matrixOf, standings, type Matrix } from '../../../../renderer/rca/isNot/theories'
import { roughMeasure } from '../../../../renderer/diagram/scene/text'
import type { Step } from '../../../../renderer/diagram/tree/model'

const make = (
  id: string,
  type: IsNotNode['type'],
  rank: string,
  data: object,
  parent: string | null = null
) => ({ id, type, parent, rank, data: dataOf('isNot', type, { ...data }) }) as unknown as IsNotNode

const start: ReadonlyMap<string, IsNotNode> = new Map(
  [
    make('p', 'problem', 'V', { text: 'Edge dies of product A fail bin 5' }),
    make('r1', 'row', 'A', { dimension: 'what', key: 'whatObject', is: 'product A', isNot: 'product B' }),
    make('r2', 'row', 'B', { dimension: 'where', key: 'whereOnObject', is: 'edge', isNot: 'centre' }),
    make('r3', 'row', 'C', { dimension: 'when', key: 'whenFirst', is: 'since May', isNot: 'before' }),
    make('r4', 'row', 'D', { dimension: 'howBig', key: 'howMany' }),
    make('t1', 'theory', 'A', { text: 'pump oil' }),
    make('t2', 'theory', 'B', { text: 'edge ring worn' }),
    make('t3', 'theory', 'C', { text: 'test limits' })
  ].map(node => [node.id, node])
)

const read = (nodes: ReadonlyMap<string, IsNotNode>): Matrix => matrixOf({ children: childrenOf(nodes) })

function after(nodes: ReadonlyMap<string, IsNotNode>, step: Step | null): ReadonlyMap<string, IsNotNode> {
  if (step === null) throw new Error('nothing was made')
  const result = applied<IsNotNode>(nodes, step.changes)
  if (!result.ok) throw new Error(result.clash.why)
  expect(flawOf('isNot', result.nodes as unknown as Nodes, new Set(result.nodes.keys()))).toBeNull()
  return result.nodes
}

let made = 0
const newId = (): string => `v${String(++made)}`

function judged(verdicts: readonly [string, string, Explanation, string?][]): ReadonlyMap<string, IsNotNode> {
  let nodes: ReadonlyMap<string, IsNotNode> = start
  for (const [t, r, says, condition = ''] of verdicts) {
    const matrix = read(nodes)
    const theory = matrix.theories.find(one => one.id === t)
    const row = matrix.rows.find(one => one.id === r)
    if (theory === undefined || row === undefined) throw new Error('no such line')
    nodes = after(nodes, judge(matrix, theory, row, says, condition, newId))
  }
  return nodes
}

const order = (nodes: ReadonlyMap<string, IsNotNode>) =>
  standings(read(nodes)).map(one => `${one.place === null ? '-' : String(one.place)} ${one.theory.id}`)

describe('theories held against the facts', () => {
  it('stand in the order of what they fail, explain and assume; rows that say nothing do not count', () => {
    const nodes = judged([
      ['t1', 'r1', 'explains'],
      ['t1', 'r2', 'doesNot'],
      ['t1', 'r3', 'explains'],
      ['t2', 'r1', 'onlyIf', 'ring part number differs'],
      ['t2', 'r2', 'explains'],
      ['t2', 'r3', 'explains'],
      ['t3', 'r1', 'explains'],
      ['t3', 'r2', 'explains'],
      ['t3', 'r4', 'doesNot']
    ])
    expect(order(nodes)).toEqual(['1 t2', '2 t3', '3 t1'])
    const [first, second, third] = standings(read(nodes))
    expect(first).toMatchObject({ asked: 3, explains: 2, untested: 0 })
    expect(first?.onlyIf).toMatchObject([{ row: { id: 'r1' }, condition: 'ring part number differs' }])
    expect(second).toMatchObject({ explains: 2, untested: 1, against: [] })
    expect(third?.against.map(row => row.id)).toEqual(['r2'])
  })

  it('share a place where nothing tells them apart', () => {
    expect(order(start)).toEqual(['- t1', '- t2', '- t3'])
    expect(
      order(
        judged([
          ['t1', 'r1', 'explains'],
          ['t3', 'r2', 'explains']
        ])
      )
    ).toEqual(['1 t1', '1 t3', '- t2'])
  })

  it('have no place before they are tested, and come after those that failed', () => {
    expect(
      order(
        judged([
          ['t2', 'r1', 'doesNot'],
          ['t3', 'r1', 'explains']
        ])
      )
    ).toEqual(['1 t3', '2 t2', '- t1'])
  })

  it('are judged, judged otherwise and not judged again', () => {
    let nodes = judged([['t1', 'r1', 'onlyIf', 'x']])
    const again = (says: Explanation | null): Step | null => {
      const matrix = read(nodes)
      const [theory] = matrix.theories
      const [row] = matrix.rows
      if (theory === undefined || row === undefined) throw new Error('empty')
      return judge(matrix, theory, row, says, 'x', newId)
    }
    expect(again('onlyIf')).toBeNull()
    nodes = after(nodes, again('explains'))
    expect(read(nodes).verdicts.get('t1')?.get('r1')?.data).toMatchObject({ says: 'explains', condition: '' })
    nodes = after(nodes, again(null))
    expect(read(nodes).verdicts.get('t1')?.size).toBe(0)
    expect(again(null)).toBeNull()
  })
})

describe('the matrix', () => {
  it('grows within its dimension, moves within it, and goes with its verdicts', () => {
    const grown = after(start, addRow(read(start), 'where', 'n'))
    expect(read(grown).rows.map(row => row.id)).toEqual(['r1', 'r2', 'n', 'r3', 'r4'])
    const row = read(grown).rows[2]
    if (row === undefined) throw new Error('no row')
    expect(read(after(grown, shift(read(grown), row, -1))).rows.map(one => one.id)).toEqual([
      'r1',
      'n',
      'r2',
      'r3',
      'r4'
    ])
    expect(shift(read(grown), row, 1)).toBeNull()
    const nodes = judged([
      ['t1', 'r1', 'explains'],
      ['t2', 'r1', 'doesNot']
    ])
    const matrix = read(nodes)
    const [first] = matrix.rows
    if (first === undefined) throw new Error('no row')
    const less = after(nodes, removeLine(nodes, matrix, first))
    expect(less.size).toBe(start.size - 1)
    const more = after(start, addTheory(read(start), 'n', '新假设'))
    expect(read(more).theories.map(one => one.id)).toEqual(['t1', 't2', 't3', 'n'])
  })

  it('is drawn and exported with every word', () => {
    const words = {
      question: () => 'Q',
      dimension: (one: string) => one,
      says: (one: string) => one,
      verdict: (one: { data: { says: string } } | undefined) => one?.data.says ?? '',
      column: (one: string) => one
    }
    const nodes = judged([['t1', 'r1', 'explains']])
    const matrix = read(nodes)
    const scene = drawMatrix('title', matrix, standings(matrix), words, roughMeasure)
    const texts = scene.items.flatMap(item => (item.kind === 'text' ? item.lines : []))
    for (const text of ['product A', 'since May', 'centre', 'explains']) expect(texts).toContain(text)
    const sheet = sheetOf(matrix, standings(matrix), words)
    expect(sheet.header).toHaveLength(9)
    expect(sheet.rows).toHaveLength(5)
    expect(sheet.rows[0]).toEqual(['what', 'Q', 'product A', 'product B', '', '', 'explains', '', ''])
    expect(sheet.rows.at(-1)?.slice(6)).toEqual([1, null, null])
  })
})
