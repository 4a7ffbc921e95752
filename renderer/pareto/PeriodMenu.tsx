import { Button, Popover } from '@mantine/core'
import { IconCalendarEvent, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../ui/DayInput'
import { useToday } from '../ui/useToday'
import css from './pareto.module.css'
import { type Period, periodNames, periodOf } from './periods'

interface Props {
  readonly value: Period
  /** What the period is called. */
  readonly shown: string
  readonly onChange: (period: Period) => void
}

/** The period: one of the usual ones, or any days. */
export function PeriodMenu({ value, shown, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const today = useToday()
  const [open, setOpen] = useState(false)
  const isSet = value.from !== null || value.to !== null
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isSet ? 'light' : 'default'}
          leftSection={<IconCalendarEvent size={14} />}
          rightSection={<IconChevronDown size={13} />}
          aria-expanded={open}
          aria-label={`${t('period.title')}: ${shown}`}
          onClick={() => {
            setOpen(!open)
          }}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={css.presets} role="group" aria-label={t('period.title')}>
          {periodNames.map(name => {
            const days = periodOf(name, today)
            const on = days.from === value.from && days.to === value.to
            return (
              <Button
                key={name}
                variant={on ? 'light' : 'subtle'}
                size="compact-xs"
                justify="flex-start"
                aria-pressed={on}
                onClick={() => {
                  onChange(days)
                  setOpen(false)
                }}
              >
                {t(`period.${name}`)}
              </Button>
            )
          })}
        </div>
        <Days value={value} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Two days beside one another. */
export function Days({
  value,
  onChange
}: {
  readonly value: Period
  readonly onChange: (period: Period) => void
}) {
  const { t } = useTranslation('pareto')
  return (
    <div className={css.days}>
      <DayInput
        label={t('period.from')}
        value={value.from}
        onChange={from => {
          onChange({ ...value, from })
        }}
      />
      <DayInput
        label={t('period.to')}
        value={value.to}
        onChange={to => {
          onChange({ ...value, to })
        }}
      />
    </div>
  )
}
