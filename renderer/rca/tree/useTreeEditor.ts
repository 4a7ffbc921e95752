import type { DiagramNode } from '@contract/diagram/node'
import type { TextTree } from '@contract/diagram/text/tree'
import { type RefObject, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { CanvasHandle } from '../../diagram/canvas/Canvas'
import { type Finding, useFinding } from '../../diagram/find/FindBar'
import type { ShownOf } from '../../diagram/find/search'
import type { Drawn } from '../../diagram/scene/parts'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { inOrder, type TreeDoc } from '../../diagram/tree/model'
import { useAskedNode } from '../useAskedNode'
import type { MenuAt } from './NodeMenu'
import { type Panes, usePanes } from './usePanes'
import { type TreeEditing, useTree } from './useTree'

/** What a kind of tree is shown and read with; each keeps its identity as long as it says the same. */
interface Settings {
  readonly kind: 'fishbone' | 'whys'
  readonly nameOf: (node: DiagramNode) => string
  /** What is seen of a node beside its own words. */
  readonly shownOf: ShownOf
  readonly draw: (doc: TreeDoc) => Drawn | null
  /** Reads what is pasted as plain text. */
  readonly read: (text: string) => readonly TextTree[]
}

/** The editor of a tree as its panes and tools see it. */
export interface TreeRoom {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly canvas: RefObject<CanvasHandle | null>
  readonly panes: Panes
  readonly onPanes: (panes: Panes) => void
  readonly menu: MenuAt | null
  readonly onMenu: (menu: MenuAt | null) => void
  /** Everything that is drawn, folded or not; the head first. */
  readonly order: readonly DiagramNode[]
  readonly head: DiagramNode | undefined
  readonly picture: Drawn | null
  readonly nameOf: (node: DiagramNode) => string
  readonly finding: Finding
  /** Stand on a node, unfolded and in view. */
  readonly reach: (node: string) => void
}

/** State of an editor of a tree: what is chosen, found, drawn and open. */
export function useTreeEditor(open: OpenDiagram, settings: Settings): TreeRoom {
  const { kind, nameOf, shownOf, draw, read } = settings
  const asked = useAskedNode(open.id)
  const tree = useTree(open, { nameOf, read, first: asked.node })
  const { doc } = tree
  const canvas = useRef<CanvasHandle>(null)
  const [panes, onPanes] = usePanes(kind)
  const [menu, onMenu] = useState<MenuAt | null>(null)
  const picture = useMemo(() => draw(doc), [draw, doc])
  const order = useMemo(() => inOrder(doc), [doc])
  const finding = useFinding(order, shownOf)
  const reach = (node: string): void => {
    tree.reach(node)
    canvas.current?.reveal(node)
  }
  const follow = useEffectEvent(() => {
    const { node } = asked
    if (!open.nodes.has(node)) return
    // What is being written ends as by going elsewhere: nothing of it is lost.
    if (tree.typing !== null && document.activeElement instanceof HTMLElement) {
      document.activeElement.blur()
      // The keys go on here, not to the page.
      requestAnimationFrame(() => canvas.current?.focus())
    }
    reach(node)
  })
  useEffect(() => {
    follow()
  }, [asked.node, asked.visit])
  return {
    open,
    tree,
    canvas,
    panes,
    onPanes,
    menu,
    onMenu,
    order,
    head: order[0],
    picture,
    nameOf,
    finding,
    reach
  }
}
