import type { TestRow } from '@contract/instruments'
import { Drawer } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { StateBadge, type Tone } from '../ui/StateBadge'
import css from './instruments.module.css'
import { PartNotes } from './PartNotes'
import { marginOf, resultStatus, unitOf } from './words'

interface Props {
  readonly set: string
  /** Number of the part; null closes. */
  readonly part: number | null
  readonly onClose: () => void
}

interface Line {
  readonly key: string
  readonly test: TestRow | undefined
  readonly element: number
  readonly value: number | null
  /** Pin of an element; empty where the file does not say. */
  readonly pin: string
  readonly status: (typeof resultStatus)[number]
}

const tones: Readonly<Record<Line['status'], Tone>> = {
  notExecuted: 'calm',
  pass: 'ok',
  fail: 'bad',
  noVerdict: 'calm',
  invalid: 'warn'
}

/** Everything measured on one part, fails first. */
export function PartDrawer({ set, part, onClose }: Props) {
  const { t } = useTranslation('instruments')
  return (
    <Drawer
      opened={part !== null}
      onClose={onClose}
      position="right"
      size={760}
      title={part === null ? '' : t('part.title', { number: part + 1 })}
      closeButtonProps={{ 'aria-label': t('report.close') }}
    >
      {part !== null && <PartResults set={set} part={part} />}
    </Drawer>
  )
}

function PartResults({ set, part }: { readonly set: string; readonly part: number }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const tests = useQueryOf('instruments.tests', { id: set })
  const record = useQueryOf('instruments.part', { id: set, part })
  const byIndex = useMemo(() => new Map(tests.data?.tests.map(test => [test.index, test])), [tests.data])
  const lines = useMemo((): readonly Line[] => {
    return (record.data?.results ?? [])
      .map(result => ({
        key: `${String(result.test)}.${String(result.element)}`,
        test: byIndex.get(result.test),
        element: result.element,
        value: result.value,
        pin: result.pin,
        status: resultStatus[result.status] ?? 'noVerdict'
      }))
      .toSorted((a, b) => Number(b.status === 'fail') - Number(a.status === 'fail'))
  }, [byIndex, record.data])
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      {
        id: 'number',
        title: t('columns.number'),
        width: 80,
        align: 'end',
        value: row => row.test?.number ?? null,
        fixed: true
      },
      {
        id: 'text',
        title: t('columns.text'),
        grow: true,
        value: row =>
          `${row.test?.text ?? ''}${(row.test?.elements ?? 1) > 1 ? ` [${row.pin === '' ? String(row.element) : row.pin}]` : ''}`
      },
      {
        id: 'value',
        title: t('part.value'),
        width: 110,
        align: 'end',
        value: row => row.value,
        cell: row => (row.value === null ? '' : f.si(row.value, unitOf(row.test?.units ?? '')))
      },
      {
        id: 'lo',
        title: t('columns.lo'),
        width: 90,
        align: 'end',
        value: row => row.test?.lo ?? null,
        cell: row => (typeof row.test?.lo === 'number' ? f.si(row.test.lo, unitOf(row.test.units)) : '')
      },
      {
        id: 'hi',
        title: t('columns.hi'),
        width: 90,
        align: 'end',
        value: row => row.test?.hi ?? null,
        cell: row => (typeof row.test?.hi === 'number' ? f.si(row.test.hi, unitOf(row.test.units)) : '')
      },
      {
        id: 'margin',
        title: t('part.margin'),
        width: 80,
        align: 'end',
        value: row => marginOf(row.value, row.test?.lo ?? null, row.test?.hi ?? null),
        cell: row => f.percent(marginOf(row.value, row.test?.lo ?? null, row.test?.hi ?? null), 0)
      },
      {
        id: 'status',
        title: t('parts.verdict'),
        width: 120,
        value: row => t(`part.status.${row.status}`),
        cell: row => <StateBadge tone={tones[row.status]}>{t(`part.status.${row.status}`)}</StateBadge>
      }
    ],
    [t, f]
  )
  return (
    <Faces of={record} rows={14}>
      {data => (
        <div className={css.report}>
          {(data.partId !== '' || data.partText !== '') && (
            <dl className={css.facts}>
              <dt>{t('parts.id')}</dt>
              <dd>{data.partId}</dd>
              {data.partText !== '' && (
                <>
                  <dt>{t('part.text')}</dt>
                  <dd>{data.partText}</dd>
                </>
              )}
            </dl>
          )}
          <PartNotes set={set} part={part} tests={byIndex} />
          <div className={css.results}>
            <DataGrid
              id="instruments.part"
              label={t('part.title', { number: part + 1 })}
              columns={columns}
              rows={lines}
              rowKey={row => row.key}
              filterPlaceholder={t('tests.filter')}
              compact
            />
          </div>
        </div>
      )}
    </Faces>
  )
}
