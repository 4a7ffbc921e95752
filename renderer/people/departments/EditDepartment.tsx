import { people } from '@contract/people'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { ConflictDialog } from '../../ui/ConflictDialog'
import { toastDone } from '../../ui/toasts'
import type { Department } from '../names'
import { RemoveDepartment } from './RemoveDepartment'

interface Props {
  /** Null = a new one. */
  readonly department: Department | null
  readonly onClose: () => void
}

const shape = people['departments.get'].output

/** Name and short code of a department. */
export function EditDepartment({ department, onClose }: Props) {
  const { t } = useTranslation('people')
  const [name, setName] = useState(department?.name ?? '')
  const [code, setCode] = useState(department?.code ?? '')
  const [removing, setRemoving] = useState(false)
  const done = (saved: Department): void => {
    toastDone(t('departments.saved', { name: saved.name }))
    onClose()
  }
  const add = useCommand('departments.add', { onSuccess: done })
  const update = useCommand('departments.update', { onSuccess: done })
  const error = add.error ?? update.error
  const theirs =
    error?.fault.key === 'record.conflict' ? shape.safeParse(error.fault.details.current).data : undefined
  const write = (): void => {
    if (department === null) add.mutate({ name, code })
    else update.mutate({ id: department.id, version: department.version, patch: { name, code } })
  }
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('app:close') }}
      onClose={onClose}
      title={department === null ? t('departments.addTitle') : t('departments.editTitle')}
      size={380}
      // Esc closes what lies on top, not both.
      closeOnEscape={!removing && theirs === undefined}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          write()
        }}
      >
        <Stack>
          <TextInput
            label={t('departments.name')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          <TextInput
            label={t('departments.code')}
            description={t('departments.codeHint')}
            maxLength={20}
            value={code}
            onChange={event => {
              setCode(event.currentTarget.value)
            }}
          />
          {theirs === undefined && <FaultLine error={error} />}
          {theirs !== undefined && department !== null && (
            <ConflictDialog
              opened
              base={{ name: department.name, code: department.code }}
              mine={{ name, code }}
              theirs={{ name: theirs.name, code: theirs.code }}
              theirsBy={theirs.updatedBy}
              fields={[
                { name: 'name', label: t('departments.name') },
                { name: 'code', label: t('departments.code') }
              ]}
              onResolve={merged => {
                setName(merged.name)
                setCode(merged.code)
                update.mutate({ id: department.id, version: theirs.version, patch: merged })
              }}
              onCancel={() => {
                update.reset()
              }}
            />
          )}
          <Group justify="flex-end">
            {department !== null && (
              <Button
                variant="subtle"
                color="red"
                mr="auto"
                leftSection={<IconTrash size={14} />}
                onClick={() => {
                  setRemoving(true)
                }}
              >
                {t('departments.remove')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={add.isPending || update.isPending} disabled={name.trim() === ''}>
              {t('departments.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {removing && department !== null && (
        <RemoveDepartment
          department={department}
          onRemoved={onClose}
          onClose={() => {
            setRemoving(false)
          }}
        />
      )}
    </Modal>
  )
}
