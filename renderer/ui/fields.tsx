import {
  NumberInput,
  type NumberInputProps,
  Select,
  type SelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps
} from '@mantine/core'
import { DayInput, type DayInputProps } from './DayInput'
import type { DraftHandle } from './useDraft'

/** Names of the fields of `T` whose values are `V`. */
type FieldOf<T, V> = { [K in keyof T]-?: T[K] extends V ? K : never }[keyof T]

interface Bound<T extends object, V> {
  readonly draft: DraftHandle<T>
  readonly field: FieldOf<T, V>
}

/** A line of text bound to a draft: `<TextField draft={draft} field="title" label={t('title')} />`. */
export function TextField<T extends object>({
  draft,
  field,
  ...rest
}: Bound<T, string | null> & Omit<TextInputProps, 'value' | 'onChange'>) {
  const value = draft.value[field] as string | null
  return (
    <TextInput
      {...rest}
      value={value ?? ''}
      onChange={event => {
        draft.set(field, event.currentTarget.value as T[typeof field])
      }}
    />
  )
}

/** Several lines bound to a draft; grows with its words. */
export function ProseField<T extends object>({
  draft,
  field,
  ...rest
}: Bound<T, string | null> & Omit<TextareaProps, 'value' | 'onChange'>) {
  const value = draft.value[field] as string | null
  return (
    <Textarea
      autosize
      minRows={3}
      maxRows={18}
      {...rest}
      value={value ?? ''}
      onChange={event => {
        draft.set(field, event.currentTarget.value as T[typeof field])
      }}
    />
  )
}

/** A number bound to a draft; an empty box is null. */
export function NumberField<T extends object>({
  draft,
  field,
  ...rest
}: Bound<T, number | null> & Omit<NumberInputProps, 'value' | 'onChange'>) {
  const value = draft.value[field] as number | null
  return (
    <NumberInput
      {...rest}
      value={value ?? ''}
      onChange={next => {
        draft.set(field, (typeof next === 'number' ? next : null) as T[typeof field])
      }}
    />
  )
}

/** A choice bound to a draft; clearing it is null. */
export function ChoiceField<T extends object>({
  draft,
  field,
  ...rest
}: Bound<T, string | null> & Omit<SelectProps, 'value' | 'onChange'>) {
  const value = draft.value[field] as string | null
  return (
    <Select
      {...rest}
      value={value}
      onChange={next => {
        // A choice that may not be empty keeps what it has.
        if (next !== null || rest.clearable === true) draft.set(field, next as T[typeof field])
      }}
    />
  )
}

/** A calendar day bound to a draft, `2026-11-21`; empty is null. */
export function DayField<T extends object>({
  draft,
  field,
  ...rest
}: Bound<T, string | null> & Omit<DayInputProps, 'value' | 'onChange'>) {
  return (
    <DayInput
      {...rest}
      value={draft.value[field] as string | null}
      onChange={next => {
        draft.set(field, next as T[typeof field])
      }}
    />
  )
}
