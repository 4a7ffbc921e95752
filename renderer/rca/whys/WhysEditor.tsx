import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode } from '@contract/diagram/node'
import { readTrees } from '@contract/diagram/text/read'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUrlValue } from '../../app/navigation'
import type { CanvasHandle } from '../../diagram/canvas/Canvas'
import { FindBar, useFinding } from '../../diagram/find/FindBar'
import type { RowLook } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { newNodeId } from '../../diagram/session/ids'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import { drawn, inOrder } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { ImportText } from '../fishbone/ImportText'
import { standingOf } from '../node/facts'
import { Spawn } from '../node/Spawn'
import type { MenuAt } from '../tree/NodeMenu'
import { OutlinePane } from '../tree/OutlinePane'
import { PicturePane } from '../tree/PicturePane'
import { TreeFrame } from '../tree/TreeFrame'
import { usePanes } from '../tree/usePanes'
import { type TreeEditing, useTree } from '../tree/useTree'
import { Detail } from './Detail'
import { whyOf } from './model'
import { WhyMenu } from './NodeMenu'
import { pictureOf } from './picture'
import { Shares } from './Shares'
import { Therefore } from './Therefore'
import { Toolbar, type View } from './Toolbar'
import { useWords, type WhysWords } from './words'

/** Three legs of whys, typed like an outline: what happened, why it got out, why the system let it. */
export default function WhysEditor({ open }: EditorProps) {
  const { t } = useTranslation('whys')
  const words = useWords()
  const [asked] = useUrlValue('node', '')
  const tree = useTree(open, { nameOf: words.nameOf, read: readTrees, first: asked })
  const { doc, selection } = tree
  const canvas = useRef<CanvasHandle>(null)
  const [measure] = useState(canvasMeasure)
  const [view, setView] = useState<View>('diagram')
  const [panes, setPanes] = usePanes('whys')
  const [dialog, setDialog] = useState<'import' | 'tree' | null>(null)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const picture = useMemo(() => pictureOf(doc, words, measure), [doc, words, measure])
  const order = useMemo(() => inOrder(doc), [doc])
  const finding = useFinding(order, useShown(words))
  const { found } = finding
  const lookOf = useCallback((node: DiagramNode) => rowLook(node, words), [words])
  const problem = order[0]
  const head = problem?.id
  const focused = selection.focus === null ? undefined : doc.nodes.get(selection.focus)
  const reach = (node: string): void => {
    tree.reach(node)
    canvas.current?.reveal(node)
  }
  const close = (): void => {
    setDialog(null)
  }
  return (
    <TreeFrame
      open={open}
      tree={tree}
      canvas={canvas}
      toolbar={
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
      }
      outline={
        panes.outline ? (
          <OutlinePane
            open={open}
            tree={tree}
            lookOf={lookOf}
            found={found}
            onMenu={setMenu}
            endOf={row => {
              const why = whyOf(doc.nodes.get(row.node))
              return why?.type === 'why' && drawn(doc, row.node).length > 1
                ? t(`joinSigns.${why.data.join}`)
                : null
            }}
          />
        ) : null
      }
      detail={
        panes.detail && focused !== undefined ? (
          <Detail key={focused.id} open={open} doc={doc} node={focused} words={words} />
        ) : null
      }
      over={
        <>
          <WhyMenu
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
        </>
      }
    >
      {view === 'diagram' && picture !== null && (
        <PicturePane
          open={open}
          tree={tree}
          picture={picture}
          head={head}
          nameOf={words.nameOf}
          found={found}
          canvas={canvas}
          onMenu={setMenu}
        />
      )}
      {view === 'therefore' && <Therefore doc={doc} words={words} onOpen={reach} />}
      {view === 'shares' && <Shares open={open} doc={doc} words={words} onOpen={reach} />}
    </TreeFrame>
  )
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

/** What is seen of a node beside its own words: a leg's name and question, a state's name, what cause it is. */
function useShown(words: WhysWords): (node: DiagramNode) => readonly string[] {
  const { t } = useTranslation('rca')
  return useCallback(
    (node: DiagramNode) => {
      const why = whyOf(node)
      if (why?.type === 'leg')
        return [...(why.data.text === '' ? [words.nameOf(node)] : []), words.legHint(node)]
      if (why?.type !== 'why') return []
      const { status, root } = why.data
      return [
        ...(status.is === 'open' ? [] : [t(`states.${status.is}`)]),
        ...(root === null ? [] : [words.rootIs(root)])
      ]
    },
    [t, words]
  )
}
