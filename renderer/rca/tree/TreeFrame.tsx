import { type ReactNode, type RefObject, useEffect } from 'react'
import type { CanvasHandle } from '../../diagram/canvas/Canvas'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { Later } from '../../diagram/Later'
import { SplitPane } from '../../ui/SplitPane'
import { Unsupported } from '../node/Unsupported'
import css from './tree.module.css'
import type { TreeEditing } from './useTree'

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly toolbar: ReactNode
  /** Null = closed. */
  readonly outline: ReactNode
  /** All about the chosen node; null = closed. */
  readonly detail: ReactNode
  readonly canvas: RefObject<CanvasHandle | null>
  /** What stands in the middle. */
  readonly children: ReactNode
  /** Menus and dialogs. */
  readonly over: ReactNode
}

/** An editor of a tree: tools above, the outline to the left, details to the right, the picture between them. */
export function TreeFrame(props: Props) {
  const { open, tree, toolbar, outline, detail, canvas, children, over } = props
  useFirstFocus(canvas)
  const { focus } = tree.selection
  return (
    <>
      <div className={css.editor}>
        <Later>{toolbar}</Later>
        <Unsupported
          open={open}
          onOpen={node => {
            tree.reach(node)
            canvas.current?.reveal(node)
          }}
        />
        <SplitPane
          id="treeOutline"
          initial={outlineWidth()}
          min={150}
          max={640}
          first={outline === null ? null : <div className={css.outline}>{outline}</div>}
          second={
            <div className={css.panes}>
              <div className={css.middle}>{children}</div>
              {detail !== null && focus !== null && (
                <Later className={css.detail}>
                  {/* What is only being written has nothing to be told of yet; the room stays. */}
                  {open.nodes.has(focus) && detail}
                </Later>
              )}
            </div>
          }
        />
      </div>
      {over}
    </>
  )
}

/** Some room for words on a large screen, without crowding the picture on a small one, px. */
const outlineWidth = (): number => Math.round(Math.max(214, Math.min(320, window.innerWidth * 0.18)))

/** Typing can begin at once, unless somebody is at work elsewhere on the page. */
function useFirstFocus(canvas: RefObject<CanvasHandle | null>): void {
  useEffect(() => {
    // Once it is drawn there is something to take the keys.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) canvas.current?.focus()
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [canvas])
}
