import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item, Scene } from '@contract/diagram/scene'
import { markNames } from '@contract/diagram/marks'
import { printSettings, type PrintSettings } from '@contract/diagramPrint'
import { coverageOf } from '../../../main/rca/pdf/coverage'
import { loadFonts, runsOf } from '../../../main/rca/pdf/fonts'
import { extentOf, planPages, type Region } from '../../../main/rca/pdf/pages'
import { timeIn } from '../../../main/rca/pdf/sheet'
import { diagramPdf, writePdf } from '../../../main/rca/pdf/write'
import { readPdf } from './read-pdf'

const settings = (more: Partial<PrintSettings> = {}): PrintSettings => ({
  ...printSettings.parse({ title: '鱼骨图 Fishbone' }),
  ...more
})
const at = new Date('2026-11-21T06:05:00Z')
const text = (lines: readonly string[], x = 10, y = 20): Item => ({
  kind: 'text',
  node: 'n',
  x,
  y,
  lines,
  size: 12,
  lineHeight: 16,
  weight: 400,
  anchor: 'start',
  fill: 'ink'
})
const box = (x: number, y: number, width = 40, height = 20): Item => ({
  kind: 'box',
  node: 'n',
  x,
  y,
  width,
  height,
  radius: 3,
  fill: 'fill',
  stroke: 'ink',
  strokeWidth: 1,
  dash: 'dashed'
})
const scene = (items: readonly Item[], width = 800, height = 500): Scene => ({ width, height, items })
const words = (print: ReturnType<typeof readPdf>, page = 0): readonly string[] =>
  print.pages[page]?.texts.map(one => one.text) ?? []

