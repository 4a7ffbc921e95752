import { pageBlanks, printSettings, printSheets, type PrintSheet } from '@contract/diagramPrint'
import { dataOf } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { describe, expect, it } from 'vitest'
import { writePdf } from '../../../../main/rca/pdf/write'
import type { LookContext } from '../../../../renderer/rca/faultTree/look'
import { subTree, treeSheets } from '../../../../renderer/rca/faultTree/print'
import { treeOf, type Tree, type TreeNodes } from '../../../../renderer/rca/faultTree/tree'
import { readPdf } from '../../../unit/rca/read-pdf'

/** A tree of four pages: TOP leads to A and B, both of them to C. D is drawn below C, folded, and used by B once more. */
function fourPages(more: Readonly<Record<string, object>> = {}): Tree {
  const nodes = new Map<string, DiagramNode>()
  const put = (id: string, type: string, parent: string | null, data: object): void => {
    nodes.set(id, {
      id,
      type,
      parent,
      rank: String(nodes.size + 1000),
      data: dataOf('faultTree', type, { ...data, ...more[id] })
    })
  }
  const gates = { TOP: ['A', 'B'], A: ['C', 'E1'], B: ['C', 'E2', 'D'], C: ['D', 'E3'], D: ['E4', 'E5'] }
  for (const name of Object.keys(gates))
    put(name, 'gate', null, {
      name,
      label: `Gate ${name} 门`,
      page: ['A', 'B', 'C'].includes(name),
      collapsed: name === 'D'
    })
  for (let i = 1; i <= 5; i++) put(`E${String(i)}`, 'event', null, { name: `E${String(i)}` })
  for (const [name, inputs] of Object.entries(gates))
    for (const of of inputs) put(`${name}-${of}`, 'input', name, { of })
  return treeOf(nodes as unknown as TreeNodes)
}

const context: LookContext = {
  approximate: '≈',
  on: 'on',
  off: 'off',
  probability: () => '',
  given: new Map(),
  evidence: new Map(),
  linked: new Set(),
  broken: new Set()
}
const words = {
  see: (page: string) => `see page ${page}`,
  from: (page: string) => `from page ${page}`,
  also: (page: string) => `also on page ${page}`
}
const measure = (text: string, size: number): number => text.length * size * 0.6
const sheetsOf = (tree: Tree): readonly PrintSheet[] => [...treeSheets(tree, context, words, measure)]

/** What the texts that name pages say, as each page of the print shows them. */
async function printed(tree: Tree, settings: object = {}) {
  const sheets = sheetsOf(tree)
  expect(printSheets.safeParse({ sheets }).success).toBe(true)
  const print = await writePdf(
    { sheets },
    printSettings.parse({ title: 'Whole tree', caseNumber: 'QC-9', ...settings }),
    new Date(0)
  )
  const pages = readPdf(print.bytes).pages.map(page => page.texts.map(one => one.text).join(' '))
  return { pages, names: print.pages, bytes: print.bytes }
}

