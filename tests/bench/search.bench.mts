import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStore, type SearchDoc, type Store } from '../../main/store'
import { seeded } from '../formats/stdf/random'
import { quantile, type Row } from './row'

const docs = 100_000

const english =
  'leakage probe wafer edge delamination reflow customer returned units fail bin open short contact resistance via void etch residue particle chamber recipe drift tool alarm containment shipped lot split hold scrap retest burn-in stress moisture crack bond wire lift solder ball marking wrong label reel mixed'.split(
    ' '
  )
const chinese =
  '漏电失效,客户退回,回流焊后分层,晶圆边缘良率低,接触电阻偏大,通孔空洞,刻蚀残留,颗粒污染,腔体异常,配方漂移,设备报警,围堵措施,批次隔离,重测通过,老化试验,受潮开裂,键合脱落,印字错误,混料,来料检验'.split(
    ','
  )

function invent(i: number, next: () => number): SearchDoc {
  // The square makes some terms common and some less so; most words of a text are rare ones.
  const pick = (list: readonly string[]): string => list[Math.floor(next() ** 2 * list.length)] ?? ''
  const word = (): string => {
    const kind = next()
    if (kind < 0.7) return `w${Math.floor(next() * 8000).toString(36)}`
    return kind < 0.85 ? pick(english) : pick(chinese)
  }
  const some = (n: number): string => Array.from({ length: n }, word).join(' ')
  const kind = ['case', 'case', 'case', 'complaint', 'file', 'lot', 'comment', 'action', 'task', 'part'][
    i % 10
  ]
  const lot = `LOT-${String(Math.floor(next() * 60_000)).padStart(6, '0')}`
  const number = `FC-2026-${String(i).padStart(6, '0')}`
  return {
    kind: kind ?? 'case',
    id: `d${String(i)}`,
    title: `${pick(chinese)} ${pick(english)} ${lot}`,
    subtitle: `Example Customer ${String(Math.floor(next() * 300))}`,
    body: `${some(25)} ${number} ${some(25)}`,
    codes: [number, lot],
    subject: null,
    updatedAt: '2026-03-02T08:00:00.000Z'
  }
}

async function fill(store: Store): Promise<number> {
  const next = seeded(11)
  const start = performance.now()
  for (let from = 0; from < docs; from += 2000)
    await store.write(tx => {
      for (let i = from; i < from + 2000; i++) tx.index(invent(i, next))
      return Promise.resolve()
    })
  return (performance.now() - start) / 1000
}

/** What people type, letter by letter as they do, from the rare to what half the documents hold. */
function queries(next: () => number): Record<string, readonly string[]> {
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? ''
  const number = (): string => String(Math.floor(next() * docs)).padStart(6, '0')
  const times = (n: number, make: () => string): string[] => Array.from({ length: n }, make)
  return {
    'case number': times(60, () => `FC-2026-${number()}`),
    'fragment of a code': times(60, () => number().slice(1, 5)),
    'two characters of Chinese': times(60, () => pick(chinese).slice(0, 2)),
    'four characters of Chinese': times(60, () => pick(chinese).slice(0, 4)),
    'Latin word or its beginning': times(60, () => pick(english).slice(0, 3 + Math.floor(next() * 5))),
    'two terms': times(60, () => `${pick(chinese).slice(0, 2)} ${pick(english)}`),
    'three terms': times(
      60,
      () => `${pick(english)} ${pick(chinese).slice(0, 2)} LOT-0${number().slice(2, 4)}`
    ),
    'one or two letters': times(60, () => pick(english).slice(0, 1 + Math.floor(next() * 2)))
  }
}

/** Search over 100,000 documents of ten kinds, as the palette asks while somebody types. */
export default async function bench(): Promise<Row[]> {
  const dir = await mkdtemp(join(tmpdir(), 'fabcase-bench-'))
  const clock = { now: () => new Date() }
  const store = await createStore(
    join(dir, 'search'),
    { name: 'Search', clock },
    { entities: [], migrations: [], measurementMigrations: [] }
  )
  try {
    const filled = await fill(store)
    const rows: Row[] = [{ name: 'Search: index 100,000 documents', value: filled, unit: 's' }]
    const all: number[] = []
    const cpu: number[] = []
    for (const [name, texts] of Object.entries(queries(seeded(5)))) {
      const times = texts.map(text => {
        const start = performance.now()
        const before = process.cpuUsage()
        store.search({ text })
        const spent = process.cpuUsage(before)
        cpu.push((spent.user + spent.system) / 1000)
        return performance.now() - start
      })
      all.push(...times)
      rows.push({ name: `Search: ${name}`, value: quantile(times, 0.95), unit: 'ms p95' })
    }
    const value = quantile(all, 0.95)
    // What it would be with nothing else running beside it.
    rows.push({ name: 'Search over 100,000 documents, CPU time', value: quantile(cpu, 0.95), unit: 'ms p95' })
    return [
      ...rows,
      { name: 'Search over 100,000 documents', value, unit: 'ms p95', target: '< 50', ok: value < 50 }
    ]
  } finally {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  }
}
