import { type closingPeriods, type RootMethod, type RootVerdict } from '@contract/accuracy'
import type { Output } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { go } from '../app/navigation'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { toastFault } from '../ui/toasts'
import { VerdictBadge } from './verdicts'

type Row = Output<'accuracy.cases'>['rows'][number]

/** Which closings are listed. */
export interface ClosingFilter {
  readonly from: string | null
  readonly to: string | null
  readonly by: (typeof closingPeriods)[number]
  readonly period: string | null
  readonly method: RootMethod | null
  readonly verdicts: (RootVerdict | 'lacking')[]
}

/** The closings behind the figures; Enter opens the case, where it is judged. */
export function Closings({
  filter,
  tools
}: {
  readonly filter: ClosingFilter
  readonly tools: React.ReactNode
}) {
  const { t, i18n } = useTranslation('accuracy')
  const f = useFormat()
  const source = useWindowOf('accuracy.cases', filter, output => output, {
    topics: ['case', 'accuracy', 'customer']
  })
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        id: 'number',
        title: t('fields.number'),
        width: 118,
        fixed: true,
        sortable: false,
        value: row => row.number
      },
      {
        id: 'title',
        title: t('fields.title'),
        width: 160,
        grow: true,
        sortable: false,
        value: row => row.title
      },
      {
        id: 'customer',
        title: t('fields.customer'),
        width: 130,
        sortable: false,
        value: row => row.customer
      },
      {
        id: 'closedAt',
        title: t('fields.closedAt'),
        width: 96,
        sortable: false,
        value: row => f.date(row.closedAt)
      },
      {
        id: 'verdict',
        title: t('fields.verdict'),
        width: 138,
        sortable: false,
        value: row => (row.verdict === null ? t('lacking') : t(`verdicts.${row.verdict.verdict}`)),
        cell: row => <VerdictBadge verdict={row.verdict?.verdict ?? null} />
      },
      {
        id: 'method',
        title: t('fields.method'),
        width: 96,
        sortable: false,
        value: row => (row.verdict === null ? '' : t(`methods.${row.verdict.method}`))
      },
      {
        id: 'basis',
        title: t('fields.basis'),
        width: 130,
        sortable: false,
        hidden: true,
        value: row => (row.verdict === null ? '' : t(`bases.${row.verdict.basis}`))
      },
      {
        id: 'root',
        title: t('fields.root'),
        width: 200,
        sortable: false,
        value: row => row.verdict?.root ?? ''
      },
      {
        id: 'why',
        title: t('fields.why'),
        width: 200,
        sortable: false,
        hidden: true,
        value: row => row.verdict?.why ?? ''
      },
      {
        id: 'by',
        title: t('fields.by'),
        width: 110,
        sortable: false,
        hidden: true,
        value: row => row.verdict?.updatedBy ?? ''
      }
    ],
    [f, t]
  )
  const save = (format: 'csv' | 'xlsx'): void => {
    const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
    call('accuracy.export', { ...filter, format, language }).then(file => core().save(file), toastFault)
  }
  return (
    <DataGrid
      id="accuracy.closings"
      label={t('list.label')}
      columns={columns}
      source={source}
      rowKey={row => `${row.caseId}.${row.closedAt}`}
      noFilter
      tools={tools}
      empty={<Empty compact title={t('list.empty')} />}
      exports={(['csv', 'xlsx'] as const).map(format => ({
        label: t('list.export', { format: format.toUpperCase() }),
        run: () => {
          save(format)
        }
      }))}
      onOpen={row => {
        go(`/cases/${row.caseId}`)
      }}
    />
  )
}
