import { textMost } from '@contract/diagram/node'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import css from './isNot.module.css'

interface Props {
  readonly value: string
  readonly label: string
  readonly placeholder?: string
  readonly readOnly: boolean
  /** Take the cursor when it appears. */
  readonly focus?: boolean
  /** @param from what stood there when the writing began, or was saved last: somebody may have changed it since */
  readonly onSave: (value: string, from: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/**
 * A cell that is typed into. It is saved when it is left, by Enter, and after a pause, so a crash costs a second;
 * Escape goes back to what it was. Enter that ends a composition (Chinese input) is not an Enter.
 */
export function TextCell({ value, label, placeholder, readOnly, focus = false, onSave, onKeyDown }: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const before = useRef('')
  useLayoutEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  const base = useRef<string | null>(null)
  const save = (text: string): void => {
    clearTimeout(pause.current)
    const from = base.current ?? value
    base.current = text
    if (text !== from) onSave(text, from)
  }
  return (
    <textarea
      ref={box}
      className={css.text}
      rows={1}
      value={draft ?? value}
      aria-label={label}
      placeholder={placeholder}
      readOnly={readOnly}
      maxLength={textMost}
      data-cell
      onFocus={() => {
        before.current = value
      }}
      onChange={event => {
        const text = event.currentTarget.value
        base.current ??= value
        setDraft(text)
        clearTimeout(pause.current)
        pause.current = setTimeout(() => {
          save(text)
        }, 1500)
      }}
      onBlur={() => {
        if (draft !== null) save(draft)
        base.current = null
        setDraft(null)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation()
          setDraft(null)
          save(before.current)
          return
        }
        if (event.key === 'Enter' && !event.shiftKey) {
          // A new line is Shift+Enter, also where there is no cell below to go to.
          event.preventDefault()
          if (draft !== null) save(draft)
        }
        onKeyDown?.(event)
      }}
    />
  )
}
