import type { TimelineEntry } from '@contract/cases'
import { diagramKinds } from '@contract/diagram/kinds'
import { intent } from '@contract/rca'
import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import { useIntents } from '../rca/intents'
import css from './Timeline.module.css'

interface Props {
  readonly newest: TimelineEntry
  /** Older ones of the same person on the same diagram. */
  readonly before: readonly TimelineEntry[]
}

const fieldOf = (entry: TimelineEntry, name: string): string =>
  entry.changes.find(([field]) => field === name)?.[2] ?? ''

/** What somebody did to a diagram, in words; several steps in one line that opens. */
export function Steps({ newest, before }: Props) {
  const { t } = useTranslation('cases')
  const f = useFormat()
  const [open, setOpen] = useState(false)
  const say = useWords()
  const kind = diagramKinds.find(known => known === fieldOf(newest, 'kind'))
  const Fold = open ? IconChevronDown : IconChevronRight
  return (
    <>
      {t('timeline.diagram.workedOn', { kind: kind === undefined ? '' : t(`rca:kinds.${kind}`) })}{' '}
      <LinkTo to={`/studio/${newest.entityId}`}>{newest.title}</LinkTo>
      {': '}
      {say(newest)}
      {before.length > 0 && (
        <UnstyledButton
          className={css.unfold}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open)
          }}
        >
          <Fold size={13} />
          {t('timeline.diagram.more', { count: before.length })}
        </UnstyledButton>
      )}
      {open && (
        <ol className={css.steps}>
          {before.map(entry => (
            <li key={entry.seq}>
              <span>{say(entry)}</span>
              <time dateTime={entry.at}>{f.dateTime(entry.at).slice(11)}</time>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Words of a step: why it was made, or that it was undone. */
function useWords(): (entry: TimelineEntry) => string {
  const { t } = useTranslation('studio')
  const say = useIntents()
  return entry => {
    const told = intent.safeParse({
      key: fieldOf(entry, 'intent'),
      params: blanksOf(fieldOf(entry, 'params'))
    })
    const what = say(told.success ? told.data : { key: 'edit', params: {} })
    const mode = fieldOf(entry, 'mode')
    return mode === 'undo'
      ? t('studio:history.undo', { what })
      : mode === 'redo'
        ? t('studio:history.redo', { what })
        : what
  }
}

function blanksOf(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // Cut short by the timeline.
    return {}
  }
}
