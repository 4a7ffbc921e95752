import type { User } from '@contract/people'
import { Button, SegmentedControl } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useMe } from '../../app/me'
import { useUrlValue } from '../../app/navigation'
import { useShortcut } from '../../app/shortcuts'
import { Faces } from '../../ui/faces'
import type { Column } from '../../ui/grid/columns'
import { DataGrid } from '../../ui/grid/DataGrid'
import { TimeAgo } from '../../ui/TimeAgo'
import { useRoleName } from '../names'
import css from '../people.module.css'
import { PeoplePage } from '../PeoplePage'
import { AddUser } from './AddUser'
import { EditUser } from './EditUser'
import { UserStates, useStateWords } from './UserStates'

const everything = { limit: 1000 }
const byName = { id: 'name', descending: false }

/** Everybody who may sign in, or once could. */
export default function Users() {
  const { t } = useTranslation('people')
  const users = useQueryOf('people.users', {}, { topics: ['user', 'people'] })
  const roles = useQueryOf('roles.list', everything)
  const departments = useQueryOf('departments.list', everything)
  const [open, setOpen] = useUrlValue('open', '')
  const [shown, setShown] = useState<'all' | User['state']>('all')
  const columns = useColumns(roles.data?.rows, departments.data?.rows)

  const rows = useMemo(
    () => users.data?.users.filter(user => shown === 'all' || user.state === shown) ?? [],
    [users.data, shown]
  )
  const add = (): void => {
    setOpen('new')
  }
  const close = (): void => {
    setOpen('')
  }
  useShortcut('n', t('users.add'), add)

  const chosen = users.data?.users.find(user => user.id === open)
  const lists = { roles: roles.data?.rows, departments: departments.data?.rows }
  return (
    <PeoplePage
      tab="users"
      full
      actions={
        <Button leftSection={<IconUserPlus size={14} />} onClick={add}>
          {t('users.add')}
        </Button>
      }
    >
      <Faces of={users}>
        {() => (
          <DataGrid
            id="people.users"
            label={t('users.table')}
            columns={columns}
            rows={rows}
            rowKey={user => user.id}
            initialSort={byName}
            openOnClick
            onOpen={user => {
              setOpen(user.id)
            }}
            filterPlaceholder={t('users.findHint')}
            tools={
              <SegmentedControl
                aria-label={t('users.state')}
                value={shown}
                data={(['all', 'active', 'disabled'] as const).map(value => ({
                  value,
                  label: t(`users.${value}`)
                }))}
                onChange={setShown}
              />
            }
          />
        )}
      </Faces>
      {open === 'new' && <AddUser {...lists} onClose={close} />}
      {chosen !== undefined && <EditUser key={chosen.id} user={chosen} {...lists} onClose={close} />}
    </PeoplePage>
  )
}

function useColumns(
  roles: readonly { readonly id: string; readonly key: string; readonly name: string }[] | undefined,
  departments: readonly { readonly id: string; readonly name: string }[] | undefined
): readonly Column<User>[] {
  const { t } = useTranslation('people')
  const me = useMe()
  const roleName = useRoleName()
  const words = useStateWords()
  const role = new Map(roles?.map(row => [row.id, roleName(row)]))
  const department = new Map(departments?.map(row => [row.id, row.name]))
  return [
    {
      id: 'name',
      title: t('users.name'),
      value: user => user.name,
      cell: user => (
        <>
          {user.name}
          {user.id === me.id && <span className={css.you}>({t('users.you')})</span>}
        </>
      ),
      width: 200,
      grow: true,
      fixed: true
    },
    { id: 'login', title: t('users.login'), value: user => user.login, width: 150 },
    { id: 'email', title: t('users.email'), value: user => user.email, width: 200, hidden: true },
    {
      id: 'role',
      title: t('users.role'),
      value: user => role.get(user.roleId) ?? t('users.unknownRole'),
      width: 150
    },
    {
      id: 'department',
      title: t('users.department'),
      value: user => (user.departmentId === null ? '' : department.get(user.departmentId)),
      width: 150
    },
    {
      id: 'state',
      title: t('users.state'),
      value: user => words(user).join(', '),
      cell: user => <UserStates user={user} />,
      width: 260
    },
    {
      id: 'lastSignIn',
      title: t('users.lastSignIn'),
      value: user => user.lastSignInAt,
      cell: user =>
        user.lastSignInAt === null ? (
          <span className={css.quiet}>{t('users.never')}</span>
        ) : (
          <TimeAgo at={user.lastSignInAt} />
        ),
      width: 130
    }
  ]
}
