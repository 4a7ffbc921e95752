import { Textarea } from '@mantine/core'
import { useState } from 'react'

interface Props {
  readonly label: string
  readonly value: string
  readonly readOnly: boolean
  /** Empty puts the old words back. */
  readonly required?: boolean
  readonly onCommit: (text: string) => void
}

/** Words that become a step when they are left, or with Ctrl+Enter; Esc puts the old ones back. */
export function CommitArea({ label, value, readOnly, required = false, onCommit }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const end = (keep: boolean): void => {
    const text = typed?.trim() ?? value
    if (keep && text !== value && (text !== '' || !required)) onCommit(text)
    setTyped(null)
  }
  return (
    <Textarea
      label={label}
      value={typed ?? value}
      readOnly={readOnly}
      maxLength={2000}
      autosize
      minRows={1}
      maxRows={10}
      onChange={event => {
        setTyped(event.currentTarget.value)
      }}
      onBlur={() => {
        end(true)
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        const mod = event.ctrlKey || event.metaKey
        if (mod && event.key === 'Enter') end(true)
        else if (event.key === 'Escape' && typed !== null) end(false)
        // Words that are being written are taken back word by word, not with the diagram's steps.
        else if (mod && typed !== null && /^[zy]$/i.test(event.key)) {
          event.stopPropagation()
          return
        } else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
