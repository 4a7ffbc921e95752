import { useQueryOf } from '../../app/client/index'
import { type PickerProps, RecordPicker } from './RecordPicker'
import { useSearch } from '../useSearch'

/** A supplier that is known here, found by name, code or what it supplies. */
export function SupplierPicker(props: PickerProps) {
  const { searched, typed } = useSearch()
  const found = useQueryOf('suppliers.list', { text: searched, limit: 50 }, { keep: true })
  const picked = useQueryOf('suppliers.get', { id: props.value ?? '' }, { enabled: props.value !== null })
  const rows = found.data?.rows ?? []
  const shown =
    props.value === null ? '' : (picked.data?.name ?? rows.find(row => row.id === props.value)?.name ?? '')
  return (
    <RecordPicker
      {...props}
      shown={shown}
      {...typed(found)}
      options={rows.map(row => ({ id: row.id, label: row.name, hint: row.supplies }))}
    />
  )
}
