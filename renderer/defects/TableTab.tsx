import type { DefectRow } from '@contract/defects'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column, Sort } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import css from './defects.module.css'
import { useDefectDesk } from './desk'

const sorts = ['defectId', 'x', 'y', 'size', 'area', 'classNumber', 'cluster', 'images'] as const

/** All defects of the filter, one a line. */
export default function TableTab() {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const { id, filter } = desk
  const [sort, setSort] = useState<Sort | null>(null)
  const by: (typeof sorts)[number] | 'file' = sorts.find(one => one === sort?.id) ?? 'file'
  const input = useMemo(
    () => ({ id, filter, sort: by, descending: sort?.descending ?? false }),
    [id, filter, by, sort]
  )
  const source = useWindowOf('defects.list', input, output => output, { topics: ['import', 'set'] })
  const figure = (name: keyof DefectRow, width = 90, hidden = false): Column<DefectRow> => ({
    id: name,
    title: t(`columns.${name}`),
    width,
    align: 'end',
    hidden,
    sortable: sorts.some(one => one === name),
    value: row => row[name],
    cell: row => (row[name] === null ? '' : f.number(row[name], { maximumFractionDigits: 3 }))
  })
  const columns: readonly Column<DefectRow>[] = [
    {
      id: 'wafer',
      title: t('columns.wafer'),
      width: 110,
      fixed: true,
      sortable: false,
      value: row => desk.waferName(row.wafer)
    },
    figure('defectId', 80),
    {
      id: 'classNumber',
      title: t('columns.class'),
      width: 150,
      grow: true,
      sortable: true,
      value: row => desk.className(row.classNumber)
    },
    figure('size'),
    figure('area', 90, true),
    figure('dieX', 70),
    figure('dieY', 70),
    figure('xRel', 104),
    figure('yRel', 104),
    figure('x', 122),
    figure('y', 122),
    figure('rough', 80, true),
    figure('fine', 80, true),
    figure('cluster', 80),
    figure('test', 70, true),
    figure('images', 80)
  ]
  return (
    <div className={css.grid}>
      <DataGrid
        id="defects.list"
        label={t('tabs.table')}
        columns={columns}
        source={source}
        rowKey={row => `${row.wafer}:${row.row}`}
        onOpen={row => {
          desk.open(row)
        }}
        openOnClick
        sort={sort}
        onSort={setSort}
        noFilter
        empty={<Empty title={t('map.empty')} hint={t('map.emptyHint')} />}
      />
    </div>
  )
}
