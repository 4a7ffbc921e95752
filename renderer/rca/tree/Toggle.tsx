import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

interface ToggleProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}

/** A sign in the line over a diagram that shows or hides something. */
export function Toggle({ label, on, onChange, children }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={28}
        aria-label={label}
        aria-pressed={on}
        variant={on ? 'light' : 'subtle'}
        onClick={() => {
          onChange(!on)
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
