import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, between, type Change, inverse, sameJson } from '@contract/diagram/change'
import { flawOf, parseNode } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode, type Nodes, subtree } from '@contract/diagram/node'
import { rankBetween, ranksBetween } from '@contract/diagram/rank'

const node = (id: string, parent: string | null, rank = 'V', text = id): DiagramNode => ({
  id,
  type: 'cause',
  parent,
  rank,
  data: { text }
})

const mapOf = (...nodes: readonly DiagramNode[]): Nodes => new Map(nodes.map(one => [one.id, one]))

/** The same nodes, whatever order they are kept in. */
function same(a: Nodes, b: Nodes): boolean {
  return (
    a.size === b.size &&
    [...a.values()].every(one => sameJson(one as never, (b.get(one.id) ?? null) as never))
  )
}

/** Random changes that fit, made one by one from drawn numbers. */
function walk(start: Nodes, draws: readonly number[]): { readonly nodes: Nodes; readonly changes: Change[] } {
  let nodes = start
  const changes: Change[] = []
  for (const [turn, draw] of draws.entries()) {
    const all = [...nodes.values()]
    const some = all[draw % Math.max(1, all.length)]
    const other = all[(draw >> 4) % Math.max(1, all.length)]
    const rank = rankBetween(null, null) + 'V'.repeat(draw % 3)
    let one: Change
    if (some === undefined || draw % 5 < 2)
      one = { op: 'add', node: node(`n${String(turn)}`, draw % 7 === 0 ? null : (some?.id ?? null), rank) }
    else if (draw % 5 === 2)
      one = { op: 'set', id: some.id, field: 'text', from: some.data['text'] ?? null, to: `t${String(draw)}` }
    else if (draw % 5 === 3)
      one = {
        op: 'move',
        id: some.id,
        from: { parent: some.parent, rank: some.rank },
        to: { parent: other?.id ?? null, rank }
      }
    else one = { op: 'remove', node: some }
    const after = applied(nodes, [one])
    if (!after.ok) continue
    nodes = after.nodes
    changes.push(one)
  }
  return { nodes, changes }
}

const draws = fc.array(fc.nat(1_000_000), { maxLength: 60 })

describe('ranks', () => {
  it('lies between any two, however often one is put beside the same neighbour', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), places => {
        const ranks: string[] = []
        for (const place of places) {
          const at = place % (ranks.length + 1)
          ranks.splice(at, 0, rankBetween(ranks[at - 1] ?? null, ranks[at] ?? null))
        }
        expect([...ranks].sort()).toEqual(ranks)
        expect(new Set(ranks).size).toBe(ranks.length)
        expect(ranks.every(rank => !rank.endsWith('0'))).toBe(true)
      })
    )
  })

  it('gives many at once that stay short', () => {
    const ranks = ranksBetween('a', 'b', 2000)
    expect([...ranks].sort()).toEqual([...ranks])
    expect(new Set(ranks).size).toBe(2000)
    expect(Math.max(...ranks.map(rank => rank.length))).toBeLessThan(8)
  })

  it('refuses neighbours in the wrong order', () => {
    expect(() => rankBetween('b', 'a')).toThrow(RangeError)
    expect(() => rankBetween('a', 'a')).toThrow(RangeError)
  })
})

