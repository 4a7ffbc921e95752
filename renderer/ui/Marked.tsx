import type { ReactNode } from 'react'

interface Props {
  readonly text: string
  /** [start, end) in characters of `text`. */
  readonly ranges: readonly (readonly [number, number])[]
}

/** A text with what was searched for marked. */
export function Marked({ text, ranges }: Props) {
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (start < at || end > text.length) continue
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
