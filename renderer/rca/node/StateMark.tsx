import { stateRole } from '@contract/diagram/marks'
import type { CauseState } from '@contract/diagram/shared'
import { useTranslation } from 'react-i18next'
import { Sign } from '../../diagram/Sign'
import css from './node.module.css'

/** The sign of a state as the picture draws it, with its word. */
export function StateMark({ state }: { readonly state: CauseState }) {
  const { t } = useTranslation('rca')
  return (
    <span className={css.state} data-state={state}>
      <Sign name={state} role={stateRole[state]} />
      {t(`states.${state}`)}
    </span>
  )
}
