import { dataOf } from '@contract/diagram/kinds'
import { evidenceNode, type EvidenceData } from '@contract/diagram/shared'
import { expect, test } from 'vitest'
import { type Exhibit, lacksProof, standing, turned } from '../../../../renderer/rca/node/facts'

function exhibit(id: string, says: EvidenceData['says']): Exhibit {
  const data = dataOf('fishbone', 'evidence', { says, of: { kind: 'comment', text: 'seen' } })
  return { node: { id, type: 'evidence', parent: 'cause', rank: 'V', data }, data: evidenceNode.parse(data) }
}

test('a state that asserts something rests on what supports it and can be looked at', () => {
  const [support, neutral, against] = [
    exhibit('s', 'supports'),
    exhibit('n', 'neutral'),
    exhibit('a', 'contradicts')
  ]
  for (const state of ['verified', 'contributing'] as const) {
    expect(lacksProof(state, [])).toBe(true)
    expect(lacksProof(state, [neutral, against])).toBe(true)
    expect(lacksProof(state, [neutral, support])).toBe(false)
  }
  for (const state of ['open', 'underTest', 'ruledOut'] as const) expect(lacksProof(state, [])).toBe(false)
  const hollow = new Map([
    ['s', { nodeId: 's', why: 'removed' as const, unknown: [] }],
    ['n', { nodeId: 'n', why: null, unknown: ['L1'] }]
  ])
  expect(standing([support, neutral, against], hollow)).toEqual([neutral, against])
  expect(turned(neutral)).toEqual({ op: 'set', id: 'n', field: 'says', from: 'neutral', to: 'supports' })
})
