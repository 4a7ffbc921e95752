import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page'
import css from './backup.module.css'
import { Backups } from './Backups'
import { Collect, StoreCheck } from './Checks'
import { StoreFacts } from './Facts'
import { BackupPolicy } from './Policy'

/** The store's health: its size, its backups, its checks. */
export default function StoreHealth() {
  const { t } = useTranslation('backup')
  return (
    <Page title={t('title')} note={t('note')}>
      <div className={css.page}>
        <div className={css.main}>
          <StoreFacts />
          <Backups />
        </div>
        <div className={css.side}>
          <BackupPolicy />
          <StoreCheck />
          <Collect />
        </div>
      </div>
    </Page>
  )
}
