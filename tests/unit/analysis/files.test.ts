import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Parsed } from '@contract/index'
import { aboutTable, tableOf } from '../../../main/analysis/files/tables'
import { short, wordsOf } from '../../../main/analysis/files/words'
import { csvText } from '../../../main/store/csv'
import { workbookBytes, type Table } from '../../../main/store/workbook'
import { unzipped } from './unzipped'
import { viewOf, Workbench, type MadeTouch } from './workbench'

let bench: Workbench
beforeAll(async () => {
  bench = new Workbench()
  const touches = [1, 2, 3, 4].map((die): MadeTouch => {
    const fail = die === 3
    return {
      x: die,
      y: -1,
      id: `=${String(die)}`,
      fail,
      results: [
        { number: 1, value: 0.1 * die, low: 0, high: 0.25, fail },
        { number: 2, value: die, text: '<"电压" & more>' }
      ]
    }
  })
  await bench.make('a', { lot: 'L1', wafers: [{ wafer: 'W1', touches }] })
  await bench.make('b', { lot: 'L2', start: 1_700_001_000, wafers: [{ wafer: 'W1', touches }] })
})
afterAll(() => {
  bench.close()
})

type Asked = Partial<Parsed<'analysis.export'>>

function order(asked: Asked): Parsed<'analysis.export'> {
  return {
    view: viewOf(['a']),
    what: 'tests',
    format: 'xlsx',
    language: 'en',
    by: 'none',
    of: 'hardBin',
    tests: [],
    ...asked
  }
}

function table(asked: Asked): Table {
  return tableOf(bench.space, order(asked), bench.facts, () => undefined)
}

/** Lines of a table, with the failing cells in brackets. */
function lines(of: Table): string[] {
  return [...of.rows].map(row =>
    row.cells
      .map((cell, i) => (row.failing?.has(i) === true ? `[${String(cell)}]` : String(cell ?? '')))
      .join('|')
  )
}

describe('tables', () => {
  it('of tests, parts, wafers and Paretos say what the screen says', () => {
    const tests = lines(table({ by: 'lot', view: viewOf(['a', 'b']) }))
    expect(tests[0]).toMatch(/^Test\|Test name\|Record\|Group\|n\|/)
    expect(tests[1]).toMatch(/^1\|T1\|PTR\|L1\|4\|4\|\[1\]\|0\.25/)
    expect(tests).toHaveLength(1 + 2 * 2)
    const parts = lines(table({ what: 'parts' }))
    expect(parts[3]).toBe('L1|W1|3|-1|=3|1|0|5|50|[FAIL]|1|1|102||a.stdf')
    expect(lines(table({ what: 'wafers' }))[1]).toMatch(/^L1\|W1\|4\|3\|0\.75\|3\|0\.75\|2023-/)
    expect(lines(table({ what: 'pareto', of: 'test', language: 'zh-CN' }))).toEqual([
      '编号|名称|判定|数量|占比',
      'PTR:1:T1|1 T1||[1]|0.25'
    ])
    const other = viewOf(['b'])
    expect(lines(table({ what: 'compare', other }))[1]).toMatch(/^1\|T1\|V\|/)
    expect(() => table({ what: 'compare' })).toThrow('contract.input')
  })

  it('of results: a line a part, a column a test, limits above, failing cells marked', () => {
    const found = lines(table({ what: 'matrix' }))
    expect(found[0]?.endsWith('|1 T1|2 <"电压" & more>')).toBe(true)
    expect(found[2]?.endsWith('Lower limit|0|')).toBe(true)
    expect(found[6]).toBe('L1|W1|3|-1|=3|1|0|5|50|[FAIL]|1|1|[0.3]|3')
    const few = lines(table({ what: 'matrix', tests: [{ key: 'PTR:1:T1', element: 0 }] }))
    expect(few[6]).toBe('L1|W1|3|-1|=3|1|0|5|50|[FAIL]|1|1|[0.3]')
    expect(() => table({ what: 'matrix', tests: [{ key: 'PTR:9:no', element: 0 }] })).toThrow('notFound')
  })

  it('that no file of the kind can hold are refused, with how many cells there are', () => {
    const tests = Array.from({ length: 17_000 }, () => ({ key: 'PTR:1:T1', element: 0 }))
    expect(() => table({ what: 'matrix', tests })).toThrow('analysis.exportTooLarge')
    expect(() => table({ what: 'matrix', tests, format: 'csv' })).not.toThrow()
  })

  it('say what they were made from', () => {
    const about = lines(
      aboutTable(
        {
          space: bench.space,
          input: order({ view: viewOf(['a'], 'first', { verdict: 'pass' }) }),
          facts: bench.facts,
          words: wordsOf('en')
        },
        '2026-11-22T00:00:00.000Z',
        () => undefined
      )
    )
    expect(about).toContain(`File|a.stdf|SHA-256|${'ab'.repeat(32)}`)
    expect(about).toContain('Touch that counts|the first')
    expect(about.at(-1)).toBe('Parts shown|3')
  })
})

describe('files', () => {
  it('are workbooks that mark what failed and keep texts as they are', async () => {
    const bytes = await workbookBytes([table({ what: 'matrix' }), table({ what: 'parts' })])
    const files = unzipped(bytes)
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml'
    ])
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toContain('<c r="M7" s="2"><v>0.3</v></c>')
    expect(sheet).toContain('2 &lt;&quot;电压&quot; &amp; more&gt;')
    expect(sheet).toContain('<pane xSplit="5" ySplit="4" topLeftCell="F5"')
    // A text that looks like a formula stays a text.
    expect(sheet).toContain('<c r="E5" t="inlineStr"><is><t xml:space="preserve">=1</t></is></c>')
    expect(files.get('xl/worksheets/sheet2.xml')).toContain('<autoFilter ref="A1:O5"/>')
  })

  it('are CSV that no spreadsheet takes for formulas', () => {
    const rows = [...table({ what: 'parts' }).rows].map(row => row.cells)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvText(rows))
    expect(text.startsWith('\uFEFFLot,Wafer,')).toBe(true)
    expect(text).toContain(",'=3,")
  })

  it('write single precision in the digits it has', () => {
    expect(short(Math.fround(0.1))).toBe(0.1)
    expect(short(Math.fround(1 / 3))).toBe(0.33333334)
    expect(short(Math.fround(16_777_217))).toBe(16_777_216)
    expect(short(Number.NaN)).toBeNaN()
  })
})
