import type { DataView, Shift } from '@contract/analysis'
import type { Input, Output } from '@contract/index'
import { Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from '../charts/Chart'
import { CurvesChart } from '../charts/DistributionChart'
import { unitOf } from '../instruments/words'
import { Empty, Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './analysis.module.css'
import { useBench } from './bench'
import { PanelFrame } from './PanelFrame'
import { useExports } from './useExports'
import { pText, pWords, share, testLabel } from './words'

type Answer = Output<'analysis.compare'>

interface Props {
  readonly a: DataView
  readonly b: DataView
  readonly names: readonly [string, string]
  readonly sort: NonNullable<Input<'analysis.compare'>['sort']>
}

/** How each test shifted from A to B, the largest shift first; the chosen one is drawn below. */
export function Shifts({ a, b, names, sort }: Props) {
  const answer = useQueryOf('analysis.compare', { a, b, sort }, { keep: true, topics: ['import', 'set'] })
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} a={a} b={b} names={names} sort={sort} />}
    </Faces>
  )
}

const sorts = ['effect', 'p', 'difference', 'failDifference', 'order'] as const

function Shown({ data, a, b, names, sort }: Props & { readonly data: Answer }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { test, setTest, setOption } = useBench()
  const chart = useRef<ChartHandle>(null)
  const exports = useExports()
  const columns = useShiftColumns()
  const current = data.shifts.find(shift => shift.test.ref.key === test?.ref.key)
  const yieldOf = (side: Answer['a']): string => f.percent(share(side.good, side.parts), 2)
  const summary = t('compare.summary', {
    a: names[0],
    partsA: f.number(data.a.parts),
    yieldA: yieldOf(data.a),
    b: names[1],
    partsB: f.number(data.b.parts),
    yieldB: yieldOf(data.b)
  })
  const difference =
    data.yield.difference === null
      ? ''
      : t('compare.yield', {
          difference: f.percent(data.yield.difference, 2),
          low: f.percent(data.yield.low, 2),
          high: f.percent(data.yield.high, 2),
          p: pText(f, data.yield.p)
        })
  return (
    <PanelFrame
      title={t('compare.title', { a: names[0], b: names[1] })}
      kind="chart"
      chart={chart}
      more={[summary, difference, t('compare.compared', { n: f.number(data.compared) })]
        .filter(text => text !== '')
        .join(' · ')}
      data={() => ({
        header: columns.map(column => column.title),
        rows: data.shifts.map(shift => columns.map(column => column.value(shift)))
      })}
      exports={exports('compare', { other: b })}
      controls={
        <Select
          w={190}
          aria-label={t('compare.sort')}
          value={sort}
          allowDeselect={false}
          onChange={value => {
            setOption('x.sort', value === 'effect' || value === null ? '' : value)
          }}
          data={sorts.map(one => ({ value: one, label: t(`compare.sorts.${one}`) }))}
        />
      }
    >
      <div className={css.compare}>
        <div className={css.compareGrid}>
          <DataGrid
            id="analysis.shifts"
            label={t('compare.shifts')}
            columns={columns}
            rows={data.shifts}
            rowKey={row => row.test.ref.key}
            {...(current === undefined ? {} : { current: current.test.ref.key })}
            onActive={row => {
              setTest(row.test.ref)
            }}
            onOpen={row => {
              setTest(row.test.ref)
            }}
            openOnClick
            filterPlaceholder={t('tests.filter')}
            compact
            exports={[]}
            empty={<Empty title={t('compare.none')} compact />}
          />
        </div>
        <div className={css.compareChart}>
          {current !== undefined && <Both a={a} b={b} names={names} shift={current} chart={chart} />}
        </div>
      </div>
    </PanelFrame>
  )
}

