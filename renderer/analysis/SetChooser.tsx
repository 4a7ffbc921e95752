import type { SetSummary } from '@contract/instruments'
import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { testerTime, yieldOf } from '../instruments/words'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import css from './analysis.module.css'

/** More files than this are not looked at as one. */
export const mostSets = 200

interface Props {
  /** Files that are in already. */
  readonly taken: readonly string[]
  readonly caseId: string | null
  /** What the button says for so many files. */
  readonly action: (count: number) => string
  readonly onTake: (sets: readonly string[]) => void
  readonly empty?: ReactNode
}

/** Files to be looked at together: ticked with Space, taken with the button; Enter takes one by itself. */
export function SetChooser({ taken, caseId, action, onTake, empty }: Props) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const input = useMemo(
    () => ({ text, kind: 'measurements' as const, ...(caseId === null ? {} : { caseId }) }),
    [text, caseId]
  )
  const source = useWindowOf('instruments.sets', input, output => output, { topics: ['import', 'set'] })
  const columns = useMemo(
    (): readonly Column<SetSummary>[] => [
      { id: 'name', title: t('sets.file'), value: row => row.name, grow: true, width: 220, fixed: true },
      { id: 'lot', title: t('sets.lot'), width: 130, value: row => row.lot },
      { id: 'product', title: t('sets.product'), width: 120, value: row => row.product },
      {
        id: 'parts',
        title: t('sets.parts'),
        width: 90,
        align: 'end',
        value: row => row.parts,
        cell: row => f.number(row.parts)
      },
      {
        id: 'yield',
        title: t('sets.yield'),
        width: 80,
        align: 'end',
        value: row => yieldOf(row.parts, row.good),
        cell: row => f.percent(yieldOf(row.parts, row.good))
      },
      { id: 'wafers', title: t('sets.wafers'), width: 80, align: 'end', value: row => row.wafers },
      {
        id: 'startedAt',
        title: t('sets.tested'),
        width: 140,
        value: row => (row.startedAt === null ? '' : testerTime(row.startedAt))
      },
      {
        id: 'in',
        title: t('sets.in'),
        width: 70,
        value: row => (taken.includes(row.id) ? t('sets.already') : ''),
        hidden: taken.length === 0
      }
    ],
    [t, f, taken]
  )
  const fresh = [...picked].filter(set => !taken.includes(set))
  const room = mostSets - taken.length
  const take = (sets: readonly string[]): void => {
    const some = sets.filter(set => !taken.includes(set)).slice(0, room)
    if (some.length > 0) onTake(some)
  }
  return (
    <div className={css.chooser}>
      <DataGrid
        id="analysis.sets"
        label={t('sets.choose')}
        columns={columns}
        source={source}
        rowKey={row => row.id}
        picked={picked}
        onPicked={setPicked}
        onOpen={row => {
          take([row.id])
        }}
        filter={text}
        onFilter={setText}
        filterPlaceholder={t('sets.filter')}
        tools={
          <Button
            disabled={fresh.length === 0 || room <= 0}
            onClick={() => {
              take(fresh)
            }}
          >
            {action(fresh.length)}
          </Button>
        }
        empty={empty ?? <Empty title={t('sets.none')} compact />}
      />
    </div>
  )
}
