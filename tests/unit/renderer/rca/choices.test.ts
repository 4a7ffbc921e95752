import { expect, test } from 'vitest'
import { dataOf } from '@contract/diagram/kinds'
import type { JsonObject } from '@contract/json'
import { choicesOf } from '../../../../renderer/rca/isNot/choices'

const node = (id: string, type: string, parent: string | null, rank: string, data: JsonObject) => ({
  id,
  type,
  parent,
  rank,
  data: dataOf('fishbone', type, data)
})
const status = (is: string) => ({ is, why: 'x', by: '', at: '' })

test('causes are offered proven first, then by rating, equals as they hang in their diagram', () => {
  // In the order of their ids, as the store gives them.
  const nodes = [
    node('a-late', 'cause', 'bone2', 'V', { text: 'late' }),
    node('b-rated', 'cause', 'bone2', 'k', { text: 'rated', likelihood: 4, impact: 5 }),
    node('bone1', 'category', 'head', 'A', { key: 'equipment' }),
    node('bone2', 'category', 'head', 'B', { key: 'recipe' }),
    node('c-below', 'cause', 'd-first', 'V', { text: 'below' }),
    node('d-first', 'cause', 'bone1', 'V', { text: 'first' }),
    node('e-out', 'cause', 'bone1', 'W', { text: 'out', status: status('ruledOut') }),
    node('f-empty', 'cause', 'bone1', 'X', { text: '' }),
    node('g-adds', 'cause', 'f-empty', 'V', { text: 'adds', status: status('contributing') }),
    node('h-likely', 'cause', 'bone2', 'm', { text: 'likely', likelihood: 4 }),
    node('head', 'effect', null, 'V', { text: 'fails' })
  ]
  expect(choicesOf(nodes).map(({ node: { id }, path }) => [id, path.map(one => one.id)])).toEqual([
    ['g-adds', ['bone1', 'f-empty']],
    ['b-rated', ['bone2']],
    ['h-likely', ['bone2']],
    ['d-first', ['bone1']],
    ['c-below', ['bone1', 'd-first']],
    ['a-late', ['bone2']]
  ])
})
