import { type Permission, permissions } from '@contract/permissions'
import { Button, Checkbox, Table, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { useShortcut } from '../../app/shortcuts'
import { Faces } from '../../ui/faces'
import { toastDone, toastFault } from '../../ui/toasts'
import { type Role, useRoleName } from '../names'
import css from '../people.module.css'
import { PeoplePage } from '../PeoplePage'
import { RoleHead } from './RoleHead'
import { RoleName } from './RoleName'

/** What was ticked or cleared, by role and right. What others save meanwhile shows in the other boxes. */
type Draft = ReadonlyMap<string, boolean>

const groups = [...new Set(permissions.map(groupOf))]

function groupOf(permission: Permission): string {
  return permission.slice(0, permission.indexOf('.'))
}

function boxOf(role: Role, permission: Permission): string {
  return `${role.id} ${permission}`
}

/** The administrator role always keeps this. */
function isFixed(role: Role, permission: Permission): boolean {
  return role.key === 'administrator' && permission === 'people.manage'
}

/** Roles across, rights down, each right in plain words. */
export default function Roles() {
  const { t } = useTranslation('people')
  const roles = useQueryOf('roles.list', { limit: 1000 })
  const users = useQueryOf('people.users', {}, { topics: ['user'] })
  const [draft, setDraft] = useState<Draft>(new Map())
  const [adding, setAdding] = useState(false)
  const [saving, setSaving] = useState(false)
  const update = useCommand('roles.update')
  const add = (): void => {
    setAdding(true)
  }
  useShortcut('n', t('matrix.add'), add)

  const rows = roles.data?.rows ?? []
  const has = (role: Role, permission: Permission): boolean =>
    draft.get(boxOf(role, permission)) ?? role.permissions.includes(permission)
  const differs = (role: Role, permission: Permission): boolean =>
    has(role, permission) !== role.permissions.includes(permission)
  const changed = rows.filter(role => permissions.some(permission => differs(role, permission)))

  const toggle = (role: Role, permission: Permission): void => {
    setDraft(new Map(draft).set(boxOf(role, permission), !has(role, permission)))
  }
  const save = async (): Promise<void> => {
    setSaving(true)
    const left = new Map(draft)
    try {
      for (const role of changed) {
        await update.mutateAsync({
          id: role.id,
          version: role.version,
          patch: { permissions: permissions.filter(permission => has(role, permission)) }
        })
        for (const permission of permissions) left.delete(boxOf(role, permission))
      }
      toastDone(t('matrix.saved'))
    } catch (error) {
      toastFault(error)
    } finally {
      await roles.refetch()
      setDraft(left)
      setSaving(false)
    }
  }
  return (
    <PeoplePage
      tab="roles"
      full
      actions={
        <>
          {changed.length > 0 && (
            <>
              <span className={css.quiet}>{t('matrix.changed', { count: changed.length })}</span>
              <Button
                variant="default"
                onClick={() => {
                  setDraft(new Map())
                }}
              >
                {t('matrix.discard')}
              </Button>
              <Button loading={saving} onClick={() => void save()}>
                {t('matrix.save')}
              </Button>
            </>
          )}
          <Button
            variant={changed.length > 0 ? 'default' : 'filled'}
            leftSection={<IconPlus size={14} />}
            onClick={add}
          >
            {t('matrix.add')}
          </Button>
        </>
      }
    >
      <div className={css.scroll}>
        <Faces of={roles}>
          {data => (
            <Matrix
              roles={data.rows}
              people={id => users.data?.users.filter(user => user.roleId === id).length ?? 0}
              has={has}
              differs={differs}
              toggle={toggle}
            />
          )}
        </Faces>
      </div>
      {adding && (
        <RoleName
          roles={rows}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </PeoplePage>
  )
}

interface MatrixProps {
  readonly roles: readonly Role[]
  readonly people: (id: string) => number
  readonly has: (role: Role, permission: Permission) => boolean
  readonly differs: (role: Role, permission: Permission) => boolean
  readonly toggle: (role: Role, permission: Permission) => void
}

function Matrix({ roles, people, has, differs, toggle }: MatrixProps) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  return (
    <Table stickyHeader className={css.matrix} aria-label={t('matrix.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('matrix.right')}</Table.Th>
          {roles.map(role => (
            <Table.Th key={role.id} scope="col">
              <RoleHead role={role} people={people(role.id)} />
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map(group => (
          <Fragment key={group}>
            <Table.Tr className={css.group}>
              <Table.Th colSpan={roles.length + 1} scope="colgroup">
                {t(`groups.${group}`)}
              </Table.Th>
            </Table.Tr>
            {permissions
              .filter(permission => groupOf(permission) === group)
              .map(permission => (
                <Table.Tr key={permission}>
                  <Table.Th scope="row">
                    <span className={css.rightName}>{t(`permissions.${permission}.name`)}</span>
                    <span className={css.rightSays}>{t(`permissions.${permission}.says`)}</span>
                  </Table.Th>
                  {roles.map(role => (
                    <Table.Td
                      key={role.id}
                      className={css.cell}
                      data-changed={differs(role, permission) || undefined}
                    >
                      <Tooltip label={t('matrix.always')} disabled={!isFixed(role, permission)}>
                        <Checkbox
                          aria-label={t('matrix.has', {
                            role: roleName(role),
                            right: t(`permissions.${permission}.name`)
                          })}
                          checked={has(role, permission)}
                          disabled={isFixed(role, permission)}
                          onChange={() => {
                            toggle(role, permission)
                          }}
                        />
                      </Tooltip>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  )
}
