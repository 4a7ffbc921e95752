import { useQueryOf } from '../../app/client/index'
import { type PickerProps, RecordPicker } from './RecordPicker'
import { useSearch } from '../useSearch'

interface Props extends PickerProps {
  /** Only lots of this product are offered; null offers all. */
  readonly productId?: string | null
}

/** A lot that is known here, found by a fragment of its number. */
export function LotPicker({ productId = null, ...props }: Props) {
  const { searched, typed } = useSearch()
  const where = productId === null ? {} : { productId }
  const found = useQueryOf('lots.list', { text: searched, where, limit: 50 }, { keep: true })
  const picked = useQueryOf('lots.get', { id: props.value ?? '' }, { enabled: props.value !== null })
  const rows = found.data?.rows ?? []
  const shown =
    props.value === null
      ? ''
      : (picked.data?.lotNumber ?? rows.find(row => row.id === props.value)?.lotNumber ?? '')
  return (
    <RecordPicker
      {...props}
      shown={shown}
      {...typed(found)}
      options={rows.map(row => ({ id: row.id, label: row.lotNumber, hint: row.dateCode }))}
    />
  )
}