describe('changes', () => {
  it('are taken back by their inverse, whatever they were', () => {
    fc.assert(
      fc.property(draws, draws, (first, second) => {
        const before = walk(mapOf(), first).nodes
        const { nodes, changes } = walk(before, second)
        const back = applied(nodes, inverse(changes))
        expect(back.ok && same(back.nodes, before)).toBe(true)
      })
    )
  })

  it('lead from any state to any other', () => {
    fc.assert(
      fc.property(draws, draws, (first, second) => {
        const from = walk(mapOf(), first).nodes
        const to = walk(from, second).nodes
        const made = applied(from, between(from, to))
        expect(made.ok && same(made.nodes, to)).toBe(true)
      })
    )
  })

  it('of different fields and different nodes go together, of one field do not', () => {
    const before = mapOf(node('a', null), node('b', 'a'))
    const mine: Change = { op: 'set', id: 'b', field: 'text', from: 'b', to: 'mine' }
    const first = applied(before, [{ op: 'set', id: 'a', field: 'text', from: 'a', to: 'theirs' }])
    expect(first.ok && applied(first.nodes, [mine]).ok).toBe(true)
    const other = applied(before, [{ op: 'set', id: 'b', field: 'text', from: 'b', to: 'theirs' }])
    expect(other.ok && applied(other.nodes, [mine])).toMatchObject({
      ok: false,
      clash: { why: 'field', id: 'b', field: 'text', mine: 'mine', theirs: 'theirs' }
    })
  })

  it('never make a round, never leave a child without its parent', () => {
    const nodes = mapOf(node('a', null), node('b', 'a'), node('c', 'b'))
    const move: Change = {
      op: 'move',
      id: 'a',
      from: { parent: null, rank: 'V' },
      to: { parent: 'c', rank: 'V' }
    }
    expect(applied(nodes, [move])).toMatchObject({ ok: false, clash: { why: 'cycle', id: 'a' } })
    expect(applied(nodes, [{ op: 'remove', node: node('b', 'a') }])).toMatchObject({
      ok: false,
      clash: { why: 'children', id: 'b' }
    })
    expect(applied(nodes, [{ op: 'add', node: node('d', 'x') }])).toMatchObject({
      ok: false,
      clash: { why: 'gone', id: 'x' }
    })
  })

  it('make all or none', () => {
    const nodes = mapOf(node('a', null))
    const result = applied(nodes, [
      { op: 'add', node: node('b', 'a') },
      { op: 'remove', node: node('x', null) }
    ])
    expect(result).toMatchObject({ ok: false, at: 1, clash: { why: 'gone', id: 'x' } })
    expect(nodes.size).toBe(1)
  })
})

describe('nodes', () => {
  it('come in their order, parents first', () => {
    const nodes = mapOf(node('a', null), node('c', 'a', 'b'), node('b', 'a', 'a'), node('d', 'b'))
    expect(subtree(nodes, 'a').map(one => one.id)).toEqual(['a', 'b', 'd', 'c'])
    expect(
      childrenOf(nodes)
        .get('a')
        ?.map(one => one.id)
    ).toEqual(['b', 'c'])
  })

  it('are checked by their kind, with the field that is wrong', () => {
    expect(parseNode('fishbone', node('a', null))).toMatchObject({ ok: true, node: { data: { votes: [] } } })
    expect(parseNode('fishbone', { ...node('a', null), data: { text: 5 } })).toMatchObject({
      ok: false,
      flaw: { flaw: 'data', field: 'text' }
    })
    expect(parseNode('whys', node('a', null))).toMatchObject({ ok: false, flaw: { flaw: 'type' } })
  })

  it('of a fault tree make no loop and share no name', () => {
    const gate = (id: string, name: string): DiagramNode => ({
      ...node(id, null),
      type: 'gate',
      data: { name }
    })
    const input = (id: string, parent: string, of: string): DiagramNode => ({
      ...node(id, parent),
      type: 'input',
      data: { of, negated: false }
    })
    const fine = mapOf(gate('a', 'A'), gate('b', 'B'), input('i', 'a', 'b'))
    expect(flawOf('faultTree', fine, new Set(fine.keys()))).toBeNull()
    const round = new Map([...fine, ['j', input('j', 'b', 'a')]])
    expect(flawOf('faultTree', round, new Set(['j']))).toMatchObject({ flaw: 'loop' })
    expect(flawOf('faultTree', mapOf(gate('a', 'A'), gate('b', 'A')), new Set(['b']))).toMatchObject({
      flaw: 'name',
      name: 'A'
    })
  })
})