describe('pages of a print', () => {
  it('fit a picture on one page, and never blow it up', () => {
    const small = planPages(scene([], 100, 50), settings())
    expect([small.pages.length, small.factor]).toEqual([1, 0.75])
    const large = planPages(scene([], 10_000, 50), settings({ paper: 'A3' }))
    expect(large.factor * 10_000).toBeCloseTo(large.area.width, 6)
    expect(large.sheet[0]).toBeCloseTo(1190.55)
    expect(planPages(scene([]), settings({ orientation: 'portrait' })).sheet[1]).toBeCloseTo(841.89)
  })

  it('fit it no smaller than it can be read, and split it at that where it would be', () => {
    const readable = settings({ least: 0.6 })
    const whole = planPages(scene([box(0, 0)], 1500, 700), readable)
    expect(whole.pages).toHaveLength(1)
    expect(whole.factor).toBeGreaterThan(0.6 * 0.75)
    const items = [box(0, 0), box(3900, 1900)]
    const split = planPages(scene(items, 4000, 2000), readable)
    expect(split.factor).toBeCloseTo(0.6 * 0.75, 12)
    expect(split.pages.length).toBeGreaterThan(1)
    // A size that was chosen is the size.
    expect(planPages(scene(items, 4000, 2000), settings({ scale: 0.3, least: 0.6 })).factor).toBeCloseTo(
      0.225
    )
  })

  const inside = (part: Region, region: Region): boolean =>
    part.x >= region.x - 1e-6 &&
    part.y >= region.y - 1e-6 &&
    part.x + part.width <= region.x + region.width + 1e-6 &&
    part.y + part.height <= region.y + region.height + 1e-6
  const onTo = (part: Region, region: Region): boolean =>
    part.x < region.x + region.width &&
    part.x + part.width > region.x - 1e-6 &&
    part.y < region.y + region.height &&
    part.y + part.height > region.y - 1e-6

  it('show every item on some page, and every label whole that is no larger than half a page', () => {
    const [width, height] = [6000, 4100]
    const labels = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 5000 }),
        y: fc.integer({ min: 20, max: 4000 }),
        letters: fc.integer({ min: 1, max: 60 }),
        lines: fc.integer({ min: 1, max: 4 })
      }),
      { minLength: 1, maxLength: 60 }
    )
    fc.assert(
      fc.property(
        labels,
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('portrait' as const, 'landscape' as const),
        (list, scale, overlap, orientation) => {
          const items = list.flatMap(({ x, y, letters, lines }) => [
            box(x, y, letters * 12, 20),
            text(Array<string>(lines).fill('W'.repeat(letters)), x, y)
          ])
          const plan = planPages(scene(items, width, height), settings({ scale, overlap, orientation }))
          expect(new Set(plan.pages.map(page => page.name)).size).toBe(plan.pages.length)
          // All of the picture lies on the pages, neighbours share what is asked for at least, each page is new.
          const tile = [plan.area.width / plan.factor, plan.area.height / plan.factor] as const
          const shared = Math.min((overlap * 72) / 25.4 / plan.factor, tile[0] / 3, tile[1] / 3)
          for (const [starts, size, page] of [
            [plan.columns, width, tile[0]],
            [plan.rows, height, tile[1]]
          ] as const) {
            expect(starts[0]).toBeLessThanOrEqual(0)
            expect((starts.at(-1) ?? 0) + page).toBeGreaterThanOrEqual(size - 1e-6)
            for (const [i, start] of starts.entries()) {
              const before = starts[i - 1]
              if (before === undefined) continue
              expect(start).toBeLessThanOrEqual(before + page - shared + 1e-6)
              expect(start).toBeGreaterThanOrEqual(before + page / 2 - 1e-6)
            }
          }
          for (const item of items) {
            const part = extentOf(item)
            expect(plan.pages.some(({ region }) => onTo(part, region))).toBe(true)
            if (item.kind === 'text' && part.width <= tile[0] / 2 && part.height <= tile[1] / 2)
              expect(plan.pages.some(({ region }) => inside(part, region))).toBe(true)
          }
        }
      ),
      { numRuns: 100 }
    )
  })

  it('cut before the labels of a seam, where there is none as far out as may be', () => {
    const free = planPages(scene([box(0, 0)], 2000, 300), settings({ scale: 1 }))
    const page = free.area.width / free.factor
    const shared = page - ((free.columns[1] ?? 0) - (free.columns[0] ?? 0))
    expect(shared * free.factor).toBeCloseTo((8 * 72) / 25.4, 6)
    const seam = (free.columns[0] ?? 0) + page
    const cut = planPages(scene([text(['WWWWWWWWWW'], seam - 60)], 2000, 300), settings({ scale: 1 }))
    expect(cut.columns[1]).toBeCloseTo(seam - 60, 6)
  })

  it('are named by row and column, those without anything left out', () => {
    const items = [box(10, 10), box(2900, 10), box(10, 1900)]
    const { pages, rows, columns } = planPages(scene(items, 3000, 2000), settings({ scale: 1 }))
    expect([rows.length, columns.length]).toEqual([4, 3])
    expect(pages.map(page => page.name)).toEqual(['A1', 'A3', 'D1'])
  })
})

