import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useLeaving } from '../../diagram/canvas/useLeaving'
import css from './node.module.css'

const growsByItself = CSS.supports('field-sizing', 'content')

interface Props {
  readonly label: string
  readonly value: string
  readonly readOnly: boolean
  /** Empty puts the old words back. */
  readonly required?: boolean
  /** @param from what stood there when the writing began: somebody may have changed it since */
  readonly onCommit: (text: string, from: string) => void
}

/** Words that become a step when they are left, or with Ctrl+Enter; Esc puts the old ones back. */
export function CommitArea({ label, value, readOnly, required = false, onCommit }: Props) {
  const [writing, setWriting] = useState<{ readonly text: string; readonly from: string } | null>(null)
  const end = (keep: boolean): void => {
    if (writing === null) return
    const text = writing.text.trim()
    if (keep && text !== writing.from && (text !== '' || !required)) onCommit(text, writing.from)
    setWriting(null)
  }
  useLeaving(() => {
    end(true)
  })
  return (
    <Textarea
      label={label}
      value={writing?.text ?? value}
      readOnly={readOnly}
      maxLength={2000}
      // Where the browser lets a field grow by itself, nothing need be measured for it in the midst of an edit.
      autosize={!growsByItself}
      minRows={1}
      maxRows={10}
      classNames={{ input: css.grows ?? '' }}
      onChange={event => {
        setWriting({ text: event.currentTarget.value, from: writing?.from ?? value })
      }}
      onBlur={() => {
        end(true)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        const mod = event.ctrlKey || event.metaKey
        if (mod && event.key === 'Enter') end(true)
        else if (event.key === 'Escape' && writing !== null) end(false)
        // Words that are being written are taken back word by word, not with the diagram's steps.
        else if (mod && writing !== null && /^[zy]$/i.test(event.key)) {
          event.stopPropagation()
          return
        } else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
