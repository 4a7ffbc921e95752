import { useTranslation } from 'react-i18next'
import { useTaking } from '../app/handover/index'
import { useMay } from '../app/me'
import { DropZone } from '../ui/DropZone'
import { Empty } from '../ui/faces'
import { Section } from '../ui/Page'
import css from './instruments.module.css'
import { ImportList } from './ImportList'
import { SetList } from './SetList'
import { useMemo } from 'react'

/** Measurements of a case: what was read, and where to drop more. */
export default function CaseData({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('instruments')
  const mayImport = useMay('instruments.import')
  const taking = useTaking(caseId)
  const of = useMemo(() => ({ caseId }), [caseId])
  return (
    <div className={css.column}>
      {mayImport && <DropZone taking={taking} hint={t('import.hint')} />}
      <Section title={t('sets.title')} flush tour="case-data">
        <div className={css.short}>
          <SetList
            caseId={caseId}
            empty={<Empty title={t('sets.emptyCase')} hint={t('sets.emptyHint')} compact />}
          />
        </div>
      </Section>
      <Section title={t('list.title')} flush>
        <div className={css.list}>
          <ImportList of={of} />
        </div>
      </Section>
    </div>
  )
}
