import type { Output } from '@contract/index'
import { Switch } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import { ParetoChart, type ParetoProps, useParetoData } from '../../charts/ParetoChart'
import { Faces } from '../../ui/faces'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { Choice, GroupSelect, useGrouping } from '../controls'
import { PanelFrame } from '../PanelFrame'
import { sameTest } from '../steps'
import { useExports } from '../useExports'

const kinds = ['hardBin', 'softBin', 'test'] as const

/** What fails most: bins or tests, split by where; a click leads to the parts behind a bar. */
export default function Paretos() {
  const { view, option } = useBench()
  const of = kinds.find(kind => kind === option('p.of')) ?? 'hardBin'
  const by = useGrouping('p.by')
  const answer = useQueryOf(
    'analysis.pareto',
    { view, of, by, firstFailOnly: option('p.first') === '1' },
    { keep: true, topics: ['import', 'set'] }
  )
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} of={of} />}
    </Faces>
  )
}

function Shown({
  data,
  of
}: {
  readonly data: Output<'analysis.pareto'>
  readonly of: (typeof kinds)[number]
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, option, setOption, change } = useBench()
  const chart = useRef<ChartHandle>(null)
  const exports = useExports()
  const all = option('p.all') === '1'
  const first = option('p.first') === '1'
  const { bars, groups, parts } = data
  const by = useGrouping('p.by')
  const items = useMemo(
    () =>
      bars
        .filter(bar => all || of === 'test' || bar.verdict !== 'P')
        .map(bar => ({ key: bar.key, label: bar.label, count: bar.count })),
    [bars, all, of]
  )
  const split = useMemo(() => {
    const byKey = new Map(bars.map(bar => [bar.key, bar.by]))
    return { labels: groups.map(group => group.label), of: (key: string) => byKey.get(key) ?? [] }
  }, [bars, groups])
  const title = t(`pareto.${of}`)
  const shown = items.reduce((sum, item) => sum + item.count, 0)
  const drill = (keys: readonly string[]): void => {
    const { filter } = view
    if (of === 'test') {
      const failing = keys.map(key => ({ key, element: 0 }))
      // Failed this one and that one: several tests at once would be no part at all.
      const fresh = failing.slice(0, 1).filter(one => !filter.failing.some(known => sameTest(known, one)))
      change({
        view: { ...view, filter: { ...filter, failing: [...filter.failing, ...fresh] } },
        panel: 'parts'
      })
      return
    }
    const list = of === 'hardBin' ? 'hardBins' : 'softBins'
    change({ view: { ...view, filter: { ...filter, [list]: keys.map(Number) } }, panel: 'parts' })
  }
  const props: ParetoProps = {
    title,
    items,
    unit: t(of === 'test' ? 'pareto.failures' : 'pareto.parts'),
    most: 25,
    height: '100%',
    onDrill: drill,
    ...(by === 'none' ? {} : { split })
  }
  const table = useParetoData(props)
  return (
    <PanelFrame
      title={title}
      more={t('pareto.note', { n: f.number(shown), parts: f.number(parts) })}
      kind="chart"
      chart={chart}
      data={table}
      exports={exports('pareto', { of, by })}
      controls={
        <>
          <Choice
            name="p.of"
            label={t('pareto.of')}
            values={kinds.map(value => ({ value, label: t(`pareto.kinds.${value}`) }))}
          />
          <GroupSelect name="p.by" only={['none', 'lot', 'wafer', 'set', 'site', 'head']} />
          {of === 'test' ? (
            <Switch
              label={t('pareto.firstOnly')}
              checked={first}
              onChange={event => {
                setOption('p.first', event.currentTarget.checked ? '1' : '')
              }}
            />
          ) : (
            <Switch
              label={t('pareto.passing')}
              checked={all}
              onChange={event => {
                setOption('p.all', event.currentTarget.checked ? '1' : '')
              }}
            />
          )}
        </>
      }
    >
      <div className={css.chartBox}>
        <ParetoChart ref={chart} {...props} />
      </div>
    </PanelFrame>
  )
}
