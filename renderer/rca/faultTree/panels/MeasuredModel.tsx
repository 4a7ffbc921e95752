import type { EventModel, Measure } from '@contract/diagram/faultTree'
import { Button, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../../app/client/index'
import { useFormat } from '../../../app/i18n/useFormat'
import { FaultLine } from '../../../app/entry/FaultLine'
import { DayInput } from '../../../ui/DayInput'
import { ClassPicker } from '../../../ui/pickers/ClassPicker'
import { CustomerPicker } from '../../../ui/pickers/CustomerPicker'
import { ProductPicker } from '../../../ui/pickers/ProductPicker'
import { numberOf } from './number'
import css from './panels.module.css'
import { useMeasuring } from './useMeasuring'

type Measured = Extract<EventModel, { kind: 'measured' }>

interface Props {
  readonly model: Measured
  readonly disabled: boolean
  readonly onChange: (model: EventModel) => void
}

const begun: Readonly<Record<Measure['over'], Measure>> = {
  tests: { over: 'tests', sets: [], failing: { by: 'any' } },
  defects: { over: 'defects', sets: [], className: null },
  complaints: {
    over: 'complaints',
    productId: null,
    customerId: null,
    failure: [],
    classCode: '',
    from: null,
    to: null,
    exposure: 100_000
  }
}

/** A frequency counted in the store: what over, and what was counted with its interval and when. */
export function MeasuredModel({ model, disabled, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { measure, last } = model
  const { counted, fault, busy, count } = useMeasuring()
  const change = (next: Measure): void => {
    onChange({ kind: 'measured', measure: next, last: null })
  }
  const refresh = (): void => {
    count(measure, found => {
      const { count: k, of, at } = found
      onChange({ kind: 'measured', measure, last: { count: k, of, at } })
    })
  }
  return (
    <>
      <Select
        label={t('measure.over')}
        data={(['tests', 'complaints', 'defects'] as const).map(value => ({
          value,
          label: t(`measure.${value}`)
        }))}
        value={measure.over}
        allowDeselect={false}
        disabled={disabled}
        onChange={over => {
          if ((over === 'tests' || over === 'complaints' || over === 'defects') && over !== measure.over)
            change(begun[over])
        }}
      />
      {measure.over === 'complaints' ? (
        <Complaints measure={measure} disabled={disabled} onChange={change} />
      ) : (
        <Sets measure={measure} disabled={disabled} onChange={change} />
      )}
      {last !== null && (
        <p className={css.says}>
          <b>{f.significant(last.count / last.of, 3)}</b>{' '}
          {t('measure.counted', {
            count: last.count,
            of: last.of,
            k: f.number(last.count),
            n: f.number(last.of)
          })}
          {counted !== null && counted.count === last.count && counted.of === last.of && (
            <>
              <br />
              {t('measure.interval', {
                low: f.significant(counted.low, 3),
                high: f.significant(counted.high, 3)
              })}
            </>
          )}
          <br />
          {t('measure.asOf', { at: f.dateTime(last.at) })}
        </p>
      )}
      {fault !== null && <FaultLine error={fault} />}
      {!disabled && (
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconRefresh size={13} />}
            loading={busy}
            onClick={refresh}
          >
            {t(last === null ? 'measure.count' : 'measure.refresh')}
          </Button>
        </Group>
      )}
    </>
  )
}

function Sets({
  measure,
  disabled,
  onChange
}: {
  readonly measure: Exclude<Measure, { over: 'complaints' }>
  readonly disabled: boolean
  readonly onChange: (measure: Measure) => void
}) {
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
    <>
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
      {measure.over === 'tests' ? (
        <Failing measure={measure} disabled={disabled} onChange={onChange} />
      ) : (
        <TextInput
          label={t('measure.class')}
          placeholder={t('measure.anyClass')}
          value={measure.className ?? ''}
          disabled={disabled}
          onChange={event => {
            const className = event.currentTarget.value
            onChange({ ...measure, className: className === '' ? null : className })
          }}
        />
      )}
    </>
  )
}

