import { TextInput, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import css from './rca.module.css'

interface Props {
  readonly value: string
  /** What is edited, for the tooltip and screen readers. */
  readonly label: string
  readonly readOnly: boolean
  readonly onChange: (value: string) => void
}

/** A title edited where it stands: click, Enter keeps, Esc puts back; empty puts back too. */
export function Inline({ value, label, readOnly, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const end = (keep: boolean): void => {
    const text = typed?.trim() ?? ''
    if (keep && text !== '' && text !== value) onChange(text)
    setTyped(null)
  }
  if (readOnly) return <span className={css.title}>{value}</span>
  if (typed === null)
    return (
      <UnstyledButton
        ref={button}
        className={css.titleButton}
        title={label}
        onClick={() => {
          setTyped(value)
        }}
      >
        {value}
        <IconPencil size={14} className={css.pencil} aria-label={label} />
      </UnstyledButton>
    )
  return (
    <TextInput
      className={css.titleInput}
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
