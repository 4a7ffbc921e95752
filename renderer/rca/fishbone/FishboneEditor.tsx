import type { DiagramNode } from '@contract/diagram/node'
import { textOf } from '@contract/diagram/kinds'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Canvas, type CanvasHandle } from '../../diagram/canvas/Canvas'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import type { EditorProps } from '../editors'
import { useTree } from '../tree/useTree'
import css from './fishbone.module.css'
import { pictureOf } from './look'
import { useNames } from './names'

/** The fishbone of a problem: its causes by category, typed like an outline. */
export default function FishboneEditor({ open }: EditorProps) {
  const { t } = useTranslation('rca')
  const nameOf = useNames()
  const tree = useTree(open, { nameOf, read: () => [] })
  const canvas = useRef<CanvasHandle>(null)
  // Typing can begin at once, unless somebody is at work elsewhere on the page.
  useEffect(() => {
    // Once it is drawn there is something to take the keys.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) canvas.current?.focus()
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])
  const [measure] = useState(canvasMeasure)
  const { doc } = tree
  const picture = useMemo(() => pictureOf(doc, nameOf, measure), [doc, nameOf, measure])
  const shown = useMemo(
    () =>
      picture === null
        ? null
        : { scene: picture.scene, places: picture.places, home: effectOf(doc.nodes), flow: 'right' as const },
    [picture, doc]
  )
  if (shown === null) return null
  return (
    <div className={css.fishbone}>
      <Canvas
        ref={canvas}
        label={`${t('kinds.fishbone')}: ${open.diagram.title}`}
        shown={shown}
        selection={tree.selection}
        onSelect={tree.select}
        typing={tree.typing}
        onType={tree.type}
        onTyped={tree.typed}
        onUntyped={tree.untyped}
        onKey={tree.key}
        onFold={tree.fold}
        onCopy={tree.copy}
        onPaste={tree.paste}
        nameOf={id => {
          const node = doc.nodes.get(id)
          return node === undefined ? '' : textOf(node)
        }}
        mayDrag={tree.mayDrag}
        mayDrop={tree.mayDrop}
        {...(open.readOnly ? {} : { onDrop: tree.drop })}
      />
    </div>
  )
}

function effectOf(nodes: ReadonlyMap<string, DiagramNode>): string | undefined {
  for (const node of nodes.values()) if (node.type === 'effect') return node.id
  return undefined
}
