import { Autocomplete, Textarea, TextInput } from '@mantine/core'
import type { Quantity } from '@contract/diagram/faultTree'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLeaving } from '../../../diagram/canvas/useLeaving'
import type { OfType } from '../tree'
import { numberOf, typed } from './number'

interface TextProps {
  readonly label: string
  readonly value: string
  readonly disabled: boolean
  /** `from`: what stood there when the writing began; what somebody made of it meanwhile is not written over. */
  readonly onCommit: (value: string, from: string) => void
  /** Several lines. */
  readonly prose?: boolean
  readonly error?: ReactNode
  readonly maxLength?: number
  readonly hint?: string
}

/** A text that is taken over when one leaves it (Enter, Tab, elsewhere); Esc puts back what was there. */
export function TextCommit({ label, value, disabled, onCommit, prose, error, maxLength, hint }: TextProps) {
  const [draft, setDraft] = useState<{ readonly text: string; readonly from: string } | null>(null)
  const write = (text: string): void => {
    setDraft(before => ({ text, from: before?.from ?? value }))
  }
  const commit = (): void => {
    if (draft !== null && draft.text !== draft.from) onCommit(draft.text, draft.from)
    setDraft(null)
  }
  useLeaving(commit)
  const shared = {
    label,
    value: draft?.text ?? value,
    disabled,
    error,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(hint === undefined ? {} : { description: hint }),
    onBlur: commit
  }
  if (prose === true)
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={10}
        onChange={event => {
          write(event.currentTarget.value)
        }}
      />
    )
  return (
    <TextInput
      {...shared}
      onChange={event => {
        write(event.currentTarget.value)
      }}
      onKeyDown={event => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
        }
      }}
    />
  )
}

interface QuantityProps {
  readonly label: string
  readonly unit?: string
  readonly value: Quantity | null
  /** An empty box is null; without it one must be given. */
  readonly optional?: string
  readonly parameters: readonly OfType<'parameter'>[]
  readonly disabled: boolean
  /** Numbers from `least` to `most` alone are taken. */
  readonly range?: { readonly least: number; readonly most?: number }
  readonly onCommit: (value: Quantity | null) => void
}

/** A number, or the name of the parameter that gives it; names are offered while one types. */
export function QuantityField(props: QuantityProps) {
  const { label, unit, value, optional, parameters, disabled, range, onCommit } = props
  const { t } = useTranslation('faultTree')
  const [draft, setDraft] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const shown =
    value === null
      ? ''
      : typeof value === 'number'
        ? typed(value)
        : (parameters.find(one => one.id === value.parameter)?.data.name ?? '?')
  const take = (text: string): void => {
    const next = text.trim()
    if (next === shown) {
      setDraft(null)
      setWrong(false)
      return
    }
    const parameter = parameters.find(one => one.data.name === next)
    const number = numberOf(next)
    if (next === '' && optional !== undefined) onCommit(null)
    else if (parameter !== undefined) onCommit({ parameter: parameter.id })
    else if (
      number !== null &&
      (range === undefined || (number >= range.least && number <= (range.most ?? Infinity)))
    )
      onCommit(number)
    else {
      setWrong(true)
      return
    }
    setDraft(null)
    setWrong(false)
  }
  return (
    <Autocomplete
      size="xs"
      label={unit === undefined ? label : `${label} (${unit})`}
      value={draft ?? shown}
      data={parameters.map(one => one.data.name)}
      filter={({ options, search }) =>
        // A number is no search for a name.
        numberOf(search) !== null || search === ''
          ? []
          : options.filter(one => 'value' in one && one.value.toLowerCase().includes(search.toLowerCase()))
      }
      {...(optional === undefined ? {} : { placeholder: optional })}
      disabled={disabled}
      error={wrong ? t(wrongText(range, parameters.length > 0), { ...range }) : null}
      onChange={text => {
        setDraft(text)
        setWrong(false)
      }}
      onOptionSubmit={take}
      onBlur={() => {
        if (draft !== null) take(draft)
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && draft !== null) take(draft)
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
          setWrong(false)
        }
      }}
    />
  )
}

/** What is to be typed instead. */
function wrongText(range: QuantityProps['range'], named: boolean) {
  if (range?.most !== undefined) return 'number.range'
  if (range !== undefined) return named ? 'number.wrongNegative' : 'number.negative'
  return named ? 'number.wrong' : 'number.plain'
}
