import type { DiagramKind } from '@contract/diagram/kinds'
import { childrenOf } from '@contract/diagram/node'
import type { Output } from '@contract/index'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCoreEvent, useQueryOf, useReach } from '../../app/client/index'

import { useMay, useMe } from '../../app/me'
import { Faces } from '../../ui/faces'
import { toastFault, toastInfo } from '../../ui/toasts'
import { ClashDialog } from './ClashDialog'
import { forget, kept, keep } from './kept'
import { nodesAs } from './kinds'
import { Session } from './session'
import type { SessionState } from './state'

/** An open diagram as an editor gets it. */
export interface OpenDiagram<K extends DiagramKind = DiagramKind> extends SessionState<K> {
  readonly id: string
  readonly session: Session<K>
  /** No right to write, removed, or a version of the past: nothing can be changed. */
  readonly readOnly: boolean
}

interface Props {
  readonly id: string
  readonly children: (open: OpenDiagram) => ReactNode
}

/** Opens a diagram and keeps it in step with the core; shows waiting, faults and clashes by itself. */
export function DiagramLoader({ id, children }: Props) {
  // Read once: from then on the session follows the steps, and a refreshed answer would only be thrown away.
  const [first, setFirst] = useState<Output<'rca.get'> | null>(null)
  const answer = useQueryOf('rca.get', { id }, { enabled: first?.diagram.id !== id })
  if (answer.data !== undefined && answer.data.diagram.id === id && first?.diagram.id !== id)
    setFirst(answer.data)
  if (first?.diagram.id === id) return <Live key={id} opened={first} render={children} />
  return <Faces of={answer}>{() => null}</Faces>
}

interface LiveProps {
  readonly opened: Output<'rca.get'>
  readonly render: Props['children']
}

function Live({ opened, render }: LiveProps) {
  const me = useMe()
  const mayWrite = useMay('records.write')
  const reach = useReach()
  const { t } = useTranslation('rca')
  const [session] = useState(() =>
    sessionOf(opened, me.id, () => {
      toastInfo(t('clash.undo'))
    })
  )
  const state = useSyncExternalStore(session.subscribe, () => session.state)
  useCoreEvent(null, event => {
    if (event.topic === 'store') session.heard(null, true)
    if (event.topic !== 'diagram' || event.id !== session.id) return
    const revision = event.data?.['revision']
    session.heard(typeof revision === 'number' ? revision : null, event.data?.['row'] === true)
  })
  useEffect(() => {
    if (reach === 'online') session.heard(null, true)
  }, [reach, session])
  const { saving } = state
  useEffect(() => {
    if (saving !== 'offline') return
    const again = setInterval(() => {
      session.retry()
    }, retryAfter)
    return () => {
      clearInterval(again)
    }
  }, [saving, session])
  const readOnly = !mayWrite || state.diagram.removed
  return (
    <>
      {render({ ...state, id: session.id, session, readOnly })}
      <ClashDialog session={session} state={state} />
    </>
  )
}

/** What could not be sent is tried again after so many ms, beside being tried with the next change. */
const retryAfter = 8000

/** @param held told where a step cannot be taken back, as somebody has built on it */
function sessionOf(opened: Output<'rca.get'>, me: string, held: () => void): Session {
  const { id } = opened.diagram
  return new Session(opened, {
    me,
    get: input => call('rca.get', input),
    change: input => call('rca.change', input),
    undo: input => call('rca.undo', input),
    since: input => call('rca.since', input),
    kept: () => kept(me, id),
    keep: steps => {
      if (steps.length === 0) forget(me, id)
      else keep(me, id, steps)
    },
    tell: (fault, undo) => {
      if (undo && fault.key === 'rca.clash') held()
      else toastFault(fault)
    }
  })
}

/** A version of the past as an editor gets it: nothing can be changed. */
export function pastOf<K extends DiagramKind>(
  now: OpenDiagram<K>,
  nodes: Output<'rca.at'>['nodes']
): OpenDiagram<K> {
  const map = nodesAs<K>(new Map(nodes.map(node => [node.id, node])))
  return {
    ...now,
    nodes: map,
    children: childrenOf(map),
    readOnly: true
  }
}
