import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type ComponentType, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDay } from './day'
import type { DayCalendar } from './DayCalendar'
import { useInnermostEscape } from './innermost'
import { toastFault } from './toasts'

/** Settings of {@link DayInput}. */
export interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `2026-11-21`; null for none. */
  readonly value: string | null
  readonly onChange: (day: string | null) => void
}

type Calendar = ComponentType<Parameters<typeof DayCalendar>[0]>

/**
 * A day in ISO form whatever the system's locale: typed (`20261121`, `2026/11/21`, `11-21`, `+7`) or picked
 * from a calendar, which the button or Alt+Down opens.
 */
export function DayInput({ value, onChange, error, ...rest }: DayInputProps) {
  const { t } = useTranslation('app')
  const [typed, setTyped] = useState<string | null>(null)
  const [Calendar, setCalendar] = useState<Calendar | null>(null)
  const [open, setOpen] = useState(false)
  /** Inside another pop-up a calendar in a place of its own would count as outside of it, and shut it. */
  const [nested, setNested] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useInnermostEscape(open, () => {
    setOpen(false)
  })
  const wrong = typed !== null && typed.trim() !== '' && readDay(typed) === null
  const finish = (): void => {
    const day = typed === null ? null : readDay(typed)
    if (day !== null) onChange(day)
    if (!wrong) setTyped(null)
  }
  const show = (): void => {
    setNested(box.current?.closest('.mantine-Popover-dropdown') != null)
    import('./DayCalendar').then(module => {
      setCalendar(() => module.DayCalendar)
      setOpen(true)
    }, toastFault)
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      closeOnEscape={false}
      withinPortal={!nested}
    >
      <TextInput
        placeholder={t('day.placeholder')}
        {...rest}
        ref={box}
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
          if (event.key === 'ArrowDown' && event.altKey) {
            event.preventDefault()
            show()
          }
          rest.onKeyDown?.(event)
        }}
        rightSection={
          <Popover.Target>
            <ActionIcon
              size={22}
              aria-label={t('day.pick')}
              disabled={rest.disabled === true}
              onClick={() => {
                if (open) setOpen(false)
                else show()
              }}
            >
              <IconCalendar size={15} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
        }
      />
      <Popover.Dropdown p="xs">
        {Calendar !== null && (
          <Calendar
            value={value}
            onPick={day => {
              setTyped(null)
              onChange(day)
              setOpen(false)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
