import type { DefectEffect } from '@contract/defects'
import type { Output } from '@contract/index'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './defects.module.css'
import { sayP, sayShare, verdictOf } from './effects'

type Bin = Output<'defects.overlay'>['bins'][number]

/** A bin in a list: number and name. */
export const binName = (bin: Bin): string => `${bin.number} ${bin.name}`.trim()

interface EffectsProps {
  readonly by: 'class' | 'size'
  readonly effects: readonly DefectEffect[]
  readonly label: (effect: DefectEffect) => string
  readonly onOpen: (effect: DefectEffect) => void
}

/** Classes or bins of sizes with what each does to the dies that bear it. */
export function Effects({ by, effects, label, onOpen }: EffectsProps) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const columns: readonly Column<DefectEffect>[] = [
    {
      id: 'label',
      title: t(`overlay.lists.${by}`),
      width: 100,
      least: 80,
      grow: true,
      fixed: true,
      value: label
    },
    {
      id: 'defects',
      title: t('overlay.columns.defects'),
      width: 76,
      least: 70,
      align: 'end',
      value: row => row.defects,
      cell: row => f.number(row.defects)
    },
    {
      id: 'failing',
      title: t('overlay.columns.failing'),
      width: 96,
      least: 92,
      align: 'end',
      value: row => row.hitFail,
      cell: row => `${f.number(row.hitFail)} / ${f.number(row.hitFail + row.hitPass)}`
    },
    {
      id: 'killRatio',
      title: t('overlay.columns.killRatio'),
      width: 172,
      least: 152,
      align: 'end',
      value: row => row.killRatio.value,
      cell: row => sayShare(row.killRatio, f)
    },
    {
      id: 'killed',
      title: t('overlay.columns.killed'),
      width: 90,
      align: 'end',
      hidden: true,
      value: row => row.killed,
      cell: row => f.number(row.killed, { maximumFractionDigits: 1 })
    },
    {
      id: 'hitRate',
      title: t('overlay.columns.hitRate'),
      width: 90,
      align: 'end',
      hidden: true,
      value: row => row.hitRate.value,
      cell: row => f.percent(row.hitRate.value)
    },
    {
      id: 'p',
      title: 'p',
      width: 84,
      align: 'end',
      hidden: true,
      value: row => row.p,
      cell: row => sayP(row.p, value => f.number(value, { maximumSignificantDigits: 2 }))
    },
    {
      id: 'q',
      title: t('overlay.columns.q'),
      width: 88,
      least: 84,
      align: 'end',
      value: row => row.q,
      cell: row => (
        <b className={verdictOf(row) === 'kills' ? css.kills : css.plain}>
          {sayP(row.q, value => f.number(value, { maximumSignificantDigits: 2 }))}
        </b>
      )
    }
  ]
  return (
    <div className={css.grid}>
      <DataGrid
        id={`defects.effects.${by}`}
        label={t(`overlay.lists.${by}`)}
        columns={columns}
        rows={effects}
        rowKey={row => row.key}
        onOpen={onOpen}
        noFilter
      />
    </div>
  )
}

/** Bins of the dies with defects beside those of the dies without any. */
export function Bins({ bins }: { readonly bins: readonly Bin[] }) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const [hit, clean] = [sum(bins, bin => bin.hit), sum(bins, bin => bin.clean)]
  const columns: readonly Column<Bin>[] = [
    { id: 'bin', title: t('overlay.bin'), width: 110, least: 80, grow: true, fixed: true, value: binName },
    {
      id: 'verdict',
      title: t('overlay.verdict'),
      width: 80,
      least: 64,
      value: bin => (bin.pass === null ? '' : t(bin.pass ? 'overlay.passes' : 'overlay.fails'))
    },
    {
      id: 'hit',
      title: t('overlay.hit'),
      width: 104,
      least: 104,
      align: 'end',
      value: bin => bin.hit,
      cell: bin => f.number(bin.hit)
    },
    {
      id: 'hitShare',
      title: t('overlay.hitShare'),
      width: 80,
      least: 78,
      align: 'end',
      value: bin => (hit === 0 ? null : bin.hit / hit),
      cell: bin => f.percent(hit === 0 ? null : bin.hit / hit)
    },
    {
      id: 'clean',
      title: t('overlay.clean'),
      width: 88,
      least: 78,
      align: 'end',
      value: bin => bin.clean,
      cell: bin => f.number(bin.clean)
    },
    {
      id: 'cleanShare',
      title: t('overlay.cleanShare'),
      width: 80,
      least: 78,
      align: 'end',
      value: bin => (clean === 0 ? null : bin.clean / clean),
      cell: bin => f.percent(clean === 0 ? null : bin.clean / clean)
    }
  ]
  return (
    <div className={css.grid}>
      <DataGrid
        id="defects.bins"
        label={t('overlay.lists.bins')}
        columns={columns}
        rows={bins}
        rowKey={bin => String(bin.number)}
        noFilter
      />
    </div>
  )
}

const sum = <T,>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((all, one) => all + of(one), 0)
