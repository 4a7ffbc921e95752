import type { TestRef } from '@contract/analysis'
import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { unitOf } from '../instruments/words'
import { Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './analysis.module.css'
import { type BenchDesk, useBench } from './bench'
import { testLabel } from './words'

type Answer = Output<'analysis.elements'>
type Row = Answer['elements'][number]

const topics = ['import', 'set'] as const

/** The values of a test that come several at once, each with its own figures. */
export function useElements(test: TestRef | null, view: BenchDesk['view']) {
  return useQueryOf(
    'analysis.elements',
    { view, test: { key: test?.key ?? '-', element: 0 } },
    { enabled: test !== null, keep: true, topics }
  )
}

/** Below the tests: the pins of the one chosen; the one the keyboard is on is what the panels show. */
export function Elements() {
  const { view, test } = useBench()
  const several = test !== null && test.elements > 1
  const answer = useElements(several ? test.ref : null, view)
  if (!several) return null
  return (
    <div className={css.elements}>
      <Faces of={answer} rows={4}>
        {data => <Pins data={data} />}
      </Faces>
    </div>
  )
}

function Pins({ data }: { readonly data: Answer }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { test, setTest } = useBench()
  const unit = unitOf(data.test.units)
  const columns = useMemo((): readonly Column<Row>[] => {
    const si = (id: 'mean' | 'sigma' | 'min' | 'max'): Column<Row> => ({
      id,
      title: t(`tests.${id}`),
      width: 88,
      align: 'end',
      value: row => row[id],
      cell: row => (row[id] === null ? '' : f.si(row[id], unit))
    })
    return [
      {
        id: 'element',
        title: t('elements.element'),
        width: 54,
        align: 'end',
        value: row => row.element,
        fixed: true
      },
      { id: 'pin', title: t('elements.pin'), width: 70, grow: true, value: row => row.pin },
      {
        id: 'beyond',
        title: t('elements.beyond'),
        width: 72,
        align: 'end',
        value: row => row.beyond,
        failed: row => row.beyond > 0,
        cell: row => <span className={row.beyond > 0 ? css.fail : undefined}>{f.number(row.beyond)}</span>
      },
      {
        id: 'cpk',
        title: t('tests.cpk'),
        width: 64,
        align: 'end',
        value: row => row.cpk,
        cell: row =>
          row.cpk === null ? '' : f.number(row.cpk, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
      },
      {
        id: 'n',
        title: t('tests.n'),
        width: 60,
        align: 'end',
        value: row => row.n,
        cell: row => f.number(row.n)
      },
      si('mean'),
      si('sigma'),
      si('min'),
      si('max')
    ]
  }, [t, f, unit])
  const label = t('elements.title', { test: testLabel({ ...data.test, elements: 1 }) })
  const choose = (row: Row): void => {
    setTest({ key: data.test.ref.key, element: row.element })
  }
  return (
    <DataGrid
      id="analysis.elements"
      label={label}
      columns={columns}
      rows={data.elements}
      rowKey={row => String(row.element)}
      {...(test?.ref.key === data.test.ref.key ? { current: String(test.ref.element) } : {})}
      onActive={choose}
      onOpen={choose}
      openOnClick
      noFilter
      tools={<span className={css.quiet}>{label}</span>}
      compact
    />
  )
}
