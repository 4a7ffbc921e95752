import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asFaultTree, faultTreeOf, theoriesOf, whysOf, type Conversion } from '@contract/diagram/convert'
import { dataOf, flawOf, parseNode, type DiagramKind } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode, type Nodes } from '@contract/diagram/node'

const make = (
  kind: DiagramKind,
  id: string,
  type: string,
  parent: string | null,
  data: DiagramNode['data']
): DiagramNode => ({
  id,
  type,
  parent,
  rank: id,
  data: dataOf(kind, type, data)
})

const word = (node: DiagramNode | undefined, field: string): string => {
  const value = node?.data[field]
  return typeof value === 'string' ? value : ''
}

function conversion(nodes: readonly DiagramNode[]): Conversion {
  let n = 0
  return {
    nodes: new Map(nodes.map(node => [node.id, node])),
    diagramId: 'd1',
    newId: () => `n${String(++n)}`,
    wordsOf: node => `[${word(node, 'key')}]`
  }
}

const fishbone = conversion([
  make('fishbone', 'head', 'effect', null, { text: 'edge fails' }),
  make('fishbone', 'A', 'category', 'head', { key: 'equipment' }),
  make('fishbone', 'B', 'category', 'head', { key: 'recipe' }),
  make('fishbone', 'a1', 'cause', 'A', { text: 'pump', note: 'since May' }),
  make('fishbone', 'a2', 'cause', 'a1', { text: 'oil' }),
  make('fishbone', 'a3', 'cause', 'a1', { text: 'seal' }),
  make('fishbone', 'e1', 'evidence', 'a2', { of: { kind: 'comment', text: 'seen' } })
])

/** A fault tree as text: `OR(AND(x,y),z)`. */
function formula(nodes: readonly DiagramNode[], of: string): string {
  const map = new Map(nodes.map(node => [node.id, node]))
  const children = childrenOf(map)
  const show = (id: string): string => {
    const node = map.get(id)
    if (node?.type !== 'gate') return word(node, 'label')
    const inputs = (children.get(id) ?? []).map(input => show(word(input, 'of')))
    return `${word(node, 'gate')}(${inputs.join(',')})`
  }
  return show(of)
}

const sound = (kind: DiagramKind, nodes: readonly DiagramNode[]): void => {
  const map: Nodes = new Map(nodes.map(node => [node.id, node]))
  expect(map.size).toBe(nodes.length)
  for (const node of nodes) expect(parseNode(kind, node)).toMatchObject({ ok: true })
  expect(flawOf(kind, map, new Set(map.keys()))).toBeNull()
}

