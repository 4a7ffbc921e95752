import type { DiagramNode } from '@contract/diagram/node'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Outline } from '../../diagram/outline/Outline'
import { type OutlineRow, type RowLook, rowsOf } from '../../diagram/outline/rows'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import * as commands from '../../diagram/tree/commands'
import { type MenuAt, menuAt } from './NodeMenu'
import type { TreeEditing } from './useTree'

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  /** Keeps its identity as long as it says the same. */
  readonly lookOf: (node: DiagramNode) => RowLook
  readonly found: ReadonlySet<string>
  readonly onMenu: (at: MenuAt) => void
  readonly endOf?: (row: OutlineRow) => ReactNode
}

/** A tree as an indented list beside its picture. */
export function OutlinePane({ open, tree, lookOf, found, onMenu, endOf }: Props) {
  const { t } = useTranslation('diagram')
  const { doc } = tree
  const rows = useMemo(() => rowsOf(doc, lookOf), [doc, lookOf])
  return (
    <Outline
      label={t('outline.of', { title: open.diagram.title })}
      rows={rows}
      selection={tree.selection}
      onSelect={tree.select}
      found={found}
      typing={tree.typingIn === 'outline' ? tree.typing : null}
      onType={(node, typed) => tree.type(node, typed, 'outline')}
      onTyped={tree.typed}
      onUntyped={tree.untyped}
      onKey={event => {
        tree.key(event, 'outline')
      }}
      onFold={node => {
        const now = doc.nodes.get(node)
        if (now !== undefined) tree.run(commands.fold(doc, node, now.data['collapsed'] !== true))
      }}
      onCopy={tree.copy}
      onPaste={tree.paste}
      mayDrag={tree.mayDrag}
      mayDrop={tree.mayDrop}
      {...(open.readOnly ? {} : { onDrop: tree.drop })}
      onMenu={(node, at) => {
        menuAt(open, tree, node, at, onMenu)
      }}
      {...(endOf === undefined ? {} : { endOf })}
    />
  )
}
