import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Department, type Role, useRoleName } from '../names'

/** What can be changed of a user. */
export interface UserValues {
  readonly name: string
  readonly email: string
  readonly roleId: string
  readonly departmentId: string | null
}

interface Props {
  readonly values: UserValues
  readonly roles: readonly Role[] | undefined
  readonly departments: readonly Department[] | undefined
  /** Nobody changes their own role. */
  readonly own?: boolean
  readonly onChange: (values: UserValues) => void
}

/** Name, e-mail, role and department: the fields both forms share. */
export function UserFields({ values, roles = [], departments = [], own = false, onChange }: Props) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  return (
    <>
      <TextInput
        label={t('form.name')}
        description={t('form.nameHint')}
        required
        maxLength={100}
        value={values.name}
        data-autofocus
        onChange={event => {
          onChange({ ...values, name: event.currentTarget.value })
        }}
      />
      <TextInput
        label={t('form.email')}
        type="email"
        maxLength={200}
        value={values.email}
        onChange={event => {
          onChange({ ...values, email: event.currentTarget.value })
        }}
      />
      <Select
        label={t('form.role')}
        required
        allowDeselect={false}
        disabled={own}
        {...(own ? { description: t('form.ownRole') } : {})}
        data={roles.map(role => ({ value: role.id, label: roleName(role) }))}
        value={values.roleId}
        onChange={roleId => {
          if (roleId !== null) onChange({ ...values, roleId })
        }}
      />
      <Select
        label={t('form.department')}
        clearable
        searchable
        placeholder={t('users.noDepartment')}
        data={departments.map(({ id, name, code }) => ({
          value: id,
          label: code === '' ? name : `${name} (${code})`
        }))}
        value={values.departmentId}
        onChange={departmentId => {
          onChange({ ...values, departmentId })
        }}
      />
    </>
  )
}