function useShiftColumns(): readonly Column<Shift>[] {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  return useMemo(() => {
    const figure = (
      id: string,
      title: string,
      of: (row: Shift) => number | null,
      say: (value: number | null, row: Shift) => string,
      more: { readonly hidden?: boolean; readonly width?: number } = {}
    ): Column<Shift> => ({
      id,
      title,
      width: more.width ?? 84,
      align: 'end',
      hidden: more.hidden ?? false,
      value: of,
      cell: row => (of(row) === null ? '' : say(of(row), row))
    })
    const si = (value: number | null, row: Shift): string => f.si(value, unitOf(row.test.units))
    const short = (value: number | null, row: Shift): string => f.si(value, unitOf(row.test.units), 3)
    const plain = (value: number | null): string => f.number(value, { maximumFractionDigits: 2 })
    const small = (value: number | null): string => pWords(f, value)
    const percent = (value: number | null): string => f.percent(value, 2)
    return [
      {
        id: 'number',
        title: t('tests.number'),
        width: 72,
        align: 'end',
        value: row => row.test.number,
        fixed: true
      },
      {
        id: 'text',
        title: t('tests.text'),
        width: 130,
        grow: true,
        value: row => testLabel(row.test).replace(/^\d+ /, '')
      },
      figure('meanA', t('compare.columns.meanA'), row => row.a.mean, si),
      figure('meanB', t('compare.columns.meanB'), row => row.b.mean, si),
      figure('difference', t('compare.columns.difference'), row => row.difference, short),
      figure('low', t('compare.columns.low'), row => row.low, short),
      figure('high', t('compare.columns.high'), row => row.high, short),
      figure('effect', t('compare.columns.effect'), row => row.effect, plain, { width: 64 }),
      figure('ofTolerance', t('compare.columns.ofTolerance'), row => row.ofTolerance, percent, {
        hidden: true
      }),
      figure('q', 'q', row => row.q, small, { width: 80 }),
      figure('p', 'p', row => row.p, small, { width: 80, hidden: true }),
      figure('failDifference', t('compare.columns.failDifference'), row => row.failDifference, percent, {
        width: 90
      }),
      figure('failLow', t('compare.columns.failLow'), row => row.failLow, percent, { hidden: true }),
      figure('failHigh', t('compare.columns.failHigh'), row => row.failHigh, percent, { hidden: true }),
      figure('failsA', t('compare.columns.failsA'), row => row.a.fails, plain, { hidden: true }),
      figure('failsB', t('compare.columns.failsB'), row => row.b.fails, plain, { hidden: true }),
      figure('nA', t('compare.columns.nA'), row => row.a.n, plain, { hidden: true }),
      figure('nB', t('compare.columns.nB'), row => row.b.n, plain, { hidden: true }),
      figure('sigmaA', t('compare.columns.sigmaA'), row => row.a.sigma, si, { hidden: true }),
      figure('sigmaB', t('compare.columns.sigmaB'), row => row.b.sigma, si, { hidden: true })
    ]
  }, [t, f])
}

/** Both distributions of one test, one over the other, with the shift in words. */
function Both({
  a,
  b,
  names,
  shift,
  chart
}: Omit<Props, 'sort'> & { readonly shift: Shift; readonly chart: React.RefObject<ChartHandle | null> }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { test } = shift
  const [left, right] = [
    useQueryOf('analysis.distribution', { view: a, test: test.ref, bins: 40 }, { keep: true }),
    useQueryOf('analysis.distribution', { view: b, test: test.ref, bins: 40 }, { keep: true })
  ]
  const units = unitOf(test.units)
  const curves = useMemo(
    () =>
      [left.data, right.data].flatMap((data, i) => {
        const n = data?.boxes[0]?.n ?? 0
        if (data === undefined || n === 0) return []
        const y = Float64Array.from(data.edges, (_, at) => (data.counts[at] ?? 0) / n)
        return [{ label: `${i === 0 ? 'A' : 'B'} ${names[i] ?? ''} (n = ${f.number(n)})`, x: data.edges, y }]
      }),
    [left.data, right.data, names, f]
  )
  if (left.data === undefined || right.data === undefined) return <Faces of={left}>{() => null}</Faces>
  const words =
    shift.difference === null
      ? t('compare.failsShift', {
          name: testLabel(test),
          difference: f.percent(shift.failDifference, 2),
          low: f.percent(shift.failLow, 2),
          high: f.percent(shift.failHigh, 2)
        })
      : t('compare.shift', {
          name: testLabel(test),
          difference: f.si(shift.difference, units),
          low: f.si(shift.low, units),
          high: f.si(shift.high, units),
          effect: f.number(shift.effect, { maximumFractionDigits: 2 })
        })
  return (
    <>
      <p className={css.shift}>{words}</p>
      <div className={css.chartBox}>
        {curves.length === 0 ? (
          <Empty title={t('distribution.functional', { title: testLabel(test) })} compact />
        ) : (
          <CurvesChart
            ref={chart}
            label={words}
            units={units}
            low={test.lo}
            high={test.hi}
            curves={curves}
            steps
          />
        )}
      </div>
    </>
  )
}
