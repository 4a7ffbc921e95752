import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode } from '@contract/diagram/node'
import { readTrees } from '@contract/diagram/text/read'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUrlValue } from '../../app/navigation'
import { Canvas, type CanvasHandle } from '../../diagram/canvas/Canvas'
import { only } from '../../diagram/canvas/selection'
import { FindBar, useFinding } from '../../diagram/find/FindBar'
import { Outline } from '../../diagram/outline/Outline'
import { type RowLook, rowsOf } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { newNodeId } from '../../diagram/session/ids'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import * as commands from '../../diagram/tree/commands'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { ImportText } from '../fishbone/ImportText'
import { standingOf } from '../node/facts'
import { Spawn } from '../node/Spawn'
import { type TreeEditing, useTree } from '../tree/useTree'
import { Detail } from './Detail'
import { whyOf } from './model'
import { type MenuAt, NodeMenu } from './NodeMenu'
import { pictureOf } from './picture'
import { Shares } from './Shares'
import { Therefore } from './Therefore'
import { type Panes, Toolbar, type View } from './Toolbar'
import { useWords, type WhysWords } from './words'
import css from './whys.module.css'

/** Three legs of whys, typed like an outline: what happened, why it got out, why the system let it. */
export default function WhysEditor({ open }: EditorProps) {
  const words = useWords()
  const [asked] = useUrlValue('node', '')
  const tree = useTree(open, { nameOf: words.nameOf, read: readTrees, first: asked })
  const { doc, selection } = tree
  const canvas = useRef<CanvasHandle>(null)
  const [measure] = useState(canvasMeasure)
  const [view, setView] = useState<View>('diagram')
  const [panes, setPanes] = useState<Panes>({ outline: true, detail: true })
  const [dialog, setDialog] = useState<'import' | 'tree' | null>(null)
  const picture = useMemo(() => pictureOf(doc, words, measure), [doc, words, measure])
  const rows = useMemo(() => rowsOf(doc, node => rowLook(node, words)), [doc, words])
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const ordered = useMemo(() => inOrder(doc), [doc])
  const finding = useFinding(ordered)
  const head = rows[0]?.node
  const focused = selection.focus === null ? undefined : doc.nodes.get(selection.focus)
  const problem = head === undefined ? undefined : doc.nodes.get(head)
  const reach = (node: string): void => {
    tree.select(only(node))
    canvas.current?.reveal(node)
  }
  const close = (): void => {
    setDialog(null)
  }
  return (
    <div className={css.whys}>
      <Toolbar
        open={open}
        doc={doc}
        words={words}
        view={view}
        onView={setView}
        panes={panes}
        onPanes={setPanes}
        scene={() => picture?.scene ?? null}
        onAdd={() => {
          tree.begin('child', addUnder(tree, head))
        }}
        onImport={() => {
          setDialog('import')
        }}
        onTree={() => {
          setDialog('tree')
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
          <OutlinePane open={open} tree={tree} rows={rows} found={finding.found} onMenu={setMenu} />
        )}
        <div className={css.middle}>
          {view === 'diagram' && picture !== null && (
            <Picture
              open={open}
              tree={tree}
              words={words}
              picture={picture}
              found={finding.found}
              onMenu={setMenu}
              head={head}
              canvas={canvas}
            />
          )}
          {view === 'therefore' && <Therefore doc={doc} words={words} onOpen={reach} />}
          {view === 'shares' && <Shares open={open} doc={doc} words={words} onOpen={reach} />}
        </div>
        {panes.detail &&
          focused !== undefined &&
          // What is only being written has nothing to be told of yet; the room stays.
          (open.nodes.has(focused.id) ? (
            <Detail key={focused.id} open={open} doc={doc} node={focused} words={words} />
          ) : (
            <div className={css.detail} />
          ))}
      </div>
      <NodeMenu
        open={open}
        tree={tree}
        at={menu}
        nameOf={words.nameOf}
        onClose={() => {
          setMenu(null)
        }}
      />
      {dialog === 'tree' && problem !== undefined && (
        <Spawn open={open} node={problem} into="faultTree" onClose={close} />
      )}
      {dialog === 'import' && (
        <ImportText
          onClose={close}
          onRead={trees => {
            tree.run(pasted(doc, addUnder(tree, head), carriedOf(trees), newNodeId))
          }}
        />
      )}
    </div>
  )
}

/** Every node that is drawn, as the outline lists it, with what is folded away. */
function inOrder(doc: TreeDoc): readonly DiagramNode[] {
  const found: DiagramNode[] = []
  const waiting = drawn(doc, null).toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node)
    waiting.push(...drawn(doc, node.id).toReversed())
  }
  return found
}

/** Where a new answer goes: below what is selected; the problem itself takes none, its first leg does. */
function addUnder({ doc, selection }: TreeEditing, head: string | undefined): string {
  const focus = selection.focus ?? head ?? ''
  if (doc.nodes.get(focus)?.type !== 'problem') return focus
  return (doc.children.get(focus) ?? []).find(node => node.type === 'leg')?.id ?? focus
}

function rowLook(node: DiagramNode, words: WhysWords): RowLook {
  const text = words.nameOf(node)
  if (node.type !== 'why') return { text, strong: true }
  const is = standingOf(node)
  return { text, mark: is === 'open' ? null : { name: is, role: stateRole[is] } }
}

interface PaneProps {
  readonly open: EditorProps['open']
  readonly tree: TreeEditing
  readonly found: ReadonlySet<string>
  readonly onMenu: (at: MenuAt) => void
}

function OutlinePane({
  open,
  tree,
  found,
  onMenu,
  rows
}: PaneProps & { readonly rows: ReturnType<typeof rowsOf> }) {
  const { t } = useTranslation('whys')
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
          const now = tree.doc.nodes.get(node)
          if (now !== undefined) tree.run(commands.fold(tree.doc, node, now.data['collapsed'] !== true))
        }}
        onCopy={tree.copy}
        onPaste={tree.paste}
        mayDrag={tree.mayDrag}
        mayDrop={tree.mayDrop}
        {...(open.readOnly ? {} : { onDrop: tree.drop })}
        onMenu={(node, at) => {
          if (!open.readOnly && node !== null) onMenu({ node, ...at })
        }}
        endOf={row => {
          const why = whyOf(tree.doc.nodes.get(row.node))
          return why?.type === 'why' && drawn(tree.doc, row.node).length > 1
            ? t(`joinSigns.${why.data.join}`)
            : null
        }}
      />
    </div>
  )
}

interface PictureProps extends PaneProps {
  readonly words: WhysWords
  readonly picture: NonNullable<ReturnType<typeof pictureOf>>
  readonly head: string | undefined
  readonly canvas: React.RefObject<CanvasHandle | null>
}

function Picture({ open, tree, words, picture, found, onMenu, head, canvas }: PictureProps) {
  const { t } = useTranslation('whys')
  const { doc } = tree
  const shown = useMemo(
    () => ({ scene: picture.scene, places: picture.places, home: head, flow: 'right' as const }),
    [picture, head]
  )
  const marked = useMemo(() => ({ found, lit: null }), [found])
  return (
    <Canvas
      ref={canvas}
      label={`${t('rca:kinds.whys')}: ${open.diagram.title}`}
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
        return node === undefined ? '' : words.nameOf(node)
      }}
      mayDrag={tree.mayDrag}
      mayDrop={tree.mayDrop}
      {...(open.readOnly ? {} : { onDrop: tree.drop })}
      onMenu={(node, at) => {
        if (!open.readOnly && node !== null) onMenu({ node, ...at })
      }}
    />
  )
}
