import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { ExportMenu } from '../../charts/ExportMenu'
import { PinButton } from '../../evidence/PinButton'
import { testerTime } from '../../instruments/words'
import { Loading } from '../../ui/faces'
import { DataGrid } from '../../ui/grid/DataGrid'
import type { Column } from '../../ui/grid/columns'
import { Section } from '../../ui/Page'
import css from '../analysis.module.css'
import { type Overview as Figures, useBench } from '../bench'
import { showOf } from '../map/shown'
import { filesOf, onlyCase, useProvenance } from '../PanelFrame'
import { type ListName, toggled } from '../steps'
import { useExports } from '../useExports'
import { share } from '../words'

type Group = Figures['lots'][number]
type Wafer = Figures['wafers'][number]
type Bin = Figures['hardBins'][number]

/** What there is: lots, wafers, sites and bins with their yields, and what does not fit together. */
export default function Overview() {
  const { t } = useTranslation('analysis')
  const { overview } = useBench()
  if (overview === undefined) return <Loading rows={12} />
  const { lots, sites, hardBins, softBins, wafers, remarks } = overview
  return (
    <div className={css.overview}>
      <Told overview={overview} />
      {remarks.length > 0 && <Remarks remarks={remarks} />}
      {wafers.length > 0 && <Wafers wafers={wafers} />}
      <div className={css.columns}>
        <Groups title={t('overview.lots')} id="lots" rows={lots} list="lots" />
        <Groups title={t('overview.sites')} id="sites" rows={sites} list="sites" />
        <Bins title={t('overview.hardBins')} id="hardBins" rows={hardBins} />
        <Bins title={t('overview.softBins')} id="softBins" rows={softBins} />
      </div>
    </div>
  )
}

/** Where the figures come from, and the pin. */
function Told({ overview }: { readonly overview: Figures }) {
  const { t } = useTranslation('analysis')
  const desk = useBench()
  const provenance = useProvenance()
  const exports = useExports()
  const title = t('overview.title')
  const fileName = `${filesOf(desk)} · ${title}`
  const data = () => ({
    header: [
      t('distribution.group'),
      t('overview.wafer'),
      t('overview.parts'),
      t('overview.good'),
      t('yield.final'),
      t('yield.first')
    ],
    rows: [
      ...overview.lots.map(row => figuresOf(t('overview.lots'), row.label, row)),
      ...overview.wafers.map(row => figuresOf(t('overview.wafer'), desk.names.wafer(row.key), row)),
      ...overview.sites.map(row => figuresOf(t('overview.sites'), row.label, row))
    ]
  })
  return (
    <div className={css.told}>
      <span className={css.quiet}>{provenance.words}</span>
      <PinButton
        title={title}
        caseId={desk.bench.caseId ?? onlyCase(desk)}
        what={() =>
          provenance.of({
            kind: 'table',
            title: fileName,
            data: data(),
            png: null,
            svg: null
          })
        }
      />
      <ExportMenu title={title} fileName={fileName} data={data} exports={exports('wafers')} />
    </div>
  )
}

function figuresOf(
  kind: string,
  name: string,
  row: { readonly parts: number; readonly good: number; readonly firstGood: number }
): readonly (string | number | null)[] {
  return [kind, name, row.parts, row.good, share(row.good, row.parts), share(row.firstGood, row.parts)]
}

function Remarks({ remarks }: { readonly remarks: Output<'analysis.overview'>['remarks'] }) {
  const { t } = useTranslation('analysis')
  return (
    <Section title={t('overview.remarks')}>
      <ul className={css.remarks}>
        {remarks.map(({ key, params }, i) => (
          <li key={i}>{t(`remarks.${key}`, params)}</li>
        ))}
      </ul>
    </Section>
  )
}

/** Yields as columns, final and at the first touch. */
function useYieldColumns<
  Row extends { parts: number; good: number; firstGood: number }
>(): readonly Column<Row>[] {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  return useMemo(
    () => [
      {
        id: 'parts',
        title: t('overview.parts'),
        width: 84,
        least: 58,
        align: 'end',
        value: row => row.parts,
        cell: row => f.number(row.parts)
      },
      {
        id: 'yield',
        title: t('yield.final'),
        width: 92,
        least: 64,
        align: 'end',
        value: row => share(row.good, row.parts),
        cell: row => f.percent(share(row.good, row.parts))
      },
      {
        id: 'first',
        title: t('yield.first'),
        width: 92,
        least: 76,
        align: 'end',
        value: row => share(row.firstGood, row.parts),
        cell: row => f.percent(share(row.firstGood, row.parts))
      }
    ],
    [t, f]
  )
}

