import type { DefectImage } from '@contract/defects'
import type { Input } from '@contract/index'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { gridExports } from '../ui/grid/gridExports'
import type { GridExport } from '../ui/grid/GridHead'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { StateBadge } from '../ui/StateBadge'
import { toastFault } from '../ui/toasts'
import css from './defects.module.css'
import { useDefectDesk } from './desk'
import { fileName, SaveImage } from './picture'

/** The images the file names, and which of them lie in this store. */
export default function ImagesTab() {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const { id, filter, set } = desk
  const input = useMemo(() => ({ id, filter }), [id, filter])
  const source = useWindowOf('defects.images', input, output => output, { topics: ['import', 'set'] })
  const columns: readonly Column<DefectImage>[] = [
    {
      id: 'wafer',
      title: t('columns.wafer'),
      width: 110,
      fixed: true,
      sortable: false,
      value: row => desk.waferName(row.wafer)
    },
    {
      id: 'defectId',
      title: t('columns.defectId'),
      width: 80,
      align: 'end',
      sortable: false,
      value: row => row.defectId
    },
    {
      id: 'class',
      title: t('columns.class'),
      width: 150,
      sortable: false,
      value: row => desk.className(row.classNumber)
    },
    {
      id: 'file',
      title: t('images.file'),
      width: 200,
      grow: true,
      sortable: false,
      value: row => fileName(row),
      cell: row => <span title={row.file}>{fileName(row)}</span>
    },
    { id: 'page', title: t('images.page'), width: 70, align: 'end', sortable: false, value: row => row.page },
    { id: 'label', title: t('images.label'), width: 100, sortable: false, value: row => row.label },
    {
      id: 'here',
      title: t('images.here'),
      width: 190,
      sortable: false,
      value: row => (row.sha256 === null ? t('images.missing') : t('images.found')),
      cell: row =>
        row.sha256 === null ? (
          <StateBadge tone="calm">{t('images.missing')}</StateBadge>
        ) : (
          <>
            <StateBadge tone="ok">{f.bytes(row.bytes ?? 0)}</StateBadge> <SaveImage image={row} />
          </>
        )
    }
  ]
  // The list lies in the core: all of it is read, page by page, then written as a list in memory is.
  const exports: readonly GridExport[] = (['CSV', 'XLSX'] as const).map((label, i) => ({
    label,
    run: () => {
      allImages(input)
        .then(rows => {
          gridExports(`${set.summary.name} ${t('tabs.images')}`, columns, rows)[i]?.run()
        })
        .catch(toastFault)
    }
  }))
  return (
    <>
      {set.wafers.some(wafer => wafer.images > 0) && <p className={css.quiet}>{t('images.note')}</p>}
      <div className={css.grid}>
        <DataGrid
          id="defects.images"
          label={t('tabs.images')}
          columns={columns}
          source={source}
          rowKey={row => `${row.wafer}:${row.row}:${row.file}:${row.page ?? ''}`}
          onOpen={row => {
            desk.open(row)
          }}
          openOnClick
          noFilter
          exports={exports}
          empty={<Empty title={t('images.empty')} hint={t('images.emptyHint')} />}
        />
      </div>
    </>
  )
}

async function allImages(
  input: Pick<Input<'defects.images'>, 'id' | 'filter'>
): Promise<readonly DefectImage[]> {
  const rows: DefectImage[] = []
  for (;;) {
    const page = await call('defects.images', { ...input, offset: rows.length, limit: 1000 })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
