import type { WhyData } from '@contract/diagram/whys'
import { Autocomplete, NumberInput, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import css from './whys.module.css'
import { causeCategories, type WhysWords } from './words'

interface Props {
  readonly open: OpenDiagram
  readonly id: string
  readonly params: { readonly text: string }
  readonly root: WhyData['root']
  readonly words: WhysWords
}

/** Says that a chain ends here: what kind of cause it is, and how much of the problem it makes. */
export function RootOf({ open, id, params, root, words }: Props) {
  const { t } = useTranslation('whys')
  const set = (next: WhyData['root']): void => {
    open.session.set(id, 'root', next, { key: 'whys.root', params })
  }
  return (
    <section className={css.root} aria-label={t('cause')}>
      <Switch
        size="xs"
        label={t('isRoot')}
        checked={root !== null}
        disabled={open.readOnly}
        onChange={event => {
          set(event.currentTarget.checked ? { category: '', share: null } : null)
        }}
      />
      {root !== null && (
        <div className={css.rootFields}>
          <Category
            key={root.category}
            value={words.category(root.category)}
            names={causeCategories.map(words.category)}
            readOnly={open.readOnly}
            onCommit={name => {
              // A category of the set is kept by its key, so that it follows the language.
              const key = causeCategories.find(one => words.category(one) === name) ?? name
              if (key !== root.category) set({ ...root, category: key })
            }}
          />
          <Share
            key={root.share}
            value={root.share}
            readOnly={open.readOnly}
            onCommit={share => {
              if (share !== root.share) set({ ...root, share })
            }}
          />
        </div>
      )}
    </section>
  )
}

interface FieldProps<T> {
  readonly value: T
  readonly readOnly: boolean
  readonly onCommit: (value: T) => void
}

function Category({
  value,
  names,
  readOnly,
  onCommit
}: FieldProps<string> & { readonly names: readonly string[] }) {
  const { t } = useTranslation('whys')
  const [typed, setTyped] = useState(value)
  return (
    <Autocomplete
      size="xs"
      label={t('category')}
      value={typed}
      readOnly={readOnly}
      maxLength={100}
      data={[...names]}
      onChange={setTyped}
      onOptionSubmit={onCommit}
      onBlur={() => {
        onCommit(typed.trim())
      }}
    />
  )
}

function Share({ value, readOnly, onCommit }: FieldProps<number | null>) {
  const { t } = useTranslation('whys')
  const [typed, setTyped] = useState<number | string>(value ?? '')
  const end = (): void => {
    onCommit(typeof typed === 'number' ? Math.min(100, Math.max(0, typed)) : null)
  }
  return (
    <NumberInput
      size="xs"
      label={t('share')}
      value={typed}
      readOnly={readOnly}
      min={0}
      max={100}
      decimalScale={2}
      suffix=" %"
      hideControls
      onChange={setTyped}
      onBlur={end}
      onKeyDown={event => {
        if (event.key === 'Enter') end()
      }}
    />
  )
}
