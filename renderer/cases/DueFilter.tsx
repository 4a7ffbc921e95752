import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
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
    <Menu opened={open} onChange={setOpen} position="bottom-start" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant={due === '' ? 'default' : 'light'}
          className={css.button}
          rightSection={<IconChevronDown size={13} />}
        >
          {due === '' ? label : `${label}: ${fixed ? due : t(`filter.due.${due}`)}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {dueRanges.map(range => (
          <Menu.Item
            key={range}
            rightSection={due === range ? <IconCheck size={14} /> : undefined}
            onClick={() => {
              choose(due === range ? '' : range)
            }}
          >
            {t(`filter.due.${range}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <div
          className={css.day}
          onKeyDown={event => {
            // The menu would take letters for its own search.
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation()
          }}
        >
          <DayInput
            label={t('filter.due.by')}
            value={fixed ? due : null}
            onChange={day => {
              choose(day ?? '')
            }}
          />
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}
