import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usePeople } from '../ui/usePeople'

interface Props {
  readonly label: string
  readonly disabled: boolean
  readonly value: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** The people who work on a case besides its owner. */
export function Team({ label, disabled, value, onChange }: Props) {
  const { t } = useTranslation('cases')
  const { people } = usePeople()
  return (
    <MultiSelect
      label={label}
      disabled={disabled}
      searchable
      maxValues={50}
      nothingFoundMessage={t('nobody')}
      data={people
        .filter(person => person.active || value.includes(person.id))
        .map(person => ({ value: person.id, label: person.name }))}
      value={[...value]}
      onChange={onChange}
    />
  )
}