describe('conversions', () => {
  it('make a fault tree of a fishbone, empty bones left out, each gate leading back', () => {
    const { nodes, target } = asFaultTree(faultTreeOf(fishbone, 'head'), fishbone.newId)
    sound('faultTree', nodes)
    expect(formula(nodes, target)).toBe('or(or(or(oil,seal)))')
    const pump = nodes.find(node => node.data['label'] === 'pump')
    expect(pump?.data).toMatchObject({
      note: 'since May',
      links: [{ relation: 'source', to: { kind: 'node', diagramId: 'd1', nodeId: 'a1' } }]
    })
    expect(nodes.find(node => node.data['label'] === '[equipment]')?.type).toBe('gate')
  })

  it('make an event of a leaf only below a gate, and take no name twice', () => {
    const { nodes } = faultTreeOf(fishbone, 'a1', new Set(['G1', 'E2']))
    expect(nodes.map(node => node.data['name']).filter(name => name !== undefined)).toEqual([
      'G2',
      'E1',
      'E3'
    ])
  })

  it('number gates and events in the order of the picture, each branch from left to right', () => {
    const many = conversion([
      make('fishbone', 'head', 'effect', null, { text: 'top' }),
      make('fishbone', 'A', 'category', 'head', { text: 'first' }),
      make('fishbone', 'B', 'category', 'head', { text: 'second' }),
      make('fishbone', 'a1', 'cause', 'A', { text: 'a1' }),
      make('fishbone', 'a2', 'cause', 'A', { text: 'a2' }),
      make('fishbone', 'a21', 'cause', 'a2', { text: 'a21' }),
      make('fishbone', 'a22', 'cause', 'a2', { text: 'a22' }),
      make('fishbone', 'a3', 'cause', 'A', { text: 'a3' }),
      make('fishbone', 'b1', 'cause', 'B', { text: 'b1' })
    ])
    const { nodes } = faultTreeOf(many, 'head')
    sound('faultTree', nodes)
    const labels = new Map(nodes.map(node => [word(node, 'name'), word(node, 'label')]))
    labels.delete('')
    expect(Object.fromEntries(labels)).toEqual({
      G1: 'top',
      G2: 'first',
      E1: 'a1',
      G3: 'a2',
      E2: 'a21',
      E3: 'a22',
      E4: 'a3',
      G4: 'second',
      E5: 'b1'
    })
  })

  it('of a 5-Why are one to one, AND and OR kept', () => {
    const whys = conversion([
      make('whys', 'p', 'problem', null, { text: 'edge fails' }),
      make('whys', 'l1', 'leg', 'p', { leg: 'occurrence' }),
      make('whys', 'l2', 'leg', 'p', { leg: 'nonDetection' }),
      make('whys', 'w1', 'why', 'l1', { text: 'w1', join: 'and' }),
      make('whys', 'w2', 'why', 'w1', { text: 'w2' }),
      make('whys', 'w3', 'why', 'w1', { text: 'w3' })
    ])
    const { nodes, target } = faultTreeOf(whys, 'p')
    sound('faultTree', nodes)
    expect(formula(nodes, target)).toBe('or(or(and(w2,w3)))')
  })

  it('make a 5-Why of a cause with what hangs below it', () => {
    const { nodes, target } = whysOf(fishbone, 'a1')
    sound('whys', nodes)
    const map = new Map(nodes.map(node => [node.id, node]))
    const children = childrenOf(map)
    expect(map.get(target)).toMatchObject({ type: 'why', data: { text: 'pump' } })
    expect((children.get(target) ?? []).map(node => node.data['text'])).toEqual(['oil', 'seal'])
    expect(nodes.filter(node => node.type === 'leg').map(node => node.data['leg'])).toEqual([
      'occurrence',
      'nonDetection',
      'systemic'
    ])
  })

  it('make theories of causes', () => {
    const theories = theoriesOf(fishbone, ['a2', 'a3', 'gone'], null)
    sound('isNot', theories)
    expect(theories.map(node => node.data['text'])).toEqual(['oil', 'seal'])
    expect(theories[0]?.data['source']).toEqual({ diagramId: 'd1', nodeId: 'a2' })
  })

  it('keep every leaf and every branch of any fishbone, however deep', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 }), parents => {
        const nodes = [
          make('fishbone', 'head', 'effect', null, { text: 'x' }),
          make('fishbone', 'A', 'category', 'head', { text: 'A' }),
          ...parents.map((draw, i) =>
            make(
              'fishbone',
              `c${String(i)}`,
              'cause',
              i === 0 ? 'A' : draw % (i + 1) === 0 ? 'A' : `c${String(draw % i)}`,
              {
                text: `c${String(i)}`
              }
            )
          )
        ]
        const { nodes: tree } = faultTreeOf(conversion(nodes), 'head')
        sound('faultTree', tree)
        expect(tree.filter(node => node.type !== 'input')).toHaveLength(nodes.length)
        expect(tree.filter(node => node.type === 'input')).toHaveLength(nodes.length - 1)
      }),
      { numRuns: 50 }
    )
    const deep = [
      make('fishbone', 'head', 'effect', null, { text: 'x' }),
      make('fishbone', 'A', 'category', 'head', { text: 'A' }),
      ...Array.from({ length: 20_000 }, (_, i) =>
        make('fishbone', `c${String(i)}`, 'cause', i === 0 ? 'A' : `c${String(i - 1)}`, { text: 'c' })
      )
    ]
    expect(faultTreeOf(conversion(deep), 'head').nodes).toHaveLength(20_002 * 2 - 1)
  })
})
