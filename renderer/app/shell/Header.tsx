import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconCloudOff, IconDatabase, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint'
import { useQueryOf, useReach } from '../client/index'
import css from './Header.module.css'
import { JobsMenu } from './JobsMenu'
import { Notices } from './Notices'
import { openPalette } from './Palette'
import { UserMenu } from './UserMenu'

/** The line above every screen: which store, search, what runs, what is new, who you are. */
export function Header({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation('app')
  const state = useQueryOf('stores.state', {})
  const reach = useReach()
  const open = state.data?.open
  return (
    <header className={css.head}>
      <div className={css.store}>
        <IconDatabase size={16} stroke={1.6} />
        <Tooltip label={open?.dir ?? ''} disabled={open?.dir === null || open?.dir === undefined}>
          <span className={css.name}>{open?.name ?? ''}</span>
        </Tooltip>
      </div>
      <UnstyledButton className={css.search} onClick={openPalette}>
        <IconSearch size={15} stroke={1.7} />
        <span className={css.hint}>{t('palette.hint')}</span>
        <KeyHint keys="mod+k" />
      </UnstyledButton>
      <div className={css.tools}>
        {reach === 'offline' && (
          <span className={css.offline} role="status">
            <IconCloudOff size={15} />
            {t('offline')}
          </span>
        )}
        <JobsMenu />
        <Notices />
        <UserMenu onKeys={onKeys} />
      </div>
    </header>
  )
}
