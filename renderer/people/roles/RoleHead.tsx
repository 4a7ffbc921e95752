import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../app/client/index'
import { toastDone } from '../../ui/toasts'
import { type Role, useRoleName } from '../names'
import css from '../people.module.css'
import { Removal } from '../Removal'
import { RoleName } from './RoleName'

/** The head of a role's column: its name, how many have it, and what else can be done with it. */
export function RoleHead({ role, people }: { readonly role: Role; readonly people: number }) {
  const { t } = useTranslation('people')
  const name = useRoleName()(role)
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  const close = (): void => {
    setAsking(null)
  }
  const remove = useCommand('roles.remove', {
    onSuccess: () => {
      toastDone(t('matrix.removed', { name }))
      close()
    }
  })
  return (
    <div className={css.roleHead}>
      <span>{name}</span>
      <span className={css.roleTools}>
        {t('matrix.people', { count: people })}
        {role.key === 'administrator' ? null : (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={22} aria-label={t('matrix.menu', { role: name })}>
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {role.key === '' ? (
                <Menu.Item
                  leftSection={<IconPencil size={14} />}
                  onClick={() => {
                    setAsking('rename')
                  }}
                >
                  {t('matrix.rename')}
                </Menu.Item>
              ) : (
                <Menu.Label>{t('matrix.builtIn')}</Menu.Label>
              )}
              <Menu.Item
                leftSection={<IconTrash size={14} />}
                onClick={() => {
                  setAsking('remove')
                }}
              >
                {t('matrix.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </span>
      {asking === 'rename' && <RoleName role={role} roles={[]} onClose={close} />}
      {asking === 'remove' && (
        <Removal
          title={t('matrix.removeTitle', { name })}
          verb={t('matrix.remove')}
          error={remove.error}
          busy={remove.isPending}
          onClose={close}
          onConfirm={() => {
            remove.mutate({ id: role.id, version: role.version })
          }}
        >
          {t('matrix.removeWarn')}
        </Removal>
      )}
    </div>
  )
}
