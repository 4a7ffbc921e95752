import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { toastDone } from '../../ui/toasts'
import { type Role, useRoleName } from '../names'

interface Props {
  /** The role to rename; none = a new one. */
  readonly role?: Role
  /** Roles whose rights a new one may start with. */
  readonly roles: readonly Role[]
  readonly onClose: () => void
}

/** The name of a new role and what it starts with, or another name for one of the site's own. */
export function RoleName({ role, roles, onClose }: Props) {
  const { t } = useTranslation('people')
  const roleName = useRoleName()
  const [name, setName] = useState(role?.name ?? '')
  const [model, setModel] = useState<string | null>(roles.find(one => one.key === 'reader')?.id ?? null)
  const done = (saved: Role): void => {
    toastDone(t('matrix.added', { name: saved.name }))
    onClose()
  }
  const add = useCommand('roles.add', { onSuccess: done })
  const update = useCommand('roles.update', { onSuccess: onClose })
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('app:close') }}
      onClose={onClose}
      title={role === undefined ? t('matrix.addTitle') : t('matrix.renameTitle')}
      size={380}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (role === undefined) {
            const permissions = roles.find(one => one.id === model)?.permissions ?? []
            add.mutate({ name, key: '', permissions })
          } else update.mutate({ id: role.id, version: role.version, patch: { name } })
        }}
      >
        <Stack>
          <TextInput
            label={t('matrix.name')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          {role === undefined && (
            <Select
              label={t('matrix.copy')}
              clearable
              placeholder={t('matrix.nothing')}
              data={roles.map(one => ({ value: one.id, label: roleName(one) }))}
              value={model}
              onChange={setModel}
            />
          )}
          <FaultLine error={add.error ?? update.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={add.isPending || update.isPending} disabled={name.trim() === ''}>
              {role === undefined ? t('matrix.create') : t('matrix.rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
