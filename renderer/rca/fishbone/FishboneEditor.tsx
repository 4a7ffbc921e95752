import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode } from '@contract/diagram/node'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUrlValue } from '../../app/navigation'
import { Canvas, type CanvasHandle } from '../../diagram/canvas/Canvas'
import { only } from '../../diagram/canvas/selection'
import { FindBar, useFinding } from '../../diagram/find/FindBar'
import { Outline } from '../../diagram/outline/Outline'
import { type RowLook, rowsOf } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import * as commands from '../../diagram/tree/commands'
import { drawn, short, type TreeDoc } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { type TreeEditing, useTree } from '../tree/useTree'
import { Detail } from './Detail'
import css from './fishbone.module.css'
import { ImportText } from './ImportText'
import { boneOf, pictureOf } from './look'
import { useNames } from './names'
import { type MenuAt, NodeMenu } from './NodeMenu'
import { nudged } from './nudged'
import { Ranking } from './Ranking'
import { ranking } from './ranking'
import { readCauses } from './texts'
import { Toolbar } from './Toolbar'
import { usePanes } from './usePanes'

/** The fishbone of a problem: its causes by category, typed like an outline beside the picture. */
export default function FishboneEditor({ open }: EditorProps) {
  const nameOf = useNames()
  const [asked] = useUrlValue('node', '')
  const tree = useTree(open, { nameOf, read: readCauses, first: asked })
  const { doc, selection } = tree
  const canvas = useRef<CanvasHandle>(null)
  const [measure] = useState(canvasMeasure)
  const [panes, setPanes] = usePanes()
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const [importing, setImporting] = useState(false)
  const picture = useMemo(() => pictureOf(doc, nameOf, measure), [doc, nameOf, measure])
  const ranked = useMemo(() => ranking(doc, nameOf), [doc, nameOf])
  const order = useMemo(() => inOrder(doc), [doc])
  const finding = useFinding(order)
  const { found } = finding
  const focused = selection.focus === null ? undefined : tree.doc.nodes.get(selection.focus)
  const head = effectOf(doc.nodes)
  useFirstFocus(canvas)
  const reach = (node: string): void => {
    tree.select(only(node))
    canvas.current?.reveal(node)
  }
  return (
    <div className={css.fishbone}>
      <Toolbar
        open={open}
        doc={doc}
        nameOf={nameOf}
        panes={panes}
        onPanes={setPanes}
        scene={() => picture?.scene ?? null}
        ranked={ranked}
        onAdd={() => {
          const beside = selection.focus ?? head
          if (beside !== undefined) tree.begin('child', beside)
        }}
        onImport={() => {
          setImporting(true)
        }}
        find={
          <FindBar
            open={open}
            finding={finding}
            focus={selection.focus}
            onHit={reach}
            onLeave={() => canvas.current?.focus()}
          />
        }
      />
      <div className={css.panes}>
        {panes.outline && (
          <OutlinePane open={open} tree={tree} nameOf={nameOf} found={found} onMenu={setMenu} />
        )}
        <div className={css.middle}>
          {panes.view === 'ranking' ? (
            <Ranking
              rows={ranked}
              current={selection.focus}
              title={open.diagram.title}
              onSelect={node => {
                if (node !== selection.focus) tree.select(only(node))
              }}
            />
          ) : (
            picture !== null && (
              <Picture
                open={open}
                tree={tree}
                nameOf={nameOf}
                picture={picture}
                found={found}
                canvas={canvas}
                head={head}
                onMenu={setMenu}
              />
            )
          )}
        </div>
        {panes.detail &&
          focused !== undefined &&
          // What is only being written has nothing to be told of yet; the room stays.
          (open.nodes.has(focused.id) ? (
            <Detail open={open} node={focused} nameOf={nameOf} />
          ) : (
            <div className={css.detail} />
          ))}
      </div>
      <NodeMenu
        open={open}
        tree={tree}
        at={menu}
        nameOf={nameOf}
        onClose={() => {
          setMenu(null)
        }}
      />
      {importing && (
        <ImportText
          onClose={() => {
            setImporting(false)
          }}
          onRead={trees => {
            const under = selection.focus ?? head
            if (under !== undefined) tree.run(pasted(doc, under, carriedOf(trees), newNodeId))
          }}
        />
      )}
    </div>
  )
}

