import { ActionIcon, Button, Group, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, addMonths, monthGrid, parseDay } from './days'
import css from './DayInput.module.css'
import { useToday } from './useToday'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: string | null
  /** Called with a whole day or null, when it is finished: on Enter, on leaving, on a click in the calendar. */
  readonly onChange: (day: string | null) => void
  /** Stands in a popover: a calendar in a portal of its own would count as a click outside. */
  readonly inPopover?: boolean
}

/** A day, typed (`2026-11-21`, `11-21`, `+7`, `+2w`, `t`) or chosen from a month with the arrows. */
export function DayInput({ value, onChange, inPopover = false, onKeyDown, onBlur, ...rest }: Props) {
  const { t } = useTranslation('app')
  const today = useToday()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState(today)

  const finish = (): void => {
    if (typed === null) return
    const day = parseDay(typed, today)
    setWrong(day === undefined)
    if (day === undefined) return
    setTyped(null)
    if (day !== value) onChange(day)
  }
  const choose = (day: string | null): void => {
    setTyped(null)
    setWrong(false)
    setOpen(false)
    if (day !== value) onChange(day)
  }
  const toggle = (): void => {
    setShown(value ?? today)
    setOpen(!open)
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal={!inPopover}
    >
      <Popover.Target>
        <TextInput
          {...rest}
          value={typed ?? value ?? ''}
          placeholder={rest.placeholder ?? t('day.placeholder')}
          error={wrong ? t('day.wrong') : rest.error}
          autoComplete="off"
          onChange={event => {
            setTyped(event.currentTarget.value)
            setWrong(false)
          }}
          onBlur={event => {
            finish()
            onBlur?.(event)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter') finish()
            else if (event.key === 'ArrowDown') {
              event.preventDefault()
              toggle()
            } else if (event.key === 'Escape' && typed !== null) {
              event.stopPropagation()
              setTyped(null)
              setWrong(false)
            }
            onKeyDown?.(event)
          }}
          rightSection={
            <ActionIcon
              size={22}
              aria-label={t('day.open')}
              disabled={rest.disabled === true}
              onClick={toggle}
              onMouseDown={event => {
                event.preventDefault()
              }}
            >
              <IconCalendar size={14} />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Month
          shown={shown}
          chosen={value}
          today={today}
          onShow={setShown}
          onChoose={choose}
          onClear={() => {
            choose(null)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface MonthProps {
  readonly shown: string
  readonly chosen: string | null
  readonly today: string
  readonly onShow: (day: string) => void
  readonly onChoose: (day: string) => void
  readonly onClear: () => void
}

const steps: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: day => addDays(day, -1),
  ArrowRight: day => addDays(day, 1),
  ArrowUp: day => addDays(day, -7),
  ArrowDown: day => addDays(day, 7),
  PageUp: day => addMonths(day, -1),
  PageDown: day => addMonths(day, 1)
}

function Month({ shown, chosen, today, onShow, onChoose, onClear }: MonthProps) {
  const { t, i18n } = useTranslation('app')
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const short = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' })
  const days = monthGrid(shown)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    onShow(step(shown))
  }
  return (
    <div className={css.month}>
      <Group justify="space-between" wrap="nowrap">
        <ActionIcon
          aria-label={t('day.before')}
          onClick={() => {
            onShow(addMonths(shown, -1))
          }}
        >
          <IconChevronLeft size={15} />
        </ActionIcon>
        <b aria-live="polite">{title.format(new Date(`${shown}T00:00:00Z`))}</b>
        <ActionIcon
          aria-label={t('day.after')}
          onClick={() => {
            onShow(addMonths(shown, 1))
          }}
        >
          <IconChevronRight size={15} />
        </ActionIcon>
      </Group>
      <div className={css.days} role="group" aria-label={t('day.open')} onKeyDown={onKeyDown}>
        {days.slice(0, 7).map(day => (
          <span key={day} className={css.name} aria-hidden>
            {short.format(new Date(`${day}T00:00:00Z`))}
          </span>
        ))}
        {days.map(day => (
          <button
            key={day}
            type="button"
            className={css.day}
            aria-label={day}
            aria-pressed={day === chosen}
            data-today={day === today || undefined}
            data-other={day.slice(0, 7) !== shown.slice(0, 7) || undefined}
            tabIndex={day === shown ? 0 : -1}
            {...(day === shown ? { 'data-autofocus': true } : {})}
            ref={element => {
              // The arrows move the focus with the day they show.
              if (day === shown && element?.parentElement?.contains(document.activeElement) === true)
                element.focus()
            }}
            onClick={() => {
              onChoose(day)
            }}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
      <Group justify="space-between">
        <Button variant="subtle" size="compact-xs" onClick={onClear}>
          {t('day.clear')}
        </Button>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            onChoose(today)
          }}
        >
          {t('due.today')}
        </Button>
      </Group>
    </div>
  )
}
