import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import type { ParetoWhat } from '@contract/pareto'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pareto.module.css'
import { type Condition, fieldsOf, type ParetoView } from './state'
import { ValuesMenu } from './ValuesMenu'
import type { ParetoWords } from './words'

interface Props {
  readonly view: ParetoView
  readonly what: ParetoWhat
  readonly words: ParetoWords
  readonly onChange: (filters: Condition[]) => void
}

/** Filters by any field, each a button that opens its values, and the way to a further one. */
export function Filters({ view, what, words, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const { filters } = view
  const [asked, setAsked] = useState<string | null>(null)
  const free = fieldsOf(view.source).filter(field => !filters.some(one => one.field === field))
  const all: readonly Condition[] =
    asked !== null && free.includes(asked)
      ? [...filters, { field: asked, keys: [], labels: [], not: false }]
      : filters
  const set = (index: number, next: Condition | null): void => {
    onChange(all.flatMap((one, i) => (i === index ? (next ?? []) : one.keys.length === 0 ? [] : one)))
  }
  /** Values are offered as the other filters leave them. */
  const without = (index: number): ParetoWhat => ({
    ...what,
    filters: filters.filter((_, i) => i !== index).map(({ field, keys, not }) => ({ field, keys, not }))
  })
  return (
    <>
      {all.map((one, i) =>
        one.not ? (
          <span key={one.field} className={css.chip}>
            <span className={css.chipWords}>{words.filter(one)}</span>
            <ActionIcon
              size={18}
              aria-label={t('filter.remove', { name: words.filter(one) })}
              onClick={() => {
                set(i, null)
              }}
            >
              <IconX size={12} />
            </ActionIcon>
          </span>
        ) : (
          <ValuesMenu
            key={one.field}
            label={t(`fields.${one.field}`)}
            field={one.field}
            what={without(i)}
            words={words}
            keys={one.keys}
            labels={one.labels}
            onChange={(keys, labels) => {
              set(i, keys.length === 0 ? null : { ...one, keys, labels })
            }}
          />
        )
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconFilterPlus size={14} />}
            aria-label={t('filter.choose')}
          >
            {t('filter.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
          {free.map(field => (
            <Menu.Item
              key={field}
              onClick={() => {
                setAsked(field)
              }}
            >
              {t(`fields.${field}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
