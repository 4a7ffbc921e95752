import { Button } from '@mantine/core'
import { IconBuilding, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useShortcut } from '../../app/shortcuts'
import { Empty, Faces } from '../../ui/faces'
import type { Column } from '../../ui/grid/columns'
import { DataGrid } from '../../ui/grid/DataGrid'
import type { Department } from '../names'
import { PeoplePage } from '../PeoplePage'
import { EditDepartment } from './EditDepartment'

const byName = { id: 'name', descending: false }

/** The departments people belong to. */
export default function Departments() {
  const { t } = useTranslation('people')
  const departments = useQueryOf('departments.list', { limit: 1000 })
  const users = useQueryOf('people.users', {}, { topics: ['user'] })
  const [editing, setEditing] = useState<Department | 'new' | null>(null)
  const add = (): void => {
    setEditing('new')
  }
  const close = (): void => {
    setEditing(null)
  }
  useShortcut('n', t('departments.add'), add)
  const button = (
    <Button leftSection={<IconPlus size={14} />} onClick={add}>
      {t('departments.add')}
    </Button>
  )
  const columns: readonly Column<Department>[] = [
    {
      id: 'name',
      title: t('departments.name'),
      value: row => row.name,
      width: 240,
      grow: true,
      fixed: true
    },
    { id: 'code', title: t('departments.code'), value: row => row.code, width: 140 },
    {
      id: 'people',
      title: t('departments.people'),
      value: row => users.data?.users.filter(user => user.departmentId === row.id).length ?? null,
      align: 'end',
      width: 100
    }
  ]
  return (
    <PeoplePage tab="departments" full actions={button}>
      <Faces of={departments}>
        {data => (
          <DataGrid
            id="people.departments"
            label={t('departments.table')}
            columns={columns}
            rows={data.rows}
            rowKey={row => row.id}
            initialSort={byName}
            openOnClick
            onOpen={setEditing}
            empty={
              <Empty
                icon={IconBuilding}
                title={t('departments.none')}
                hint={t('departments.noneHint')}
                action={button}
              />
            }
          />
        )}
      </Faces>
      {editing !== null && <EditDepartment department={editing === 'new' ? null : editing} onClose={close} />}
    </PeoplePage>
  )
}
