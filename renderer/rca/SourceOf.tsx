import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { LinkTo } from '../app/navigation'
import css from './rca.module.css'

interface Props {
  readonly caseId: string
  /** A task or an action of the case. */
  readonly id: string
}

/** The cause that a task or an action comes from, with the way to it; nothing where it comes from none. */
export function SourceOf({ caseId, id }: Props) {
  const { t } = useTranslation('cases')
  const answer = useQueryOf('rca.sources', { caseId }, { topics: ['diagram'] })
  const found = answer.data?.sources.find(one => one.id === id)
  if (found === undefined) return null
  return (
    <LinkTo
      to={`/studio/${found.diagramId}?node=${found.nodeId}`}
      className={css.source}
      title={`${t('from.cause')}: ${found.text}`}
    >
      <IconArrowBackUp size={13} aria-hidden />
      <span>
        {t('from.cause')} {found.text}
      </span>
    </LinkTo>
  )
}
