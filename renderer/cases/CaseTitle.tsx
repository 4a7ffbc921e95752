import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import { EditedTitle } from '../ui/EditedTitle'
import type { DraftHandle } from '../ui/useDraft'
import css from './CaseTitle.module.css'
import type { CaseFacts } from './useCaseDraft'

interface Props {
  readonly draft: DraftHandle<CaseFacts>
  readonly number: string
}

/** Number and title of a case; the title is edited where it stands. */
export function CaseTitle({ draft, number }: Props) {
  const { t } = useTranslation('cases')
  const mayWrite = useMay('cases.write')
  return (
    <span className={css.title}>
      <span className={css.number}>{number}</span>
      <EditedTitle
        value={draft.value.title}
        label={t('fields.title')}
        hint={t('editTitle')}
        readOnly={!mayWrite}
        byKey
        onChange={title => {
          draft.set('title', title)
        }}
      />
    </span>
  )
}
