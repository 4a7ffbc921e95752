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

test('several pictures are printed one behind the other, each naming the page of its other half', async () => {
  const [item] = scene.items
  if (item === undefined) throw new Error('there is a text')
  const see = { ...item, node: 'go', y: 80, lines: ['续见第 \u2007 页'] }
  const back = { ...item, node: 'top', y: 80, lines: ['来自第 \u2007 页'] }
  const sheets = [
    {
      title: 'TOP 顶事件',
      scene: { ...scene, items: [item, see] },
      refs: [{ item: 1, to: [{ sheet: 1, node: 'top' }] }]
    },
    {
      title: 'G2 真空泵',
      scene: { ...scene, items: [item, back] },
      refs: [{ item: 1, to: [{ sheet: 0, node: 'go' }] }]
    }
  ]
  const settings = { title: '故障树', language: 'zh-CN' as const }
  const says = async (input: object): Promise<readonly string[]> => {
    const { bytes, pages } = await f.as('diagramPrint.pdf', { ...input, settings })
    expect(pages).toEqual(['1', '2'])
    // The time of printing is on each of them, and goes on.
    return readPdf(bytes).pages.map(page =>
      page.texts
        .map(one => one.text)
        .join('')
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'then')
    )
  }
  const [first, second] = await says({ sheets })
  for (const part of ['TOP 顶事件', '续见第 2 页', '第 1 页，共 2 页']) expect(first).toContain(part)
  for (const part of ['G2 真空泵', '来自第 1 页', '故障树', '第 2 页，共 2 页'])
    expect(second).toContain(part)
  // Those too large for one call come in parts, as a single one does.
  const text = JSON.stringify({ sheets })
  const { picture } = await f.as('diagramPrint.part', { text: text.slice(0, 50) })
  await f.as('diagramPrint.part', { picture, text: text.slice(50) })
  expect(await says({ picture })).toEqual([first, second])
  const odd = { sheets: [{ title: '', scene, refs: [{ item: 99, to: [{ sheet: 7, node: 'x' }] }] }] }
  expect((await f.as('diagramPrint.pdf', { ...odd, settings })).pages).toEqual(['A1'])
})

test('nobody prints who may not read, and nothing is printed that is no picture', async () => {
  const settings = { title: 'x' }
  expect((await errorOf(f.call(stranger, 'diagramPrint.pdf', { scene, settings }))).fault.code).toBe('SignIn')
  const bad = { ...scene, width: -1 }
  expect((await errorOf(f.as('diagramPrint.pdf', { scene: bad, settings }))).fault.key).toBe('contract.input')
})
