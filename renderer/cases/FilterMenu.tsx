import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './FilterMenu.module.css'

/** A value to filter by. */
export interface FilterOption {
  readonly value: string
  readonly label: string
  readonly shown?: ReactNode
}

interface Props {
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly values: readonly string[]
  readonly onChange: (values: string[]) => void
  /** With it there is a box that searches; the options then come from the search. */
  readonly onSearch?: (text: string) => void
  readonly busy?: boolean
  /** Stands in a popover: a list in a portal of its own would count as a click outside. */
  readonly inPopover?: boolean
}

/** A filter as a button that tells how many values it lets through, and opens their list. */
export function FilterMenu({
  label,
  options,
  values,
  onChange,
  onSearch,
  busy = false,
  inPopover = false
}: Props) {
  const { t } = useTranslation('cases')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const toggle = (value: string): void => {
    onChange(values.includes(value) ? values.filter(other => other !== value) : [...values, value])
  }
  const first = values.length === 1 ? options.find(option => option.value === values[0])?.label : undefined
  const shown = values.length === 0 ? label : `${label}: ${first ?? values.length}`
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      withinPortal={!inPopover}
      trapFocus
      returnFocus
      onClose={() => {
        setText('')
        onSearch?.('')
      }}
    >
      <Popover.Target>
        <Button
          variant={values.length > 0 ? 'light' : 'default'}
          size="xs"
          className={css.button}
          rightSection={<IconChevronDown size={13} />}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open)
          }}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <div className={css.menu} role="group" aria-label={label} onKeyDown={moveBetweenBoxes}>
          {onSearch !== undefined && (
            <TextInput
              aria-label={t('filter.find', { what: label })}
              placeholder={t('filter.find', { what: label })}
              leftSection={<IconSearch size={13} />}
              data-autofocus
              value={text}
              onChange={event => {
                setText(event.currentTarget.value)
                onSearch(event.currentTarget.value)
              }}
            />
          )}
          <div className={css.options}>
            {options.map(option => (
              <Checkbox
                key={option.value}
                className={css.option}
                classNames={{ body: css.body ?? '' }}
                checked={values.includes(option.value)}
                label={option.shown ?? option.label}
                onChange={() => {
                  toggle(option.value)
                }}
              />
            ))}
            {options.length === 0 && <span className={css.none}>{busy ? '…' : t('filter.nothing')}</span>}
          </div>
          {values.length > 0 && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => {
                onChange([])
              }}
            >
              {t('filter.clearOne')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function moveBetweenBoxes(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input')]
  const at = all.findIndex(box => box === document.activeElement)
  if (all.length === 0) return
  event.preventDefault()
  all[(Math.max(at, 0) + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]?.focus()
}
