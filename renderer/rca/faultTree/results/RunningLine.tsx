import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FaultLine } from '../../../app/entry/FaultLine'
import css from '../panels/panels.module.css'
import type { Computing } from './useResults'

/** Whether something is computed, what is shown is of now, or why there is nothing. */
export function RunningLine({ computing }: { readonly computing: Computing }) {
  const { t } = useTranslation('faultTree')
  const { running, stale, fault, results } = computing
  return (
    <>
      {running && (
        <div className={css.running} role="status">
          <Loader size={12} />
          <span>{t('results.running')}</span>
          <Button size="compact-xs" variant="subtle" onClick={computing.cancel}>
            {t('app:cancel')}
          </Button>
        </div>
      )}
      {!running && stale && fault === null && (
        <div className={css.stale} role="status">
          <IconAlertTriangle size={13} aria-hidden />
          <span>{t(results === null ? 'results.notYet' : 'results.stale')}</span>
          <Button size="compact-xs" variant="default" onClick={computing.run}>
            {t('results.compute')}
          </Button>
        </div>
      )}
      <FaultLine error={fault} />
    </>
  )
}
