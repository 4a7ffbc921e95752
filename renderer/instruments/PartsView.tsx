import type { Output } from '@contract/index'
import { SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { Verdict } from '../ui/StateBadge'
import css from './instruments.module.css'
import { PartDrawer } from './PartDrawer'
import type { SetDetail } from './words'

type Part = Output<'instruments.parts'>['parts'][number]

const any = 'any'

/** Parts of a set, of one bin and wafer where chosen: where a Pareto's drill-down ends. */
export default function PartsView({ detail }: { readonly detail: SetDetail }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const [kindText, setKind] = useUrlValue('kind', 'hard')
  const kind: 'hard' | 'soft' = kindText === 'soft' ? 'soft' : 'hard'
  const [bin, setBin] = useUrlValue('bin', any)
  const [wafer, setWafer] = useUrlValue('wafer', any)
  const [opened, setOpened] = useState<number | null>(null)
  const input = useMemo(
    () => ({
      id: detail.summary.id,
      kind,
      bin: bin === any ? null : Number(bin),
      wafer: wafer === any ? null : Number(wafer)
    }),
    [detail.summary.id, kind, bin, wafer]
  )
  const source = useWindowOf('instruments.parts', input, output => ({
    total: output.total,
    rows: output.parts
  }))
  const bins = kind === 'hard' ? detail.hardBins : detail.softBins
  const columns = useMemo(
    (): readonly Column<Part>[] => [
      {
        id: 'part',
        title: t('parts.number'),
        width: 80,
        align: 'end',
        value: row => row.part + 1,
        fixed: true
      },
      { id: 'partId', title: t('parts.id'), value: row => row.partId, grow: true },
      { id: 'wafer', title: t('wafer.label'), width: 100, value: row => row.wafer },
      { id: 'x', title: 'x', width: 60, align: 'end', value: row => row.x },
      { id: 'y', title: 'y', width: 60, align: 'end', value: row => row.y },
      { id: 'site', title: t('parts.site'), width: 60, align: 'end', value: row => row.site },
      { id: 'hardBin', title: t('bins.hard'), width: 90, align: 'end', value: row => row.hardBin },
      { id: 'softBin', title: t('bins.soft'), width: 90, align: 'end', value: row => row.softBin },
      {
        id: 'pass',
        title: t('parts.verdict'),
        width: 110,
        value: row => (row.pass === null ? '' : t(row.pass ? 'parts.pass' : 'parts.fail')),
        cell: row =>
          row.pass === null ? (
            t('parts.noVerdict')
          ) : (
            <Verdict pass={row.pass}>{t(row.pass ? 'parts.pass' : 'parts.fail')}</Verdict>
          )
      },
      {
        id: 'testMs',
        title: t('parts.time'),
        width: 90,
        align: 'end',
        value: row => row.testMs,
        cell: row => (row.testMs === 0 ? '' : f.si(row.testMs / 1000, 's'))
      }
    ],
    [t, f]
  )
  return (
    <div className={css.fill}>
      <DataGrid
        id="instruments.parts"
        label={t('set.tabs.parts')}
        columns={columns}
        source={source}
        rowKey={row => String(row.part)}
        onOpen={row => {
          setOpened(row.part)
        }}
        openOnClick
        noFilter
        tools={
          <>
            <SegmentedControl
              aria-label={t('bins.kind')}
              value={kind}
              onChange={next => {
                setBin(any)
                setKind(next)
              }}
              data={[
                { value: 'hard', label: t('bins.hard') },
                { value: 'soft', label: t('bins.soft') }
              ]}
            />
            <Select
              aria-label={t('bins.bin')}
              value={bin}
              onChange={value => {
                setBin(value ?? any)
              }}
              allowDeselect={false}
              searchable
              data={[
                { value: any, label: t('bins.any') },
                ...bins
                  .filter(b => b.count > 0)
                  .map(b => ({
                    value: String(b.number),
                    label: t('bins.named', {
                      name: `${String(b.number)} ${b.name}`.trim(),
                      n: f.number(b.count)
                    })
                  }))
              ]}
            />
            {detail.wafers.length > 0 && (
              <Select
                aria-label={t('wafer.label')}
                value={wafer}
                onChange={value => {
                  setWafer(value ?? any)
                }}
                allowDeselect={false}
                data={[
                  { value: any, label: t('wafer.any') },
                  ...detail.wafers.map(w => ({
                    value: String(w.index),
                    label: t('wafer.named', {
                      name: w.waferId === '' ? t('wafer.unnamed', { index: w.index + 1 }) : w.waferId
                    })
                  }))
                ]}
              />
            )}
          </>
        }
        empty={<Empty title={t('parts.empty')} compact />}
        compact
      />
      <PartDrawer
        set={detail.summary.id}
        part={opened}
        onClose={() => {
          setOpened(null)
        }}
      />
    </div>
  )
}
