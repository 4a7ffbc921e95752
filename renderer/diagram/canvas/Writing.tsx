import { type ClipboardEvent, type KeyboardEvent, type Ref, useLayoutEffect, useRef } from 'react'
import type { Shown, Stage } from './stage'
import { TypingBox, type Ended, type Typing, type TypingHandle } from './TypingBox'
import { useGone } from './useGone'
import { toScreen } from './view'
import css from './canvas.module.css'

interface WritingProps {
  readonly box: Ref<TypingHandle>
  readonly stage: Stage
  readonly label: string
  readonly typing: Typing | null
  readonly node: string | null
  readonly shown: Shown
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly onSpaceUp: () => void
  readonly onBegin: (text: string) => boolean
  readonly onEnd: (text: string, how: Ended) => void
  readonly onCancel: () => void
  readonly onCopy: ((event: ClipboardEvent, cut: boolean) => void) | undefined
  readonly onPaste: ((event: ClipboardEvent) => void) | undefined
}

/** The field over a node: as wide and as large in type as the node, but never too small to read. */
export function Writing(props: WritingProps) {
  const {
    box,
    stage,
    label,
    typing,
    node,
    shown,
    onKey,
    onSpaceUp,
    onBegin,
    onEnd,
    onCancel,
    onCopy,
    onPaste
  } = props
  const holder = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = (): void => {
      const place = node === null ? undefined : (stage.focusPlace() ?? stage.index.of(node)[0])
      const element = holder.current
      // What is written about may have gone: the words stay where they were until they are told of.
      if (element === null || (place === undefined && typing !== null)) return
      const at =
        place === undefined ? { x: 0, y: 0, width: 0, height: 0 } : toScreen(stage.camera.view, place)
      const { scale } = stage.camera.view
      const font = place === undefined || typing === null ? 12 : fontOf(shown, place.node)
      const size = Math.max(12, font * scale)
      const wide = Math.max(at.width + 14, 13 * size)
      const x = Math.round(Math.min(at.x + at.width / 2 - wide / 2, stage.camera.screen.width - wide - 6))
      const y = Math.round(at.y + at.height / 2)
      // Over the middle of the node, however many lines it takes.
      element.style.transform = `translate(${Math.max(6, x)}px, ${y}px) translateY(-50%)`
      element.style.setProperty('--wide', `${wide}px`)
      element.style.fontSize = `${size}px`
    }
    place()
    // A field that nobody sees follows once all is at rest: moved in every frame it would cost more than the picture.
    const offs = [stage.camera.onSettle(place), ...(typing === null ? [] : [stage.camera.onMove(place)])]
    return () => {
      for (const off of offs) off()
    }
  }, [stage, node, shown, typing])
  const idle = typing === null
  const gone = useGone(typing?.node ?? null, node => shown.places.some(place => place.node === node))
  return (
    <div
      ref={holder}
      className={css.writing}
      onCopy={event => {
        if (idle) onCopy?.(event, false)
      }}
      onCut={event => {
        if (idle) onCopy?.(event, true)
      }}
      onPaste={event => {
        if (idle) onPaste?.(event)
      }}
    >
      <TypingBox
        ref={box}
        label={label}
        typing={typing}
        gone={gone}
        onKey={onKey}
        onKeyUp={event => {
          if (event.key === ' ' && idle) onSpaceUp()
        }}
        onBegin={onBegin}
        onEnd={onEnd}
        onCancel={onCancel}
      />
    </div>
  )
}

/** Size of a node's own text, px. */
function fontOf({ parts }: Shown, node: string): number {
  const card = parts.find(({ lines, items }) => !lines && items[0]?.node === node)
  return card?.items.find(item => item.kind === 'text')?.size ?? 12
}