function Failing({
  measure,
  disabled,
  onChange
}: {
  readonly measure: Extract<Measure, { over: 'tests' }>
  readonly disabled: boolean
  readonly onChange: (measure: Measure) => void
}) {
  const { t } = useTranslation('faultTree')
  const { failing } = measure
  const kinds = ['any', 'hardBin', 'softBin', 'test'] as const
  return (
    <div className={css.pair}>
      <Select
        label={t('measure.failing')}
        data={kinds.map(value => ({ value, label: t(`measure.by.${value}`) }))}
        value={failing.by}
        allowDeselect={false}
        disabled={disabled}
        onChange={by => {
          const next =
            by === 'hardBin' || by === 'softBin'
              ? { by, bin: 2 }
              : by === 'test'
                ? { by: 'test' as const, test: 1, name: '' }
                : { by: 'any' as const }
          onChange({ ...measure, failing: next })
        }}
      />
      {failing.by !== 'any' && (
        <NumberInput
          label={t(failing.by === 'test' ? 'measure.testNumber' : 'measure.bin')}
          value={failing.by === 'test' ? failing.test : failing.bin}
          allowDecimal={false}
          disabled={disabled}
          onChange={value => {
            if (typeof value !== 'number') return
            onChange({
              ...measure,
              failing: failing.by === 'test' ? { ...failing, test: value } : { ...failing, bin: value }
            })
          }}
        />
      )}
      {failing.by === 'test' && (
        <TextInput
          label={t('measure.testName')}
          value={failing.name}
          disabled={disabled}
          onChange={event => {
            onChange({ ...measure, failing: { ...failing, name: event.currentTarget.value } })
          }}
        />
      )}
    </div>
  )
}

function Complaints({
  measure,
  disabled,
  onChange
}: {
  readonly measure: Extract<Measure, { over: 'complaints' }>
  readonly disabled: boolean
  readonly onChange: (measure: Measure) => void
}) {
  const { t } = useTranslation('faultTree')
  const [shipped, setShipped] = useState(String(measure.exposure))
  return (
    <div className={css.pair}>
      <ProductPicker
        label={t('measure.product')}
        placeholder={t('measure.any')}
        value={measure.productId}
        disabled={disabled}
        onChange={productId => {
          onChange({ ...measure, productId })
        }}
      />
      <CustomerPicker
        label={t('measure.customer')}
        placeholder={t('measure.any')}
        value={measure.customerId}
        disabled={disabled}
        onChange={customerId => {
          onChange({ ...measure, customerId })
        }}
      />
      <ClassPicker
        label={t('measure.complaintClass')}
        placeholder={t('measure.any')}
        value={measure.classCode === '' ? null : measure.classCode}
        disabled={disabled}
        onChange={code => {
          onChange({ ...measure, classCode: code ?? '' })
        }}
      />
      <TextInput
        label={t('measure.failure')}
        placeholder={t('measure.any')}
        value={measure.failure[0] ?? ''}
        maxLength={100}
        disabled={disabled}
        onChange={event => {
          const word = event.currentTarget.value
          onChange({ ...measure, failure: word === '' ? [] : [word] })
        }}
      />
      <TextInput
        label={t('measure.exposure')}
        value={shipped}
        disabled={disabled}
        error={(numberOf(shipped) ?? 0) > 0 ? null : t('number.wrong')}
        onChange={event => {
          const text = event.currentTarget.value
          setShipped(text)
          const exposure = numberOf(text)
          if (exposure !== null && exposure > 0) onChange({ ...measure, exposure })
        }}
      />
      <DayInput
        label={t('measure.from')}
        value={measure.from}
        disabled={disabled}
        onChange={from => {
          onChange({ ...measure, from })
        }}
      />
      <DayInput
        label={t('measure.to')}
        value={measure.to}
        disabled={disabled}
        onChange={to => {
          onChange({ ...measure, to })
        }}
      />
    </div>
  )
}
