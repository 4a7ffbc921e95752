import type { DiagramKind } from '@contract/diagram/kinds'
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { EditorProps } from './editor'

/** Editors by kind of diagram; each is loaded when first needed. */
export const editors: Readonly<Record<DiagramKind, LazyExoticComponent<ComponentType<EditorProps>>>> = {
  fishbone: lazy(() => import('./fishbone/FishboneEditor')),
  faultTree: lazy(() => import('./faultTree/FaultTreeEditor')),
  whys: lazy(() => import('./whys/WhysEditor')),
  isNot: lazy(() => import('./isNot/IsNotEditor'))
}
