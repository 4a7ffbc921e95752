import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import css from './ChoiceList.module.css'

/** Lines to choose from inside a popover that holds more than a menu may; arrows move between them. */
export function ChoiceList({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css.list} onKeyDown={moveBetweenLines}>
      {children}
    </div>
  )
}

interface LineProps {
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Of lines that are set rather than done: whether this one is. */
  readonly chosen?: boolean
  readonly onClick: () => void
}

/** One line of a {@link ChoiceList}. */
export function ChoiceLine({ children, icon, chosen, onClick }: LineProps) {
  return (
    <UnstyledButton className={css.line} aria-pressed={chosen} onClick={onClick}>
      {icon}
      <span className={css.words}>{children}</span>
      {chosen === true && <IconCheck size={14} />}
    </UnstyledButton>
  )
}

function moveBetweenLines(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = lines.findIndex(line => line === document.activeElement)
  if (at < 0) return
  event.preventDefault()
  lines[(at + step + lines.length) % lines.length]?.focus()
}
