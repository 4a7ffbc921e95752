import type { Output } from '@contract/index'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { testerTime } from '../instruments/words'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './defects.module.css'
import { useDefectDesk } from './desk'
import { readChoices, withChoice } from './placing'

type Testers = Output<'defects.testers'>
type Line = Testers['wafers'][number]

interface Props {
  readonly testers: Testers
  /** How many dies of each wafer met. */
  readonly report: Output<'defects.overlay'>['pairs']
}

const skip = 'none'

/** Which tester wafer each inspected wafer is held against; the first match unless another is chosen. */
export function OverlayPairs({ testers, report }: Props) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const { waferName } = useDefectDesk()
  const [choices, setChoices] = useUrlValue('pairs', '')
  const chosen = readChoices(choices)
  const met = new Map(report.map(pair => [pair.wafer, pair]))
  const columns: readonly Column<Line>[] = [
    {
      id: 'wafer',
      title: t('columns.wafer'),
      width: 90,
      fixed: true,
      value: row => waferName(row.index)
    },
    {
      id: 'tester',
      title: t('overlay.tester'),
      width: 200,
      grow: true,
      sortable: false,
      value: row => row.matches[0]?.waferId ?? '',
      cell: row => {
        const first = row.matches[0]
        const choice = chosen.get(row.index)
        const own = choice ?? (first === undefined ? null : { setId: first.setId, testerWafer: first.wafer })
        return (
          <Select
            size="xs"
            variant="unstyled"
            aria-label={t('overlay.testerOf', { wafer: waferName(row.index) })}
            allowDeselect={false}
            disabled={row.matches.length === 0}
            placeholder={t('overlay.without')}
            value={choice === null || own === null ? skip : `${own.setId}:${own.testerWafer}`}
            onChange={next => {
              const at = next?.lastIndexOf(':') ?? -1
              const named = next === null || at < 0 ? null : next
              setChoices(
                withChoice(
                  choices,
                  row.index,
                  named === null
                    ? null
                    : { setId: named.slice(0, at), testerWafer: Number(named.slice(at + 1)) }
                )
              )
            }}
            data={[
              ...row.matches.map(match => ({
                value: `${match.setId}:${match.wafer}`,
                label: [
                  match.waferId,
                  match.name,
                  match.startedAt === null ? '' : testerTime(match.startedAt)
                ]
                  .filter(text => text !== '')
                  .join(' · ')
              })),
              { value: skip, label: t('overlay.without') }
            ]}
          />
        )
      }
    },
    {
      id: 'both',
      title: t('overlay.both'),
      width: 84,
      align: 'end',
      value: row => met.get(row.index)?.both ?? null,
      cell: row => {
        const pair = met.get(row.index)
        return pair === undefined ? '' : `${f.number(pair.both)} / ${f.number(pair.tested)}`
      }
    },
    {
      id: 'inspected',
      title: t('overlay.inspected'),
      width: 84,
      hidden: true,
      align: 'end',
      value: row => met.get(row.index)?.inspected ?? null
    },
    {
      id: 'tested',
      title: t('overlay.tested'),
      width: 80,
      hidden: true,
      align: 'end',
      value: row => met.get(row.index)?.tested ?? null
    }
  ]
  return (
    <div className={css.grid}>
      <DataGrid
        id="defects.pairs"
        label={t('overlay.lists.wafers')}
        columns={columns}
        rows={testers.wafers}
        rowKey={row => String(row.index)}
        noFilter
      />
    </div>
  )
}
