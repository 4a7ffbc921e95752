import type { Change } from '@contract/diagram/change'
import type { dimensions } from '@contract/diagram/isnot'
import { dataOf, textOf } from '@contract/diagram/kinds'
import { subtree, type DiagramNode, type Nodes } from '@contract/diagram/node'
import { rankBetween } from '@contract/diagram/rank'
import { short, type Step } from '../../diagram/tree/model'
import { type Explanation, type Matrix, type Row, siblingsOf, type Theory } from './theories'

/** One of the four dimensions. */
export type Dimension = (typeof dimensions)[number]

/** A new row at the end of its dimension. */
export function addRow(matrix: Matrix, dimension: Dimension, id: string): Step {
  const last = matrix.rows.findLastIndex(row => row.data.dimension === dimension)
  const at = last < 0 ? matrix.rows.length - 1 : last
  const rank = rankBetween(matrix.rows[at]?.rank ?? null, matrix.rows[at + 1]?.rank ?? null)
  const node = { id, type: 'row', parent: null, rank, data: dataOf('isNot', 'row', { dimension }) }
  return { intent: { key: 'isNot.addRow', params: {} }, changes: [{ op: 'add', node }], select: [id] }
}

/** A new theory at the end. */
export function addTheory(matrix: Matrix, id: string, text: string): Step {
  const rank = rankBetween(matrix.theories.at(-1)?.rank ?? null, null)
  const node = { id, type: 'theory', parent: null, rank, data: dataOf('isNot', 'theory', { text }) }
  return {
    intent: { key: 'add', params: { text: short(text) } },
    changes: [{ op: 'add', node }],
    select: [id]
  }
}

/** Says how a theory stands up to a row; null takes the verdict back. Null where nothing changes. */
export function judge(
  matrix: Matrix,
  theory: Theory,
  row: Row,
  says: Explanation | null,
  condition: string,
  newId: () => string
): Step | null {
  const before = matrix.verdicts.get(theory.id)?.get(row.id)
  const intent = { key: 'isNot.judge', params: { text: short(theory.data.text) } }
  if (before === undefined) {
    if (says === null) return null
    const data = dataOf('isNot', 'verdict', { row: row.id, says, condition })
    const node = { id: newId(), type: 'verdict', parent: theory.id, rank: 'V', data }
    return { intent, changes: [{ op: 'add', node }], select: [] }
  }
  if (says === null) return { intent, changes: [{ op: 'remove', node: before }], select: [] }
  const changes: Change[] = []
  if (before.data.says !== says)
    changes.push({ op: 'set', id: before.id, field: 'says', from: before.data.says, to: says })
  const words = says === 'onlyIf' ? condition : ''
  if (before.data.condition !== words)
    changes.push({ op: 'set', id: before.id, field: 'condition', from: before.data.condition, to: words })
  return changes.length === 0 ? null : { intent, changes, select: [] }
}

/** Removes a row with every verdict on it, or a theory with all of its verdicts. */
export function removeLine(nodes: Nodes, matrix: Matrix, node: DiagramNode): Step {
  const verdicts =
    node.type === 'row'
      ? matrix.theories.flatMap(theory => matrix.verdicts.get(theory.id)?.get(node.id) ?? [])
      : []
  const gone = [...verdicts, node].flatMap(one => subtree(nodes, one.id).toReversed())
  const beside = siblingsOf(matrix, node)
  const at = beside.findIndex(one => one.id === node.id)
  const next = beside[at + 1] ?? beside[at - 1]
  return {
    intent: { key: 'remove', params: { text: short(textOf(node)) } },
    changes: gone.map(one => ({ op: 'remove', node: one })),
    select: next === undefined ? [] : [next.id]
  }
}

/** Moves a row or a theory one place; null at the end. A row stays within its dimension. */
export function shift(matrix: Matrix, node: DiagramNode, by: 1 | -1): Step | null {
  const all = siblingsOf(matrix, node)
  const own = node.type === 'row' ? all.filter(one => one.data['dimension'] === node.data['dimension']) : all
  const at = own.findIndex(one => one.id === node.id)
  const beside = own[at + by]
  if (beside === undefined) return null
  // The neighbour on the far side may belong to another dimension: ranks are of all rows together.
  const rest = all.filter(one => one.id !== node.id)
  const n = rest.findIndex(one => one.id === beside.id)
  const [low, high] = by > 0 ? [beside, rest[n + 1]] : [rest[n - 1], beside]
  const to = { parent: null, rank: rankBetween(low?.rank ?? null, high?.rank ?? null) }
  return {
    intent: { key: 'move', params: { text: short(textOf(node)) } },
    changes: [{ op: 'move', id: node.id, from: { parent: null, rank: node.rank }, to }],
    select: [node.id]
  }
}
