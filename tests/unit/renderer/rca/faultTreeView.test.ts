import type { FaultTreeNode } from '@contract/diagram/faultTree'
import { dataOf, flawOf } from '@contract/diagram/kinds'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { applied } from '@contract/diagram/change'
import { describe, expect, it } from 'vitest'
import { eventChanges } from '../../../../renderer/rca/faultTree/commands/events'
import { asRepeatOf } from '../../../../renderer/rca/faultTree/commands/naming'
import {
  factorsFor,
  removeRecord,
  setGroupModel,
  setMembers
} from '../../../../renderer/rca/faultTree/commands/numbers'
import { absentPlaces, litPlaces } from '../../../../renderer/rca/faultTree/light'
import { lookOf, type LookContext } from '../../../../renderer/rca/faultTree/look'
import { numberOf, typed } from '../../../../renderer/rca/faultTree/panels/number'
import {
  countText,
  primeRows,
  probabilitiesOf,
  setRows
} from '../../../../renderer/rca/faultTree/results/answers'
import { treeOf, type TreeNodes } from '../../../../renderer/rca/faultTree/tree'
import { verify } from '../../../../renderer/rca/faultTree/verify'
import { flat, pagesOf, placesOf, suggestedPages } from '../../../../renderer/rca/faultTree/view'

/** A tree written as `gate kind: input input`; capitals are gates, `-x` is negated. */
function made(text: string, more: readonly DiagramNode[] = [], data: Record<string, object> = {}): TreeNodes {
  const nodes = new Map<string, DiagramNode>()
  const put = (id: string, type: string, parent: string | null, fields: object): void => {
    const rank = String(nodes.size + 1000)
    nodes.set(id, { id, type, parent, rank, data: dataOf('faultTree', type, { ...fields, ...data[id] }) })
  }
  const lines = text.split('\n').map(line =>
    line
      .trim()
      .split(/[ :]+/)
      .filter(word => word !== '')
  )
  for (const [name = '', kind = ''] of lines) put(name, 'gate', null, { name, gate: kind })
  for (const [name = '', , ...inputs] of lines)
    for (const [i, input] of inputs.entries()) {
      const of = input.replace('-', '')
      if (!nodes.has(of)) put(of, 'event', null, { name: of })
      put(`${name}.${String(i)}`, 'input', name, { of, negated: input.startsWith('-') })
    }
  for (const node of more)
    nodes.set(node.id, { ...node, data: dataOf('faultTree', node.type, { ...node.data, ...data[node.id] }) })
  expect(flawOf('faultTree', nodes as Nodes, new Set(nodes.keys()))).toBeNull()
  // Every node is as its kind wants it.
  return nodes as unknown as TreeNodes
}

const shape = (nodes: TreeNodes, page = 'T'): string[] => {
  const tree = treeOf(nodes)
  const top = placesOf(tree, pagesOf(tree), page)
  return top === null ? [] : flat(top).map(place => `${place.id} ${place.showing} ${String(place.uses)}`)
}

