import { textOf } from '@contract/diagram/kinds'
import { provenStates } from '@contract/diagram/shared'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { short } from '../../diagram/tree/model'
import { useHollow } from '../evidence/useHollow'
import { exhibitsOf, lacksProof, recordsOf, standing, standingOf } from './facts'
import css from './node.module.css'

/** So many causes by name; how many more there are is said. */
const most = 6

interface Props {
  readonly open: OpenDiagram
  readonly onOpen: (node: string) => void
}

/** Names the causes that are called proven while nothing that can be looked at supports them, to who can mend it. */
export function Unsupported({ open, onOpen }: Props) {
  const { t } = useTranslation('rca')
  const hollow = useHollow(open)
  const bare = useMemo(
    () =>
      [...recordsOf(open).values()].filter(node => {
        const state = standingOf(node)
        return provenStates.includes(state) && lacksProof(state, standing(exhibitsOf(open, node.id), hollow))
      }),
    [open, hollow]
  )
  if (bare.length === 0 || open.readOnly) return null
  return (
    <div className={css.unsupported} role="note">
      <IconAlertTriangle size={15} aria-hidden />
      <span>{t('node.unsupported', { count: bare.length })}</span>
      {bare.slice(0, most).map(node => (
        <button
          key={node.id}
          type="button"
          onClick={() => {
            onOpen(node.id)
          }}
        >
          {short(textOf(node))}
        </button>
      ))}
      {bare.length > most && <span>+{bare.length - most}</span>}
    </div>
  )
}
