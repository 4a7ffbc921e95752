import type { SetSummary } from '@contract/instruments'
import { useTranslation } from 'react-i18next'
import type { GridSource } from '../ui/grid/useWindowOf'
import css from './analysis.module.css'
import { OpenInWorkbench } from './OpenInWorkbench'
import { mostSets } from './SetChooser'

interface Props {
  readonly source: GridSource<SetSummary>
  readonly picked: ReadonlySet<string>
  readonly caseId: string | null
}

/** Above a list of sets: those ticked, opened as one. Defect files have a screen of their own. */
export function OpenTogether({ source, picked, caseId }: Props) {
  const { t } = useTranslation('analysis')
  const sets: string[] = []
  for (let i = 0; i < (source.total ?? 0) && sets.length < picked.size; i++) {
    const row = source.row(i)
    if (row !== undefined && picked.has(row.id) && row.kind === 'measurements') sets.push(row.id)
  }
  if (picked.size === 0) return <span className={css.quiet}>{t('open.hint')}</span>
  return <OpenInWorkbench sets={sets.slice(0, mostSets)} caseId={caseId} />
}
