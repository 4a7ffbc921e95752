import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Light } from '../light'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { CutSets } from './CutSets'
import { ImportanceTable } from './ImportanceTable'
import { Sensitivity } from './Sensitivity'
import { Summary } from './Summary'
import { UncertaintyPanel } from './UncertaintyPanel'
import { RunningLine } from './RunningLine'
import type { Computing } from './useResults'

const views = ['summary', 'sets', 'importance', 'uncertainty', 'sensitivity'] as const

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
  /** Set that is lit up in the picture. */
  readonly lit: string | null
  readonly onLight: (light: Light | null) => void
}

/** What was computed, from the probability down to each cut set. */
export function ResultsPanel({ editor, computing, lit, onLight }: Props) {
  const { t } = useTranslation('faultTree')
  const [view, setView] = useState<(typeof views)[number]>('summary')
  const shared = { editor, computing }
  return (
    <div className={css.results}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('results.views')}
        value={view}
        data={views.map(value => ({ value, label: t(`results.${value}`) }))}
        onChange={value => {
          setView(value)
        }}
      />
      <RunningLine computing={computing} />
      {view === 'summary' && <Summary {...shared} />}
      {view === 'sets' && <CutSets {...shared} lit={lit} onLight={onLight} />}
      {view === 'importance' && <ImportanceTable {...shared} />}
      {view === 'uncertainty' && <UncertaintyPanel {...shared} />}
      {view === 'sensitivity' && <Sensitivity {...shared} />}
    </div>
  )
}
