import { Button } from '@mantine/core'
import { type CaseFilter, caseStates, severities } from '@contract/cases'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useMe } from '../app/me'
import { usePeople } from '../ui/usePeople'
import { choicesMade, type ListState, plainList } from './filter'
import { DueFilter } from './DueFilter'
import { FilterMenu, type FilterOption } from './FilterMenu'
import { CaseStateBadge, SeverityBadge } from './states'

interface Props {
  readonly state: ListState
  readonly onChange: (state: ListState) => void
}

/** The quick filters of the case list. */
export function ListFilters({ state, onChange }: Props) {
  const { t } = useTranslation('cases')
  const { filter } = state
  const set = (patch: Partial<CaseFilter>): void => {
    onChange({ ...state, filter: { ...filter, ...patch } })
  }
  return (
    <>
      <FilterMenu
        label={t('columns.state')}
        options={caseStates.map(value => ({
          value,
          label: t(`states.${value}`),
          shown: <CaseStateBadge state={value} />
        }))}
        values={filter.states}
        onChange={values => {
          set({ states: caseStates.filter(known => values.includes(known)) })
        }}
      />
      <FilterMenu
        label={t('columns.severity')}
        options={severities.map(value => ({
          value,
          label: t(`severities.${value}`),
          shown: <SeverityBadge severity={value} />
        }))}
        values={filter.severities}
        onChange={values => {
          set({ severities: severities.filter(known => values.includes(known)) })
        }}
      />
      <OwnerFilter
        values={filter.ownerIds}
        onChange={ownerIds => {
          set({ ownerIds })
        }}
      />
      <CustomerFilter
        values={filter.customerIds}
        onChange={customerIds => {
          set({ customerIds })
        }}
      />
      <ProductFilter
        values={filter.productIds}
        onChange={productIds => {
          set({ productIds })
        }}
      />
      <DueFilter
        due={state.due}
        onChange={due => {
          onChange({ ...state, due })
        }}
      />
      <Toggle
        label={t('filter.open')}
        on={filter.openOnly}
        onChange={openOnly => {
          set({ openOnly })
        }}
      />
      <Toggle
        label={t('filter.mine')}
        on={filter.mine}
        onChange={mine => {
          set({ mine })
        }}
      />
      {choicesMade(state) > 0 && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={14} />}
          onClick={() => {
            onChange({ ...state, filter: { ...plainList.filter, text: filter.text }, due: '' })
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
    </>
  )
}

interface ToggleProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

function Toggle({ label, on, onChange }: ToggleProps) {
  return (
    <Button
      variant={on ? 'light' : 'default'}
      fw={500}
      aria-pressed={on}
      onClick={() => {
        onChange(!on)
      }}
    >
      {label}
    </Button>
  )
}

interface ManyProps {
  readonly values: readonly string[]
  readonly onChange: (values: string[]) => void
}

function OwnerFilter({ values, onChange }: ManyProps) {
  const { t } = useTranslation('cases')
  const me = useMe()
  const { people } = usePeople()
  const [text, setText] = useState('')
  const options = people
    .filter(person => `${person.name} ${person.login}`.toLowerCase().includes(text.trim().toLowerCase()))
    .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
    .slice(0, 60)
    .map(person => ({ value: person.id, label: person.name }))
  return (
    <FilterMenu
      label={t('columns.owner')}
      options={options}
      values={values}
      onChange={onChange}
      onSearch={setText}
    />
  )
}

/** Found ones, and before them those already chosen, so that they can be taken away again. */
function withChosen(
  found: readonly FilterOption[],
  chosen: readonly FilterOption[],
  values: readonly string[]
): readonly FilterOption[] {
  const kept = chosen.filter(option => values.includes(option.value))
  return [...kept, ...found.filter(option => !kept.some(other => other.value === option.value))]
}

function CustomerFilter({ values, onChange }: ManyProps) {
  const { t } = useTranslation('cases')
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text, 120)
  const found = useQueryOf('customers.list', { text: searched, limit: 60 }, { keep: true })
  const chosen = useQueryOf(
    'customers.list',
    { where: { id: values.slice(0, 50) }, limit: 50 },
    { enabled: values.length > 0, keep: true }
  )
  const option = (row: { id: string; name: string }): FilterOption => ({ value: row.id, label: row.name })
  return (
    <FilterMenu
      label={t('columns.customer')}
      options={withChosen(
        (found.data?.rows ?? []).map(option),
        (chosen.data?.rows ?? []).map(option),
        values
      )}
      values={values}
      onChange={onChange}
      onSearch={setText}
      busy={found.isFetching}
    />
  )
}

function ProductFilter({ values, onChange }: ManyProps) {
  const { t } = useTranslation('cases')
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text, 120)
  const found = useQueryOf('products.list', { text: searched, limit: 60 }, { keep: true })
  const chosen = useQueryOf(
    'products.list',
    { where: { id: values.slice(0, 50) }, limit: 50 },
    { enabled: values.length > 0, keep: true }
  )
  const option = (row: { id: string; partNumber: string }): FilterOption => ({
    value: row.id,
    label: row.partNumber
  })
  return (
    <FilterMenu
      label={t('columns.product')}
      options={withChosen(
        (found.data?.rows ?? []).map(option),
        (chosen.data?.rows ?? []).map(option),
        values
      )}
      values={values}
      onChange={onChange}
      onSearch={setText}
      busy={found.isFetching}
    />
  )
}
