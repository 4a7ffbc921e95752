import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './DayInput.module.css'
import { readDay } from './day'

/** Settings of {@link DayInput}. */
export interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `2026-11-21`; null for none. */
  readonly value: string | null
  readonly onChange: (day: string | null) => void
}

/** A day in ISO form whatever the system's locale: typed (`20261121`, `2026/11/21`, `11-21`) or picked. */
export function DayInput({ value, onChange, error, ...rest }: DayInputProps) {
  const { t } = useTranslation('app')
  const [typed, setTyped] = useState<string | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  const wrong = typed !== null && typed.trim() !== '' && readDay(typed) === null
  const finish = (): void => {
    const day = typed === null ? null : readDay(typed)
    if (day !== null) onChange(day)
    if (!wrong) setTyped(null)
  }
  return (
    <div className={css.day}>
      <TextInput
        placeholder={t('day.placeholder')}
        {...rest}
        value={typed ?? value ?? ''}
        error={error ?? (wrong ? t('day.wrong') : null)}
        onChange={event => {
          const text = event.currentTarget.value
          setTyped(text)
          // Half a day is no day: what is stored changes when it is whole or gone.
          if (text.trim() === '') onChange(null)
          else if (/^\d{4}-\d\d-\d\d$/.test(text) && readDay(text) !== null) onChange(text)
        }}
        onBlur={finish}
        onKeyDown={event => {
          // A form that Enter submits gets the whole day.
          if (event.key === 'Enter') finish()
          rest.onKeyDown?.(event)
        }}
        rightSection={
          <ActionIcon
            size={22}
            aria-label={t('day.pick')}
            disabled={rest.disabled === true}
            onClick={() => {
              picker.current?.showPicker()
            }}
          >
            <IconCalendar size={15} stroke={1.6} />
          </ActionIcon>
        }
      />
      <input
        ref={picker}
        className={css.picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        value={value ?? ''}
        onChange={event => {
          setTyped(null)
          onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)
        }}
      />
    </div>
  )
}
