import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { unitOf } from '../instruments/words'
import { Empty, Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './analysis.module.css'
import { useBench } from './bench'
import { PanelFrame } from './PanelFrame'
import { testLabel } from './words'

type Answer = Output<'analysis.agreement'>
type Row = Answer['tests'][number]

/** Whether two files say the same of the same parts: verdicts by Cohen's kappa, tests by correlation and bias. */
export function Agreement({
  a,
  b,
  names
}: {
  readonly a: string
  readonly b: string
  readonly names: readonly [string, string]
}) {
  const answer = useQueryOf('analysis.agreement', { a, b }, { keep: true, topics: ['import', 'set'] })
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} names={names} />}
    </Faces>
  )
}

function Shown({ data, names }: { readonly data: Answer; readonly names: readonly [string, string] }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { setTest } = useBench()
  const columns = useMemo((): readonly Column<Row>[] => {
    const si = (id: 'bias' | 'low' | 'high', title: string): Column<Row> => ({
      id,
      title,
      width: 92,
      align: 'end',
      value: row => row[id],
      cell: row => (row[id] === null ? '' : f.si(row[id], unitOf(row.test.units)))
    })
    return [
      {
        id: 'test',
        title: t('tests.text'),
        width: 180,
        grow: true,
        value: row => testLabel(row.test),
        fixed: true
      },
      { id: 'n', title: 'n', width: 70, align: 'end', value: row => row.n, cell: row => f.number(row.n) },
      {
        id: 'r',
        title: 'r',
        width: 70,
        align: 'end',
        value: row => row.r,
        cell: row => f.number(row.r, { maximumFractionDigits: 4 })
      },
      si('bias', t('agreement.bias')),
      si('low', t('compare.columns.low')),
      si('high', t('compare.columns.high'))
    ]
  }, [t, f])
  const { both } = data
  return (
    <PanelFrame
      title={t('agreement.title', { a: names[0], b: names[1] })}
      kind="table"
      more={t('agreement.matched', {
        n: f.number(data.matched),
        onlyA: f.number(data.onlyA),
        onlyB: f.number(data.onlyB)
      })}
      data={() => ({
        header: columns.map(column => column.title),
        rows: data.tests.map(row => columns.map(column => column.value(row)))
      })}
    >
      <div className={css.compare}>
        <div className={css.agreement}>
          <table>
            <caption>{t('agreement.verdicts')}</caption>
            <thead>
              <tr>
                <th scope="col">A \ B</th>
                <th scope="col">{t('verdict.pass')}</th>
                <th scope="col">{t('verdict.fail')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('verdict.pass')}</th>
                <td>{f.number(both.passPass)}</td>
                <td className={css.fail}>{f.number(both.passFail)}</td>
              </tr>
              <tr>
                <th scope="row">{t('verdict.fail')}</th>
                <td className={css.fail}>{f.number(both.failPass)}</td>
                <td>{f.number(both.failFail)}</td>
              </tr>
            </tbody>
          </table>
          <p>
            {t('agreement.kappa')}{' '}
            <b>{data.kappa === null ? '–' : f.number(data.kappa, { maximumFractionDigits: 3 })}</b>
          </p>
        </div>
        <div className={css.compareGrid}>
          <DataGrid
            id="analysis.agreement"
            label={t('agreement.tests')}
            columns={columns}
            rows={data.tests}
            rowKey={row => row.test.ref.key}
            onActive={row => {
              setTest(row.test.ref)
            }}
            filterPlaceholder={t('tests.filter')}
            compact
            empty={<Empty title={t('agreement.none')} hint={t('agreement.noneHint')} compact />}
          />
        </div>
      </div>
    </PanelFrame>
  )
}
