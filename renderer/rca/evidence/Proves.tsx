import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { LinkTo } from '../../app/navigation'
import { kindIcons } from '../kinds'
import { StateMark } from '../node/StateMark'
import { causeStates } from '@contract/diagram/shared'
import css from './evidence.module.css'

interface Props {
  readonly caseId: string
  /** A pinned piece or a file. */
  readonly evidenceId: string
}

/** The causes that a piece of evidence supports or contradicts; nothing where it is linked to none. */
export function Proves({ caseId, evidenceId }: Props) {
  const { t } = useTranslation('rca')
  const answer = useQueryOf('rca.proves', { caseId, evidenceId }, { topics: ['diagram'] })
  const found = answer.data?.proves ?? []
  if (found.length === 0) return null
  return (
    <ul className={css.proves} aria-label={t('evidence.proves')}>
      {found.map(one => {
        const Sign = kindIcons[one.diagramKind]
        const state = causeStates.find(known => known === one.state)
        return (
          <li key={`${one.diagramId}.${one.nodeId}`}>
            <span className={css.says} data-says={one.says}>
              {t(`says.${one.says}`)}
            </span>
            <Sign size={14} stroke={1.6} />
            <LinkTo to={`/studio/${one.diagramId}?node=${one.nodeId}`} title={one.diagramTitle}>
              {one.text === '' ? one.diagramTitle : one.text}
            </LinkTo>
            {state !== undefined && state !== 'open' && <StateMark state={state} />}
          </li>
        )
      })}
    </ul>
  )
}
