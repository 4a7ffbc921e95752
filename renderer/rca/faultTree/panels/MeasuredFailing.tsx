import type { Measure } from '@contract/diagram/faultTree'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../../app/client/index'
import { FaultLine } from '../../../app/entry/FaultLine'
import { RecordPicker } from '../../../ui/pickers/RecordPicker'
import { useSearch } from '../../../ui/useSearch'
import css from './panels.module.css'

type OverTests = Extract<Measure, { over: 'tests' }>
type OverDefects = Extract<Measure, { over: 'defects' }>

const kinds = ['any', 'hardBin', 'softBin', 'test'] as const
type By = (typeof kinds)[number]

const called = (number: number, name: string): string => `${String(number)} ${name}`.trim()

interface FailingProps {
  readonly measure: OverTests
  readonly disabled: boolean
  /** A kind was chosen whose bin or test is not: what is counted is still what it was. */
  readonly by: By
  readonly onBy: (by: By) => void
  readonly onChange: (measure: OverTests) => void
}

/** What counts as a failure: any, or a bin or test out of those that the files hold. */
export function Failing({ measure, disabled, by, onBy, onChange }: FailingProps) {
  const { t } = useTranslation('faultTree')
  const { failing } = measure
  const shown =
    failing.by !== by
      ? ''
      : failing.by === 'test'
        ? called(failing.test, failing.name)
        : failing.by === 'any'
          ? ''
          : String(failing.bin)
  return (
    <div className={css.pair}>
      <Select
        label={t('measure.failing')}
        data={kinds.map(value => ({ value, label: t(`measure.by.${value}`) }))}
        value={by}
        allowDeselect={false}
        disabled={disabled}
        onChange={value => {
          const next = kinds.find(kind => kind === value) ?? 'any'
          onBy(next)
          if (next === 'any') onChange({ ...measure, failing: { by: 'any' } })
        }}
      />
      {by !== 'any' && (
        <Countable
          key={by}
          label={t(by === 'test' ? 'measure.test' : 'measure.bin')}
          placeholder={t('measure.choose')}
          measure={measure}
          of={by}
          shown={shown}
          disabled={disabled}
          onPick={picked => {
            if (picked === null) {
              onBy('any')
              onChange({ ...measure, failing: { by: 'any' } })
            } else if (by === 'test')
              onChange({ ...measure, failing: { by, test: picked.number, name: picked.name } })
            else onChange({ ...measure, failing: { by, bin: picked.number } })
          }}
        />
      )}
    </div>
  )
}

/** The class of defects that counts, out of those that the inspections hold; none = any. */
export function ClassOf({
  measure,
  disabled,
  onChange
}: {
  readonly measure: OverDefects
  readonly disabled: boolean
  readonly onChange: (measure: OverDefects) => void
}) {
  const { t } = useTranslation('faultTree')
  return (
    <Countable
      label={t('measure.class')}
      placeholder={t('measure.anyClass')}
      measure={measure}
      of="class"
      shown={measure.className ?? ''}
      disabled={disabled}
      onPick={picked => {
        onChange({ ...measure, className: picked === null ? null : called(picked.number, picked.name) })
      }}
    />
  )
}

interface CountableProps {
  readonly label: string
  readonly placeholder: string
  readonly measure: Measure
  readonly of: 'hardBin' | 'softBin' | 'test' | 'class'
  readonly shown: string
  readonly disabled: boolean
  readonly onPick: (picked: { readonly number: number; readonly name: string } | null) => void
}

/** One of what the files hold, found by a fragment of its number or name. */
function Countable({ measure, of, shown, onPick, ...rest }: CountableProps) {
  const { t } = useTranslation('faultTree')
  const { searched, typed } = useSearch()
  const found = useQueryOf('faultModels.countable', { measure, of, text: searched }, { keep: true })
  const rows = found.data?.rows ?? []
  const more = (found.data?.total ?? 0) - rows.length
  return (
    <div>
      <RecordPicker
        {...rest}
        value={shown === '' ? null : shown}
        shown={shown}
        {...typed(found)}
        options={rows.map(({ number, name }) => ({ id: called(number, name), label: called(number, name) }))}
        onChange={id => {
          const picked = rows.find(({ number, name }) => called(number, name) === id)
          if (id === null || picked !== undefined) onPick(picked ?? null)
        }}
      />
      {searched !== '' && more > 0 && <p className={css.says}>{t('measure.more', { count: more })}</p>}
      <FaultLine error={found.error} />
    </div>
  )
}
