import { SegmentedControl, Select } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useGo, useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import { ChartFrame } from '../charts/ChartFrame'
import { Pareto } from '../charts/Pareto'
import type { Orientation, WaferBin } from '../charts/wafer'
import { usualOrientation } from '../charts/wafer'
import { WaferMap } from '../charts/WaferMap'
import { Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { Section } from '../ui/Page'
import css from './instruments.module.css'
import { PartDrawer } from './PartDrawer'
import { type SetDetail, testerTime, yieldOf } from './words'

type Wafer = SetDetail['wafers'][number]
type Bin = SetDetail['hardBins'][number]
type Kind = 'hard' | 'soft'

/** Parts that belong to no wafer (final test) have a map of their own if they have places. */
const noWafer = -1

function binLabel(bin: Pick<Bin, 'number' | 'name'>): string {
  return bin.name === '' ? String(bin.number) : `${String(bin.number)} ${bin.name}`
}

/** Wafer map, Pareto of bins and the wafers, all of one wafer or of the whole file. */
export default function SetOverview({ detail }: { readonly detail: SetDetail }) {
  const { t } = useTranslation('instruments')
  const go = useGo()
  const { summary, wafers } = detail
  const [kindText, setKind] = useUrlValue('kind', 'hard')
  const kind: Kind = kindText === 'soft' ? 'soft' : 'hard'
  const [waferText, setWafer] = useUrlValue('wafer', String(wafers[0]?.index ?? noWafer))
  const wafer = Number(waferText)
  const known = wafers.find(w => w.index === wafer)
  const name =
    known === undefined ? t('wafer.none') : waferName(known, t('wafer.unnamed', { index: known.index + 1 }))
  return (
    <div className={css.detail}>
      <div className={css.controls}>
        <SegmentedControl
          aria-label={t('bins.kind')}
          value={kind}
          onChange={setKind}
          data={[
            { value: 'hard', label: t('bins.hard') },
            { value: 'soft', label: t('bins.soft') }
          ]}
        />
        {wafers.length > 0 && (
          <Select
            aria-label={t('wafer.label')}
            value={String(wafer)}
            onChange={value => {
              if (value !== null) setWafer(value)
            }}
            allowDeselect={false}
            searchable={wafers.length > 8}
            data={wafers.map(w => ({
              value: String(w.index),
              label: t('wafer.named', { name: waferName(w, t('wafer.unnamed', { index: w.index + 1 })) })
            }))}
          />
        )}
      </div>
      <div className={css.overview}>
        <MapPanel id={summary.id} wafer={wafer} kind={kind} name={name} file={summary.name} bins={detail} />
        <div className={css.column}>
          <Section>
            <BinPareto
              id={summary.id}
              wafer={wafers.length === 0 ? null : wafer}
              kind={kind}
              title={t(kind === 'hard' ? 'pareto.hard' : 'pareto.soft', { name })}
              file={summary.name}
              onDrill={bin => {
                const query = new URLSearchParams({ tab: 'parts', kind, bin: String(bin) })
                if (wafers.length > 0) query.set('wafer', String(wafer))
                go(`/sets/${summary.id}?${query.toString()}`)
              }}
            />
          </Section>
          {wafers.length > 0 && (
            <Section title={t('wafer.all', { count: wafers.length })} flush>
              <div className={css.short}>
                <WaferList
                  wafers={wafers}
                  onOpen={w => {
                    setWafer(String(w.index))
                  }}
                />
              </div>
            </Section>
          )}
        </div>
      </div>
    </div>
  )
}

function waferName(wafer: Wafer, unnamed: string): string {
  return wafer.waferId === '' ? unnamed : wafer.waferId
}

interface MapProps {
  readonly id: string
  readonly wafer: number
  readonly kind: Kind
  readonly name: string
  readonly file: string
  readonly bins: SetDetail
}

function MapPanel({ id, wafer, kind, name, file, bins }: MapProps) {
  const { t } = useTranslation('instruments')
  const chart = useRef<ChartHandle>(null)
  const map = useQueryOf('instruments.waferMap', { id, wafer, kind }, { keep: true })
  const [orientation, setOrientation] = useState<Orientation>(usualOrientation)
  const [part, setPart] = useState<number | null>(null)
  const named = kind === 'hard' ? bins.hardBins : bins.softBins
  const data = map.data
  const legend = useMemo(
    () => (data === undefined ? [] : legendOf(data.bin, data.pass, named)),
    [data, named]
  )
  const title = `${file} · ${t('wafer.named', { name })} · ${t(kind === 'hard' ? 'bins.hard' : 'bins.soft')}`
  return (
    <Section tour="wafer-map">
      <Faces of={map} rows={16}>
        {dies => (
          <ChartFrame
            title={t('wafer.mapTitle', { name })}
            fileName={title}
            chart={chart}
            note={dies.unplaced > 0 && t('wafer.unplaced', { count: dies.unplaced })}
            data={() => ({
              header: ['x', 'y', t('bins.bin'), t('parts.verdict'), t('wafer.times')],
              rows: Array.from(dies.x, (x, i) => [
                x,
                dies.y[i],
                dies.bin[i],
                dies.pass[i] === 1 ? 'P' : dies.pass[i] === 0 ? 'F' : '',
                (dies.repeats[i] ?? 0) + 1
              ])
            })}
          >
            <WaferMap
              ref={chart}
              title={title}
              dies={dies}
              bins={legend}
              orientation={orientation}
              onOrientation={setOrientation}
              describe={die => t('wafer.site', { site: dies.site[die] ?? 0 })}
              onDie={die => {
                setPart(dies.part[die] ?? null)
              }}
            />
          </ChartFrame>
        )}
      </Faces>
      <PartDrawer
        set={id}
        part={part}
        onClose={() => {
          setPart(null)
        }}
      />
    </Section>
  )
}

/** Bins of the dies that the map shows, with their names; a bin passes if its dies do. */
function legendOf(bin: ArrayLike<number>, pass: ArrayLike<number>, named: readonly Bin[]): WaferBin[] {
  const counts = new Map<number, { count: number; good: number }>()
  for (let i = 0; i < bin.length; i++) {
    const number = bin[i] ?? 0
    const entry = counts.get(number) ?? { count: 0, good: 0 }
    entry.count++
    if (pass[i] === 1) entry.good++
    counts.set(number, entry)
  }
  return [...counts].map(([number, { count, good }]) => ({
    number,
    name: named.find(b => b.number === number)?.name ?? '',
    count,
    pass: good * 2 > count
  }))
}

interface ParetoProps {
  readonly id: string
  readonly wafer: number | null
  readonly kind: Kind
  readonly title: string
  /** Name of the file that was read; exports bear it. */
  readonly file: string
  readonly onDrill: (bin: number) => void
}

function BinPareto({ id, wafer, kind, title, file, onDrill }: ParetoProps) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const [all, setAll] = useState('fails')
  const pareto = useQueryOf('instruments.pareto', { id, kind, wafer }, { keep: true })
  return (
    <Faces of={pareto}>
      {({ bins, total }) => {
        const shown = all === 'all' ? bins : bins.filter(bin => !isPass(bin, kind))
        const n = shown.reduce((sum, bin) => sum + bin.count, 0)
        return (
          <Pareto
            title={title}
            fileName={`${file} · ${title}`}
            unit={t('pareto.unit')}
            note={t('pareto.note', { n: f.number(n), total: f.number(total) })}
            items={shown.map(bin => ({ key: String(bin.number), label: binLabel(bin), count: bin.count }))}
            onDrill={keys => {
              const [first] = keys
              if (first !== undefined) onDrill(Number(first))
            }}
            actions={
              <SegmentedControl
                aria-label={t('pareto.which')}
                value={all}
                onChange={setAll}
                data={[
                  { value: 'fails', label: t('pareto.fails') },
                  { value: 'all', label: t('pareto.all') }
                ]}
              />
            }
          />
        )
      }}
    </Faces>
  )
}

