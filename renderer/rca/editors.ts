import type { DiagramKind } from '@contract/diagram/kinds'
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { OpenDiagram } from '../diagram/session/useDiagram'

/** What every editor is given. It fills its parent, which has a fixed height. */
export interface EditorProps {
  /** Opened by the screen; its kind is the editor's own. */
  readonly open: OpenDiagram
}

/** Editors by kind of diagram; each is loaded when first needed. A kind without one is not offered. */
export const editors: Readonly<
  Partial<Record<DiagramKind, LazyExoticComponent<ComponentType<EditorProps>>>>
> = {
  fishbone: lazy(() => import('./fishbone/FishboneEditor')),
  faultTree: lazy(() => import('./faultTree/FaultTreeEditor')),
  whys: lazy(() => import('./whys/WhysEditor')),
  isNot: lazy(() => import('./isNot/IsNotEditor'))
}
