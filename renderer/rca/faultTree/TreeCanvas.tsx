import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Canvas, type CanvasHandle } from '../../diagram/canvas/Canvas'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { drawTree, type TreeLook } from '../../diagram/scene/drawTree'
import { Looks } from '../../diagram/scene/looks'
import css from './faultTree.module.css'
import { foldHere, follow, handsOf } from './hands'
import { lookOf, textWidth, type LookContext } from './look'
import { recordAt } from './tree'
import type { TreeEditor } from './useTree'

interface Props {
  readonly editor: TreeEditor
  readonly context: LookContext
  /** People type here, not in the outline. */
  readonly active: boolean
  readonly onActive: () => void
  /** Places that are lit up: a cut set. Null = none. */
  readonly lit: ReadonlySet<string> | null
  /** Places of events that must not happen for what is lit. */
  readonly absent: ReadonlySet<string>
  readonly onUnlit: () => void
  /** Places a search found. */
  readonly found: ReadonlySet<string>
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
}

/** Scale at which names of 12 px and figures of 10 px are read without leaning forward. */
const legible = 0.8

/** The picture of a page, to look at and to work in. */
export function TreeCanvas({
  editor,
  context,
  active,
  onActive,
  lit,
  absent,
  onUnlit,
  found,
  onMenu
}: Props) {
  const { t } = useTranslation('faultTree')
  const { open, top, pages, page, selection } = editor
  const [measure] = useState(canvasMeasure)
  const [looks] = useState(() => new Looks<TreeLook>())
  const canvas = useRef<CanvasHandle>(null)
  const shown = useMemo(() => {
    if (top === null) return null
    const drawn = drawTree(
      [looks.keep(lookOf(top, pages, context))],
      { direction: 'down', width: textWidth },
      measure
    )
    return { ...drawn, home: top.id, legible, flow: 'down' as const }
  }, [top, pages, context, looks, measure])
  const pageId = page?.id
  useEffect(() => {
    // Typing can begin at once, unless somebody is at work elsewhere on the page; drawn first, so there is a field.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) canvas.current?.focus()
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [pageId])
  if (shown === null) return null
  return (
    <div className={css.holder} onFocus={onActive}>
      <Canvas
        ref={canvas}
        className={css.canvas}
        label={t('canvas', { title: open.diagram.title, name: page?.gate.data.name ?? '' })}
        shown={shown}
        selection={selection}
        onSelect={editor.select}
        marked={{ found, lit, absent }}
        {...handsOf(editor, 'down', active)}
        onFold={() => {
          foldHere(editor)
        }}
        onMark={(place, mark) => {
          if (mark === 'folded') foldHere(editor, place)
          else if (mark === 'repeat') follow(editor, place)
          else return false
          return true
        }}
        onMenu={(place, at) => {
          if (place !== null && !selection.nodes.has(place))
            editor.select({ nodes: new Set([place]), focus: place, anchor: place })
          onMenu(at)
        }}
        nameOf={place => {
          const record = recordAt(open.nodes, place)
          return record === null ? '' : `${record.data.name} ${record.data.label}`.trim()
        }}
      />
      {lit !== null && (
        <div className={css.lit} role="status">
          <span>{t(absent.size > 0 ? 'sets.litPrime' : 'sets.lit')}</span>
          <Button size="compact-xs" variant="subtle" onClick={onUnlit}>
            {t('sets.unlight')}
          </Button>
        </div>
      )}
    </div>
  )
}
