import { expect, test } from 'vitest'
import type { DiagramNode } from '@contract/diagram/node'
import { type Gone, wentWith } from '../../../../renderer/diagram/session/gone'

const node = (id: string, parent: string | null, data: DiagramNode['data'] = {}): DiagramNode => ({
  id,
  type: 'cause',
  parent,
  rank: 'V',
  data
})

const gone = (revision: number, ...nodes: readonly DiagramNode[]): Gone[] =>
  nodes.map(one => ({ node: one, by: 'Erin', revision }))

const ids = (id: string, all: readonly Gone[], there: readonly DiagramNode[]) =>
  wentWith(id, all, new Map(there.map(one => [one.id, one]))).map(one =>
    one.op === 'add' ? one.node.id : ''
  )

test('what hung below a removed node comes back with it, each below what it hung on', () => {
  const all = gone(
    4,
    node('leaf', 'twig'),
    node('twig', 'branch'),
    node('branch', 'stem'),
    node('other', 'stem')
  )
  expect(ids('branch', all, [node('stem', null)])).toEqual(['twig', 'leaf'])
})

test('verdicts on a removed row come back to their theories, unless those are gone as well', () => {
  const all = gone(
    7,
    node('row', null),
    node('v1', 't1', { row: 'row' }),
    node('v2', 't2', { row: 'row' }),
    node('v3', 't1', { row: 'another' })
  )
  expect(ids('row', all, [node('t1', null)])).toEqual(['v1'])
})

test('what another step removed, or what is there again, stays as it is', () => {
  const all = [...gone(2, node('old', 'cause')), ...gone(3, node('cause', 'head'), node('back', 'cause'))]
  expect(ids('cause', all, [node('head', null), node('back', 'cause')])).toEqual([])
})
