import type { Change } from '@contract/diagram/change'
import { useEffect, useState } from 'react'
import { call, useCoreEvent } from '../../app/client/index'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { toastFault } from '../../ui/toasts'
import { intentOf, setting } from './commands/edit'

/** Events that took over a shared model's change. */
export interface Following {
  readonly names: readonly string[]
  dismiss(): void
}

/** Events that use shared models follow them: what changed since is taken over when the tree is opened, and told. */
export function useFollowing(open: OpenDiagram<'faultTree'>): Following {
  const [names, setNames] = useState<readonly string[]>([])
  const { nodes, readOnly, session } = open
  const [changed, setChanged] = useState(0)
  useCoreEvent('fault_model', () => {
    setChanged(before => before + 1)
  })
  const follows = [...nodes.values()].some(node => node.type === 'event' && node.data.model.kind === 'shared')
  useEffect(() => {
    if (!follows || readOnly) return
    call('faultModels.list', { limit: 1000 }).then(({ rows }) => {
      const models = new Map(rows.map(row => [row.id, row.model]))
      const changes: Change[] = []
      const followed: string[] = []
      for (const node of session.state.nodes.values()) {
        if (node.type !== 'event' || node.data.model.kind !== 'shared') continue
        const model = models.get(node.data.model.modelId)
        if (model === undefined) continue
        const change = setting(node, 'model', { ...node.data.model, last: model })
        if (change === null) continue
        changes.push(change)
        followed.push(node.data.name)
      }
      session.change(intentOf('follow', { count: changes.length }), changes)
      if (followed.length > 0) setNames(followed)
    }, toastFault)
  }, [follows, readOnly, session, changed])
  return {
    names,
    dismiss: () => {
      setNames([])
    }
  }
}
