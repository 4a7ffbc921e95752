import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { LinkTo } from '../../app/navigation'

/** Verified and contributing causes that a piece or a file alone proves: it cannot be taken away. */
export function useRests(caseId: string, evidenceId: string) {
  const answer = useQueryOf('rca.proves', { caseId, evidenceId }, { topics: ['diagram', 'evidence', 'file'] })
  return (answer.data?.proves ?? []).filter(one => one.alone)
}

/** Says which causes rest on it, and what to do first. */
export function Rests({ on }: { readonly on: ReturnType<typeof useRests> }) {
  const { t } = useTranslation('rca')
  if (on.length === 0) return null
  return (
    <Alert
      color="yellow"
      p={10}
      icon={<IconLock size={16} />}
      title={t('evidence.rests', { count: on.length })}
    >
      <ul>
        {on.map(one => (
          <li key={`${one.diagramId}.${one.nodeId}`}>
            <LinkTo to={`/studio/${one.diagramId}?node=${one.nodeId}`}>{one.text}</LinkTo> ({one.diagramTitle}
            )
          </li>
        ))}
      </ul>
      {t('evidence.restsHint')}
    </Alert>
  )
}
