import { type User, user as userShape } from '@contract/people'
import { Button, Drawer, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { useFormat } from '../../app/i18n/useFormat'
import { useMe } from '../../app/me'
import { ConflictDialog, type ConflictField } from '../../ui/ConflictDialog'
import { toastDone } from '../../ui/toasts'
import { type Department, type Role, useRoleName } from '../names'
import css from '../people.module.css'
import { Account, type Asking } from './Account'
import { UserFields, type UserValues } from './UserFields'
import { UserStates } from './UserStates'

interface Props {
  readonly user: User
  readonly roles: readonly Role[] | undefined
  readonly departments: readonly Department[] | undefined
  readonly onClose: () => void
}

const fields = ['name', 'email', 'roleId', 'departmentId'] as const

const valuesOf = ({ name, email, roleId, departmentId }: User): UserValues => ({
  name,
  email,
  roleId,
  departmentId
})

/** A user's facts and everything that can be done about the account. */
export function EditUser({ user, roles, departments, onClose }: Props) {
  const { t } = useTranslation('people')
  const f = useFormat()
  const me = useMe()
  const roleName = useRoleName()
  // What the form began with: the version a change is based on, whatever arrives meanwhile.
  const [base, setBase] = useState(user)
  const [values, setValues] = useState(() => valuesOf(user))
  const [asking, setAsking] = useState<Asking>(null)
  const save = useCommand('people.updateUser', {
    onSuccess: saved => {
      toastDone(t('form.saved', { name: saved.name }))
      setBase(saved)
      setValues(valuesOf(saved))
    }
  })
  const start = valuesOf(base)
  const changed = fields.filter(key => values[key] !== start[key])
  if (changed.length === 0 && user.version > base.version) {
    // Nothing of one's own is lost by following what somebody else saved.
    setBase(user)
    setValues(valuesOf(user))
  }
  const patch = Object.fromEntries(changed.map(key => [key, values[key]]))
  const fault = save.error?.fault
  const theirs =
    fault?.key === 'record.conflict' ? userShape.safeParse(fault.details.current).data : undefined

  const labels = {
    name: 'form.name',
    email: 'form.email',
    roleId: 'form.role',
    departmentId: 'form.department'
  } as const
  const show = {
    roleId: ({ roleId }: UserValues) => {
      const role = roles?.find(row => row.id === roleId)
      return role === undefined ? '' : roleName(role)
    },
    departmentId: ({ departmentId }: UserValues) =>
      departments?.find(row => row.id === departmentId)?.name ?? ''
  }
  const compared: readonly ConflictField<UserValues>[] = fields.map(name => ({
    name,
    label: t(labels[name]),
    ...(name === 'roleId' || name === 'departmentId' ? { show: show[name] } : {})
  }))
  const resolve = (record: User, merged: UserValues): void => {
    const stored = valuesOf(record)
    setBase(record)
    setValues(merged)
    save.reset()
    const rest = fields.filter(key => merged[key] !== stored[key])
    if (rest.length === 0) return
    const kept = Object.fromEntries(rest.map(key => [key, merged[key]]))
    save.mutate({ id: record.id, version: record.version, patch: kept })
  }
  // Acts on the account come with a version of their own and leave the form's changes alone.
  const shown = user.version > base.version ? user : base
  return (
    <Drawer
      opened
      closeButtonProps={{ 'aria-label': t('app:close') }}
      onClose={onClose}
      position="right"
      size={440}
      title={base.name}
      // Esc closes what lies on top, not both.
      closeOnEscape={asking === null && theirs === undefined}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          save.mutate({ id: base.id, version: base.version, patch })
        }}
      >
        <Stack>
          <div className={css.facts}>
            <span>{base.login}</span>
            <UserStates user={shown} />
            <span className={css.quiet}>
              {t('users.created')} {f.date(base.createdAt)}
            </span>
          </div>
          <UserFields
            values={values}
            roles={roles}
            departments={departments}
            own={user.id === me.id}
            onChange={setValues}
          />
          {theirs === undefined && <FaultLine error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:close')}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={changed.length === 0 || values.name.trim() === ''}
            >
              {t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {theirs !== undefined && (
        <ConflictDialog
          opened
          base={start}
          mine={values}
          theirs={valuesOf(theirs)}
          theirsBy={t('conflictBy')}
          fields={compared}
          onResolve={merged => {
            resolve(theirs, merged)
          }}
          onCancel={() => {
            save.reset()
          }}
        />
      )}
      <Account
        user={shown}
        own={user.id === me.id}
        asking={asking}
        setAsking={setAsking}
        onChanged={next => {
          setBase(next)
        }}
        onRemoved={onClose}
      />
    </Drawer>
  )
}
