import { ActionIcon, Button, MultiSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './defects.module.css'
import { useDefectDesk } from './desk'
import { everything } from './filter'
import type { FilterWord } from './words'

/** Which defects count: wafers and classes to choose from, and all that narrows them, each to be taken away. */
export function FilterBar({ words }: { readonly words: readonly FilterWord[] }) {
  const { t } = useTranslation('defects')
  const { set, filter, setFilter, className, waferName } = useDefectDesk()
  return (
    <div className={css.filter} role="group" aria-label={t('filter.title')}>
      {set.wafers.length > 1 && (
        <MultiSelect
          size="xs"
          w={210}
          classNames={{ inputField: css.field, pillsList: css.pills }}
          aria-label={t('filter.chooseWafers')}
          placeholder={filter.wafers.length === 0 ? t('filter.allWafers') : ''}
          searchable
          clearable
          maxValues={200}
          value={filter.wafers.map(String)}
          onChange={next => {
            setFilter({ ...filter, wafers: next.map(Number).sort((a, b) => a - b) })
          }}
          data={set.wafers.map(wafer => ({
            value: String(wafer.index),
            label: `${waferName(wafer.index)} (${wafer.defects})`
          }))}
        />
      )}
      <MultiSelect
        size="xs"
        w={240}
        classNames={{ inputField: css.field, pillsList: css.pills }}
        aria-label={t('filter.chooseClasses')}
        placeholder={filter.classes.length === 0 ? t('filter.allClasses') : ''}
        searchable
        clearable
        value={filter.classes.map(String)}
        onChange={next => {
          setFilter({ ...filter, classes: next.map(code => (code === 'null' ? null : Number(code))) })
        }}
        data={set.classes
          .filter(one => one.count > 0 || filter.classes.includes(one.number))
          .map(one => ({ value: String(one.number), label: `${className(one.number)} (${one.count})` }))}
      />
      {words
        .filter(word => word.key !== 'wafers' && word.key !== 'classes')
        .map(word => (
          <span key={word.key} className={css.chip}>
            {word.text}
            <ActionIcon
              size={18}
              aria-label={t('filter.remove', { text: word.text })}
              onClick={() => {
                setFilter(word.without(filter))
              }}
            >
              <IconX size={12} />
            </ActionIcon>
          </span>
        ))}
      {words.length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            setFilter(everything)
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}