describe('what is drawn of a fault tree', () => {
  it('draws a shared gate with its inputs once, and marks it elsewhere', () => {
    const nodes = made('T or: A B\nA and: C x\nB and: C y\nC or: x z')
    expect(shape(nodes)).toEqual([
      'T open 0',
      'T.0 open 1',
      'A.0 open 2',
      'C.0 leaf 2',
      'C.1 leaf 1',
      'A.1 leaf 2',
      'T.1 open 1',
      'B.0 repeat 2',
      'B.1 leaf 1'
    ])
  })

  it('gives a page of its own to a gate that has one, in the order one leafs through them', () => {
    const nodes = made('T or: A B\nA and: C x\nB and: y z\nC or: u v', [], {
      A: { page: true },
      C: { page: true },
      B: { page: true }
    })
    const pages = pagesOf(treeOf(nodes))
    expect(pages.list.map(page => [page.id, page.number, page.from])).toEqual([
      ['T', 1, null],
      ['A', 2, 'T'],
      ['C', 3, 'A'],
      ['B', 4, 'T']
    ])
    expect(shape(nodes)).toEqual(['T open 0', 'T.0 transfer 1', 'T.1 transfer 1'])
    expect(shape(nodes, 'A')).toEqual(['A open 1', 'A.0 transfer 1', 'A.1 leaf 1'])
  })

  it('hides what is folded and opens it where it is asked for', () => {
    const nodes = made('T or: A x\nA and: y z', [], { A: { collapsed: true } })
    expect(shape(nodes)).toEqual(['T open 0', 'T.0 folded 1', 'T.1 leaf 1'])
    const tree = treeOf(nodes)
    const top = placesOf(tree, pagesOf(tree), 'T', new Set(['A']))
    expect(top === null ? 0 : flat(top).length).toBe(5)
  })

  it('draws a chain of five thousand gates, and suggests pages for it', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `G${String(i)} or: G${String(i + 1)} e${String(i)}`)
    const nodes = made([...lines, 'G5000 or: last'].join('\n'))
    const tree = treeOf(nodes)
    const top = placesOf(tree, pagesOf(tree), 'G0')
    expect(top === null ? 0 : flat(top).length).toBe(10_002)
    expect(suggestedPages(tree, 60).length).toBeGreaterThan(150)
  })

  it('lights a cut set up with the way to the top, through transfers', () => {
    const nodes = made('T or: A B\nA and: x y\nB and: P z\nP or: x w', [], { P: { page: true } })
    const tree = treeOf(nodes)
    const top = placesOf(tree, pagesOf(tree), 'T')
    if (top === null) throw new Error('no top')
    expect([...litPlaces(tree, top, new Set(['x', 'z']))].toSorted()).toEqual([
      'A.0',
      'B.0',
      'B.1',
      'T',
      'T.0',
      'T.1'
    ])
    expect([...litPlaces(tree, top, new Set(['y']))].toSorted()).toEqual(['A.1', 'T', 'T.0'])
    const places = new Map(flat(top).map(place => [place.id, place]))
    expect([...absentPlaces(places, new Set(['y', 'w']))]).toEqual(['A.1'])
  })

  it('says in symbols and marks what a gate or event is', () => {
    const nodes = made('T atleast: A -x h\nA pand: x y', [], {
      T: { label: '晶圆过热', k: 2 },
      h: { kind: 'house', state: true },
      A: { page: true }
    })
    const tree = treeOf(nodes)
    const pages = pagesOf(tree)
    const context: LookContext = {
      approximate: '≈ AND',
      on: '= true',
      off: '= false',
      probability: id => (id === 'T' ? '0.02' : ''),
      given: new Map([['x', false]]),
      evidence: new Map([['x', 2]]),
      linked: new Set(),
      broken: new Set()
    }
    const top = placesOf(tree, pages, 'T')
    if (top === null) throw new Error('no top')
    const look = lookOf(top, pages, context)
    expect(look).toMatchObject({ text: '晶圆过热', caption: 'T  ·  0.02', shape: 'atleast', inside: '≥2' })
    expect(look.children).toMatchObject([
      { text: 'A', shape: 'transferIn', inside: '2', facts: [{ mark: 'warning', text: '≈ AND' }] },
      { text: 'x', negated: true, repeated: true, tone: 'quiet', caption: '= false' },
      { text: 'h', shape: 'house', caption: '= true' }
    ])
  })
})

describe('what a check of the tree finds', () => {
  it('says what cannot be computed before what is only odd', () => {
    const lone: DiagramNode = { id: 'lone', type: 'event', parent: null, rank: 'zz', data: { name: 'lone' } }
    const nodes = made('T atleast: x y\nN not: x y\nX xor: x y O\nE and:\nO or: x', [lone], {
      T: { k: 3 },
      x: { model: { kind: 'fixed', p: 1.5 } }
    })
    expect(verify(treeOf(nodes)).map(one => `${one.what} ${one.what === 'empty' ? '' : one.name}`)).toEqual([
      'k T',
      'notInputs N',
      'xorInputs X',
      'noInputs E',
      'probability x',
      'oneInput O',
      'orphanGate N',
      'orphanGate X',
      'orphanGate E',
      'noProbability y',
      'orphanEvent lone'
    ])
    expect(verify(treeOf(new Map<string, FaultTreeNode>()))).toEqual([{ what: 'empty' }])
  })
})

const parameter: DiagramNode = {
  id: 'l',
  type: 'parameter',
  parent: null,
  rank: 'zx',
  data: { name: 'lambda', value: { kind: 'uniform', low: 1e-6, high: 3e-6 } }
}
const group: DiagramNode = {
  id: 'c',
  type: 'ccf',
  parent: null,
  rank: 'zy',
  data: { name: 'CCF1', members: ['x', 'y'], factors: [{ level: 2, value: 0.1 }] }
}

