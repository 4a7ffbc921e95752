import { type CaseState, mainStates, type severities } from '@contract/cases'
import {
  IconArrowBackUp,
  IconBan,
  IconCircleCheckFilled,
  IconCopy,
  IconHourglass,
  IconPlayerPause,
  IconThumbUp,
  IconTriangle,
  IconAlertOctagon,
  IconPoint,
  IconRotate
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Icon } from '../app/areas'
import { StateBadge, type Tone } from '../ui/StateBadge'

/** How bad a case is for the customer. */
export type Severity = (typeof severities)[number]

const ended: ReadonlySet<CaseState> = new Set(['closed', 'rejected', 'duplicate', 'withdrawn'])

/** True where nothing is expected to happen any more. */
export function isEnded(state: CaseState): boolean {
  return ended.has(state)
}

/** Place on the main road, 0 = draft; -1 for states beside it. */
export function roadIndex(state: CaseState): number {
  return (mainStates as readonly CaseState[]).indexOf(state)
}

/** The state that follows on the road, or null at its end and beside it. */
export function nextOnRoad(state: CaseState): CaseState | null {
  const at = roadIndex(state)
  return at < 0 ? null : (mainStates[at + 1] ?? null)
}

/** A ring filled as far as the case has come. */
function ring(share: number): Icon {
  const around = 2 * Math.PI * 4
  return function Ring({ size = 13 }) {
    return (
      <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
        <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
        <circle
          cx="12"
          cy="12"
          r="4"
          fill="none"
          stroke="currentColor"
          strokeWidth="8"
          strokeDasharray={`${around * share} ${around}`}
          transform="rotate(-90 12 12)"
        />
      </svg>
    )
  }
}

const looks: Readonly<Record<CaseState, readonly [Tone, Icon]>> = {
  draft: ['calm', ring(0)],
  received: ['info', ring(0.08)],
  triage: ['info', ring(0.2)],
  containment: ['info', ring(0.32)],
  analysis: ['info', ring(0.45)],
  action: ['info', ring(0.58)],
  prevention: ['info', ring(0.7)],
  replySent: ['info', ring(0.82)],
  accepted: ['ok', IconThumbUp],
  monitoring: ['warn', IconHourglass],
  closed: ['ok', IconCircleCheckFilled],
  waiting: ['warn', IconPlayerPause],
  rejected: ['calm', IconBan],
  duplicate: ['calm', IconCopy],
  withdrawn: ['calm', IconArrowBackUp],
  reopened: ['warn', IconRotate]
}

/** The tone and sign of a state. */
export function lookOf(state: CaseState): { readonly tone: Tone; readonly icon: Icon } {
  const [tone, icon] = looks[state]
  return { tone, icon }
}

/** Where a case stands, as sign and word. */
export function CaseStateBadge({ state }: { readonly state: CaseState }) {
  const { t } = useTranslation('cases')
  const { tone, icon } = lookOf(state)
  return (
    <StateBadge tone={tone} icon={icon} title={t(`states.${state}`)}>
      {t(`states.${state}`)}
    </StateBadge>
  )
}

const severityLooks: Readonly<Record<Severity, readonly [Tone, Icon]>> = {
  critical: ['bad', IconAlertOctagon],
  major: ['warn', IconTriangle],
  minor: ['calm', IconPoint]
}

/** The tone and sign of a severity. */
export function lookOfSeverity(severity: Severity): { readonly tone: Tone; readonly icon: Icon } {
  const [tone, icon] = severityLooks[severity]
  return { tone, icon }
}

/** How bad a case is, as sign and word. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const { t } = useTranslation('cases')
  const [tone, icon] = severityLooks[severity]
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`severities.${severity}`)}
    </StateBadge>
  )
}
