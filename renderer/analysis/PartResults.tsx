import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { StateBadge, type Tone } from '../ui/StateBadge'
import css from './analysis.module.css'
import { useBench } from './bench'
import { failed, type Result, type Status, statusOf } from './results'
import { testLabel, valueOf } from './words'

const tones: Readonly<Record<Status, Tone>> = {
  notExecuted: 'calm',
  pass: 'ok',
  fail: 'bad',
  noVerdict: 'calm',
  invalid: 'warn'
}

/** Everything measured on a part; Enter shows how the test lies over all parts. */
export function PartResults({
  results,
  name
}: {
  readonly results: readonly Result[]
  readonly name: string
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { setTest, change, tests } = useBench()
  const columns = useMemo(
    (): readonly Column<Result>[] => [
      {
        id: 'number',
        title: t('tests.number'),
        width: 76,
        align: 'end',
        value: row => row.test.number,
        fixed: true
      },
      {
        id: 'text',
        title: t('tests.text'),
        width: 150,
        grow: true,
        value: row => testLabel(row.test, row.element).replace(/^\d+ /, '')
      },
      {
        id: 'value',
        title: t('part.value'),
        width: 100,
        align: 'end',
        value: row => row.value,
        failed,
        cell: row => (
          <span className={failed(row) ? css.fail : undefined}>
            {row.value === null ? '' : valueOf(f, row.test, row.value)}
          </span>
        )
      },
      {
        id: 'lo',
        title: t('tests.lo'),
        width: 86,
        align: 'end',
        value: row => row.test.lo,
        cell: row => (row.test.lo === null ? '' : valueOf(f, row.test, row.test.lo))
      },
      {
        id: 'hi',
        title: t('tests.hi'),
        width: 86,
        align: 'end',
        value: row => row.test.hi,
        cell: row => (row.test.hi === null ? '' : valueOf(f, row.test, row.test.hi))
      },
      {
        id: 'margin',
        title: t('part.margin'),
        width: 78,
        align: 'end',
        value: row => row.margin,
        cell: row => (row.margin === null ? '' : f.percent(row.margin, 0))
      },
      {
        id: 'z',
        title: t('part.z'),
        width: 60,
        align: 'end',
        value: row => row.z,
        cell: row =>
          row.z === null ? '' : f.number(row.z, { maximumFractionDigits: 1, signDisplay: 'negative' })
      },
      {
        id: 'status',
        title: t('parts.verdict'),
        width: 112,
        value: row => t(`part.status.${statusOf(row)}`),
        cell: row => <StateBadge tone={tones[statusOf(row)]}>{t(`part.status.${statusOf(row)}`)}</StateBadge>
      }
    ],
    [t, f]
  )
  return (
    <DataGrid
      id="analysis.part"
      label={t('part.results')}
      fileName={name}
      columns={columns}
      rows={results}
      rowKey={row => `${row.test.ref.key}.${row.element}`}
      filterPlaceholder={t('tests.filter')}
      onOpen={row => {
        if (!tests.some(one => one.ref.key === row.test.ref.key)) return
        setTest({ key: row.test.ref.key, element: row.element })
        change({ panel: 'distribution' })
      }}
      compact
    />
  )
}
