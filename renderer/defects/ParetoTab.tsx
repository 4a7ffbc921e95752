import { type DefectGrouping, defectGroupings } from '@contract/defects'
import type { Output } from '@contract/index'
import { Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import { ParetoChart, type ParetoProps, useParetoData } from '../charts/ParetoChart'
import { Empty, Faces } from '../ui/faces'
import css from './defects.module.css'
import { DefectFrame } from './DefectFrame'
import { live, useDefectDesk } from './desk'
import { toggled } from './filter'

/** Defects, or the dies that bear them, by class, size, bin, wafer or lot; a bar leads to what is behind it. */
export default function ParetoTab() {
  const { id, filter } = useDefectDesk()
  const [byText, setBy] = useUrlValue('pareto', 'class')
  const by = defectGroupings.find(one => one === byText) ?? 'class'
  const answer = useQueryOf('defects.pareto', { id, filter, by }, live)
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} by={by} onBy={setBy} />}
    </Faces>
  )
}

function Shown({
  data,
  by,
  onBy
}: {
  readonly data: Output<'defects.pareto'>
  readonly by: DefectGrouping
  readonly onBy: (by: string) => void
}) {
  const { t } = useTranslation('defects')
  const desk = useDefectDesk()
  const { filter, setFilter } = desk
  const chart = useRef<ChartHandle>(null)
  const [ofText, setOf] = useUrlValue('of', 'defects')
  // A die may bear defects of several classes: only what shares no die can be added up by dies.
  const byDies = by === 'wafer' || by === 'lot'
  const of = byDies && ofText === 'dies' ? 'dies' : 'defects'
  const items = useMemo(
    () =>
      data.bars.map(bar => ({
        key: bar.key,
        label: bar.key === 'null' ? t('none.value') : by === 'size' ? `${bar.label} µm` : bar.label,
        count: of === 'dies' ? bar.dies : bar.count
      })),
    [data, by, of, t]
  )
  const title = t('pareto.title', { by: t(`pareto.names.${by}`) })
  const drill = (keys: readonly string[]): void => {
    const codes = keys.map(key => (key === 'null' ? null : Number(key)))
    const list = ({ class: 'classes', rough: 'rough', fine: 'fine', test: 'tests' } as const)[by as 'class']
    if (list !== undefined) setFilter(toggled(filter, list, codes))
    else if (by === 'wafer') setFilter({ ...filter, wafers: keys.map(Number) })
    else if (by === 'lot') {
      const lots = new Set(keys.map(Number))
      setFilter({ ...filter, wafers: desk.set.wafers.filter(one => lots.has(one.lot)).map(one => one.index) })
    } else if (by === 'cluster')
      setFilter({ ...filter, clustered: codes.some(code => code !== null && code > 0) })
    else {
      const bars = data.bars.filter(bar => keys.includes(bar.key) && bar.from !== null)
      const from = bars.map(bar => bar.from ?? 0)
      const to = bars.map(bar => bar.to ?? 0)
      if (bars.length > 0) setFilter({ ...filter, size: { from: Math.min(...from), to: Math.max(...to) } })
    }
  }
  const props: ParetoProps = {
    title,
    items,
    unit: t(of === 'dies' ? 'pareto.dies' : 'pareto.defects'),
    most: by === 'size' ? 60 : 25,
    ordered: by === 'size',
    height: '100%',
    onDrill: drill
  }
  const table = useParetoData(props)
  return (
    <DefectFrame
      title={title}
      kind="chart"
      n={data.total}
      more={t('pareto.note', { n: data.total, dies: data.dies })}
      chart={chart}
      data={() => {
        const { header, rows } = table()
        const dies = new Map(data.bars.map((bar, i) => [items[i]?.label, bar.dies]))
        return {
          header: [...header, t('pareto.ofs.dies')],
          rows: rows.map(row => [...row, dies.get(String(row[0])) ?? null])
        }
      }}
      controls={
        <>
          <Select
            size="xs"
            w={170}
            aria-label={t('pareto.by')}
            value={by}
            allowDeselect={false}
            onChange={next => {
              onBy(next ?? 'class')
            }}
            data={defectGroupings.map(value => ({ value, label: t(`pareto.bys.${value}`) }))}
          />
          {byDies && (
            <Select
              size="xs"
              w={170}
              aria-label={t('pareto.of')}
              value={of}
              allowDeselect={false}
              onChange={next => {
                setOf(next ?? 'defects')
              }}
              data={['defects', 'dies'].map(value => ({ value, label: t(`pareto.ofs.${value}`) }))}
            />
          )}
        </>
      }
    >
      {data.total === 0 ? (
        <Empty title={t('map.empty')} hint={t('map.emptyHint')} />
      ) : (
        <div className={css.chartBox}>
          <ParetoChart ref={chart} {...props} />
        </div>
      )}
    </DefectFrame>
  )
}
