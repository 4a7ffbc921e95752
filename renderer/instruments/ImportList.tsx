import type { Input } from '@contract/index'
import type { ImportRecord } from '@contract/instruments'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { Empty } from '../ui/faces'
import { JobProgress } from '../ui/JobProgress'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { StateBadge } from '../ui/StateBadge'
import css from './instruments.module.css'
import { ImportReport } from './ImportReport'
import { hasData, importTones, importWord, ofDefects } from './words'

/** Imports of a case or of the whole store, running ones first with their progress. */
export function ImportList({ of }: { readonly of: Omit<Input<'instruments.imports'>, 'offset' | 'limit'> }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const [opened, setOpened] = useState<ImportRecord | null>(null)
  const source = useWindowOf('instruments.imports', of, output => output, { topics: ['import'] })
  const columns = useMemo(
    (): readonly Column<ImportRecord>[] => [
      {
        id: 'name',
        title: t('list.file'),
        value: row => row.name,
        // Files of an archive follow it.
        cell: row => (row.parentId === null ? row.name : <span className={css.member}>{row.name}</span>),
        width: 220,
        grow: true,
        fixed: true
      },
      {
        id: 'state',
        title: t('list.state'),
        width: 150,
        value: row => t(`states.${importWord(row)}`),
        cell: row => <StateBadge tone={importTones[row.state]}>{t(`states.${importWord(row)}`)}</StateBadge>
      },
      {
        id: 'format',
        title: t('list.format'),
        width: 100,
        value: row => (row.format === '' ? '' : t(`formats.${row.format}`, row.format))
      },
      {
        id: 'parts',
        title: t('list.parts'),
        width: 90,
        align: 'end',
        value: row => row.taken.parts,
        cell: row => (!hasData(row) || ofDefects(row) ? '' : f.number(row.taken.parts))
      },
      {
        id: 'tests',
        title: t('list.tests'),
        width: 80,
        align: 'end',
        value: row => row.taken.tests,
        cell: row => (!hasData(row) || ofDefects(row) ? '' : f.number(row.taken.tests))
      },
      {
        id: 'defects',
        title: t('list.defects'),
        width: 90,
        align: 'end',
        value: row => row.taken.defects,
        cell: row =>
          row.taken.defects > 0 || (hasData(row) && ofDefects(row)) ? f.number(row.taken.defects) : ''
      },
      {
        id: 'remarks',
        title: t('list.remarks'),
        width: 90,
        align: 'end',
        value: row => row.warnings.length,
        cell: row => (row.warnings.length === 0 ? '' : f.number(row.warnings.length))
      },
      {
        id: 'bytes',
        title: t('list.bytes'),
        width: 90,
        align: 'end',
        value: row => row.bytes,
        cell: row => f.bytes(row.bytes)
      },
      { id: 'startedAt', title: t('list.started'), width: 140, value: row => f.dateTime(row.startedAt) },
      { id: 'by', title: t('list.by'), width: 130, value: row => row.by }
    ],
    [t, f]
  )
  return (
    <div className={css.fill}>
      <Running />
      <DataGrid
        id="instruments.imports"
        label={t('list.title')}
        columns={columns}
        source={source}
        rowKey={row => row.id}
        onOpen={setOpened}
        openOnClick
        noFilter
        empty={<Empty title={t('list.empty')} hint={t('list.emptyHint')} compact />}
      />
      <ImportReport
        record={opened}
        onClose={() => {
          setOpened(null)
        }}
      />
    </div>
  )
}

function Running() {
  const jobs = useQueryOf('jobs.list', { active: true })
  const running = jobs.data?.jobs.filter(job => job.kind === 'import') ?? []
  if (running.length === 0) return null
  return (
    <div className={css.pad}>
      {running.slice(0, 6).map(job => (
        <JobProgress key={job.id} job={job} />
      ))}
    </div>
  )
}
