import { beforeEach, expect, it, vi } from 'vitest'
import { printPartMost, printSettings } from '@contract/diagramPrint'
import type { Scene } from '@contract/diagram/scene'
import { printed } from '../../../../renderer/diagram/export/printed'

const asked: { readonly name: string; readonly input: Record<string, unknown> }[] = []

vi.mock('../../../../renderer/app/client/index', () => ({
  call: (name: string, input: Record<string, unknown>, signal: AbortSignal) => {
    if (signal.aborted) return Promise.reject(new Error('contract.cancelled'))
    asked.push({ name, input })
    return Promise.resolve(name === 'diagramPrint.part' ? { picture: 'p1' } : { name: 'x.pdf' })
  }
}))

beforeEach(() => {
  asked.length = 0
})

const settings = printSettings.parse({ title: 'T' })

/** So many lines of text. */
const sceneOf = (items: number): Scene => ({
  width: 10,
  height: 10,
  items: Array.from({ length: items }, (_, i) => ({
    kind: 'text',
    node: null,
    x: 0,
    y: i,
    lines: ['泵失效 𠮷'.repeat(20)],
    size: 12,
    lineHeight: 16,
    weight: 400,
    anchor: 'start',
    fill: 'ink'
  }))
})

it('asks for a small picture in one call', async () => {
  const scene = sceneOf(3)
  await printed(scene, settings, new AbortController().signal, () => undefined)
  expect(asked).toEqual([{ name: 'diagramPrint.pdf', input: { scene, settings } }])
})

it('hands a large picture over in parts that make it again, and tells how far it is', async () => {
  const scene = sceneOf(10_000)
  const told: number[] = []
  await printed(scene, settings, new AbortController().signal, share => told.push(share))
  const parts = asked.filter(one => one.name === 'diagramPrint.part')
  expect(parts.length).toBeGreaterThan(2)
  expect(parts.map(one => one.input['picture'])).toEqual([null, ...parts.slice(1).map(() => 'p1')])
  const texts = parts.map(one => String(one.input['text']))
  expect(Math.max(...texts.map(text => text.length))).toBeLessThanOrEqual(printPartMost)
  // As it goes over the wire, where half of a character stands alone at the end of a part.
  expect(JSON.parse(texts.map(text => JSON.parse(JSON.stringify(text)) as string).join(''))).toEqual(scene)
  expect(asked.at(-1)).toEqual({ name: 'diagramPrint.pdf', input: { picture: 'p1', settings } })
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})

it('ends where nobody waits any more', async () => {
  const abort = new AbortController()
  const work = printed(sceneOf(10_000), settings, abort.signal, () => {
    abort.abort()
  })
  await expect(work).rejects.toThrow('contract.cancelled')
  expect(asked).toHaveLength(1)
})