interface PaneProps {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly nameOf: (node: DiagramNode) => string
  readonly found: ReadonlySet<string>
  readonly onMenu: (at: MenuAt | null) => void
}

function OutlinePane({ open, tree, nameOf, found, onMenu }: PaneProps) {
  const { t } = useTranslation('fishbone')
  const { doc } = tree
  const rows = useMemo(() => rowsOf(doc, node => lookOf(node, nameOf)), [doc, nameOf])
  return (
    <div className={css.outline}>
      <Outline
        label={`${t('outline')}: ${open.diagram.title}`}
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
          menuAt(open, node, at, tree, onMenu)
        }}
      />
    </div>
  )
}

interface PictureProps extends PaneProps {
  readonly picture: NonNullable<ReturnType<typeof pictureOf>>
  readonly canvas: React.RefObject<CanvasHandle | null>
  readonly head: string | undefined
}

function Picture({ open, tree, nameOf, picture, found, canvas, head, onMenu }: PictureProps): ReactNode {
  const { t } = useTranslation('rca')
  const { doc } = tree
  const shown = useMemo(
    () => ({ scene: picture.scene, places: picture.places, home: head, flow: 'right' as const }),
    [picture, head]
  )
  const marked = useMemo(() => ({ found, lit: null }), [found])
  return (
    <Canvas
      ref={canvas}
      label={`${t('rca:kinds.fishbone')}: ${open.diagram.title}`}
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
      {...(open.readOnly
        ? {}
        : {
            onDrop: tree.drop,
            onNudge: (nodes: readonly string[], dx: number, dy: number) => {
              const [first] = nodes
              const text = first === undefined ? '' : nameOf(doc.nodes.get(first) ?? nothing)
              open.session.change({ key: 'nudge', params: { text: short(text) } }, nudged(doc, nodes, dx, dy))
            }
          })}
      onMenu={(node, at) => {
        menuAt(open, node, at, tree, onMenu)
      }}
    />
  )
}

const nothing: DiagramNode = { id: '', type: '', parent: null, rank: 'V', data: {} }

function menuAt(
  open: OpenDiagram,
  node: string | null,
  at: { readonly x: number; readonly y: number },
  tree: TreeEditing,
  onMenu: (at: MenuAt | null) => void
): void {
  if (open.readOnly || node === null) return
  if (!tree.selection.nodes.has(node)) tree.select(only(node))
  onMenu({ node, ...at })
}

/** Typing can begin at once, unless somebody is at work elsewhere on the page. */
function useFirstFocus(canvas: React.RefObject<CanvasHandle | null>): void {
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

function lookOf(node: DiagramNode, nameOf: (node: DiagramNode) => string): RowLook {
  const bone = boneOf(node)
  const text = nameOf(node)
  if (bone?.type !== 'cause') return { text, strong: true }
  const { is } = bone.data.status
  return { text, mark: is === 'open' ? null : { name: is, role: stateRole[is] } }
}

/** Every node that is drawn, folded or not, in the order of the outline. */
function inOrder(doc: TreeDoc): readonly DiagramNode[] {
  const walk = (parent: string | null): readonly DiagramNode[] =>
    drawn(doc, parent).flatMap(node => [node, ...walk(node.id)])
  return walk(null)
}

function effectOf(nodes: ReadonlyMap<string, DiagramNode>): string | undefined {
  for (const node of nodes.values()) if (node.type === 'effect') return node.id
  return undefined
}
