import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { usePeople } from '../ui/usePeople'
import css from './MentionBox.module.css'
import { fitting, type Mentionable, type Typing, typingAt } from './mentions'

interface Props {
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Ctrl+Enter. */
  readonly onSubmit: () => void
  /** Esc, when no list of people is open. */
  readonly onCancel?: () => void
  readonly autoFocus?: boolean
}

/** Words with mentions: `@` opens the directory, arrows choose, Enter or Tab takes, Esc closes. */
export function MentionBox({ label, placeholder, value, onChange, onSubmit, onCancel, autoFocus }: Props) {
  const { t } = useTranslation('cases')
  const { people } = usePeople()
  const listId = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [typing, setTyping] = useState<Typing | null>(null)
  const [at, setAt] = useState(0)
  const found = typing === null ? [] : fitting(typing.query, people)
  const open = typing !== null && found.length > 0
  const chosen = found[Math.min(at, found.length - 1)]

  const look = (): void => {
    const element = box.current
    if (element === null) return
    const next =
      element.selectionStart === element.selectionEnd ? typingAt(element.value, element.selectionStart) : null
    setTyping(next)
    setAt(0)
  }
  const take = (person: Mentionable): void => {
    const element = box.current
    if (typing === null || element === null) return
    const before = value.slice(0, typing.start)
    const after = value.slice(typing.start + 1 + typing.query.length)
    const mention = `@${person.name} `
    // The new words are in the box before the next key is: a cursor set any later would split what it types.
    flushSync(() => {
      onChange(before + mention + after.replace(/^ /, ''))
      setTyping(null)
    })
    const cursor = before.length + mention.length
    element.focus()
    element.setSelectionRange(cursor, cursor)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSubmit()
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setAt(
        (Math.min(at, found.length - 1) + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length
      )
    } else if (open && chosen !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Escape') {
      if (open) setTyping(null)
      else if (onCancel === undefined) return
      else onCancel()
      event.stopPropagation()
    }
  }
  return (
    <div className={css.frame}>
      <Textarea
        ref={box}
        aria-label={label}
        placeholder={placeholder ?? ''}
        value={value}
        autosize
        minRows={2}
        maxRows={16}
        maxLength={20_000}
        autoFocus={autoFocus === true}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && chosen !== undefined ? `${listId}-${chosen.id}` : undefined}
        onChange={event => {
          onChange(event.currentTarget.value)
          look()
        }}
        onKeyDown={onKeyDown}
        onClick={look}
        onBlur={() => {
          setTyping(null)
        }}
      />
      {open && (
        <div className={css.list} role="listbox" id={listId} aria-label={t('discussion.people')}>
          {found.map((person, i) => (
            <div
              key={person.id}
              id={`${listId}-${person.id}`}
              role="option"
              aria-selected={person === chosen}
              className={css.person}
              onMouseDown={event => {
                // The box keeps the focus.
                event.preventDefault()
                take(person)
              }}
              onMouseMove={() => {
                setAt(i)
              }}
            >
              <span>{person.name}</span>
              <span className={css.login}>{person.login}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
