import { TextInput, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useShortcut } from '../app/shortcuts'
import css from './EditedTitle.module.css'

interface Props {
  readonly value: string
  /** What it is the title of, to who edits it. */
  readonly label: string
  /** What a click does. */
  readonly hint: string
  readonly readOnly: boolean
  /** F2 begins to edit it: where F2 has no other use. */
  readonly byKey?: boolean
  readonly onChange: (value: string) => void
}

/** A title edited where it stands: click, Enter keeps, Esc puts back; so does an empty box, as nothing goes without one. */
export function EditedTitle({ value, label, hint, readOnly, byKey = false, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const begin = (): void => {
    setTyped(value)
  }
  useShortcut('F2', hint, begin, { enabled: byKey && !readOnly, group: 'app:keys.edit' })
  const end = (keep: boolean): void => {
    const text = typed?.trim() ?? ''
    if (keep && text !== '' && text !== value) onChange(text)
    setTyped(null)
  }
  if (readOnly) return <span className={css.words}>{value}</span>
  if (typed === null)
    return (
      <UnstyledButton ref={button} className={css.button} title={hint} onClick={begin}>
        {value}
        <IconPencil size={14} className={css.pencil} aria-label={hint} />
      </UnstyledButton>
    )
  return (
    <TextInput
      className={css.input}
      aria-label={label}
      value={typed}
      maxLength={300}
      autoFocus
      onChange={event => {
        setTyped(event.currentTarget.value)
      }}
      onBlur={() => {
        end(true)
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(true)
        else if (event.key === 'Escape') end(false)
        else return
        event.stopPropagation()
        setTimeout(() => button.current?.focus())
      }}
    />
  )
}
