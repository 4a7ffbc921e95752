import type { User } from '@contract/people'
import { Button } from '@mantine/core'
import { IconKey, IconLockOpen, IconPlayerPlay, IconTrash, IconUserOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../../app/areas'
import { useCommand } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { ConfirmByName } from '../../ui/ConfirmByName'
import { useNow } from '../../ui/TimeAgo'
import { toastDone } from '../../ui/toasts'
import css from '../people.module.css'
import { Removal } from '../Removal'
import { ResetPassword } from './ResetPassword'
import { isHeldUp } from './UserStates'

/** The question that is open over the account. */
export type Asking = 'reset' | 'disable' | 'remove' | null

interface Props {
  readonly user: User
  readonly own: boolean
  readonly asking: Asking
  readonly setAsking: (asking: Asking) => void
  readonly onChanged: (user: User) => void
  readonly onRemoved: () => void
}

/** What can be done about an account; what the rules forbid is told before it is tried, and again when it is. */
export function Account({ user, own, asking, setAsking, onChanged, onRemoved }: Props) {
  const { t } = useTranslation('people')
  const now = useNow()
  const { id, version, name } = user
  const done = (key: string) => (next: User) => {
    toastDone(t(key, { name }))
    setAsking(null)
    onChanged(next)
  }
  const unlock = useCommand('people.unlockUser', { onSuccess: done('account.unlocked') })
  const enable = useCommand('people.enableUser', { onSuccess: done('account.enabled') })
  const disable = useCommand('people.disableUser', { onSuccess: done('account.disabled') })
  const remove = useCommand('people.removeUser', {
    onSuccess: () => {
      toastDone(t('account.removed', { name }))
      onRemoved()
    }
  })
  const close = (): void => {
    setAsking(null)
    disable.reset()
    remove.reset()
  }
  return (
    <section className={css.account} aria-label={t('account.title')}>
      <h3 className={css.heading}>{t('account.title')}</h3>
      {own && <p className={css.note}>{t('account.own')}</p>}
      {isHeldUp(user, now) && (
        <Act
          icon={IconLockOpen}
          label={t('account.unlock')}
          says={t('account.unlockSays')}
          busy={unlock.isPending}
          onClick={() => {
            unlock.mutate({ id })
          }}
        />
      )}
      {!own && user.state === 'active' && (
        <Act
          icon={IconKey}
          label={t('account.reset')}
          says={t('account.resetSays')}
          onClick={() => {
            setAsking('reset')
          }}
        />
      )}
      {user.state === 'disabled' && (
        <Act
          icon={IconPlayerPlay}
          label={t('account.enable')}
          says={t('account.enableSays')}
          busy={enable.isPending}
          onClick={() => {
            enable.mutate({ id, version })
          }}
        />
      )}
      {!own && user.state === 'active' && (
        <Act
          icon={IconUserOff}
          label={t('account.disable')}
          says={t('account.disableSays')}
          onClick={() => {
            setAsking('disable')
          }}
        />
      )}
      {!own && user.lastSignInAt === null && (
        <Act
          icon={IconTrash}
          label={t('account.remove')}
          says={t('account.removeSays')}
          onClick={() => {
            setAsking('remove')
          }}
        />
      )}
      <FaultLine error={unlock.error ?? enable.error} />
      {asking === 'reset' && <ResetPassword user={user} onChanged={onChanged} onClose={close} />}
      {asking === 'disable' && (
        <Removal
          title={t('account.disableTitle', { name })}
          verb={t('account.disable')}
          error={disable.error}
          busy={disable.isPending}
          onClose={close}
          onConfirm={() => {
            disable.mutate({ id, version })
          }}
        >
          {t('account.disableSays')}
        </Removal>
      )}
      <ConfirmByName
        opened={asking === 'remove'}
        onClose={close}
        title={t('account.removeTitle', { name })}
        name={user.login}
        verb={t('account.remove')}
        busy={remove.isPending}
        onConfirm={() => {
          remove.mutate({ id, version })
        }}
      >
        {t('account.removeWarn', { login: user.login })}
        <FaultLine error={remove.error} />
      </ConfirmByName>
    </section>
  )
}

interface ActProps {
  readonly icon: Icon
  readonly label: string
  readonly says: string
  readonly busy?: boolean
  readonly onClick: () => void
}

function Act({ icon: Sign, label, says, busy = false, onClick }: ActProps) {
  return (
    <div className={css.act}>
      <span>{says}</span>
      <Button variant="default" leftSection={<Sign size={14} />} loading={busy} onClick={onClick}>
        {label}
      </Button>
    </div>
  )
}
