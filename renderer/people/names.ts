import type { Output } from '@contract/index'
import { useTranslation } from 'react-i18next'

/** A role as the contract has it. */
export type Role = Output<'roles.list'>['rows'][number]

/** A department as the contract has it. */
export type Department = Output<'departments.list'>['rows'][number]

/** Built-in roles are called by FabCase's own word in the person's language, the site's by theirs. */
export function useRoleName(): (role: Pick<Role, 'key' | 'name'>) => string {
  const { t } = useTranslation('people')
  return role => (role.key === '' ? role.name : t(`roles.${role.key}`))
}
