import { Tooltip } from '@mantine/core'
import { mainStates, type missingKeys } from '@contract/cases'
import type { Output } from '@contract/index'
import { IconArrowRight, IconCircleCheck, IconListCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../app/navigation'
import css from './Gate.module.css'
import { isEnded, nextOnRoad, roadIndex } from './states'
import type { CaseEditor } from './useCaseDraft'

type MissingKey = (typeof missingKeys)[number]

/** Where each missing thing is entered. */
const places: Readonly<Record<MissingKey, string>> = {
  customer: 'overview?focus=customerId',
  product: 'overview?focus=productId',
  owner: 'overview?focus=ownerId',
  due: 'overview?focus=due',
  description: 'overview?focus=description',
  containment: 'overview?focus=containment',
  rootCause: 'overview?focus=rootCause',
  complaint: 'complaints?link=1',
  containmentAction: 'actions?add=containment',
  correctiveAction: 'actions?add=corrective',
  preventiveAction: 'actions?add=preventive',
  openActions: 'actions',
  openTasks: 'tasks'
}

interface Props {
  readonly found: Output<'cases.get'>
  readonly editor: CaseEditor
}

/** How far the case has come, which gate is next, and what it still lacks; each lack leads to its field. */
export function Gate({ found }: Props) {
  const { t } = useTranslation('cases')
  const { state, stateReason, id } = found.case
  const at = roadIndex(state)
  const next = nextOnRoad(state)
  return (
    <div className={css.gate} data-tour="gate">
      <div
        className={css.road}
        role="img"
        aria-label={t('road', { state: t(`states.${state}`), at: at + 1, of: mainStates.length })}
      >
        {mainStates.map((step, i) => (
          <Tooltip key={step} label={t(`states.${step}`)} openDelay={100}>
            <span className={css.step} data-done={i < at || undefined} data-now={i === at || undefined} />
          </Tooltip>
        ))}
      </div>
      {isEnded(state) || at < 0 ? (
        <span className={css.words}>
          <b>{t(`states.${state}`)}</b>
          {stateReason !== '' && `: ${stateReason}`}
        </span>
      ) : (
        next !== null && (
          <span className={css.words}>
            <IconArrowRight size={14} aria-hidden /> {t('gate')} <b>{t(`states.${next}`)}</b>
          </span>
        )
      )}
      {found.missing.length > 0 ? (
        <span className={css.lacks}>
          <IconListCheck size={14} aria-hidden />
          <span>{t('lacks', { count: found.missing.length })}</span>
          {found.missing.map(key => (
            <LinkTo key={key} className={css.lack} to={`/cases/${id}/${places[key]}`}>
              {t(`missing.${key}`)}
            </LinkTo>
          ))}
        </span>
      ) : (
        !isEnded(state) && (
          <span className={css.complete}>
            <IconCircleCheck size={14} aria-hidden /> {t('lacksNothing')}
          </span>
        )
      )}
    </div>
  )
}
