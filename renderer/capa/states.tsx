import {
  IconBan,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconHourglass,
  IconProgress,
  IconUserQuestion
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { StateBadge, type Tone } from '../ui/StateBadge'
import type { ActionState, Phase } from './phases'

const looks: Readonly<Record<ActionState, readonly [Tone, Icon]>> = {
  planned: ['calm', IconCircleDashed],
  doing: ['info', IconProgress],
  implemented: ['warn', IconHourglass],
  effective: ['ok', IconCircleCheckFilled],
  ineffective: ['bad', IconCircleX],
  cancelled: ['calm', IconBan]
}

/** Where an action stands, as sign and word. */
export function ActionStateBadge({ state }: { readonly state: ActionState }) {
  const { t } = useTranslation('capa')
  const [tone, icon] = looks[state]
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`states.${state}`)}
    </StateBadge>
  )
}

/** Tone and sign of each of the four colours. */
export const phaseLooks: Readonly<Record<Phase, { readonly tone: Tone; readonly icon: Icon }>> = {
  unowned: { tone: 'calm', icon: IconUserQuestion },
  working: { tone: 'info', icon: IconProgress },
  unproven: { tone: 'warn', icon: IconHourglass },
  effective: { tone: 'ok', icon: IconCircleCheckFilled }
}