describe('the sheets of a tree', () => {
  it('are its pages in order, each with its title, all that is folded opened', () => {
    const sheets = sheetsOf(fourPages())
    expect(sheets.map(one => one.title)).toEqual([
      'TOP Gate TOP 门',
      'A Gate A 门',
      'C Gate C 门',
      'B Gate B 门'
    ])
    const drawn = sheets[2]?.scene.items.flatMap(item => (item.kind === 'text' ? item.lines : []))
    expect(drawn).toEqual(expect.arrayContaining(['E4', 'E5']))
  })

  it('lead to one another: a transfer to the top of its page, and a top to every place it is used at', () => {
    const sheets = sheetsOf(fourPages())
    const to = (sheet: number) => sheets[sheet]?.refs.map(one => one.to)
    const [a, c, b] = [
      { sheet: 1, node: 'A' },
      { sheet: 2, node: 'C' },
      { sheet: 3, node: 'B' }
    ]
    // Each transfer twice: its words, and the number in its triangle.
    expect(to(0)).toEqual([[a], [a], [b], [b]])
    expect(to(1)).toEqual([[{ sheet: 0, node: 'TOP-A' }], [c], [c]])
    expect(to(2)).toEqual([
      [
        { sheet: 1, node: 'A-C' },
        { sheet: 3, node: 'B-C' }
      ],
      [{ sheet: 3, node: 'B-D' }]
    ])
    // One that is drawn in the middle of another page is led to there.
    const d = { sheet: 2, node: 'C-D' }
    expect(to(3)).toEqual([[{ sheet: 0, node: 'TOP-B' }], [c], [c], [d], [d]])
    for (const { scene, refs } of sheets)
      for (const { item } of refs) {
        const text = scene.items[item]
        expect(text?.kind === 'text' && pageBlanks.test(text.lines[0] ?? '')).toBe(true)
      }
  })

  it('of a sub-tree are numbered anew, and name nothing that is not among them', () => {
    const tree = fourPages()
    const b = tree.gates.find(gate => gate.id === 'B')
    if (b === undefined) throw new Error('there is a gate B')
    const sheets = sheetsOf(subTree(tree, b))
    expect(sheets.map(one => one.title)).toEqual(['B Gate B 门', 'C Gate C 门'])
    expect(sheets[0]?.refs.map(one => one.to[0]?.node)).toEqual(['C', 'C', 'C-D'])
    const d = [{ sheet: 0, node: 'B-D' }]
    expect(sheets[1]?.refs.map(one => one.to)).toEqual([[{ sheet: 0, node: 'B-C' }], d, d])
  })
})

describe('a print of them', () => {
  it('begins each on a page of its own and names the page of the other half', async () => {
    const { pages, names, bytes } = await printed(fourPages())
    expect(names).toEqual(['1', '2', '3', '4'])
    expect(pages[0]).toMatch(/see page 2.*see page 4/)
    expect(pages[1]).toMatch(/from page 1.*see page 3/)
    expect(pages[2]).toMatch(/from page 2, 4.*also on page 4/)
    expect(pages[3]).toMatch(/from page 1.*see page 3/)
    for (const [i, page] of pages.entries()) expect(page).toContain(`Page ${String(i + 1)} of 4`)
    // The head says which page of the tree it is, then what it is of.
    expect(pages[2]).toMatch(/C Gate C/)
    expect(pages[2]).toContain('Whole tree')
    // For who reads it on a screen: contents, and a way from each reference to its page.
    const file = Buffer.from(bytes).toString('latin1')
    expect(file).toContain('/Outlines')
    expect(file.match(/\/Subtype \/Link/g)?.length).toBe(4 + 3 + 2 + 5)
  })

  it('counts the sheets that the pages before were split over', async () => {
    const label = 'W'.repeat(300)
    const { pages, names } = await printed(fourPages({ TOP: { label } }), { scale: 4, paper: 'A4' })
    const first = names.findIndex(name => name.startsWith('2')) + 1
    expect(first).toBeGreaterThan(2)
    expect(names[0]).toBe('1-A1')
    expect(pages[0]).toMatch(/continued on (A2|B1), page 2/)
    // Both ways: the page that is named shows the other half.
    const named = (words: string): readonly number[] =>
      [...pages.join(' ').matchAll(new RegExp(`${words} page (\\d+)`, 'g'))].map(([, page]) => Number(page))
    const there = named('see')
    expect(Math.min(...there)).toBeGreaterThanOrEqual(first)
    for (const page of there) expect(pages[page - 1]).toMatch(/(from|also on) page/)
    const back = [...named('from'), ...named('also on')]
    expect(back.length).toBeGreaterThan(3)
    for (const page of back) expect(pages[page - 1]).toMatch(/see page/)
    expect(pages.at(-1)).toContain(`Page ${String(pages.length)} of ${String(pages.length)}`)
  })
})
