import { useMemo, useState } from 'react'
import { Histogram } from '../../../../renderer/charts/Histogram'
import { binValues } from '../../../../renderer/charts/histogram'
import { Pareto } from '../../../../renderer/charts/Pareto'
import { type Dies, usualOrientation, type WaferBin } from '../../../../renderer/charts/wafer'
import { WaferMap } from '../../../../renderer/charts/WaferMap'
import type { Column } from '../../../../renderer/ui/grid/columns'
import { DataGrid } from '../../../../renderer/ui/grid/DataGrid'
import { Page, Section } from '../../../../renderer/ui/Page'
import { StateBadge } from '../../../../renderer/ui/StateBadge'

/** Numbers that look random and are the same each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const names = [
  'IDD leakage',
  'Open/short',
  'VOL at cold',
  '时序失效',
  'Ring oscillator',
  'ESD',
  'Contact',
  'Trim',
  'Scan',
  'Fuse',
  'Temp',
  'Code'
]

export function Charts() {
  const values = useMemo(() => {
    const next = random(7)
    const normal = (): number => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())
    return Float64Array.from({ length: 5000 }, () => 0.04346 + 0.0011 * normal())
  }, [])
  const bins = useMemo(() => binValues(values), [values])
  return (
    <Page title="Charts">
      <Section>
        <Pareto
          title="Bins of example lot"
          unit="parts"
          items={[
            ...names.map((label, i) => ({ key: label, label, count: Math.round(900 / (i + 1) ** 1.3) })),
            { key: 'rest', label: 'Other', count: 120, other: true }
          ]}
          onDrill={() => undefined}
          height={280}
        />
      </Section>
      <Section>
        <Histogram
          title="1204 IDD static 静态电流"
          bins={bins}
          units="A"
          n={5000}
          mean={0.04346}
          sigma={0.0011}
          low={0.0412}
          high={0.0466}
          height={240}
        />
      </Section>
    </Page>
  )
}

export function Wafer({ dies: wanted }: { readonly dies: number }) {
  const [orientation, setOrientation] = useState(usualOrientation)
  const { dies, bins } = useMemo(() => example(wanted), [wanted])
  return (
    <Page title="Wafer map">
      <Section>
        <WaferMap
          title="Example lot · wafer 3 · hard bins"
          dies={dies}
          bins={bins}
          orientation={orientation}
          onOrientation={setOrientation}
          height={640}
        />
      </Section>
    </Page>
  )
}

function example(wanted: number): { readonly dies: Dies; readonly bins: readonly WaferBin[] } {
  const next = random(11)
  const side = Math.ceil(Math.sqrt((wanted * 4) / Math.PI))
  const x: number[] = []
  const y: number[] = []
  const bin: number[] = []
  const pass: number[] = []
  const repeats: number[] = []
  const counts = new Map<number, number>()
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const dx = (c + 0.5) / side - 0.5
      const dy = (r + 0.5) / side - 0.5
      const distance = Math.hypot(dx, dy)
      if (distance > 0.5) continue
      const spot = Math.hypot(dx - 0.2, dy + 0.18) < 0.11
      const number = next() < distance * 0.28 ? 2 + Math.floor(next() ** 2 * 7) : spot && next() < 0.7 ? 5 : 1
      x.push(c - 3)
      y.push(r)
      bin.push(number)
      pass.push(number === 1 ? 1 : 0)
      repeats.push(next() < 0.03 ? 1 : 0)
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
  }
  return {
    dies: { x, y, bin, pass, repeats },
    bins: [...counts].map(([number, count]) => ({
      number,
      name: number === 1 ? 'Good 良品' : (names[number] ?? ''),
      count,
      pass: number === 1
    }))
  }
}

interface Row {
  readonly id: string
  readonly title: string
  readonly state: string
  readonly customer: string
  readonly due: string
  readonly count: number
}

export function Grid({ rows: wanted }: { readonly rows: number }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(['CA-00003']))
  const rows = useMemo(() => {
    const next = random(3)
    return Array.from({ length: wanted }, (_, i) => ({
      id: `CA-${String(i + 1).padStart(5, '0')}`,
      title: `${names[i % names.length] ?? ''} · example ${i % 97}`,
      state: ['draft', 'analysis', 'closed', 'late'][Math.floor(next() * 4)] ?? 'draft',
      customer: ['Example Motors', '示例电子', 'Sample Devices'][i % 3] ?? '',
      due: `2026-12-${String((i % 28) + 1).padStart(2, '0')}`,
      count: Math.floor(next() * 5000)
    }))
  }, [wanted])
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      { id: 'number', title: 'Number', value: row => row.id, width: 110, fixed: true },
      { id: 'title', title: 'Title', value: row => row.title, width: 220, grow: true },
      {
        id: 'state',
        title: 'State 状态',
        value: row => row.state,
        width: 130,
        cell: row => (
          <StateBadge tone={row.state === 'late' ? 'bad' : row.state === 'closed' ? 'ok' : 'calm'}>
            {row.state}
          </StateBadge>
        )
      },
      { id: 'customer', title: 'Customer', value: row => row.customer, width: 150 },
      { id: 'due', title: 'Due', value: row => row.due, width: 110 },
      { id: 'count', title: 'Parts', value: row => row.count, width: 90, align: 'end' }
    ],
    []
  )
  return (
    <Page title="Cases" full>
      <DataGrid
        id="gallery"
        label="Cases"
        columns={columns}
        rows={rows}
        rowKey={row => row.id}
        picked={picked}
        onPicked={setPicked}
        onOpen={() => undefined}
        initialSort={{ id: 'number', descending: false }}
      />
    </Page>
  )
}
