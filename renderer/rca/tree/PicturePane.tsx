import type { DiagramNode } from '@contract/diagram/node'
import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Canvas, type CanvasHandle } from '../../diagram/canvas/Canvas'
import type { Drawn } from '../../diagram/scene/parts'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import * as commands from '../../diagram/tree/commands'
import { type MenuAt, menuAt } from './NodeMenu'
import type { TreeEditing } from './useTree'

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly picture: Drawn
  /** Everything that is drawn. */
  readonly order: readonly DiagramNode[]
  /** The node that the picture opens on. */
  readonly head: string | undefined
  /** Keeps its identity as long as it says the same. */
  readonly nameOf: (node: DiagramNode) => string
  readonly found: ReadonlySet<string>
  readonly onMenu: (at: MenuAt) => void
  readonly onNudge?: (nodes: readonly string[], dx: number, dy: number) => void
  readonly canvas: RefObject<CanvasHandle | null>
}

/** The picture of a tree, to look at and to work in. */
export function PicturePane(props: Props) {
  const { open, tree, picture, order, head, nameOf, found, onMenu, onNudge, canvas } = props
  const { t } = useTranslation('rca')
  const { doc } = tree
  const shown = useMemo(() => {
    // What holds the picture together: the problem, categories, legs.
    const landmarks = order
      .filter(node => node.type !== 'cause' && node.type !== 'why')
      .map(node => ({ node: node.id, text: nameOf(node) }))
    return { ...picture, home: head, flow: 'right' as const, landmarks }
  }, [picture, head, order, nameOf])
  const marked = useMemo(() => ({ found, lit: null }), [found])
  return (
    <Canvas
      ref={canvas}
      label={t('diagram:named', { what: t(`kinds.${open.diagram.kind}`), which: open.diagram.title })}
      shown={shown}
      selection={tree.selection}
      onSelect={tree.select}
      marked={marked}
      typing={tree.typingIn === 'canvas' ? tree.typing : null}
      onType={(node, typed) => tree.type(node, typed, 'canvas')}
      onTyped={tree.typed}
      onUntyped={tree.untyped}
      onKey={event => {
        tree.key(event, 'canvas')
      }}
      onFold={tree.fold}
      onMark={(node, mark) => {
        if (mark !== 'folded') return false
        tree.run(commands.fold(doc, node, false))
        return true
      }}
      onCopy={tree.copy}
      onPaste={tree.paste}
      nameOf={id => {
        const node = doc.nodes.get(id)
        return node === undefined ? '' : nameOf(node)
      }}
      mayDrag={tree.mayDrag}
      mayDrop={tree.mayDrop}
      {...(open.readOnly ? {} : { onDrop: tree.drop })}
      {...(open.readOnly || onNudge === undefined ? {} : { onNudge })}
      onMenu={(node, at) => {
        menuAt(open, tree, node, at, onMenu)
      }}
    />
  )
}
