import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { go } from '../app/navigation'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { toastFault } from '../ui/toasts'
import css from './pareto.module.css'
import { fieldsOf, type ParetoView, whatOf } from './state'
import { topics } from './topics'
import type { ParetoWords } from './words'

type Row = Output<'pareto.records'>['rows'][number]

/** Fields that say no more than the day does. */
const derived = new Set(['month', 'quarter', 'year'])

interface Props {
  readonly view: ParetoView
  readonly words: ParetoWords
}

/** The single records at the bottom of every Pareto; Enter opens one. */
export function Records({ view, words }: Props) {
  const { t, i18n } = useTranslation('pareto')
  const f = useFormat()
  const what = useMemo(() => whatOf(view), [view])
  const source = useWindowOf('pareto.records', what, output => output, { topics })
  const { source: kind, weight } = view
  const columns = useMemo((): readonly Column<Row>[] => {
    const chosen = new Set([...view.levels, ...view.filters.map(one => one.field)])
    const counts = ['hardBins', 'softBins', 'tests', 'defects'].includes(kind)
    return [
      {
        id: 'record',
        title: t('columns.record'),
        width: 130,
        fixed: true,
        sortable: false,
        value: row => row.label
      },
      {
        id: 'title',
        title: t('columns.recordTitle'),
        width: 160,
        grow: true,
        sortable: false,
        value: row => row.title
      },
      { id: 'day', title: t('columns.day'), width: 96, sortable: false, value: row => row.day ?? '' },
      ...(counts
        ? [
            {
              id: 'n',
              title: words.unit(),
              width: 84,
              align: 'end' as const,
              sortable: false,
              value: (row: Row) => row.n,
              cell: (row: Row) => f.number(row.n)
            }
          ]
        : []),
      ...(weight === 'count'
        ? []
        : [
            {
              id: 'weight',
              title: words.weightUnit(),
              width: 130,
              align: 'end' as const,
              sortable: false,
              value: (row: Row) => row.value,
              cell: (row: Row) => f.number(row.value)
            }
          ]),
      ...fieldsOf(kind)
        .filter(field => !derived.has(field))
        .map((field): Column<Row> => ({
          id: field,
          title: t(`fields.${field}`),
          width: 130,
          sortable: false,
          hidden: !chosen.has(field),
          value: row => {
            const cell = row.cells[field]
            return cell === undefined || cell.key === '' ? '' : words.value(field, cell.key, cell.label)
          }
        }))
    ]
  }, [f, kind, t, view.filters, view.levels, weight, words])
  const save = (format: 'csv' | 'xlsx'): void => {
    const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
    call('pareto.export', { ...what, format, language }).then(file => core().save(file), toastFault)
  }
  const filters = [...view.filters, ...view.steps].map(one => words.filter(one))
  const told = [words.period(view.period), ...filters].join(' · ')
  return (
    <DataGrid
      key={`${kind}.${view.levels.join('.')}.${weight}`}
      id={`pareto.records.${kind}.${view.levels.join('.')}`}
      label={t('records.label')}
      columns={columns}
      source={source}
      rowKey={row => row.id}
      noFilter
      tools={<span className={css.quiet}>{told}</span>}
      exports={(['csv', 'xlsx'] as const).map(format => ({
        label: t('records.export', { format: format.toUpperCase() }),
        run: () => {
          save(format)
        }
      }))}
      onOpen={row => {
        if (row.link !== '') go(row.link)
      }}
    />
  )
}
