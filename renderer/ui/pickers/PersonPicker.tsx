import { useMemo, useState } from 'react'
import { usePeople } from '../usePeople'
import { useMe } from '../../app/me'
import { type PickerProps, RecordPicker } from './RecordPicker'

/** A person of the directory; oneself first, disabled people only where already chosen. */
export function PersonPicker(props: PickerProps) {
  const me = useMe()
  const { people, nameOf, pending } = usePeople()
  const [text, setText] = useState('')
  const options = useMemo(() => {
    const words = text.trim().toLowerCase()
    return people
      .filter(person => person.active || person.id === props.value)
      .filter(person => `${person.name} ${person.login}`.toLowerCase().includes(words))
      .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
      .slice(0, 50)
      .map(person => ({ id: person.id, label: person.name, hint: person.login }))
  }, [people, text, props.value, me.id])
  return (
    <RecordPicker
      {...props}
      shown={props.value === null ? '' : nameOf(props.value)}
      text={text}
      onText={setText}
      busy={pending}
      options={options}
    />
  )
}
