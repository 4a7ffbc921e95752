import type { Output } from '@contract/index'
import type { TestRow } from '@contract/instruments'
import type { Handlers, QueryContext } from '../store/context'
import { csvText } from '../store/csv'
import type { SheetCell } from '../store/sheet'
import en from '@locales/en/instruments.json'
import zh from '@locales/zh-CN/instruments.json'
import { importHandlers } from './store/imports'
import { noteHandlers, pinNames } from './store/note-handlers'
import { openSet } from './store/open-set'
import { saidFields } from './set/texts'
import type { BinInfo, HeaderFields, TestInfo, WaferInfo } from './set/types'
import { readPareto, readPart, readParts, readWaferMap } from './store/parts'
import { readBins, readEarlier, readTest, readTests, readValues, readWafers } from './store/reader'
import { capability, histogram } from './statistics'

type WaferOut = Output<'instruments.set'>['wafers'][number]
type BinOut = Output<'instruments.set'>['hardBins'][number]

const iso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString())

function waferOut(wafer: WaferInfo): WaferOut {
  return {
    index: wafer.index,
    waferId: wafer.id,
    head: wafer.head,
    parts: wafer.parts,
    good: wafer.good,
    startedAt: iso(wafer.start),
    finishedAt: iso(wafer.finish)
  }
}

function binOut(bin: BinInfo): BinOut {
  return {
    number: bin.number,
    name: bin.name,
    verdict: bin.passFail,
    count: bin.count,
    declared: bin.declared
  }
}

function testOut(test: TestInfo): TestRow {
  const able = capability(test, { low: test.lowLimit, high: test.highLimit })
  return {
    index: test.index,
    recordType: test.record,
    number: test.number,
    text: test.text,
    units: test.units,
    scale: test.scale,
    lo: test.lowLimit,
    hi: test.highLimit,
    n: test.n,
    executions: test.executions,
    fails: test.fails,
    mean: test.mean,
    sigma: test.sigma,
    min: test.min,
    max: test.max,
    cp: able.cp,
    cpk: able.cpk,
    elements: test.elements,
    vector: test.vector
  }
}

/** Values of a test over all executions: the columns, and what later executions replaced there. */
function allValues(ctx: QueryContext, id: string, index: number, element: number) {
  const { sql, set } = openSet(ctx, id)
  const test = readTest(sql, set, index)
  const { values, status } = readValues(sql, set, index, element)
  const usable: number[] = []
  for (let i = 0; i < values.length; i++) {
    const s = status[i] ?? 0
    if (s !== 0 && s !== 4) usable.push(values[i] ?? Number.NaN)
  }
  if (test.repeats > 0)
    for (const earlier of readEarlier(sql, set, { test: index }))
      if (earlier.element === element && earlier.status !== 4) usable.push(earlier.value)
  return { test, usable }
}

const exportColumns = [
  'recordType',
  'number',
  'text',
  'n',
  'executions',
  'fails',
  'mean',
  'sigma',
  'min',
  'max',
  'lo',
  'hi',
  'units',
  'cp',
  'cpk'
] as const

