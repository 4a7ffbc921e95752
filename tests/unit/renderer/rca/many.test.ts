import { describe, expect, it } from 'vitest'
import { applied } from '@contract/diagram/change'
import { dataOf } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import type { JsonObject } from '@contract/json'
import { nodesAs } from '../../../../renderer/diagram/session/kinds'
import { recordsAt, setFields } from '../../../../renderer/rca/faultTree/commands/many'
import { commonOf, setAll } from '../../../../renderer/rca/node/many'

const node = (id: string, type: string, data: JsonObject): DiagramNode => ({
  id,
  type,
  parent: null,
  rank: 'V',
  data
})
const cause = (id: string, likelihood: number | null): DiagramNode =>
  node(id, 'cause', dataOf('fishbone', 'cause', { text: `Cause ${id}`, likelihood }))

describe('a field of several nodes', () => {
  it('is what all say, or mixed', () => {
    expect(commonOf([cause('a', 3), cause('b', 3)], 'likelihood')).toEqual({ mixed: false, value: 3 })
    expect(commonOf([cause('a', 3), cause('b', null)], 'likelihood')).toEqual({ mixed: true })
    expect(commonOf([cause('a', 3), cause('b', 3)], 'status')).toMatchObject({ mixed: false })
    expect(commonOf([cause('a', 3)], 'nothing of the kind')).toEqual({ mixed: false, value: null })
  })

  it('is set for all in one step that leaves alone who says so already', () => {
    const nodes = [cause('a', 3), cause('b', null), cause('c', 1)]
    const step = setAll(nodes, 'likelihood', 3, 'score')
    expect(step?.intent).toEqual({ key: 'scoreMany', params: { n: 2 } })
    expect(step?.changes.map(one => ('id' in one ? one.id : ''))).toEqual(['b', 'c'])
    const after = applied(new Map(nodes.map(one => [one.id, one])), step?.changes ?? [])
    expect(after.ok && [...after.nodes.values()].map(one => one.data['likelihood'])).toEqual([3, 3, 3])
    expect(setAll(nodes.slice(0, 1), 'likelihood', 3, 'score')).toBeNull()
    expect(setAll(nodes.slice(1, 2), 'likelihood', 5, 'score')?.intent).toEqual({
      key: 'score',
      params: { text: 'Cause b' }
    })
  })
})

describe('several places of a fault tree', () => {
  const gate = (id: string, kind: string): DiagramNode =>
    node(id, 'gate', dataOf('faultTree', 'gate', { name: id, gate: kind }))
  const input = (id: string, of: string): DiagramNode => ({
    ...node(id, 'input', { of, negated: false }),
    parent: 'g'
  })
  const nodes = nodesAs<'faultTree'>(
    new Map(
      [
        gate('g', 'or'),
        gate('h', 'and'),
        gate('k', 'or'),
        input('h1', 'h'),
        input('h2', 'h'),
        input('k1', 'k')
      ].map(one => [one.id, one])
    )
  )

  it('stand for each gate once, however often it is drawn', () => {
    expect(recordsAt(nodes, new Set(['h1', 'h2', 'k1', 'gone'])).map(record => record.id)).toEqual(['h', 'k'])
  })

  it('are set in one step that says how many', () => {
    const records = recordsAt(nodes, new Set(['g', 'h1', 'k1']))
    expect(setFields(records, 'gate', 'xor', 'gate')).toMatchObject({
      intent: { key: 'faultTree.gateMany', params: { n: 3 } },
      changes: [{ id: 'g' }, { id: 'h' }, { id: 'k' }]
    })
    expect(setFields(records, 'gate', 'or', 'gate')).toMatchObject({
      intent: { key: 'faultTree.gate', params: { name: 'h' } },
      changes: [{ id: 'h', from: 'and', to: 'or' }]
    })
    expect(setFields(records.slice(0, 1), 'gate', 'or', 'gate')).toBeNull()
  })
})
