import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { usePeople } from '../ui/usePeople'

interface Props {
  /** Name of the contract's field. */
  readonly field: string
  /** As the timeline or a conflict gives it: a text, cut or whole; null for nothing. */
  readonly value: string | null
  /** Kind of record, for words that differ (`state` of a task, of an action). */
  readonly entity?: string
}

/** A field's value as a person reads it: names for ids, words for keys. */
export function FieldValue({ field, value, entity = 'case' }: Props) {
  const { t, i18n } = useTranslation('cases')
  const { nameOf, people } = usePeople()
  if (value === null || value === '' || value === '[]') return <i>{t('timeline.nothing')}</i>
  if (field === 'ownerId') return nameOf(value) === '' ? value : nameOf(value)
  if (field === 'teamIds') {
    const names = people.filter(person => value.includes(person.id)).map(person => person.name)
    return names.length === 0 ? value : names.join(', ')
  }
  if (field === 'customerId') return <CustomerName id={value} />
  if (field === 'productId') return <ProductName id={value} />
  const group: Readonly<Record<string, string>> = {
    'case.state': 'cases:states',
    'case.severity': 'cases:severities',
    'task.state': 'workflow:states',
    'action.state': 'capa:states',
    'action.kind': 'capa:kinds'
  }
  const words = group[`${entity}.${field}`]
  if (words !== undefined && i18n.exists(`${words}.${value}`)) return t(`${words}.${value}`)
  return value
}

/** The name of a customer by id. */
export function CustomerName({ id }: { readonly id: string }) {
  const { data } = useQueryOf('customers.get', { id })
  return data?.name ?? '…'
}

/** The part number of a product by id. */
export function ProductName({ id }: { readonly id: string }) {
  const { data } = useQueryOf('products.get', { id })
  return data?.partNumber ?? '…'
}
