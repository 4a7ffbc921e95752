import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCore, stranger, type CoreFixture } from '../core/core-fixture'
import { errorOf } from '../support'
import { readPdf } from '../../unit/rca/read-pdf'

let f: CoreFixture
beforeAll(async () => {
  f = await makeCore()
})
afterAll(async () => {
  await f.close()
})

const scene = {
  width: 300,
  height: 100,
  items: [
    {
      kind: 'text' as const,
      node: 'a',
      x: 20,
      y: 40,
      lines: ['静电吸盘 Chuck'],
      size: 12,
      lineHeight: 16,
      weight: 600 as const,
      anchor: 'start' as const,
      fill: 'ink' as const
    }
  ]
}

test('a picture is printed by a worker of the core, with the fonts it finds there', async () => {
  const settings = { title: '鱼骨图: a/b', caseNumber: 'QC-7', paper: 'A3' as const }
  const { name, mime, bytes, pages, missing } = await f.as('diagramPrint.pdf', { scene, settings })
  expect([name, mime, pages, missing]).toEqual(['QC-7 鱼骨图_ a_b.pdf', 'application/pdf', ['A1'], []])
  const texts = readPdf(bytes).pages[0]?.texts.map(one => one.text) ?? []
  expect(texts).toContain('静电吸盘 ')
  expect(texts.join('')).toContain('Chuck')
})

test('nobody prints who may not read, and nothing is printed that is no picture', async () => {
  const settings = { title: 'x' }
  expect((await errorOf(f.call(stranger, 'diagramPrint.pdf', { scene, settings }))).fault.code).toBe('SignIn')
  const bad = { ...scene, width: -1 }
  expect((await errorOf(f.as('diagramPrint.pdf', { scene: bad, settings }))).fault.key).toBe('contract.input')
})
