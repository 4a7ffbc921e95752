import type { Output } from '@contract/index'
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { PinButton } from '../evidence/PinButton'
import { Empty, Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './analysis.module.css'
import { useBench } from './bench'
import { onlyCase, useProvenance } from './PanelFrame'
import { writeRef } from './refs'
import { useCorrelations } from './useCorrelations'
import { pWords, testLabel } from './words'

type Answer = Output<'analysis.correlations'>
type Row = Answer['rows'][number]
/** Tests that go with a failure, the closest first; one of them is drawn beside. */
export function Correlations() {
  const { t } = useTranslation('analysis')
  const { overview, test, setOption } = useBench()
  const { answer, text } = useCorrelations()
  const bins = (list: 'hardBins' | 'softBins'): readonly { value: string; label: string }[] =>
    (overview?.[list] ?? [])
      .filter(bin => bin.verdict !== 'P')
      .slice(0, 60)
      .map(bin => ({
        value: `${list === 'hardBins' ? 'hard' : 'soft'}:${bin.number}`,
        label: t(list === 'hardBins' ? 'correlations.hardBin' : 'correlations.softBin', {
          name: `${bin.number} ${bin.name}`.trim()
        })
      }))
  const picker = (
    <Select
      w={210}
      aria-label={t('correlations.to')}
      searchable
      value={text}
      allowDeselect={false}
      onChange={next => {
        setOption('s.to', next === 'fail' || next === null ? '' : next)
      }}
      data={[
        { value: 'fail', label: t('correlations.fail') },
        ...(test === null
          ? []
          : [{ value: 'test', label: t('correlations.test', { name: testLabel(test) }) }]),
        ...bins('hardBins'),
        ...bins('softBins')
      ]}
    />
  )
  return (
    <div className={css.fill}>
      <Faces of={answer} rows={12}>
        {data => <List data={data} picker={picker} />}
      </Faces>
    </div>
  )
}

function List({ data, picker }: { readonly data: Answer; readonly picker: React.ReactNode }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const desk = useBench()
  const { setOption, option } = desk
  const provenance = useProvenance()
  const columns = useMemo((): readonly Column<Row>[] => {
    const figure = (id: 'r' | 'low' | 'high', title: string, hidden = false): Column<Row> => ({
      id,
      title,
      width: 66,
      align: 'end',
      hidden,
      value: row => row[id],
      cell: row => (row[id] === null ? '' : f.number(row[id], { maximumFractionDigits: 3 }))
    })
    return [
      {
        id: 'test',
        title: t('tests.text'),
        width: 150,
        grow: true,
        value: row => testLabel(row.test),
        fixed: true
      },
      {
        id: 'size',
        title: '|r|',
        width: 60,
        align: 'end',
        value: row => (row.r === null ? null : Math.abs(row.r)),
        cell: row => (row.r === null ? '' : f.number(Math.abs(row.r), { maximumFractionDigits: 3 })),
        hidden: true
      },
      figure('r', 'r'),
      figure('low', t('correlations.low'), true),
      figure('high', t('correlations.high'), true),
      {
        id: 'q',
        title: 'q',
        width: 78,
        align: 'end',
        value: row => row.q,
        cell: row => (row.q === null ? '' : pWords(f, row.q))
      },
      { id: 'n', title: 'n', width: 66, align: 'end', value: row => row.n, cell: row => f.number(row.n) }
    ]
  }, [t, f])
  const title = t('correlations.title')
  const chosen = option('s.x')
  const current = data.rows.find(row => writeRef(row.test.ref) === chosen)
  return (
    <DataGrid
      id="analysis.correlations"
      label={title}
      columns={columns}
      rows={data.rows}
      rowKey={row => writeRef(row.test.ref)}
      {...(current === undefined ? {} : { current: chosen })}
      onActive={row => {
        setOption('s.x', writeRef(row.test.ref))
      }}
      onOpen={row => {
        setOption('s.x', writeRef(row.test.ref))
      }}
      openOnClick
      noFilter
      compact
      tools={
        <>
          {picker}
          <PinButton
            title={title}
            caseId={desk.bench.caseId ?? onlyCase(desk)}
            what={() =>
              provenance.of({
                kind: 'table',
                title,
                data: {
                  header: columns.map(column => column.title),
                  rows: data.rows.map(row => columns.map(column => column.value(row)))
                },
                png: null,
                svg: null,
                caption: [t('correlations.compared', { n: f.number(data.compared) }), provenance.words].join(
                  ' · '
                )
              })
            }
          />
        </>
      }
      empty={<Empty title={t('correlations.none')} hint={t('correlations.noneHint')} compact />}
    />
  )
}
