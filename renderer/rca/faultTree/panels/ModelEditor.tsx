import { testFigures, type EventModel, type Quantity } from '@contract/diagram/faultTree'
import { Code, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfType } from '../tree'
import { QuantityField } from './fields'
import { begunMeasures } from './measures'
import css from './panels.module.css'

/** Kinds a person may choose; `mef` only comes from a file. */
const kinds = [
  'none',
  'fixed',
  'exponential',
  'repairable',
  'dormant',
  'weibull',
  'measured',
  'shared'
] as const

const ownKinds = ['fixed', 'exponential', 'repairable', 'dormant', 'weibull'] as const

/** How each kind comes to its probability, as the engine computes it. */
const formulas: Readonly<Partial<Record<EventModel['kind'], string>>> = {
  fixed: 'P = p',
  exponential: 'P = 1 − exp(−λ t)',
  repairable: 'P = (λ − (λ − γ(λ + μ)) exp(−(λ + μ) t)) / (λ + μ)',
  weibull: 'P = 1 − exp(−((t − t₀) / α)^β)',
  measured: 'P = k / n'
}

/** Of a tested component, by the figure that counts; `s` is explained beside it. */
const testedFormulas = {
  at: 'P = 1 − exp(−λ s)',
  mean: 'P = 1 − (1 − exp(−λ τ)) / (λ τ)',
  worst: 'P = 1 − exp(−λ τ)'
} as const

/** Shared models kept before there was a choice do not name it. */
const figureOf = (model: Extract<EventModel, { kind: 'dormant' }>): (typeof testFigures)[number] =>
  testFigures.find(one => one === model.figure) ?? 'at'

/** With a repair that takes a time there is no closed form worth reading. */
function formulaOf(model: EventModel): string | undefined {
  if (model.kind !== 'dormant') return formulas[model.kind]
  if (model.repair === null) return testedFormulas[figureOf(model)]
  return figureOf(model) === 'at' ? 'P = periodic-test(λ, μ, τ, θ, t)' : undefined
}

/** What a kind starts with; what the model before has of it stays. */
function begun(kind: EventModel['kind'], from: EventModel): EventModel {
  const rate: Quantity = 'rate' in from ? from.rate : 1e-6
  const time = 'time' in from ? from.time : null
  switch (kind) {
    case 'none':
      return { kind }
    case 'fixed':
      return { kind, p: 0.01 }
    case 'exponential':
      return { kind, rate, time }
    case 'repairable':
      return { kind, rate, repair: 0.1, start: 0, time }
    case 'dormant':
      return { kind, rate, interval: 720, first: 720, repair: null, time, figure: 'mean' }
    case 'weibull':
      return { kind, scale: 1e5, shape: 1.5, shift: 0, time }
    case 'measured':
      return { kind, measure: begunMeasures.tests, last: null }
    case 'shared':
      return { kind, modelId: '-', last: null }
    case 'mef':
      return from
  }
}

interface Props {
  readonly model: EventModel
  readonly parameters: readonly OfType<'parameter'>[]
  readonly disabled: boolean
  /** One of the shared models: with numbers of its own only. */
  readonly own?: boolean
  /** What a kind asks for beyond its numbers. */
  readonly more?: ReactNode
  readonly onChange: (model: EventModel) => void
}

/** How an event's probability comes about: the kind, its numbers with their units, its formula. */
export function ModelEditor({ model, parameters, disabled, own, more, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const offered: readonly EventModel['kind'][] =
    own === true ? ownKinds : model.kind === 'mef' ? [...kinds, 'mef'] : kinds
  const formula = formulaOf(model)
  return (
    <fieldset className={css.model} aria-label={t('model.title')}>
      <Select
        label={t('model.title')}
        data={offered.map(kind => ({ value: kind, label: t(`model.${kind}`) }))}
        value={model.kind}
        allowDeselect={false}
        disabled={disabled}
        onChange={kind => {
          const chosen = offered.find(one => one === kind)
          if (chosen !== undefined && chosen !== model.kind) onChange(begun(chosen, model))
        }}
      />
      {formula !== undefined && <Code className={css.formula ?? ''}>{formula}</Code>}
      {model.kind === 'dormant' && (
        <Select
          label={t('tested.title')}
          description={t(`tested.says.${figureOf(model)}`)}
          data={testFigures.map(value => ({ value, label: t(`tested.${value}`) }))}
          value={figureOf(model)}
          allowDeselect={false}
          disabled={disabled}
          onChange={value => {
            const figure = testFigures.find(one => one === value)
            if (figure !== undefined && figure !== figureOf(model)) onChange({ ...model, figure })
          }}
        />
      )}
      <Numbers model={model} parameters={parameters} disabled={disabled} onChange={onChange} />
      {more}
      {model.kind === 'mef' && (
        <Code block className={css.xml ?? ''}>
          {model.xml}
        </Code>
      )}
    </fieldset>
  )
}

interface FieldSpec {
  readonly field: string
  readonly sign: string
  readonly unit?: 'perHour' | 'hours'
  /** Placeholder key of a box that may be empty. */
  readonly optional?: 'missionTime' | 'atOnce'
}

const time: FieldSpec = { field: 'time', sign: 't', unit: 'hours', optional: 'missionTime' }
const rate: FieldSpec = { field: 'rate', sign: 'λ', unit: 'perHour' }

/** Numbers of each kind, in the order they are asked for. */
const specs: Readonly<Record<EventModel['kind'], readonly FieldSpec[]>> = {
  none: [],
  fixed: [{ field: 'p', sign: 'p' }],
  exponential: [rate, time],
  repairable: [rate, { field: 'repair', sign: 'μ', unit: 'perHour' }, { field: 'start', sign: 'γ' }, time],
  dormant: [
    rate,
    { field: 'interval', sign: 'τ', unit: 'hours' },
    { field: 'first', sign: 'θ', unit: 'hours' },
    { field: 'repair', sign: 'μ', unit: 'perHour', optional: 'atOnce' },
    time
  ],
  weibull: [
    { field: 'scale', sign: 'α', unit: 'hours' },
    { field: 'shape', sign: 'β' },
    { field: 'shift', sign: 't₀', unit: 'hours' },
    time
  ],
  measured: [],
  shared: [],
  mef: []
}

function Numbers({ model, parameters, disabled, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const values: Readonly<Record<string, unknown>> = model
  // Over many intervals it does not matter when the first test was, or what time it is.
  const over = model.kind === 'dormant' && figureOf(model) !== 'at'
  const asked = specs[model.kind].filter(({ field }) => !over || (field !== 'first' && field !== 'time'))
  return (
    <div className={css.pair}>
      {asked.map(({ field, sign, unit, optional }) => (
        <QuantityField
          key={`${model.kind}.${field}`}
          label={`${t(`quantity.${field}`)} ${sign}`}
          {...(unit === undefined ? {} : { unit: t(`unit.${unit}`) })}
          value={(values[field] ?? null) as Quantity | null}
          {...(optional === undefined ? {} : { optional: t(`quantity.${optional}`) })}
          parameters={parameters}
          disabled={disabled}
          {...(field === 'p' || field === 'start'
            ? { range: { least: 0, most: 1 } }
            : field === 'shift'
              ? {}
              : { range: { least: 0 } })}
          onCommit={value => {
            onChange({ ...model, [field]: value })
          }}
        />
      ))}
    </div>
  )
}
