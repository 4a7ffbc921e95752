import type { TestRef } from '@contract/analysis'
import type { Output } from '@contract/index'
import { Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import { ScatterChart } from '../../charts/ScatterChart'
import { unitOf } from '../../instruments/words'
import { Empty, Faces } from '../../ui/faces'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { Correlations } from '../Correlations'
import { useCorrelations } from '../useCorrelations'
import { GroupSelect, NoTest, useGrouping } from '../controls'
import { PanelFrame } from '../PanelFrame'
import { readRef, writeRef } from '../refs'
import { testLabel } from '../words'

/** Two tests over the same parts, and which tests go with a failure. */
export default function Scatter() {
  const { test } = useBench()
  if (test === null) return <NoTest />
  return (
    <div className={css.scatterBox}>
      <div className={css.scatter}>
        <div className={css.correlations}>
          <Correlations />
        </div>
        <div className={css.fill}>
          <Plot y={test.ref} />
        </div>
      </div>
    </div>
  )
}

function Plot({ y }: { readonly y: TestRef }) {
  const { t } = useTranslation('analysis')
  const { view, option, tests } = useBench()
  const by = useGrouping('s.by')
  const asked = readRef(option('s.x'))
  const known = asked !== null && tests.some(test => test.ref.key === asked.key)
  // Without another test it is the one that goes closest with the failure.
  const closest = useCorrelations().answer.data?.rows.find(row => row.test.ref.key !== y.key)
  const x = known ? asked : (closest?.test.ref ?? tests.find(test => test.ref.key !== y.key)?.ref ?? null)
  const answer = useQueryOf(
    'analysis.scatter',
    { view, x: x ?? y, y, by: by === 'none' ? 'verdict' : by },
    { keep: true, enabled: x !== null, topics: ['import', 'set'] }
  )
  if (x === null) return <Empty title={t('scatter.one')} compact />
  return (
    <Faces of={answer} rows={10}>
      {data => <Shown data={data} x={x} />}
    </Faces>
  )
}

function Shown({ data, x }: { readonly data: Output<'analysis.scatter'>; readonly x: TestRef }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, tests, setOption, openPart } = useBench()
  const chart = useRef<ChartHandle>(null)
  const { xTest, yTest, xs, ys, group, groups, pearson, pearsonInterval, slope, intercept } = data
  const axisX = useMemo(
    () => ({ name: testLabel(xTest), units: unitOf(xTest.units), low: xTest.lo, high: xTest.hi }),
    [xTest]
  )
  const axisY = useMemo(
    () => ({ name: testLabel(yTest), units: unitOf(yTest.units), low: yTest.lo, high: yTest.hi }),
    [yTest]
  )
  const names = useMemo(
    () =>
      groups.map(one =>
        ['pass', 'fail', 'none'].includes(one.key) && groups.length <= 3 ? t(`verdict.${one.key}`) : one.label
      ),
    [groups, t]
  )
  const line = useMemo(
    () => (slope === null || intercept === null ? null : { slope, intercept }),
    [slope, intercept]
  )
  const title = t('scatter.title', { x: axisX.name, y: axisY.name })
  const two = { maximumFractionDigits: 3 }
  return (
    <PanelFrame
      title={title}
      kind="chart"
      chart={chart}
      more={[
        t('scatter.n', { n: f.number(data.n) }),
        xs.length < data.n ? t('scatter.drawn', { n: f.number(xs.length) }) : '',
        pearson === null
          ? ''
          : t('scatter.r', {
              r: f.number(pearson, two),
              low: f.number(pearsonInterval.low, two),
              high: f.number(pearsonInterval.high, two)
            }),
        data.spearman === null ? '' : t('scatter.rho', { rho: f.number(data.spearman, two) })
      ]
        .filter(text => text !== '')
        .join(' · ')}
      data={() => ({
        header: [axisX.name, axisY.name, t('distribution.group'), t('scatter.file'), t('parts.number')],
        rows: Array.from(xs, (value, i) => [
          value,
          ys[i],
          names[group[i] ?? 0],
          view.sets[data.set[i] ?? 0],
          (data.part[i] ?? 0) + 1
        ])
      })}
      controls={
        <>
          <Select
            w={220}
            aria-label={t('scatter.x')}
            searchable
            limit={200}
            value={x.key}
            allowDeselect={false}
            onChange={key => {
              if (key !== null) setOption('s.x', writeRef({ key, element: 0 }))
            }}
            data={tests.map(test => ({ value: test.ref.key, label: `x: ${testLabel(test)}` }))}
          />
          <GroupSelect name="s.by" only={['none', 'lot', 'wafer', 'site', 'hardBin', 'set']} />
        </>
      }
    >
      <div className={css.chartBox}>
        {xs.length === 0 ? (
          <Empty title={t('scatter.none')} hint={t('scatter.noneHint')} compact />
        ) : (
          <ScatterChart
            ref={chart}
            x={axisX}
            y={axisY}
            xs={xs}
            ys={ys}
            group={group}
            groups={names}
            line={line}
            label={t('scatter.label', { title, n: f.number(data.n), r: f.number(pearson, two) })}
            onPoint={point => {
              openPart(view.sets[data.set[point] ?? 0] ?? '', data.part[point] ?? 0)
            }}
          />
        )}
      </div>
    </PanelFrame>
  )
}
