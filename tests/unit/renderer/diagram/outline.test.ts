import { childrenOf, type DiagramNode } from '@contract/diagram/node'
import { describe, expect, it } from 'vitest'
import { rowAfter, rowsOf } from '../../../../renderer/diagram/outline/rows'

const node = (
  id: string,
  parent: string | null,
  rank: string,
  data: DiagramNode['data'] = {}
): DiagramNode => ({
  id,
  type: parent === null ? 'problem' : 'why',
  parent,
  rank,
  data: { text: id, ...data }
})

const all = [
  node('head', null, 'V'),
  node('b', 'head', 'V', { collapsed: true }),
  node('a', 'head', 'G'),
  node('a1', 'a', 'V'),
  node('b1', 'b', 'V'),
  { ...node('proof', 'a', 'G'), type: 'evidence' }
]
const nodes = new Map(all.map(one => [one.id, one]))
const rows = rowsOf({ kind: 'whys', nodes, children: childrenOf(nodes) }, one => ({ text: one.id }))

describe('an outline', () => {
  it('lists a tree in its order, without evidence and what is folded away', () => {
    expect(rows.map(({ node, depth, below, place, of }) => [node, depth, below, place, of])).toEqual([
      ['head', 0, 'open', 1, 1],
      ['a', 1, 'open', 1, 2],
      ['a1', 2, 'none', 1, 1],
      ['b', 1, 'folded', 2, 2]
    ])
  })

  it('is walked by keys like a tree', () => {
    const after = (at: number, key: string) => rowAfter(rows, at, key, 3)
    expect(after(0, 'ArrowDown')).toBe(1)
    expect(after(3, 'ArrowDown')).toBe(3)
    expect(after(0, 'PageDown')).toBe(3)
    expect(after(2, 'ArrowLeft')).toBe(1)
    expect(after(1, 'ArrowLeft')).toBe('fold')
    expect(after(3, 'ArrowRight')).toBe('unfold')
    expect(after(1, 'ArrowRight')).toBe(2)
    expect(after(2, 'ArrowRight')).toBeNull()
    expect(after(0, 'ArrowLeft')).toBeNull()
    expect(after(-1, 'ArrowDown')).toBe(0)
    expect(after(0, 'x')).toBeNull()
  })
})
