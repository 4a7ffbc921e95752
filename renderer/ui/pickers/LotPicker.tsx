import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useQueryOf } from '../../app/client/index'
import { type PickerProps, RecordPicker } from './RecordPicker'

interface Props extends PickerProps {
  /** Only lots of this product are offered; null offers all. */
  readonly productId?: string | null
}

/** A lot that is known here, found by a fragment of its number. */
export function LotPicker({ productId = null, ...props }: Props) {
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text, 120)
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
      text={text}
      onText={setText}
      busy={found.isFetching}
      options={rows.map(row => ({ id: row.id, label: row.lotNumber, hint: row.dateCode }))}
    />
  )
}
