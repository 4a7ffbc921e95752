import { describe, expect, it } from 'vitest'
import { flawOf, parseNode } from '@contract/diagram/kinds'
import { provenStates } from '@contract/diagram/shared'
import { analyses, nodesOfSketch } from '../../../main/demo/recipe/analyses'
import { stories } from '../../../main/demo/recipe/stories'

const diagrams = analyses.flatMap(one => one.diagrams)

describe('analyses of the demo', () => {
  it.each(diagrams.map(one => [one.title, one] as const))('%s is a sound diagram', (_title, planned) => {
    const nodes = new Map(nodesOfSketch(planned.kind, planned.sketch).map(node => [node.id, node]))
    for (const node of nodes.values()) expect(parseNode(planned.kind, node)).toMatchObject({ ok: true })
    expect(flawOf(planned.kind, nodes, new Set(nodes.keys()))).toBeNull()
    for (const { of, is, seen, at } of planned.findings ?? []) {
      expect(nodes.get(of)?.type).toBe('cause')
      expect(at).toBeLessThan(planned.at)
      if (provenStates.includes(is)) expect(seen).toBeDefined()
    }
  })

  it('belong to cases of the demo, after they were opened', () => {
    const told = stories.map(make => make(key => key))
    for (const { caseTitle, diagrams: own } of analyses) {
      const story = told.find(one => one.title.startsWith(caseTitle))
      expect(story, caseTitle).toBeDefined()
      for (const { at } of own) expect(at).toBeLessThan(story?.opened[0] ?? 0)
    }
  })

  it('use all four tools', () => {
    expect(new Set(diagrams.map(one => one.kind)).size).toBe(4)
  })
})