describe('numbers of the tree', () => {
  const nodes = made('T and: x y z', [parameter, group], {
    z: { model: { kind: 'exponential', rate: { parameter: 'l' }, time: null } }
  })

  it('leaves the number of a removed parameter where it was used', () => {
    const command = removeRecord(nodes, 'l')
    const done = applied(nodes, command?.changes ?? [])
    expect(done.ok && treeOf(done.nodes).events.find(one => one.id === 'z')?.data.model).toEqual({
      kind: 'exponential',
      rate: 2e-6,
      time: null
    })
  })

  it('keeps the beta factor at the number of members', () => {
    const more = applied(nodes, setMembers(nodes, 'c', ['x', 'y', 'z'])?.changes ?? [])
    if (!more.ok) throw new Error('clash')
    expect(treeOf(more.nodes).groups[0]?.data.factors).toEqual([{ level: 3, value: 0.1 }])
    const other = applied(more.nodes, setGroupModel(more.nodes, 'c', 'MGL')?.changes ?? [])
    expect(other.ok && treeOf(other.nodes).groups[0]?.data).toMatchObject({
      model: 'MGL',
      factors: [{ level: 3 }]
    })
    expect(factorsFor('MGL', 4)).toEqual([2, 3, 4])
    expect(factorsFor('phi-factor', 3)).toEqual([1, 2, 3])
  })

  it('takes events that are told over, and nothing of other kinds', () => {
    const told = (id: string, type: string, data: object): DiagramNode => ({
      id,
      type,
      parent: null,
      rank: 'zz',
      data: { ...data }
    })
    const changes = eventChanges(nodes, [
      told('x', 'event', { name: 'x', label: 'Liner', model: { kind: 'fixed', p: 0.2 } }),
      told('new', 'event', { name: 'E9' }),
      told('T', 'event', { name: 'T' })
    ])
    expect(changes.map(one => (one.op === 'set' ? `${one.id}.${one.field}` : one.op))).toEqual([
      'x.label',
      'x.model',
      'add'
    ])
  })

  it('makes a repeat of a new event that is called as another', () => {
    expect(asRepeatOf(nodes, 'T.0', 'y')).toBeNull()
    const free = made('T and: x A\nA or: y z')
    const done = applied(free, asRepeatOf(free, 'A.0', ' X ')?.changes ?? [])
    expect(done.ok && [...treeOf(done.nodes).names]).toEqual(['T', 'A', 'x', 'z'])
    expect(asRepeatOf(free, 'A.0', 'T')).toBeNull()
  })

  it('reads numbers as people write them', () => {
    expect(['1e-5', '8 760', '1,5E-3', '.02', '-1', '1e999', 'x', '1.2.3', ''].map(numberOf)).toEqual([
      1e-5,
      8760,
      0.0015,
      0.02,
      -1,
      null,
      null,
      null,
      null
    ])
    expect([1e-5, 0.001, 8760, 123_456_789, 0].map(typed)).toEqual([
      '1e-5',
      '0.001',
      '8760',
      '1.23456789e+8',
      '0'
    ])
  })
})

describe('an answer', () => {
  it('names cut sets by their parts, and counts beyond any number', () => {
    const answer = {
      top: { id: 'T', name: 'T' },
      p: 0.1,
      parts: [
        { name: 'x', ids: ['x'], group: null, probability: 0.2 },
        { name: '[y z]', ids: ['y', 'z'], group: 'CCF1', probability: 0.01 }
      ],
      cutSets: [{ parts: [0, 1], probability: 0.002 }],
      primes: { listed: [{ parts: [1], absent: [0], probability: 0.008 }] },
      gates: [{ id: 'A', p: null }]
    }
    const whole = answer as unknown as Parameters<typeof setRows>[0]
    expect(setRows(whole)).toMatchObject([{ key: 'x\n[y z]', order: 2, probability: 0.002 }])
    expect(primeRows(whole)).toMatchObject([{ key: '[y z]\n¬x', order: 2, probability: 0.008 }])
    expect([...probabilitiesOf(whole)]).toEqual([
      ['x', 0.2],
      ['T', 0.1]
    ])
    expect(countText('26299506', 'en')).toBe('26,299,506')
    expect(countText('82000000000000000', 'en')).toBe('82,000,000,000,000,000 (≈ 8.20e16)')
  })
})
