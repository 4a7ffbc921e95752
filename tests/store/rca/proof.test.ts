import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DiagramNode } from '@contract/diagram/node'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { errorOf } from '../support'

let f: CoreFixture
let caseId: string
beforeAll(async () => {
  f = await makeCore()
  caseId = (await f.as('cases.add', { title: 'edge fails' })).id
})
afterAll(async () => {
  await f.close()
})

const node = (id: string, type: string, parent: string | null, data: DiagramNode['data'], rank = 'V') => ({
  id,
  type,
  parent,
  rank,
  data
})

const fault = async (work: Promise<unknown>) => (await errorOf(work)).fault

test('a diagram is made of its nodes in whatever order they come', async () => {
  const nodes = [
    node('head', 'effect', null, { text: 'fails' }),
    node('bone', 'category', 'head', { key: 'equipment' }),
    ...Array.from({ length: 12 }, (_, i) =>
      node(`c${String(i)}`, 'cause', i === 0 ? 'bone' : `c${String(Math.floor((i - 1) / 2))}`, { text: 'x' })
    )
  ]
  const { id } = await f.as('rca.create', { kind: 'fishbone', title: 'in order', caseId, nodes })
  const whole = (await f.as('rca.get', { id })).nodes
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(nodes, { minLength: nodes.length, maxLength: nodes.length }),
      async shuffled => {
        const made = await f.as('rca.create', { kind: 'fishbone', title: 'any', caseId, nodes: shuffled })
        expect((await f.as('rca.get', { id: made.id })).nodes).toEqual(whole)
      }
    ),
    { numRuns: 15 }
  )
  const stray = { kind: 'fishbone', title: 'stray', caseId } as const
  const lost = [...nodes, node('y', 'cause', 'nobody', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: lost }))).toMatchObject({
    key: 'rca.reference',
    details: { id: 'y', to: 'nobody' }
  })
  const round = [...nodes, node('y', 'cause', 'z', {}), node('z', 'cause', 'y', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: round }))).toMatchObject({ key: 'rca.reference' })
  const twice = [...nodes, node('c3', 'cause', 'bone', {})]
  expect(await fault(f.as('rca.create', { ...stray, nodes: twice }))).toMatchObject({
    details: { why: 'exists' }
  })
})
