import { type CauseState, standing as shape } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { textOf } from '@contract/diagram/kinds'
import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { short } from '../../diagram/tree/model'
import { EvidencePicker } from '../evidence/EvidencePicker'
import { useHollow } from '../evidence/useHollow'
import {
  type Exhibit,
  exhibitsOf,
  hung,
  lacksProof,
  type Offered,
  standing,
  standingOf,
  stated,
  turned
} from './facts'
import css from './node.module.css'
import { StateMenu, StateToldBy } from './StateMenu'
import { WhyForm } from './WhyForm'

interface Props {
  readonly open: OpenDiagram
  readonly node: DiagramNode
}

/** State of a cause with who, when and why; changing it asks why, and for evidence where it asserts something. */
export function StatusOf({ open, node }: Props) {
  const { t } = useTranslation('rca')
  const [asking, setAsking] = useState<CauseState | null>(null)
  const now = standingOf(node)
  const told = shape.safeParse(node.data['status'])
  const { why, by, at } = told.success ? told.data : { why: '', by: '', at: '' as const }
  const hollow = useHollow(open)
  const bare = lacksProof(now, standing(exhibitsOf(open, node.id), hollow))
  return (
    <div className={css.status}>
      <StateMenu now={now} readOnly={open.readOnly} onAsk={setAsking} />
      <StateToldBy by={by} at={at} why={why} />
      {bare && (
        <p className={css.bare} role="note">
          <IconAlertTriangle size={14} aria-hidden />
          {t('node.bare')}
        </p>
      )}
      {asking !== null && (
        <AskWhy
          open={open}
          node={node}
          to={asking}
          onClose={() => {
            setAsking(null)
          }}
        />
      )}
    </div>
  )
}

interface AskProps extends Props {
  readonly to: CauseState
  readonly onClose: () => void
}

/** Why a cause gets a state. Where nothing supports what is asserted, the evidence is chosen first. */
export function AskWhy({ open, node, to, onClose }: AskProps) {
  const { t } = useTranslation('rca')
  const [offered, setOffered] = useState<readonly Offered[]>([])
  const [support, setSupport] = useState<Exhibit | null>(null)
  const exhibits = exhibitsOf(open, node.id)
  const there = standing(exhibits, useHollow(open))
  if (lacksProof(to, there) && offered.length === 0 && support === null)
    return (
      <EvidencePicker
        caseId={open.diagram.caseId}
        title={t('node.proofFirst', { state: t(`states.${to}`) })}
        hint={t('node.proofHint')}
        proof={{ neutral: there.filter(one => one.data.says === 'neutral'), onTurn: setSupport }}
        onClose={onClose}
        onOffer={setOffered}
      />
    )
  return (
    <WhyForm
      to={to}
      onClose={onClose}
      onApply={why => {
        const text = short(textOf(node))
        open.session.change({ key: 'status', params: { text, state: to } }, [
          ...hung(open.diagram.kind, node.id, exhibits, offered),
          ...(support === null ? [] : [turned(support)]),
          stated(node, to, why)
        ])
      }}
    >
      <Text size="sm">{textOf(node)}</Text>
    </WhyForm>
  )
}
