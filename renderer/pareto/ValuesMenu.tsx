import { useDebouncedValue } from '@mantine/hooks'
import type { ParetoWhat } from '@contract/pareto'
import { useState } from 'react'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { FilterMenu } from '../cases/FilterMenu'
import type { ParetoWords } from './words'
import { topics } from './topics'

interface Props {
  readonly label: string
  readonly field: string
  /** What values are counted among. */
  readonly what: ParetoWhat
  readonly words: ParetoWords
  readonly keys: readonly string[]
  readonly labels: readonly string[]
  readonly inPopover?: boolean
  readonly onChange: (keys: string[], labels: string[]) => void
}

/** Values of a field to choose from, most first, found by typing; another field begins anew, without those of this. */
export function ValuesMenu(props: Props) {
  return <Values key={`${props.what.source} ${props.field}`} {...props} />
}

function Values({ label, field, what, words, keys, labels, inPopover = false, onChange }: Props) {
  const f = useFormat()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 150)
  const answer = useQueryOf(
    'pareto.values',
    { ...what, field, text: asked, limit: 60 },
    { keep: true, topics }
  )
  const found = answer.data?.values ?? []
  const names = new Map([
    ...keys.map((key, i) => [key, labels[i] ?? key] as const),
    ...found.map(one => [one.key, one.label] as const)
  ])
  const counts = new Map(found.map(one => [one.key, one.n]))
  const options = [...new Set([...(text === '' ? keys : []), ...found.map(one => one.key)])].map(key => {
    const name = words.value(field, key, names.get(key) ?? key)
    const n = counts.get(key)
    return { value: key, label: name, shown: n === undefined ? name : `${name} · ${f.number(n)}` }
  })
  return (
    <FilterMenu
      label={label}
      options={options}
      values={keys}
      onSearch={setText}
      busy={answer.isFetching}
      inPopover={inPopover}
      onChange={next => {
        onChange(
          next,
          next.map(key => names.get(key) ?? key)
        )
      }}
    />
  )
}
