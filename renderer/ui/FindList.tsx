import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Empty, Faces } from './faces'
import css from './FindList.module.css'
import { useEnter } from './useSearch'

interface Line {
  readonly id: string
  readonly number: string
  readonly title: string
}

interface Props<Row extends Line> {
  /** What the box is for; also its placeholder. */
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  /** False while what is shown was found for other words. */
  readonly settled: boolean
  /** What `useQueryOf` gave for the text. */
  readonly of: Parameters<typeof Faces<{ readonly rows: readonly Row[] }>>[0]['of']
  readonly onPick: (row: Row) => void
  /** At the end of a line: a state, a date. */
  readonly side: (row: Row) => ReactNode
  readonly none: { readonly title: string; readonly hint?: string }
}

/** Records to choose one from: typing narrows, arrows and Enter pick; a number typed in full goes before. */
export function FindList<Row extends Line>(props: Props<Row>) {
  const { label, text, onText, settled, of, onPick, side, none } = props
  const id = useId()
  const [at, setAt] = useState(0)
  const rows = of.data?.rows ?? []
  const enter = useEnter(settled, () => {
    const typed = text.trim().toUpperCase()
    const row = rows.find(one => one.number.toUpperCase() === typed) ?? rows[at]
    if (row !== undefined) onPick(row)
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(rows.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      enter.press()
    }
  }
  const active = rows[at]
  return (
    <div className={css.search}>
      <TextInput
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={14} />}
        value={text}
        data-autofocus
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={rows.length > 0 ? id : undefined}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
        onChange={event => {
          onText(event.currentTarget.value)
          enter.forget()
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <Faces of={of} compact isEmpty={data => data.rows.length === 0} empty={<Empty compact {...none} />}>
        {data => (
          <div className={css.list} role="listbox" id={id} aria-label={label}>
            {data.rows.map((row, i) => (
              <div
                key={row.id}
                id={`${id}-${row.id}`}
                role="option"
                aria-selected={i === at}
                className={css.row}
                onMouseMove={() => {
                  setAt(i)
                }}
                onClick={() => {
                  onPick(row)
                }}
              >
                <span className={css.number}>{row.number}</span>
                <span className={css.title}>{row.title}</span>
                {side(row)}
              </div>
            ))}
          </div>
        )}
      </Faces>
    </div>
  )
}
