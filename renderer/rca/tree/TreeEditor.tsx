import type { DiagramNode } from '@contract/diagram/node'
import type { ReactNode } from 'react'
import type { OutlineRow, RowLook } from '../../diagram/outline/rows'
import { OutlinePane } from './OutlinePane'
import { PicturePane } from './PicturePane'
import { TreeFrame } from './TreeFrame'
import type { TreeRoom } from './useTreeEditor'

interface Props {
  readonly room: TreeRoom
  readonly toolbar: ReactNode
  /** How a node stands in the outline; keeps its identity as long as it says the same. */
  readonly lookOf: (node: DiagramNode) => RowLook
  readonly endOf?: (row: OutlineRow) => ReactNode
  /** All about one node. */
  readonly detail: (node: DiagramNode) => ReactNode
  /** What several have in common. */
  readonly many: (nodes: readonly DiagramNode[]) => ReactNode
  /** Shown instead of the picture; null = the picture. */
  readonly instead: ReactNode
  readonly onNudge?: (nodes: readonly string[], dx: number, dy: number) => void
  /** Menus and dialogs. */
  readonly over: ReactNode
}

/** A tree in its panes: outline, picture, and all about what is chosen. */
export function TreeEditor(props: Props) {
  const { room, toolbar, lookOf, endOf, detail, many, instead, onNudge, over } = props
  const { open, tree, canvas, panes, onMenu, order, head, picture, nameOf, finding } = room
  const { doc, selection } = tree
  const focused = selection.focus === null ? undefined : doc.nodes.get(selection.focus)
  const chosen = [...selection.nodes].flatMap(id => doc.nodes.get(id) ?? [])
  const shared = { open, tree, found: finding.found, onMenu }
  return (
    <TreeFrame
      open={open}
      tree={tree}
      canvas={canvas}
      toolbar={toolbar}
      outline={
        panes.outline ? (
          <OutlinePane {...shared} lookOf={lookOf} {...(endOf === undefined ? {} : { endOf })} />
        ) : null
      }
      detail={
        !panes.detail || focused === undefined ? null : chosen.length > 1 ? many(chosen) : detail(focused)
      }
      over={over}
    >
      {instead ??
        (picture !== null && (
          <PicturePane
            {...shared}
            picture={picture}
            order={order}
            head={head?.id}
            nameOf={nameOf}
            canvas={canvas}
            {...(onNudge === undefined ? {} : { onNudge })}
          />
        ))}
    </TreeFrame>
  )
}
