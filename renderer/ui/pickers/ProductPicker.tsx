import { useCommand, useQueryOf } from '../../app/client/index'
import { useMay } from '../../app/me'
import { toastFault } from '../toasts'
import { type PickerProps, RecordPicker } from './RecordPicker'
import { useSearch } from '../useSearch'

/** A product, found by part number or name; a new part number is made on the fly by whoever may. */
export function ProductPicker(props: PickerProps) {
  const mayWrite = useMay('records.write')
  const { searched, typed } = useSearch()
  const found = useQueryOf('products.list', { text: searched, limit: 50 }, { keep: true })
  const picked = useQueryOf('products.get', { id: props.value ?? '' }, { enabled: props.value !== null })
  const add = useCommand('products.add')
  const rows = found.data?.rows ?? []
  const shown =
    props.value === null
      ? ''
      : (picked.data?.partNumber ?? rows.find(row => row.id === props.value)?.partNumber ?? '')
  const create = (partNumber: string): void => {
    add.mutate(
      { partNumber },
      {
        onSuccess: made => {
          props.onChange(made.id)
        },
        onError: toastFault
      }
    )
  }
  return (
    <RecordPicker
      {...props}
      shown={shown}
      {...typed(found)}
      busy={found.isFetching || add.isPending}
      options={rows.map(row => ({ id: row.id, label: row.partNumber, hint: row.name }))}
      onCreate={mayWrite ? create : undefined}
    />
  )
}
