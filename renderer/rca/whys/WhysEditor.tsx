import type { DiagramNode } from '@contract/diagram/node'
import { readTrees } from '@contract/diagram/text/read'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FindBar } from '../../diagram/find/FindBar'
import type { RowLook } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import type { TreeLook } from '../../diagram/scene/drawTree'
import { Looks } from '../../diagram/scene/looks'
import { newNodeId } from '../../diagram/session/ids'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { ImportText } from '../fishbone/ImportText'
import { Spawn } from '../node/Spawn'
import { signOf } from '../node/facts'
import { TreeEditor } from '../tree/TreeEditor'
import type { TreeEditing } from '../tree/useTree'
import { useTreeEditor } from '../tree/useTreeEditor'
import { Detail } from './Detail'
import { Many } from './Many'
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
  const [measure] = useState(canvasMeasure)
  const [looks] = useState(() => new Looks<TreeLook>())
  const room = useTreeEditor(open, {
    kind: 'whys',
    nameOf: words.nameOf,
    shownOf: useShown(words),
    draw: useCallback((doc: TreeDoc) => pictureOf(doc, words, looks, measure), [words, looks, measure]),
    read: readTrees
  })
  const { tree, canvas, head, finding, reach } = room
  const { doc, selection } = tree
  const [view, setView] = useState<View>('diagram')
  const [dialog, setDialog] = useState<'import' | 'tree' | null>(null)
  const lookOf = useCallback((node: DiagramNode) => rowLook(node, words), [words])
  const close = (): void => {
    setDialog(null)
  }
  return (
    <TreeEditor
      room={room}
      lookOf={lookOf}
      endOf={row => {
        const why = whyOf(doc.nodes.get(row.node))
        return why?.type === 'why' && drawn(doc, row.node).length > 1 ? t(`joinSigns.${why.data.join}`) : null
      }}
      toolbar={
        <Toolbar
          open={open}
          doc={doc}
          words={words}
          view={view}
          onView={setView}
          panes={room.panes}
          onPanes={room.onPanes}
          scene={() => room.picture?.scene ?? null}
          onAdd={() => {
            tree.begin('child', addUnder(tree, head?.id))
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
      detail={node => <Detail key={node.id} open={open} doc={doc} node={node} words={words} />}
      many={nodes => <Many open={open} doc={doc} nodes={nodes} words={words} />}
      over={
        <>
          <WhyMenu
            open={open}
            tree={tree}
            at={room.menu}
            nameOf={words.nameOf}
            onClose={() => {
              room.onMenu(null)
            }}
          />
          {dialog === 'tree' && head !== undefined && (
            <Spawn open={open} node={head} into="faultTree" onClose={close} />
          )}
          {dialog === 'import' && (
            <ImportText
              onClose={close}
              onRead={trees => {
                tree.run(pasted(doc, addUnder(tree, head?.id), carriedOf(trees), newNodeId))
              }}
            />
          )}
        </>
      }
      instead={
        view === 'therefore' ? (
          <Therefore doc={doc} words={words} onOpen={reach} />
        ) : view === 'shares' ? (
          <Shares open={open} doc={doc} words={words} onOpen={reach} />
        ) : null
      }
    />
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
  return node.type === 'why' ? { text, mark: signOf(node) } : { text, strong: true }
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
