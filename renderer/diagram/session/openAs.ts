import type { DiagramKind } from '@contract/diagram/kinds'
import type { OpenDiagram } from './useDiagram'

/** An open diagram as an editor of its kind sees it. @throws TypeError for a diagram of another kind */
export function openAs<K extends DiagramKind>(kind: K, open: OpenDiagram): OpenDiagram<K> {
  if (open.diagram.kind !== kind) throw new TypeError(`a ${open.diagram.kind} is no ${kind}`)
  return open as unknown as OpenDiagram<K>
}