describe('a PDF', () => {
  it('holds its text as text: Chinese, Latin and what is mixed, in fonts that are in it', async () => {
    const lines = ['静电吸盘夹持力不足', 'Recipe ETCH_M1_v7 误载（±1.5 ℃）', '機臺 冷卻水 か']
    const { bytes, missing, pages } = await writePdf(
      scene([text(lines)]),
      settings({ caseNumber: 'QC-1', version: '版本 7', language: 'zh-CN', timeZone: 'Asia/Shanghai' }),
      at
    )
    const print = readPdf(bytes)
    expect([missing, pages]).toEqual([[], ['A1']])
    const all = words(print).join('')
    for (const line of [
      ...lines,
      '鱼骨图 Fishbone',
      'QC-1',
      '版本 7',
      '打印时间 2026-11-21 14:05 (Asia/Shanghai, UTC+08:00)',
      '第 1 页，共 1 页'
    ])
      expect(all).toContain(line)
    expect(print.fonts.every(font => /^[A-Z]{6}\+(Inter|NotoSansSC)/.test(font))).toBe(true)
    // Subsets alone: the whole font is 10 MB.
    expect(bytes.length).toBeLessThan(80_000)
    expect(print.pages[0]?.width).toBeCloseTo(841.89)
    expect(Buffer.from(bytes).toString('latin1')).toContain('(FabCase)')
  })

  it('shows a box for a character that no font has, and says which', async () => {
    const { bytes, missing } = await writePdf(scene([text(['可见 \u{1F600} 한 \u{E000}'])]), settings(), at)
    expect(missing).toEqual(['\u{1F600}', '한', '\u{E000}'])
    expect(words(readPdf(bytes)).join('')).toContain('可见 □ □ □')
  })

  it('takes every kind of item, and text of every anchor', async () => {
    const items: Item[] = [
      box(10, 10),
      { ...box(10, 40), radius: 0, fill: null } as Item,
      {
        kind: 'shape',
        node: null,
        x: 5,
        y: 6,
        d: 'M2 36C3 18 10 6 22 1C34 6 41 18 42 36Z',
        fill: 'accentFill',
        stroke: 'accent',
        strokeWidth: 1,
        dash: 'solid'
      },
      {
        kind: 'line',
        node: null,
        points: [0, 0, 10, 0, 10, 10],
        stroke: 'line',
        strokeWidth: 1,
        dash: 'dotted',
        arrow: true
      },
      ...markNames.map((mark, i): Item => ({
        kind: 'mark',
        node: null,
        mark,
        x: 20 * i,
        y: 60,
        size: 12,
        fill: 'quiet'
      })),
      { ...text(['end']), anchor: 'end', weight: 600 } as Item,
      { ...text(['', 'middle']), anchor: 'middle' } as Item
    ]
    const print = readPdf((await writePdf(scene(items), settings(), at)).bytes)
    expect(words(print)).toEqual(expect.arrayContaining(['end', 'middle']))
  })

  it('split over pages names them, says what follows where, and puts text on its own page', async () => {
    const items = [text(['first'], 10, 30), text(['last'], 2400, 1500), box(0, 0, 2600, 1600)]
    const { bytes, pages } = await writePdf(scene(items, 2600, 1600), settings({ scale: 1 }), at)
    expect(pages).toEqual(['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3'])
    const print = readPdf(bytes)
    expect(print.pages).toHaveLength(9)
    expect(words(print)).toEqual(
      expect.arrayContaining(['first', 'A1', 'continued on A2', 'continued on B1', 'Page 1 of 9'])
    )
    expect(words(print, 0)).not.toContain('last')
    expect(words(print, 8)).toContain('last')
    expect(words(print, 4).filter(one => one.startsWith('continued on'))).toHaveLength(4)
  })

  it('refuses more pages than anyone wants', async () => {
    const fault = await writePdf(
      scene([box(0, 0, 100_000, 100_000)], 100_000, 100_000),
      settings({ scale: 4 }),
      at
    ).catch((error: unknown) => error)
    expect(fault).toMatchObject({ fault: { key: 'print.tooManyPages', details: { most: 400 } } })
  })

  it('is written by the worker task from what it checks itself', async () => {
    const order = { scene: scene([text(['x'])]), settings: settings(), at: at.toISOString() }
    expect((await diagramPdf(order)).pages).toEqual(['A1'])
    await expect(
      diagramPdf({ ...order, scene: { ...order.scene, items: [{ kind: 'image', href: '/etc/passwd' }] } })
    ).rejects.toThrow()
    await expect(
      diagramPdf({ ...order, settings: { ...order.settings, timeZone: 'Mars/Phobos' } })
    ).rejects.toThrow()
  })
})

describe('the fonts of a print', () => {
  it('are asked in turn, marks and blanks staying with what they follow', async () => {
    await loadFonts()
    const missing = new Set<string>()
    const names = (some: string) => runsOf(some, 600, missing).map(run => [run.font.name, run.text])
    expect(names('ET-03 冷却 水')).toEqual([
      ['latin-600', 'ET-03 '],
      ['chinese-600', '冷却 水']
    ])
    expect(names('a\u200Db\uFE0F\tc')).toEqual([['latin-600', 'ab c']])
    expect(missing.size).toBe(0)
  })

  it('refuse what is no font', () => {
    expect(() => coverageOf(new Uint8Array(64))).toThrow(RangeError)
  })
})

describe('the time of a print', () => {
  it('names its zone', () => {
    expect(timeIn(at, 'UTC')).toBe('2026-11-21 06:05 (UTC)')
    expect(timeIn(at, 'America/New_York')).toBe('2026-11-21 01:05 (America/New_York, UTC-05:00)')
  })
})
