import { type CauseState, causeStates } from '@contract/diagram/shared'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import css from './node.module.css'
import { StateMark } from './StateMark'

interface Props {
  /** Null where several causes have different ones. */
  readonly now: CauseState | null
  readonly readOnly: boolean
  readonly onAsk: (state: CauseState) => void
}

/** The state of one cause or of several, and the others to choose from. */
export function StateMenu({ now, readOnly, onAsk }: Props) {
  const { t } = useTranslation('rca')
  return (
    <Menu width={210} position="bottom-start" disabled={readOnly}>
      <Menu.Target>
        <Button
          variant="default"
          justify="space-between"
          rightSection={readOnly ? null : <IconChevronDown size={14} />}
          aria-label={t('node.stateIs', { state: now === null ? t('many.mixed') : t(`states.${now}`) })}
        >
          {now === null ? t('many.mixed') : <StateMark state={now} />}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {causeStates.map(state => (
          <Menu.Item
            key={state}
            disabled={state === now}
            onClick={() => {
              onAsk(state)
            }}
          >
            <StateMark state={state} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Who gave a state when, and why; nothing where nobody did. */
export function StateToldBy({
  by,
  at,
  why
}: {
  readonly by: string
  readonly at: string
  readonly why: string
}) {
  const f = useFormat()
  return (
    <>
      {by !== '' && at !== '' && (
        <span className={css.quiet}>
          {by} · {f.dateTime(at)}
        </span>
      )}
      {why !== '' && <p className={css.why}>{why}</p>}
    </>
  )
}
