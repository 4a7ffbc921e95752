import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../app/client/index'
import { useMay } from '../../app/me'
import { toastFault } from '../toasts'
import { type PickerProps, RecordPicker } from './RecordPicker'
import { useSearch } from '../useSearch'

/** A customer, found by name or code; made on the fly by whoever may. */
export function CustomerPicker(props: PickerProps) {
  const mayWrite = useMay('records.write')
  const { searched, typed } = useSearch()
  const found = useQueryOf('customers.list', { text: searched, limit: 50 }, { keep: true })
  const picked = useQueryOf('customers.get', { id: props.value ?? '' }, { enabled: props.value !== null })
  const [making, setMaking] = useState<string | null>(null)
  const rows = found.data?.rows ?? []
  const shown =
    props.value === null ? '' : (picked.data?.name ?? rows.find(row => row.id === props.value)?.name ?? '')
  return (
    <>
      <RecordPicker
        {...props}
        shown={shown}
        {...typed(found)}
        options={rows.map(row => ({ id: row.id, label: row.name, hint: row.code }))}
        onCreate={mayWrite ? setMaking : undefined}
      />
      {making !== null && (
        <NewCustomer
          name={making}
          onClose={() => {
            setMaking(null)
          }}
          onMade={id => {
            setMaking(null)
            props.onChange(id)
          }}
        />
      )}
    </>
  )
}

interface NewProps {
  readonly name: string
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

function NewCustomer({ name: first, onClose, onMade }: NewProps) {
  const { t } = useTranslation('app')
  const [name, setName] = useState(first)
  const [code, setCode] = useState(codeFrom(first))
  const add = useCommand('customers.add')
  return (
    <Modal opened onClose={onClose} title={t('pick.newCustomer')}>
      <form
        onSubmit={event => {
          event.preventDefault()
          // The portal hands events of this form to the form that the picker stands in.
          event.stopPropagation()
          add.mutate(
            { name, code },
            {
              onSuccess: made => {
                onMade(made.id)
              },
              onError: toastFault
            }
          )
        }}
      >
        <Stack>
          <TextInput
            label={t('pick.name')}
            value={name}
            maxLength={200}
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          <TextInput
            label={t('pick.code')}
            description={t('pick.codeHint')}
            value={code}
            maxLength={40}
            data-autofocus
            onChange={event => {
              setCode(event.currentTarget.value)
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={name.trim() === '' || code.trim() === ''}>
              {t('pick.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** A first proposal for a code: the name's Latin letters and digits, or the name itself. */
function codeFrom(name: string): string {
  const latin = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '')
  return (latin === '' ? name : latin).slice(0, 12)
}
