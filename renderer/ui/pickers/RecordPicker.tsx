import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { IconPlus, IconSelector } from '@tabler/icons-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnter } from '../useSearch'
import css from './RecordPicker.module.css'

/** Something that can be picked. */
export interface Option {
  readonly id: string
  readonly label: string
  /** Quiet second word: a code, a family. */
  readonly hint?: string
}

/** What every picker of a kind of record takes. */
export interface PickerProps {
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  readonly label?: ReactNode
  readonly 'aria-label'?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  readonly id?: string
  /** Stands in a popover: a list in a portal of its own would count as a click outside. */
  readonly inPopover?: boolean
}

interface Props extends PickerProps {
  /** Name of the picked record; empty while it is not known. */
  readonly shown: string
  /** What is being typed, for the wrapper that searches. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly options: readonly Option[]
  readonly busy: boolean
  /** False while the options are those of what was typed before: Enter waits, and nothing new is offered. */
  readonly settled?: boolean
  /** Offered as the last line when nothing is named exactly so. */
  readonly onCreate?: ((text: string) => void) | undefined
}

const createValue = '\u0000create'

/** One record out of many, found by typing; arrows and Enter choose, Esc puts back. */
export function RecordPicker(props: Props) {
  const { value, onChange, shown, text, onText, options, busy, settled = true, onCreate } = props
  const { disabled = false } = props
  const { t } = useTranslation('app')
  const [typing, setTyping] = useState(false)
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setTyping(false)
      enter.forget()
      onText('')
    }
  })
  const named = text.trim().toLowerCase()
  const exact = options.some(option => option.label.toLowerCase() === named)
  const first = options[0]?.id
  const submit = (picked: string): void => {
    if (picked === createValue) onCreate?.(text.trim())
    else onChange(picked)
    combobox.closeDropdown()
  }
  // Enter takes what was looked for.
  const enter = useEnter(settled, () => {
    if (first !== undefined) submit(first)
  })
  const offer = useEffectEvent(() => {
    if (typing && named !== '' && first !== undefined) combobox.selectFirstOption()
  })
  useEffect(() => {
    if (settled) offer()
  }, [settled, first, typing, named])
  return (
    <Combobox store={combobox} onOptionSubmit={submit} size="xs" withinPortal={props.inPopover !== true}>
      <Combobox.Target>
        <TextInput
          label={props.label}
          aria-label={props['aria-label']}
          id={props.id}
          disabled={disabled}
          autoFocus={props.autoFocus === true}
          placeholder={props.placeholder ?? t('pick.placeholder')}
          value={typing ? text : shown}
          autoComplete="off"
          onChange={event => {
            setTyping(true)
            onText(event.currentTarget.value)
            enter.forget()
            combobox.openDropdown()
            combobox.resetSelectedOption()
          }}
          onClick={event => {
            combobox.openDropdown()
            // What is typed next looks for another record; it does not go into the middle of this one's name.
            if (!typing) event.currentTarget.select()
          }}
          onBlur={() => {
            combobox.closeDropdown()
          }}
          onKeyDown={event => {
            if (event.key === 'Escape' && combobox.dropdownOpened) {
              event.stopPropagation()
              combobox.closeDropdown()
            }
            if (event.key === 'Enter' && combobox.dropdownOpened && typing && !settled) {
              event.preventDefault()
              enter.press()
            }
          }}
          rightSection={
            busy && combobox.dropdownOpened ? (
              <Loader size={14} />
            ) : value !== null && !disabled ? (
              <CloseButton
                size="xs"
                aria-label={t('pick.clear')}
                onMouseDown={event => {
                  event.preventDefault()
                }}
                onClick={() => {
                  onChange(null)
                }}
              />
            ) : (
              <IconSelector size={14} className={css.sign} />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} className={css.options}>
          {options.map(option => (
            <Combobox.Option key={option.id} value={option.id} active={option.id === value}>
              <span className={css.option}>
                <span className={css.label}>{option.label}</span>
                {option.hint !== undefined && option.hint !== '' && (
                  <span className={css.hint}>{option.hint}</span>
                )}
              </span>
            </Combobox.Option>
          ))}
          {onCreate !== undefined && settled && named !== '' && !exact && (
            <Combobox.Option value={createValue}>
              <span className={css.create}>
                <IconPlus size={14} /> {t('pick.create', { name: text.trim() })}
              </span>
            </Combobox.Option>
          )}
          {options.length === 0 && (onCreate === undefined || !settled || named === '') && (
            <Combobox.Empty>{busy || !settled ? t('loading') : t('pick.nothing')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
