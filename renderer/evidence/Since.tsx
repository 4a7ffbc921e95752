import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { benchOfEvidence } from '../analysis/fromEvidence'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import css from './evidence.module.css'
import type { Kept } from './kept'

/** Whether the data behind a piece are still what they were when it was pinned. */
export function Since({ piece }: { readonly piece: Kept }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const bench = benchOfEvidence(piece.view, piece.caseId)
  // A part is one, whatever the view holds.
  const counted = piece.kind !== 'part'
  const now = useQueryOf(
    'analysis.overview',
    { view: bench?.view ?? { sets: ['-'] } },
    { enabled: bench !== null, topics: ['import', 'set'] }
  )
  if (bench === null) return null
  if (now.error !== null) return <Changed words={[t('since.gone')]} />
  if (now.data === undefined) return null
  const present = new Set(now.data.sets.map(set => set.sha256))
  const missing = piece.sources.filter(source => !present.has(source.sha256))
  const words = [
    ...missing.map(source => t('since.missing', { name: source.name })),
    ...(counted && piece.n !== null && now.data.shown !== piece.n
      ? [t('since.count', { then: f.number(piece.n), now: f.number(now.data.shown) })]
      : [])
  ]
  if (words.length > 0) return <Changed words={words} />
  return (
    <p className={css.same}>
      <IconCheck size={14} /> {t('since.same')}
    </p>
  )
}

function Changed({ words }: { readonly words: readonly string[] }) {
  const { t } = useTranslation('evidence')
  return (
    <Alert
      color="yellow"
      p={8}
      icon={<IconAlertTriangle size={16} />}
      title={t('since.changed')}
      className={css.alert}
    >
      {words.map(text => (
        <div key={text}>{text}</div>
      ))}
    </Alert>
  )
}
