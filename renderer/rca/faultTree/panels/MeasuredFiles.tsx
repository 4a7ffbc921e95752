import type { FileQuery, Measure } from '@contract/diagram/faultTree'
import { Autocomplete, MultiSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../../app/client/index'
import { useFormat } from '../../../app/i18n/useFormat'
import { DayInput } from '../../../ui/DayInput'
import { anyFile } from './measures'
import css from './panels.module.css'

type OverFiles = Exclude<Measure, { over: 'complaints' }>

interface Props {
  readonly measure: OverFiles
  readonly disabled: boolean
  readonly onChange: (measure: OverFiles) => void
}

/** Files a frequency is counted in: by a query that takes in those to come, or picked one by one. */
export function MeasuredFiles(props: Props) {
  const { t } = useTranslation('faultTree')
  const { measure, disabled, onChange } = props
  const { query } = measure
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('measure.files')}
        data={[
          { value: 'query', label: t('measure.byQuery') },
          { value: 'picked', label: t('measure.byHand') }
        ]}
        value={query === null ? 'picked' : 'query'}
        disabled={disabled}
        onChange={how => {
          onChange({ ...measure, query: how === 'query' ? anyFile : null })
        }}
      />
      {query === null ? <Picked {...props} /> : <Asked {...props} query={query} />}
    </>
  )
}

const fields = ['product', 'lot', 'program', 'tester'] as const

/** What the files must say of themselves, and how many that are now. */
function Asked({ measure, disabled, onChange, query }: Props & { readonly query: FileQuery }) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { data } = useQueryOf('faultModels.files', { over: measure.over, query }, { keep: true })
  const change = (patch: Partial<FileQuery>): void => {
    onChange({ ...measure, query: { ...query, ...patch } })
  }
  return (
    <>
      <div className={css.pair}>
        {fields.map(field => (
          <Said
            key={field}
            label={t(field === 'program' && measure.over === 'defects' ? 'measure.step' : `measure.${field}`)}
            placeholder={t('measure.any')}
            value={query[field]}
            options={data?.said[field] ?? []}
            disabled={disabled}
            onCommit={value => {
              change({ [field]: value })
            }}
          />
        ))}
        <DayInput
          label={t('measure.from')}
          value={query.from}
          disabled={disabled}
          onChange={from => {
            change({ from })
          }}
        />
        <DayInput
          label={t('measure.to')}
          value={query.to}
          disabled={disabled}
          onChange={to => {
            change({ to })
          }}
        />
      </div>
      {data !== undefined && (
        <p className={css.says}>
          {t('measure.takesIn', { count: data.total, n: f.number(data.total) })}
          {data.names.length > 0 && `: ${data.names.join(', ')}${data.total > data.names.length ? ' …' : ''}`}
        </p>
      )}
    </>
  )
}

/** A text taken over when one leaves it or chooses what is offered. */
function Said({
  label,
  placeholder,
  value,
  options,
  disabled,
  onCommit
}: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly options: readonly string[]
  readonly disabled: boolean
  readonly onCommit: (value: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const commit = (text: string): void => {
    if (text.trim() !== value) onCommit(text.trim())
    setDraft(null)
  }
  return (
    <Autocomplete
      size="xs"
      label={label}
      placeholder={placeholder}
      maxLength={200}
      value={draft ?? value}
      data={[...options]}
      limit={50}
      disabled={disabled}
      onChange={setDraft}
      onOptionSubmit={commit}
      onBlur={() => {
        if (draft !== null) commit(draft)
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && draft !== null) commit(draft)
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}

function Picked({ measure, disabled, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const [text, setText] = useState('')
  const kind = measure.over === 'tests' ? 'measurements' : 'defects'
  const found = useQueryOf('instruments.sets', { text, kind, limit: 50 }, { keep: true })
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const rows = found.data?.rows
  // Names of files that were offered once are kept: what is chosen need not be among those found now.
  const [seen, setSeen] = useState<typeof rows>()
  if (rows !== undefined && rows !== seen) {
    setSeen(rows)
    setNames(before => new Map([...before, ...rows.map(row => [row.id, row.name] as const)]))
  }
  const offered = [...new Set([...(rows ?? []).map(row => row.id), ...measure.sets])]
  return (
    <MultiSelect
      label={t(measure.over === 'tests' ? 'measure.sets' : 'measure.inspections')}
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={offered.map(id => ({ value: id, label: names.get(id) ?? id }))}
      value={[...measure.sets]}
      disabled={disabled}
      nothingFoundMessage={t('measure.noSets')}
      onChange={sets => {
        onChange({ ...measure, sets })
      }}
    />
  )
}
