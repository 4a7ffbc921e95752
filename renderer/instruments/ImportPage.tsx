import { useTranslation } from 'react-i18next'
import { Page, Section } from '../ui/Page'
import { useTaking } from '../app/handover/index'
import { DropZone } from '../ui/DropZone'
import css from './instruments.module.css'
import { ImportList } from './ImportList'

const everything = {}

/** Drop forty files and walk away. */
export default function ImportPage() {
  const { t } = useTranslation('instruments')
  const taking = useTaking(null)
  return (
    <Page title={t('import.title')} note={t('import.note')}>
      <div className={css.column}>
        <DropZone taking={taking} hint={t('import.hint')} />
        <Section title={t('list.title')} flush>
          <div className={css.tall}>
            <ImportList of={everything} />
          </div>
        </Section>
      </div>
    </Page>
  )
}
