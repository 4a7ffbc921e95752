import { UnstyledButton } from '@mantine/core'
import { IconFlask, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import css from './demo.module.css'
import { ResetDemo } from './ResetDemo'
import { useTour } from './tour/state'

/** The strip over every screen of a demo store: what it is, the tour where it stands, and making it anew. */
export function DemoBar() {
  const { t } = useTranslation('demo')
  const [resetting, setResetting] = useState(false)
  const state = useQueryOf('stores.state', {})
  const tour = useTour()
  return (
    <aside className={css.bar} aria-label={t('bar.label')}>
      <IconFlask size={15} stroke={1.8} aria-hidden />
      <b>{t('bar.title')}</b>
      <span className={css.barWords}>{t('bar.words')}</span>
      <span className={css.barActs}>
        {tour.known && tour.state === 'paused' && (
          <UnstyledButton className={css.barAct} onClick={tour.resume}>
            <IconPlayerPlay size={13} aria-hidden />
            {t('tour.resume', { at: tour.step + 1, of: tour.of })}
          </UnstyledButton>
        )}
        {state.data?.mayOpen === true && (
          <UnstyledButton
            className={css.barAct}
            onClick={() => {
              setResetting(true)
            }}
          >
            <IconRefresh size={13} aria-hidden />
            {t('reset.open')}
          </UnstyledButton>
        )}
      </span>
      {resetting && (
        <ResetDemo
          onClose={() => {
            setResetting(false)
          }}
        />
      )}
    </aside>
  )
}
