import type { DiagramNode } from '@contract/diagram/node'
import { describe, expect, it } from 'vitest'
import { hitsIn, rangesOf, replacing } from '../../../../renderer/diagram/find/search'

const node = (id: string, text: string, note = ''): DiagramNode => ({
  id,
  type: 'why',
  parent: null,
  rank: 'V',
  data: { text, note }
})

describe('finding words', () => {
  it('takes full and half width, capitals and small letters for the same', () => {
    expect(rangesOf('机台 \uFF21\uFF22\uFF11\uFF12 停机', 'ab12')).toEqual([[3, 7]])
    expect(rangesOf('ab12 and AB12', '\uFF21\uFF22\uFF11\uFF12')).toEqual([
      [0, 4],
      [9, 13]
    ])
    expect(rangesOf('\uFF76\uFF9E\uFF7D', 'カ')).toHaveLength(1)
  })

  it('keeps the places of the text as it stands, where characters take two units or become several', () => {
    expect(rangesOf('𠮷野 ﬁlm', 'film')).toEqual([[4, 7]])
    expect(rangesOf('5 ㎛ gap', 'μm')).toEqual([[2, 3]])
  })

  it('finds nothing for nothing', () => {
    expect(rangesOf('abc', '  ')).toEqual([])
    expect(hitsIn([node('a', 'abc')], '')).toEqual([])
  })

  it('looks at texts and notes, in the order of the nodes', () => {
    const hits = hitsIn([node('a', 'Pump oil', 'oil and OIL'), node('b', 'dry'), node('c', 'Oil')], 'oil')
    expect(hits.map(({ node, field, from }) => [node, field, from])).toEqual([
      ['a', 'text', 5],
      ['a', 'note', 0],
      ['a', 'note', 8],
      ['c', 'text', 0]
    ])
  })
})

describe('replacing words', () => {
  const nodes = new Map([node('a', 'oil in OIL'), node('b', '油')].map(one => [one.id, one]))

  it('finds what is shown of a node in its language, and leaves that as it is', () => {
    const shown = (one: DiagramNode) => (one.id === 'a' ? ['设备', '已确认根因'] : [])
    const all = [node('a', ''), node('b', '设备老化')]
    const hits = hitsIn(all, '设备', shown)
    expect(hits.map(({ node, field }) => [node, field])).toEqual([
      ['a', null],
      ['b', 'text']
    ])
    expect(replacing(new Map(all.map(one => [one.id, one])), hits, '机台')).toEqual([
      { op: 'set', id: 'b', field: 'text', from: '设备老化', to: '机台老化' }
    ])
  })

  it('empties no text, but a note', () => {
    const one = node('a', 'oil', 'oil')
    expect(replacing(new Map([['a', one]]), hitsIn([one], 'oil'), '')).toEqual([
      { op: 'set', id: 'a', field: 'note', from: 'oil', to: '' }
    ])
  })

  it('changes each field once, whatever the length of the new words', () => {
    expect(replacing(nodes, hitsIn([...nodes.values()], 'oil'), '润滑脂')).toEqual([
      { op: 'set', id: 'a', field: 'text', from: 'oil in OIL', to: '润滑脂 in 润滑脂' }
    ])
  })

  it('changes one hit alone, and nothing where nothing changes', () => {
    const hits = hitsIn([...nodes.values()], 'oil')
    expect(replacing(nodes, hits.slice(1), 'grease')).toEqual([
      { op: 'set', id: 'a', field: 'text', from: 'oil in OIL', to: 'oil in grease' }
    ])
    expect(replacing(nodes, hits.slice(0, 1), 'oil')).toEqual([])
  })
})
