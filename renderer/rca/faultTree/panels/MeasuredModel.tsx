import type { EventModel, Measure } from '@contract/diagram/faultTree'
import { Button, Group, Select, TextInput } from '@mantine/core'
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
import { ClassOf, Failing } from './MeasuredFailing'
import { MeasuredFiles } from './MeasuredFiles'
import { begunMeasures } from './measures'
import { numberOf } from './number'
import css from './panels.module.css'
import { useMeasuring } from './useMeasuring'

type Measured = Extract<EventModel, { kind: 'measured' }>

interface Props {
  readonly model: Measured
  readonly disabled: boolean
  readonly onChange: (model: EventModel) => void
}

/** A frequency counted in the store: what over, and what was counted with its interval and when. */
export function MeasuredModel({ model, disabled, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { measure, last } = model
  const { fault, busy, count } = useMeasuring()
  const counting = measure.over === 'tests' ? measure.failing.by : 'any'
  const [by, setBy] = useState(counting)
  const [before, setBefore] = useState(counting)
  if (before !== counting) {
    setBefore(counting)
    setBy(counting)
  }
  // Chosen what kind of failure counts, but not yet which.
  const pending = by !== counting
  const interval = useQueryOf(
    'faultModels.interval',
    { count: last?.count ?? 0, of: last?.of ?? 1 },
    { enabled: last !== null }
  )
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
          if ((over === 'tests' || over === 'complaints' || over === 'defects') && over !== measure.over) {
            setBy('any')
            change(begunMeasures[over])
          }
        }}
      />
      {measure.over === 'complaints' ? (
        <Complaints measure={measure} disabled={disabled} onChange={change} />
      ) : (
        <>
          <MeasuredFiles measure={measure} disabled={disabled} onChange={change} />
          {measure.over === 'tests' ? (
            <Failing measure={measure} disabled={disabled} by={by} onBy={setBy} onChange={change} />
          ) : (
            <ClassOf measure={measure} disabled={disabled} onChange={change} />
          )}
        </>
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
          {interval.data !== undefined && (
            <>
              <br />
              {t('measure.interval', {
                low: f.significant(interval.data.low, 3),
                high: f.significant(interval.data.high, 3)
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
            disabled={pending}
            onClick={refresh}
          >
            {t(last === null ? 'measure.count' : 'measure.refresh')}
          </Button>
        </Group>
      )}
    </>
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