/** What the file says; where it says nothing, hard and soft bin 1 is the pass bin by convention. */
function isPass(bin: Bin, kind: Kind): boolean {
  if (bin.verdict !== '') return bin.verdict === 'P'
  return bin.number === 1 || (kind === 'soft' && bin.number === 0)
}

function WaferList({
  wafers,
  onOpen
}: {
  readonly wafers: readonly Wafer[]
  readonly onOpen: (wafer: Wafer) => void
}) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const columns = useMemo(
    (): readonly Column<Wafer>[] => [
      { id: 'wafer', title: t('wafer.label'), value: row => row.waferId, grow: true, fixed: true },
      {
        id: 'parts',
        title: t('sets.parts'),
        width: 90,
        align: 'end',
        value: row => row.parts,
        cell: row => f.number(row.parts)
      },
      {
        id: 'good',
        title: t('wafer.good'),
        width: 90,
        align: 'end',
        value: row => row.good,
        cell: row => f.number(row.good)
      },
      {
        id: 'yield',
        title: t('sets.yield'),
        width: 90,
        align: 'end',
        value: row => yieldOf(row.parts, row.good),
        cell: row => f.percent(yieldOf(row.parts, row.good))
      },
      {
        id: 'finishedAt',
        title: t('wafer.finished'),
        width: 150,
        value: row => (row.finishedAt === null ? '' : testerTime(row.finishedAt))
      }
    ],
    [t, f]
  )
  return (
    <DataGrid
      id="instruments.wafers"
      label={t('wafer.all', { count: wafers.length })}
      columns={columns}
      rows={wafers}
      rowKey={row => String(row.index)}
      onOpen={onOpen}
      openOnClick
      noFilter
      compact
    />
  )
}
