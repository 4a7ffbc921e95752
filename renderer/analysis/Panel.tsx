import { Select } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '../ui/faces'
import { type Panel as Name, panels } from './address'
import css from './analysis.module.css'

const faces = {
  overview: lazy(() => import('./panels/Overview')),
  map: lazy(() => import('./panels/Maps')),
  distribution: lazy(() => import('./panels/Distribution')),
  trend: lazy(() => import('./panels/Trend')),
  scatter: lazy(() => import('./panels/Scatter')),
  pareto: lazy(() => import('./panels/Paretos')),
  compare: lazy(() => import('./panels/Compare')),
  capability: lazy(() => import('./panels/Capability')),
  parts: lazy(() => import('./panels/Parts'))
} as const

/** One of the panels, its code loaded when it is first seen. */
export function Panel({ panel }: { readonly panel: Name }) {
  const Face = faces[panel]
  return (
    <div className={css.panel} data-panel={panel}>
      <Suspense fallback={<Loading rows={12} />}>
        <Face />
      </Suspense>
    </div>
  )
}

/** Which panel stands beside the first. */
export function PanelSelect({
  value,
  onChange
}: {
  readonly value: Name
  readonly onChange: (panel: Name) => void
}) {
  const { t } = useTranslation('analysis')
  return (
    <Select
      w={180}
      m={6}
      aria-label={t('beside.which')}
      value={value}
      allowDeselect={false}
      onChange={next => {
        const panel = panels.find(known => known === next)
        if (panel !== undefined) onChange(panel)
      }}
      data={panels.map(panel => ({ value: panel, label: t(`panels.${panel}`) }))}
    />
  )
}
