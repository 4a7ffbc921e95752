import { Chip } from '@mantine/core'
import type { ViewTest } from '@contract/analysis'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { unitOf } from '../instruments/words'
import { Empty, Failure, Loading } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './analysis.module.css'
import { useBench } from './bench'
import { Elements } from './Elements'
import { filesOf } from './PanelFrame'
import { useExports } from './useExports'

/** A test by its place among the columns of figures. */
type Row = number

const failsFirst = { id: 'fails', descending: true } as const

type Figure = 'mean' | 'sigma' | 'min' | 'max' | 'lo' | 'hi'

/** Every test of the view with its figures; the one the keyboard is on is the one the panels show. */
export function TestsTable() {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const desk = useBench()
  const { testFigures, tests, test, setTest, option, setOption } = desk
  const failing = option('failing') === '1'
  const exports = useExports()
  const rows = useMemo((): readonly Row[] => {
    const all = tests.map((_, i) => i)
    return failing ? all.filter(i => (testFigures?.fails[i] ?? 0) > 0) : all
  }, [tests, testFigures, failing])
  const columns = useMemo((): readonly Column<Row>[] => {
    const of = (row: Row): ViewTest | undefined => tests[row]
    const number = (value: number | undefined): number | null =>
      value === undefined || Number.isNaN(value) ? null : value
    const read = (id: Figure, row: Row): number | null =>
      id === 'lo' || id === 'hi' ? (of(row)?.[id] ?? null) : number(testFigures?.[id][row])
    const figure = (id: Figure, hidden: boolean): Column<Row> => ({
      id,
      title: t(`tests.${id}`),
      width: 92,
      align: 'end',
      hidden,
      value: row => read(id, row),
      cell: row => {
        const value = read(id, row)
        return value === null ? '' : f.si(value, unitOf(of(row)?.units ?? ''))
      }
    })
    return [
      {
        id: 'number',
        title: t('tests.number'),
        width: 76,
        align: 'end',
        value: row => of(row)?.number,
        fixed: true
      },
      { id: 'text', title: t('tests.text'), width: 130, grow: true, value: row => of(row)?.text },
      {
        id: 'fails',
        title: t('tests.fails'),
        width: 78,
        align: 'end',
        value: row => testFigures?.fails[row],
        cell: row => {
          const fails = testFigures?.fails[row] ?? 0
          return <span className={fails > 0 ? css.fail : undefined}>{f.number(fails)}</span>
        }
      },
      {
        id: 'failRate',
        title: t('tests.failRate'),
        width: 72,
        align: 'end',
        hidden: true,
        value: row => (testFigures?.fails[row] ?? 0) / (testFigures?.executions[row] || 1),
        cell: row => f.percent((testFigures?.fails[row] ?? 0) / (testFigures?.executions[row] || 1), 2)
      },
      {
        id: 'cpk',
        title: t('tests.cpk'),
        width: 64,
        align: 'end',
        value: row => number(testFigures?.cpk[row]),
        cell: row => {
          const cpk = number(testFigures?.cpk[row])
          return cpk === null ? '' : f.number(cpk, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
        }
      },
      {
        id: 'n',
        title: t('tests.n'),
        width: 70,
        align: 'end',
        value: row => testFigures?.n[row],
        cell: row => f.number(testFigures?.n[row])
      },
      {
        id: 'executions',
        title: t('tests.executions'),
        width: 84,
        align: 'end',
        hidden: true,
        value: row => testFigures?.executions[row],
        cell: row => f.number(testFigures?.executions[row])
      },
      figure('mean', false),
      figure('sigma', false),
      figure('lo', false),
      figure('hi', false),
      figure('min', true),
      figure('max', true),
      { id: 'units', title: t('tests.units'), width: 64, value: row => of(row)?.units, hidden: true },
      { id: 'type', title: t('tests.type'), width: 60, value: row => of(row)?.recordType, hidden: true },
      {
        id: 'limits',
        title: t('tests.limits'),
        width: 96,
        hidden: true,
        value: row => (of(row)?.limitsDiffer === true ? t('tests.limitsDiffer') : '')
      }
    ]
  }, [t, f, tests, testFigures])
  if (testFigures === undefined)
    return desk.error === null ? (
      <Loading rows={16} />
    ) : (
      <Failure error={desk.error} retry={desk.retry} compact />
    )
  const current = test === null ? undefined : String(tests.findIndex(one => one.ref.key === test.ref.key))
  const choose = (row: Row): void => {
    const one = tests[row]
    // The pin that is looked at stays chosen when the list comes back to its test.
    if (one !== undefined && one.ref.key !== test?.ref.key) setTest(one.ref)
  }
  return (
    <div className={css.tests}>
      <DataGrid
        id="analysis.tests"
        label={t('tests.title')}
        fileName={`${filesOf(desk)} · ${t('tests.title')}`}
        columns={columns}
        rows={rows}
        rowKey={String}
        onActive={choose}
        onOpen={choose}
        openOnClick
        {...(current === undefined ? {} : { current })}
        filterPlaceholder={t('tests.filter')}
        initialSort={failsFirst}
        compact
        exports={exports('tests')}
        tools={
          <Chip
            size="xs"
            checked={failing}
            onChange={on => {
              setOption('failing', on ? '1' : '')
            }}
          >
            {t('tests.failing')}
          </Chip>
        }
        empty={<Empty title={failing ? t('tests.noneFailing') : t('tests.none')} compact />}
      />
      <Elements />
    </div>
  )
}