function Wafers({ wafers }: { readonly wafers: readonly Wafer[] }) {
  const { t } = useTranslation('analysis')
  const { names, view, setFilter, change, bench } = useBench()
  const exports = useExports()
  const yields = useYieldColumns<Wafer>()
  const columns = useMemo(
    (): readonly Column<Wafer>[] => [
      {
        id: 'wafer',
        title: t('overview.wafer'),
        width: 130,
        grow: true,
        value: row => names.wafer(row.key),
        fixed: true
      },
      ...yields,
      {
        id: 'startedAt',
        title: t('overview.started'),
        width: 140,
        value: row => (row.startedAt === null ? '' : testerTime(row.startedAt))
      },
      { id: 'files', title: t('overview.files'), width: 64, align: 'end', value: row => row.sets.length }
    ],
    [t, names, yields]
  )
  return (
    <Section title={t('overview.wafers', { count: wafers.length })} flush>
      <div className={css.list} style={{ height: Math.min(300, 60 + wafers.length * 26) }}>
        <DataGrid
          id="analysis.wafers"
          label={t('overview.wafers', { count: wafers.length })}
          columns={columns}
          rows={wafers}
          rowKey={row => row.key}
          picked={new Set(view.filter.wafers)}
          onPicked={picked => {
            setFilter({ ...view.filter, wafers: [...picked] })
          }}
          onOpen={row => {
            change({ panel: 'map', options: { ...bench.options, 'm.show': showOf(row.key) } })
          }}
          exports={exports('wafers')}
          noFilter
          compact
        />
      </div>
    </Section>
  )
}

function Groups({
  title,
  id,
  rows,
  list
}: {
  readonly title: string
  readonly id: string
  readonly rows: readonly Group[]
  readonly list: ListName
}) {
  const { view, setFilter } = useBench()
  const yields = useYieldColumns<Group>()
  const columns = useMemo(
    (): readonly Column<Group>[] => [
      { id: 'label', title, width: 104, grow: true, value: row => row.label, fixed: true },
      ...yields
    ],
    [title, yields]
  )
  return (
    <Short title={title} count={rows.length}>
      <DataGrid
        id={`analysis.${id}`}
        label={title}
        columns={columns}
        rows={rows}
        rowKey={row => row.key}
        picked={new Set(view.filter[list].map(String))}
        onPicked={picked => {
          setFilter({ ...view.filter, [list]: [...picked] })
        }}
        onOpen={row => {
          setFilter(toggled(view.filter, list, row.key))
        }}
        noFilter
        compact
      />
    </Short>
  )
}

function Bins({
  title,
  id,
  rows
}: {
  readonly title: string
  readonly id: 'hardBins' | 'softBins'
  readonly rows: readonly Bin[]
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, overview, setFilter } = useBench()
  const total = overview?.shown ?? 0
  const columns = useMemo(
    (): readonly Column<Bin>[] => [
      {
        id: 'number',
        title: t('overview.bin'),
        width: 56,
        least: 44,
        align: 'end',
        value: row => row.number,
        fixed: true
      },
      { id: 'name', title: t('overview.binName'), width: 104, grow: true, value: row => row.name },
      {
        id: 'verdict',
        title: t('overview.verdict'),
        width: 76,
        least: 66,
        value: row => (row.verdict === 'P' ? t('verdict.pass') : row.verdict === 'F' ? t('verdict.fail') : '')
      },
      {
        id: 'count',
        title: t('overview.parts'),
        width: 76,
        least: 54,
        align: 'end',
        value: row => row.count,
        cell: row => f.number(row.count)
      },
      {
        id: 'share',
        title: t('overview.share'),
        width: 72,
        least: 66,
        align: 'end',
        value: row => share(row.count, total),
        cell: row => f.percent(share(row.count, total))
      }
    ],
    [t, f, total]
  )
  return (
    <Short title={title} count={rows.length}>
      <DataGrid
        id={`analysis.${id}`}
        label={title}
        columns={columns}
        rows={rows}
        rowKey={row => String(row.number)}
        picked={new Set(view.filter[id].map(String))}
        onPicked={picked => {
          setFilter({ ...view.filter, [id]: [...picked].map(Number) })
        }}
        onOpen={row => {
          setFilter(toggled(view.filter, id, row.number))
        }}
        noFilter
        compact
      />
    </Short>
  )
}

function Short({
  title,
  count,
  children
}: {
  readonly title: string
  readonly count: number
  readonly children: React.ReactNode
}) {
  return (
    <Section title={title} flush>
      <div className={css.list} style={{ height: Math.min(250, Math.max(120, 60 + count * 26)) }}>
        {children}
      </div>
    </Section>
  )
}
