import type { SetSummary } from '@contract/instruments'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenTogether } from '../analysis/OpenTogether'
import { useFormat } from '../app/i18n/useFormat'
import { useGo } from '../app/navigation'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { testerTime, yieldOf } from './words'

interface Props {
  readonly caseId?: string
  readonly text?: string
  readonly onText?: (text: string) => void
  readonly empty: ReactNode
}

/** Sets of measurements and of defects, of a case or of the store. */
export function SetList({ caseId, text = '', onText, empty }: Props) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const go = useGo()
  const input = useMemo(() => ({ text, ...(caseId === undefined ? {} : { caseId }) }), [text, caseId])
  const source = useWindowOf('instruments.sets', input, output => output, { topics: ['import', 'set'] })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const columns = useMemo(
    (): readonly Column<SetSummary>[] => [
      { id: 'name', title: t('sets.file'), value: row => row.name, grow: true, fixed: true },
      { id: 'lot', title: t('sets.lot'), width: 130, value: row => row.lot },
      { id: 'product', title: t('sets.product'), width: 130, value: row => row.product },
      { id: 'program', title: t('sets.program'), width: 160, value: row => row.program },
      {
        id: 'parts',
        title: t('sets.parts'),
        width: 90,
        align: 'end',
        value: row => row.parts,
        cell: row => (row.kind === 'defects' ? '' : f.number(row.parts))
      },
      {
        id: 'yield',
        title: t('sets.yield'),
        width: 80,
        align: 'end',
        value: row => yieldOf(row.parts, row.good),
        cell: row => (row.kind === 'defects' ? '' : f.percent(yieldOf(row.parts, row.good)))
      },
      {
        id: 'tests',
        title: t('sets.tests'),
        width: 70,
        align: 'end',
        value: row => row.tests,
        cell: row => (row.kind === 'defects' ? '' : f.number(row.tests))
      },
      {
        id: 'defects',
        title: t('sets.defects'),
        width: 90,
        align: 'end',
        value: row => row.defects,
        cell: row => (row.kind === 'defects' ? f.number(row.defects) : '')
      },
      { id: 'wafers', title: t('sets.wafers'), width: 70, align: 'end', value: row => row.wafers },
      {
        id: 'startedAt',
        title: t('sets.tested'),
        width: 140,
        value: row => (row.startedAt === null ? '' : testerTime(row.startedAt))
      },
      {
        id: 'importedAt',
        title: t('sets.imported'),
        width: 140,
        value: row => f.dateTime(row.importedAt),
        hidden: true
      }
    ],
    [t, f]
  )
  return (
    <DataGrid
      id="instruments.sets"
      label={t('sets.title')}
      columns={columns}
      source={source}
      rowKey={row => row.id}
      onOpen={row => {
        go(row.kind === 'defects' ? `/defects/${row.id}` : `/sets/${row.id}`)
      }}
      openOnClick
      picked={picked}
      onPicked={setPicked}
      tools={<OpenTogether source={source} picked={picked} caseId={caseId ?? null} />}
      {...(onText === undefined
        ? { noFilter: true }
        : { filter: text, onFilter: onText, filterPlaceholder: t('sets.filter') })}
      empty={empty}
    />
  )
}
