import { childrenOf, type DiagramNode } from '@contract/diagram/node'
import { dataOf } from '@contract/diagram/kinds'
import { describe, expect, it } from 'vitest'
import { chainsOf, nestedRoots, openEnds, shareSum } from '../../../../renderer/rca/whys/model'

const node = (
  id: string,
  type: string,
  parent: string | null,
  rank: string,
  data: DiagramNode['data'] = {}
): DiagramNode => ({
  id,
  type,
  parent,
  rank,
  data: dataOf('whys', type, data)
})

const all = [
  node('p', 'problem', null, 'V', { text: 'pins corroded' }),
  node('leg', 'leg', 'p', 'G', { leg: 'occurrence' }),
  node('empty', 'leg', 'p', 'V', { leg: 'systemic' }),
  node('salt', 'why', 'leg', 'V', { text: 'salt stayed', join: 'and' }),
  node('rinse', 'why', 'salt', 'G', { text: 'rinse too short' }),
  node('water', 'why', 'salt', 'V', {
    text: 'water not measured',
    root: { category: 'equipment', share: 60 }
  }),
  node('timer', 'why', 'rinse', 'V', { text: 'timer replaced' }),
  node('seen', 'evidence', 'timer', 'V', { of: { kind: 'comment', text: 'seen' } })
]
const nodes = new Map(all.map(one => [one.id, one]))
const doc = { kind: 'whys' as const, nodes, children: childrenOf(nodes) }

describe('the chains of a 5-Why', () => {
  it('are read from their end to the problem, one for each answer nobody asked on from', () => {
    expect(chainsOf(doc).map(chain => [chain.leg?.id, chain.nodes.map(({ id }) => id)])).toEqual([
      ['leg', ['timer', 'rinse', 'salt', 'p']],
      ['leg', ['water', 'salt', 'p']]
    ])
  })

  it('name what only counts together', () => {
    const [first] = chainsOf(doc)
    expect(first?.together.get('rinse')?.map(({ id }) => id)).toEqual(['water'])
    expect(first?.together.get('timer')).toBeUndefined()
  })

  it('that end in no cause are told', () => {
    expect(openEnds(doc).map(({ id }) => id)).toEqual(['timer'])
  })
})

describe('the shares of causes', () => {
  it('tell a cause below a cause, with the nearest one above', () => {
    expect(nestedRoots(doc)).toEqual([])
    const root = { category: '', share: 10 }
    const marked = new Map(
      all.map(one => [
        one.id,
        one.id === 'salt' || one.id === 'rinse' || one.id === 'timer'
          ? { ...one, data: { ...one.data, root } }
          : one
      ])
    )
    const found = nestedRoots({ kind: 'whys', nodes: marked, children: childrenOf(marked) })
    expect(found.map(({ above, below }) => [above.id, below.id])).toEqual([
      ['salt', 'rinse'],
      ['rinse', 'timer'],
      ['salt', 'water']
    ])
  })

  it('are whole at 100 % with none left out, thirds and all', () => {
    expect(shareSum([60, 40])).toEqual({ sum: 100, missing: 0, whole: true })
    expect(shareSum([33.33, 33.33, 33.34]).whole).toBe(true)
  })

  it('say what is missing and what is too much', () => {
    expect(shareSum([60, null])).toEqual({ sum: 60, missing: 1, whole: false })
    expect(shareSum([60, 60]).whole).toBe(false)
    expect(shareSum([]).whole).toBe(false)
  })
})
