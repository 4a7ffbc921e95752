import type { RootMethod } from '@contract/accuracy'
import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './accuracy.module.css'
import { judgedOf } from './RateChart'

type Row = Output<'accuracy.rates'>['methods'][number]

interface Props {
  readonly methods: readonly Row[]
  readonly chosen: RootMethod | null
  readonly onChoose: (method: RootMethod | null) => void
}

/** The rate by method; Enter narrows everything to one, and again to all. */
export function Methods({ methods, chosen, onChoose }: Props) {
  const { t } = useTranslation('accuracy')
  const f = useFormat()
  const columns = useMemo((): readonly Column<Row>[] => {
    const end = { align: 'end' } as const
    return [
      {
        id: 'method',
        title: t('fields.method'),
        width: 78,
        grow: true,
        fixed: true,
        value: row => t(`methods.${row.method}`)
      },
      {
        id: 'n',
        title: t('columns.judged'),
        width: 66,
        ...end,
        value: row => judgedOf(row),
        cell: row => f.number(judgedOf(row))
      },
      {
        id: 'held',
        title: t('columns.held'),
        width: 54,
        ...end,
        value: row => row.held,
        cell: row => f.number(row.held)
      },
      {
        id: 'rate',
        title: t('columns.rate'),
        width: 70,
        ...end,
        value: row => row.rate,
        cell: row => f.percent(row.rate, 0)
      },
      {
        id: 'interval',
        title: t('columns.interval'),
        width: 104,
        ...end,
        sortable: false,
        value: row =>
          row.low === null ? '' : `${f.number(Math.round(row.low * 100))} – ${f.percent(row.high, 0)}`
      }
    ]
  }, [f, t])
  return (
    <div className={css.methods}>
      <h2 className={css.title}>{t('byMethod')}</h2>
      <div className={css.grid}>
        <DataGrid
          id="accuracy.methods"
          label={t('byMethod')}
          columns={columns}
          rows={methods}
          rowKey={row => row.method}
          noFilter
          compact
          openOnClick
          onOpen={row => {
            onChoose(row.method === chosen ? null : row.method)
          }}
        />
      </div>
    </div>
  )
}
