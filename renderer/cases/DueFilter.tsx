import { Button, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceLine, ChoiceList } from '../ui/ChoiceList'
import { isDay } from '../ui/days'
import { DayInput } from '../ui/DayInput'
import css from './FilterMenu.module.css'
import { dueRanges } from './filter'

interface Props {
  /** A named range, a day, or empty. */
  readonly due: string
  readonly onChange: (due: string) => void
}

/** Due by when: ranges that move with today, or one day. */
export function DueFilter({ due, onChange }: Props) {
  const { t } = useTranslation('cases')
  const [open, setOpen] = useState(false)
  const label = t('columns.due')
  const fixed = isDay(due)
  const choose = (next: string): void => {
    onChange(next)
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={due === '' ? 'default' : 'light'}
          className={css.button}
          rightSection={<IconChevronDown size={13} />}
          onClick={() => {
            setOpen(!open)
          }}
        >
          {due === '' ? label : `${label}: ${fixed ? due : t(`filter.due.${due}`)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <ChoiceList>
          {dueRanges.map(range => (
            <ChoiceLine
              key={range}
              chosen={due === range}
              onClick={() => {
                choose(due === range ? '' : range)
              }}
            >
              {t(`filter.due.${range}`)}
            </ChoiceLine>
          ))}
        </ChoiceList>
        <div className={css.day}>
          <DayInput
            label={t('filter.due.by')}
            value={fixed ? due : null}
            onChange={day => {
              choose(day ?? '')
            }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
