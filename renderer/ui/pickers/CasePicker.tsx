import { useQueryOf } from '../../app/client/index'
import { type PickerProps, RecordPicker } from './RecordPicker'
import { useSearch } from '../useSearch'

interface Props extends PickerProps {
  /** Offered first: the open cases of this customer, while nothing is typed. */
  readonly customerId?: string | null
}

/** A case, found by its number or the words of its title. */
export function CasePicker({ customerId = null, ...props }: Props) {
  const { searched, typed } = useSearch()
  const filter =
    searched === '' && customerId !== null
      ? { customerIds: [customerId], openOnly: true }
      : { text: searched, openOnly: searched === '' }
  const found = useQueryOf('cases.list', { filter, limit: 30 }, { keep: true })
  const picked = useQueryOf('cases.get', { id: props.value ?? '' }, { enabled: props.value !== null })
  const shown =
    props.value === null || picked.data === undefined
      ? ''
      : `${picked.data.case.number} ${picked.data.case.title}`
  return (
    <RecordPicker
      {...props}
      shown={shown}
      {...typed(found)}
      options={(found.data?.rows ?? []).map(row => ({
        id: row.id,
        label: `${row.number} ${row.title}`,
        hint: row.customer
      }))}
    />
  )
}
