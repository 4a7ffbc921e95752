import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { toastDone } from '../../ui/toasts'
import type { Department, Role } from '../names'
import { NewPassword } from '../NewPassword'
import { UserFields, type UserValues } from './UserFields'

interface Props {
  readonly roles: readonly Role[] | undefined
  readonly departments: readonly Department[] | undefined
  readonly onClose: () => void
}

/** A new user, with a first password to hand out. */
export function AddUser({ roles, departments, onClose }: Props) {
  const { t } = useTranslation('people')
  const policy = useQueryOf('people.policy', {})
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [values, setValues] = useState<UserValues>({ name: '', email: '', roleId: '', departmentId: null })
  const add = useCommand('people.addUser', {
    onSuccess: user => {
      toastDone(t('form.added', { name: user.name }))
      onClose()
    }
  })
  // Most accounts are for people who work on cases.
  const roleId =
    values.roleId === '' ? (roles?.find(role => role.key === 'engineer')?.id ?? '') : values.roleId
  const taken = add.error?.fault.key === 'people.loginTaken'
  const weak = add.error?.fault.key === 'people.weakPassword'
  return (
    <Drawer
      opened
      closeButtonProps={{ 'aria-label': t('app:close') }}
      onClose={onClose}
      position="right"
      size={440}
      title={t('form.addTitle')}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          add.mutate({ ...values, roleId, login, password })
        }}
      >
        <Stack>
          <UserFields
            values={{ ...values, roleId }}
            roles={roles}
            departments={departments}
            onChange={setValues}
          />
          <TextInput
            label={t('form.login')}
            description={t('form.loginHint')}
            required
            maxLength={100}
            pattern="\S+"
            autoComplete="off"
            value={login}
            error={taken}
            onChange={event => {
              setLogin(event.currentTarget.value)
            }}
          />
          <NewPassword
            label={t('form.first')}
            description={t('form.firstHint', { count: policy.data?.minLength ?? 12 })}
            value={password}
            error={add.error}
            onChange={setPassword}
          />
          {!weak && <FaultLine error={add.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button
              type="submit"
              loading={add.isPending}
              disabled={values.name.trim() === '' || login.trim() === '' || password === '' || roleId === ''}
            >
              {t('form.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}
