import { describe, expect, it } from 'vitest'
import { usualOrientation, waferModel } from '../../../renderer/charts/wafer'
import { pixelCss, waferShapes } from '../../../renderer/charts/waferDrawing'
import { toXlsx } from '../../../renderer/charts/xlsx'
import { unzipped } from '../analysis/unzipped'

describe('a workbook of what is shown', () => {
  it('marks what failed, keeps numbers numbers, and gives each column the room it needs', async () => {
    const bytes = await toXlsx('Part 4: W05 [1/2]', {
      header: ['Test', 'Value'],
      rows: [
        ['VREF_2V5 基准', 2.531],
        ['IDD', Number.NaN]
      ],
      failed: (row, column) => row === 0 && column === 1
    })
    const files = unzipped(bytes)
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toContain('<v>2.531</v>')
    expect(sheet.match(/<c r="B3"[^>]*>.*?<v>/)).toBeNull()
    const failing = /<c r="B2"[^>]* s="(\d+)"/.exec(sheet)?.[1]
    const plain = /<c r="A2"[^>]* s="(\d+)"/.exec(sheet)?.[1]
    expect(failing).toBeDefined()
    expect(failing).not.toBe(plain)
    expect((files.get('xl/styles.xml') ?? '').toLowerCase()).toContain('fbd5c8')
    // Eleven letters and two signs of two letters each, and a little air.
    expect(sheet).toMatch(/<col [^>]*width="15"/)
  })
})

describe('a wafer as markup', () => {
  const model = waferModel({ x: [0, 1, 0, 1], y: [0, 0, 1, 1], bin: [], pass: [1, 0, 1, 1] })
  const theme = { surface: '#fff', text: '#000', muted: '#888' } as Parameters<typeof waferShapes>[3]

  it('is one path a colour, whatever its size', () => {
    const colors = ['red', '<b>', 'red', 'red']
    const color = (die: number): string => colors[die] ?? ''
    const drawn = { keyOf: color, colorOf: () => 'gray' }
    const small = waferShapes(model, usualOrientation, drawn, theme, 150)
    expect(small.match(/<path /g)).toHaveLength(2)
    expect(small.match(/M/g)).toHaveLength(4)
    expect(small).toContain('data-bin="&lt;b&gt;"')
    expect(small).toContain('cx="75"')
    expect(waferShapes(model, usualOrientation, drawn, theme, 900)).toContain('cx="450"')
  })

  it('has its pixels as CSS has them', () => {
    expect(pixelCss(0xff0000ff)).toBe('rgb(255,0,0)')
    expect(pixelCss(0x80ff0000)).toBe('rgb(0 0 255 / 50%)')
  })
})