/** Looking at measurement sets. */
export const instrumentsHandlers = {
  ...importHandlers,
  ...noteHandlers,
  'instruments.set': (ctx, input) => {
    const { facts, sql, set } = openSet(ctx, input.id)
    const { header } = set
    const named = (record: string, fields: HeaderFields | null) =>
      saidFields(fields).map(([name, value]): [string, string] => [`${record}.${name}`, value])
    const warnings: Output<'instruments.set'>['warnings'] = set.warnings.map(w => ({
      key: w.key,
      offset: w.offset,
      params: Object.fromEntries(
        Object.entries(w.params).map(([key, value]) => [
          key,
          typeof value === 'object' ? JSON.stringify(value) : value
        ])
      )
    }))
    return {
      summary: facts,
      sha256: facts.sha256,
      header: [
        ...named('MIR', header.mir),
        ...named('MRR', header.mrr),
        ...header.sites.flatMap(site => [
          ...named('SDR', site.fields),
          ['SDR.SITE_NUM', site.siteNumbers.join(' ')] as [string, string]
        ])
      ],
      records: Object.entries(set.records),
      wafers: readWafers(sql, set).map(waferOut),
      hardBins: readBins(sql, set, 'hard').map(binOut),
      softBins: readBins(sql, set, 'soft').map(binOut),
      warnings
    }
  },
  'instruments.tests': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    return { tests: readTests(sql, set).tests.map(testOut) }
  },
  'instruments.histogram': (ctx, input) => {
    const { test, usable } = allValues(ctx, input.id, input.test, input.element)
    return { test: testOut(test), ...histogram(usable, { low: test.lowLimit, high: test.highLimit }) }
  },
  'instruments.values': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    return {
      test: testOut(readTest(sql, set, input.test)),
      ...readValues(sql, set, input.test, input.element)
    }
  },
  'instruments.waferMap': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const found = readWafers(sql, set).find(wafer => wafer.index === input.wafer)
    return {
      wafer: found === undefined ? null : waferOut(found),
      ...readWaferMap(sql, set, input.wafer, input.kind)
    }
  },
  'instruments.pareto': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const known = new Map(readBins(sql, set, input.kind).map(bin => [bin.number, bin]))
    const counts = readPareto(sql, set, input.kind, input.wafer)
    return {
      bins: counts.map(({ number, count }) => ({
        number,
        count,
        name: known.get(number)?.name ?? '',
        verdict: known.get(number)?.passFail ?? '',
        declared: known.get(number)?.declared ?? null
      })),
      total: counts.reduce((sum, bin) => sum + bin.count, 0)
    }
  },
  'instruments.parts': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const wafers = new Map(readWafers(sql, set).map(wafer => [wafer.index, wafer.id]))
    const page = readParts(sql, set, input)
    return {
      total: page.total,
      parts: page.parts.map(part => ({
        part: part.part,
        partId: part.id,
        x: part.x,
        y: part.y,
        wafer: wafers.get(part.wafer) ?? '',
        site: part.site,
        hardBin: part.hardBin,
        softBin: part.softBin,
        pass: part.pass,
        testMs: part.testTime
      }))
    }
  },
  'instruments.part': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const part = readPart(sql, set, input.part)
    const tests = new Map(readTests(sql, set).tests.map(test => [test.index, test]))
    const names = pinNames(sql, set)
    return {
      partId: part.id,
      partText: part.text,
      results: part.results.map(result => {
        const pin = tests.get(result.test)?.pins[result.element]
        return { ...result, pin: pin === undefined ? '' : (names([pin])[0] ?? '') }
      })
    }
  },
  'instruments.exportTests': async (ctx, input) => {
    const { facts, sql, set } = openSet(ctx, input.id)
    const words = (input.language === 'en' ? en : zh).columns
    const rows = readTests(sql, set).tests.map(testOut)
    const head = exportColumns.map(column => words[column])
    const name = `${facts.name.replace(/\.(gz|stdf|std|stdf\.gz)$/gi, '')}-tests`
    if (input.format === 'csv') {
      const table = [head, ...rows.map(row => exportColumns.map(column => row[column]))]
      return { name: `${name}.csv`, mime: 'text/csv', bytes: csvText(table) }
    }
    const sheet: SheetCell[][] = [
      head.map(value => ({ value })),
      ...rows.map(row =>
        exportColumns.map(column => ({ value: row[column], fail: column === 'fails' && row.fails > 0 }))
      )
    ]
    const bytes = await ctx.inWorker('sheet', { name: 'tests', rows: sheet })
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the sheet task answers bytes')
    return {
      name: `${name}.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes
    }
  }
} satisfies Partial<Handlers>
