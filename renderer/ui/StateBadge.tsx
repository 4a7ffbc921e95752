import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconInfoCircle
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Icon } from '../app/areas'
import css from './StateBadge.module.css'

/** What a state means, whatever it is called. */
export type Tone = 'calm' | 'info' | 'ok' | 'warn' | 'bad'

const icons: Record<Tone, Icon> = {
  calm: IconCircleDashed,
  info: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX
}

interface Props {
  readonly tone: Tone
  readonly children: ReactNode
  /** Another sign than the tone's own. */
  readonly icon?: Icon
  readonly title?: string
}

/** A state as icon and word; the colour only repeats what they say. */
export function StateBadge({ tone, children, icon, title }: Props) {
  const Sign = icon ?? icons[tone]
  return (
    <span className={css.badge} data-tone={tone} title={title}>
      <Sign size={13} stroke={2} />
      <span className={css.word}>{children}</span>
    </span>
  )
}

/** Pass or fail, always with its word. */
export function Verdict({ pass, children }: { readonly pass: boolean; readonly children: ReactNode }) {
  return <StateBadge tone={pass ? 'ok' : 'bad'}>{children}</StateBadge>
}
