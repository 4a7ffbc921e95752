import { Button, Loader, Select, TextInput } from '@mantine/core'
import { IconFilter, IconRefresh } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useShortcut } from '../app/shortcuts'
import { DayInput } from '../ui/DayInput'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import css from './audit.module.css'
import { noFilter, type TrailFilter } from './filter'
import { useNames } from './names'
import type { Trail } from './useTrail'

interface Props {
  readonly filter: TrailFilter
  readonly onChange: (patch: Partial<TrailFilter>) => void
  readonly trail: Trail
}

/** Who, what, to which kind of record, when, and any words; and how much that is. */
export function Filters({ filter, onChange, trail }: Props) {
  const { t, i18n } = useTranslation('audit')
  const f = useFormat()
  const names = useNames()
  const facets = useQueryOf('audit.facets', {})
  const box = useRef<HTMLInputElement>(null)
  useShortcut('/', t('app:grid.filterKey'), () => box.current?.focus(), { group: 'app:keys.list' })
  const byName = new Intl.Collator(i18n.language)
  const options = (values: readonly string[] | undefined, name: (value: string) => string) =>
    (values ?? [])
      .map(value => ({ value, label: name(value) }))
      .toSorted((a, b) => byName.compare(a.label, b.label))
  const some = Object.values(filter).some(value => value !== '')
  const oldest = trail.rows.at(-1)
  const shown = f.number(trail.rows.length)
  return (
    <div className={css.filters} role="search" aria-label={t('filters')}>
      <TextInput
        ref={box}
        w={220}
        aria-label={t('app:grid.filter')}
        placeholder={t('find')}
        maxLength={200}
        leftSection={<IconFilter size={14} />}
        value={filter.text}
        onChange={event => {
          onChange({ text: event.currentTarget.value })
        }}
      />
      <Select
        w={176}
        aria-label={t('action')}
        placeholder={t('action')}
        searchable
        clearable
        value={filter.action === '' ? null : filter.action}
        data={options(facets.data?.actions, names.action)}
        onChange={value => {
          onChange({ action: value ?? '' })
        }}
      />
      <Select
        w={128}
        aria-label={t('entity')}
        placeholder={t('entity')}
        searchable
        clearable
        value={filter.entity === '' ? null : filter.entity}
        data={options(facets.data?.entities, names.entity)}
        onChange={value => {
          onChange({ entity: value ?? '' })
        }}
      />
      <div className={css.person}>
        <PersonPicker
          aria-label={t('actor')}
          placeholder={t('actor')}
          value={filter.actorId === '' ? null : filter.actorId}
          onChange={id => {
            onChange({ actorId: id ?? '' })
          }}
        />
      </div>
      {(['from', 'until'] as const).map(bound => (
        <DayInput
          key={bound}
          w={128}
          aria-label={t(bound)}
          placeholder={t(bound)}
          value={filter[bound] === '' ? null : filter[bound]}
          onChange={day => {
            onChange({ [bound]: day ?? '' })
          }}
        />
      ))}
      {some && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange(noFilter)
          }}
        >
          {t('clear')}
        </Button>
      )}
      <span className={css.spacer} />
      {trail.newer && (
        <Button variant="light" leftSection={<IconRefresh size={14} />} onClick={trail.refresh}>
          {t('newer')}
        </Button>
      )}
      <span className={css.count} role="status">
        {trail.looking && <Loader size={12} />}
        {trail.looking && filter.text !== '' && oldest !== undefined
          ? t('looking', { at: f.dateTime(oldest.at) })
          : trail.complete
            ? t('count', { count: trail.rows.length, shown })
            : t('sofar', { shown })}
      </span>
    </div>
  )
}
