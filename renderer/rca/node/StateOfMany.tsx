import { type CauseState, causeStates, standing as toldState } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { textOf } from '@contract/diagram/kinds'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { about } from '../../diagram/tree/model'
import { useHollow } from '../evidence/useHollow'
import { exhibitsOf, lacksProof, standing, standingOf, stated } from './facts'
import { commonOf } from './many'
import css from './node.module.css'
import { StateMark } from './StateMark'
import { StateMenu, StateToldBy } from './StateMenu'
import { WhyForm } from './WhyForm'

interface Props {
  readonly open: OpenDiagram
  /** Causes or answers. */
  readonly nodes: readonly DiagramNode[]
}

/** State of several causes: one for all with who, when and why, or how many have which; changed in one step. */
export function StateOfMany({ open, nodes }: Props) {
  const f = useFormat()
  const [asking, setAsking] = useState<CauseState | null>(null)
  const counts = causeStates.flatMap(state => {
    const count = nodes.filter(node => standingOf(node) === state).length
    return count === 0 ? [] : [{ state, count }]
  })
  const [first] = counts
  const one = counts.length === 1 && first !== undefined ? first.state : null
  const status = commonOf(nodes, 'status')
  const told = status.mixed ? null : toldState.safeParse(status.value)
  const said = told?.success === true ? told.data : null
  return (
    <div className={css.status}>
      <StateMenu now={one} readOnly={open.readOnly} onAsk={setAsking} />
      {one === null &&
        counts.map(({ state, count }) => (
          <span key={state} className={css.counted}>
            <StateMark state={state} /> {f.number(count)}
          </span>
        ))}
      {said !== null && <StateToldBy {...said} />}
      {asking !== null && (
        <AskWhyOfMany
          open={open}
          nodes={nodes}
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

/** Why several causes get a state, in one step. Those that nothing supports are named, and stay as they are. */
export function AskWhyOfMany({ open, nodes, to, onClose }: AskProps) {
  const { t } = useTranslation('rca')
  const hollow = useHollow(open)
  const others = nodes.filter(node => standingOf(node) !== to)
  const bare = others.filter(node => lacksProof(to, standing(exhibitsOf(open, node.id), hollow)))
  const proven = others.filter(node => !bare.includes(node))
  return (
    <WhyForm
      to={to}
      refused={proven.length === 0}
      onClose={onClose}
      onApply={why => {
        const { key, params } = about('status', proven)
        open.session.change(
          { key, params: { ...params, state: to } },
          proven.map(node => stated(node, to, why))
        )
      }}
    >
      {proven.length > 0 && <Text size="sm">{t('many.get', { count: proven.length })}</Text>}
      {bare.length > 0 && (
        <div role="note">
          <Text size="sm">{t('many.bare', { count: bare.length })}</Text>
          <ul className={css.named}>
            {bare.map(node => (
              <li key={node.id}>{textOf(node)}</li>
            ))}
          </ul>
        </div>
      )}
    </WhyForm>
  )
}
