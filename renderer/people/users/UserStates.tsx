import type { User } from '@contract/people'
import { IconKey, IconLock, IconMailbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../../app/areas'
import { useFormat } from '../../app/i18n/useFormat'
import { StateBadge, type Tone } from '../../ui/StateBadge'
import { useNow } from '../../ui/TimeAgo'
import css from '../people.module.css'

interface State {
  readonly word: string
  readonly tone: Tone
  readonly icon?: Icon
}

/** Whether the hold-up of an account is still on; the list itself is not read again when it ends. */
export function isHeldUp(user: User, now: number): boolean {
  return user.lockedUntil !== null && Date.parse(user.lockedUntil) > now
}

function useStates(): (user: User) => readonly State[] {
  const { t } = useTranslation('people')
  const f = useFormat()
  const now = useNow()
  return user => {
    const active = user.state === 'active'
    const states: State[] = [
      active ? { word: t('users.active'), tone: 'ok' } : { word: t('users.disabled'), tone: 'calm' }
    ]
    if (isHeldUp(user, now) && user.lockedUntil !== null) {
      const time = f.dateTime(user.lockedUntil).slice(-5)
      states.push({ word: t('users.heldUp', { time }), tone: 'bad', icon: IconLock })
    }
    if (active && user.lastSignInAt === null)
      states.push({ word: t('users.neverSignedIn'), tone: 'info', icon: IconMailbox })
    else if (active && user.mustChangePassword)
      states.push({ word: t('users.mustChange'), tone: 'warn', icon: IconKey })
    return states
  }
}

/** The states of an account that matter now, in words; for sorting, filtering and export. */
export function useStateWords(): (user: User) => readonly string[] {
  const states = useStates()
  return user => states(user).map(state => state.word)
}

/** The states of an account that matter now. */
export function UserStates({ user }: { readonly user: User }) {
  const states = useStates()(user)
  return (
    <span className={css.states}>
      {states.map(({ word, tone, icon }) => (
        <StateBadge key={word} tone={tone} {...(icon === undefined ? {} : { icon })}>
          {word}
        </StateBadge>
      ))}
    </span>
  )
}
