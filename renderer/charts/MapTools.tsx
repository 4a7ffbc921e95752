import { ActionIcon, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './WaferMap.module.css'

/** A button at the edge of a map. */
export interface MapButton {
  readonly label: string
  readonly icon: ReactNode
  readonly pressed?: boolean
  readonly run: () => void
}

interface Props {
  readonly tools: readonly MapButton[]
  /** In a row above the map; else down its left edge. */
  readonly across?: boolean
}

/** Buttons of a map. */
export function MapTools({ tools, across = false }: Props) {
  return (
    <div className={across ? css.toolsRow : css.tools}>
      {tools.map(({ label, icon, pressed, run }) => (
        <Tooltip key={label} label={label} position={across ? 'bottom' : 'right'}>
          <ActionIcon
            variant={pressed === true ? 'light' : 'default'}
            {...(pressed === true ? { color: 'accent' } : {})}
            size={26}
            aria-label={label}
            {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
            onClick={run}
          >
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
