import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Caller, Core } from '../../main/core/core'
import { caseStates, severities } from '../../preload/contract/cases'
import { seeded } from '../formats/stdf/random'
import { openBench } from './bench-core'
import { quantile, type Row } from './row'

const cases = 100_000
const rounds = 60

const symptoms = [
  'leakage',
  'open pin',
  '短路',
  '漏电',
  '外观划伤',
  'wrong marking',
  '功耗异常',
  'late delivery',
  '参数漂移',
  'EOS'
]
const places = [
  'after reflow',
  '客户产线',
  'at incoming inspection',
  '高温老化后',
  'in the field',
  '回流焊后'
]

/** 100,000 invented cases with their search entries, straight through the store's own transaction. */
async function fill(core: Core): Promise<void> {
  const next = seeded(7)
  const pick = <T,>(list: readonly T[]): T => list[Math.floor(next() * list.length)] ?? (list[0] as T)
  for (let from = 0; from < cases; from += 2000)
    await core.store.write(tx => {
      for (let i = from; i < from + 2000; i++) {
        const number = `FC-2026-${String(i).padStart(6, '0')}`
        const title = `${pick(symptoms)} ${pick(places)} LOT-${String(Math.floor(next() * 30_000)).padStart(6, '0')}`
        const at = new Date(1_750_000_000_000 + Math.floor(next() * 4e10)).toISOString()
        const id = `c${String(i)}`
        tx.sql.run(
          `INSERT INTO "case" (id, version, createdAt, createdBy, updatedAt, updatedBy, number, title, severity, state,
             stateReason, customerId, productId, ownerId, teamIds, lotText, due, description, containment, rootCause, openedAt)
           VALUES (?, 1, ?, 'bench', ?, 'bench', ?, ?, ?, ?, '', ?, ?, NULL, '[]', ?, ?, '', '', '', ?)`,
          [
            id,
            at,
            at,
            number,
            title,
            pick(severities),
            pick(caseStates),
            `k${String(Math.floor(next() * 200))}`,
            `p${String(Math.floor(next() * 500))}`,
            title.slice(-10),
            next() < 0.7 ? at.slice(0, 10) : null,
            at
          ]
        )
        tx.index({
          kind: 'case',
          id,
          title: `${number} ${title}`,
          subtitle: '',
          body: `${pick(symptoms)} ${pick(places)} ${pick(symptoms)}`,
          codes: [number, title.slice(-10)],
          subject: id,
          updatedAt: at
        })
      }
      return Promise.resolve()
    })
}

async function makeNames(core: Core): Promise<void> {
  await core.store.write(tx => {
    const meta = "1, '2026-01-01T00:00:00.000Z', 'bench', '2026-01-01T00:00:00.000Z', 'bench'"
    for (let i = 0; i < 200; i++)
      tx.sql.run(`INSERT INTO customer VALUES (?, ${meta}, ?, ?, '', '', '', '', '')`, [
        `k${String(i)}`,
        `K${String(i)}`,
        `Customer ${String(i)}`
      ])
    for (let i = 0; i < 500; i++)
      tx.sql.run(`INSERT INTO product VALUES (?, ${meta}, ?, '', '', '', '')`, [
        `p${String(i)}`,
        `FC-${String(1000 + i)}-Q`
      ])
    return Promise.resolve()
  })
}

async function p95(
  core: Core,
  caller: Caller,
  name: string,
  inputs: (round: number) => unknown
): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await core.call(caller, name, inputs(round))
    times.push(performance.now() - start)
  }
  return quantile(times, 0.95)
}

/** What others feel while all of the cases are exported. */
async function exported(core: Core, caller: Caller, format: 'csv' | 'xlsx'): Promise<Row[]> {
  const columns = [
    'number',
    'title',
    'state',
    'severity',
    'customer',
    'product',
    'lotText',
    'due',
    'openedAt'
  ]
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const start = performance.now()
  const { bytes } = (await core.call(caller, 'cases.export', {
    sort: 'number',
    descending: false,
    columns,
    format
  })) as { bytes: Uint8Array }
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  if (bytes.length < cases * 10) throw new Error('the export is not whole')
  const stall = delay.max / 1e6
  return [
    { name: `export of 100,000 cases, ${format}`, value: seconds, unit: 's' },
    {
      name: `longest stall of the core meanwhile, ${format}`,
      value: stall,
      unit: 'ms',
      target: '<= 200 ms',
      ok: stall <= 200
    }
  ]
}

/** Lists, filters and search over 100,000 cases, at the contract. */
export default async function bench(): Promise<Row[]> {
  const { core, me, close } = await openBench()
  try {
    await makeNames(core)
    await fill(core)
    const filters = [
      { text: 'LOT-0' },
      { text: '漏电' },
      { text: 'leakage field' },
      { states: ['analysis', 'containment'] },
      { severities: ['critical'], openOnly: true },
      { customerIds: ['k7', 'k8'] },
      { text: 'Customer 17' },
      { dueBy: '2026-03-01', openOnly: true },
      { text: 'nothing has this' }
    ]
    const sorts = ['updatedAt', 'number', 'title', 'due', 'customer', 'severity']
    const words = [
      '漏电',
      'leakage',
      'FC-2026-01',
      'reflow 短路',
      '划伤',
      'LOT-0123',
      '外观',
      'delivery fie',
      'zzz',
      '2026-09'
    ]
    const row = (name: string, value: number): Row => ({
      name,
      value,
      unit: 'ms p95',
      target: '<= 50 ms',
      ok: value <= 50
    })
    const start = performance.now()
    await core.call(me, 'cases.list', { limit: 100 })
    const first = performance.now() - start
    await new Promise(resolve => setTimeout(resolve, 2000))
    return [
      { name: 'first list after opening 100,000 cases', value: first, unit: 'ms' },
      row(
        'list page over 100,000 cases, any sort',
        await p95(core, me, 'cases.list', r => ({
          sort: sorts[r % sorts.length],
          offset: (r * 137) % 5000,
          limit: 100
        }))
      ),
      row(
        'list with filter over 100,000 cases',
        await p95(core, me, 'cases.list', r => ({ filter: filters[r % filters.length], limit: 100 }))
      ),
      row(
        'search over 100,000 cases',
        await p95(core, me, 'search.find', r => ({ text: words[r % words.length] }))
      ),
      ...(await exported(core, me, 'csv')),
      ...(await exported(core, me, 'xlsx'))
    ]
  } finally {
    await close()
  }
}
