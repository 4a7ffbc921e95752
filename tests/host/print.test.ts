import { expect, test } from 'vitest'
import { printPartMost } from '@contract/diagramPrint'
import type { Item } from '@contract/diagram/scene'
import { administrator, newHost, person } from './support'

/** A tree of 10,000 nodes as it is drawn: a symbol, a text and a line each. */
function treeScene() {
  const items: Item[] = []
  for (let i = 0; i < 10_000; i++) {
    const [x, y, node] = [(i % 200) * 150, Math.floor(i / 200) * 120, `node-${String(i).padStart(26, '0')}`]
    items.push(
      {
        kind: 'box',
        node,
        x,
        y,
        width: 132,
        height: 44,
        radius: 4,
        fill: 'ground',
        stroke: 'line',
        strokeWidth: 1,
        dash: 'solid'
      },
      {
        kind: 'text',
        node,
        x: x + 66,
        y: y + 20,
        lines: [`E${String(i)} 泵失效 Pump ${String(i)}`],
        size: 12,
        lineHeight: 16,
        weight: 400,
        anchor: 'middle',
        fill: 'ink'
      },
      {
        kind: 'line',
        node,
        points: [x + 66, y + 44, x + 66, y + 80, x + 200, y + 80],
        stroke: 'line',
        strokeWidth: 1,
        dash: 'solid',
        arrow: false
      }
    )
  }
  return { width: 30_000, height: 6_000, items }
}

const settings = { title: 'Large tree' }

test('a picture larger than one call of the host is handed over in parts and printed', async () => {
  const host = await newHost()
  const admin = await administrator(host)
  const scene = treeScene()
  const text = JSON.stringify(scene)
  expect(text.length).toBeGreaterThan(4 * 1024 ** 2)
  expect((await admin.raw('diagramPrint.pdf', { scene, settings })).status).toBe(413)

  let picture: string | null = null
  for (let at = 0; at < text.length; at += printPartMost) {
    const part = { picture, text: text.slice(at, at + printPartMost) }
    const answer: { readonly picture: string } = await admin.call('diagramPrint.part', part)
    picture = answer.picture
  }
  // Nobody else prints it.
  const other = await person(host, admin, 'reader')
  expect((await other.fault('diagramPrint.pdf', { picture, settings })).key).toBe('attachment.staleStage')
  const made = await admin.call('diagramPrint.pdf', { picture, settings: { ...settings, scale: 0.5 } })
  expect(made.pages.length).toBeGreaterThan(50)
  expect(new TextDecoder().decode(made.bytes.subarray(0, 5))).toBe('%PDF-')
  expect(made.missing).toEqual([])
  // It is printed once, and gone from here.
  expect((await admin.fault('diagramPrint.pdf', { picture, settings })).key).toBe('attachment.staleStage')
})

test('parts that make no picture are refused', async () => {
  const admin = await administrator(await newHost())
  const { picture } = await admin.call('diagramPrint.part', { text: '{"width":1,"height":1,"items":[' })
  expect((await admin.fault('diagramPrint.pdf', { picture, settings })).key).toBe('contract.input')
  const { picture: odd } = await admin.call('diagramPrint.part', {
    text: '{"width":-1,"height":1,"items":[]}'
  })
  expect((await admin.fault('diagramPrint.pdf', { picture: odd, settings })).key).toBe('contract.input')
  expect((await admin.fault('diagramPrint.part', { picture: 'nowhere', text: 'x' })).key).toBe(
    'attachment.staleStage'
  )
  expect((await admin.fault('diagramPrint.pdf', { settings })).key).toBe('attachment.staleStage')
})
