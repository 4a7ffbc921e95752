import type { RootVerdict } from '@contract/accuracy'
import {
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconCircleX,
  IconHourglass,
  IconQuestionMark
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { StateBadge, type Tone } from '../ui/StateBadge'

const signs: Record<RootVerdict | 'lacking', { readonly tone: Tone; readonly icon: Icon }> = {
  held: { tone: 'ok', icon: IconCircleCheckFilled },
  partly: { tone: 'warn', icon: IconCircleHalf2 },
  didNotHold: { tone: 'bad', icon: IconCircleX },
  tooEarly: { tone: 'calm', icon: IconHourglass },
  lacking: { tone: 'info', icon: IconQuestionMark }
}

/** A verdict on a root cause, or that there is none. */
export function VerdictBadge({ verdict }: { readonly verdict: RootVerdict | null }) {
  const { t } = useTranslation('accuracy')
  const { tone, icon } = signs[verdict ?? 'lacking']
  return (
    <StateBadge tone={tone} icon={icon}>
      {verdict === null ? t('lacking') : t(`verdicts.${verdict}`)}
    </StateBadge>
  )
}
