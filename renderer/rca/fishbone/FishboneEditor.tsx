import { stateRole } from '@contract/diagram/marks'
import type { DiagramNode } from '@contract/diagram/node'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUrlValue } from '../../app/navigation'
import type { CanvasHandle } from '../../diagram/canvas/Canvas'
import { only } from '../../diagram/canvas/selection'
import { FindBar, useFinding } from '../../diagram/find/FindBar'
import type { RowLook } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { newNodeId } from '../../diagram/session/ids'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import { inOrder, short } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import type { MenuAt } from '../tree/NodeMenu'
import { OutlinePane } from '../tree/OutlinePane'
import { PicturePane } from '../tree/PicturePane'
import { TreeFrame } from '../tree/TreeFrame'
import { usePanes } from '../tree/usePanes'
import { useTree } from '../tree/useTree'
import { Detail } from './Detail'
import { ImportText } from './ImportText'
import { boneOf, pictureOf } from './look'
import { useNames } from './names'
import { BoneMenu } from './NodeMenu'
import { nudged } from './nudged'
import { Ranking } from './Ranking'
import { ranking } from './ranking'
import { readCauses } from './texts'
import { Toolbar, type View } from './Toolbar'

/** The fishbone of a problem: its causes by category, typed like an outline beside the picture. */
export default function FishboneEditor({ open }: EditorProps) {
  const nameOf = useNames()
  const [asked] = useUrlValue('node', '')
  const tree = useTree(open, { nameOf, read: readCauses, first: asked })
  const { doc, selection } = tree
  const canvas = useRef<CanvasHandle>(null)
  const [measure] = useState(canvasMeasure)
  const [panes, setPanes] = usePanes('fishbone')
  const [view, setView] = useState<View>('diagram')
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const [importing, setImporting] = useState(false)
  const picture = useMemo(() => pictureOf(doc, nameOf, measure), [doc, nameOf, measure])
  const ranked = useMemo(() => ranking(doc, nameOf), [doc, nameOf])
  const order = useMemo(() => inOrder(doc), [doc])
  const finding = useFinding(order, useShown(nameOf))
  const { found } = finding
  const lookOf = useCallback((node: DiagramNode) => rowLook(node, nameOf), [nameOf])
  const focused = selection.focus === null ? undefined : doc.nodes.get(selection.focus)
  const head = order.find(node => node.type === 'effect')?.id
  const reach = (node: string): void => {
    tree.reach(node)
    canvas.current?.reveal(node)
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
          nameOf={nameOf}
          view={view}
          onView={setView}
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
      }
      outline={
        panes.outline ? (
          <OutlinePane open={open} tree={tree} lookOf={lookOf} found={found} onMenu={setMenu} />
        ) : null
      }
      detail={
        panes.detail && focused !== undefined ? <Detail open={open} node={focused} nameOf={nameOf} /> : null
      }
      over={
        <>
          <BoneMenu
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
        </>
      }
    >
      {view === 'ranking' ? (
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
          <PicturePane
            open={open}
            tree={tree}
            picture={picture}
            head={head}
            nameOf={nameOf}
            found={found}
            canvas={canvas}
            onMenu={setMenu}
            onNudge={(nodes, dx, dy) => {
              const first = doc.nodes.get(nodes[0] ?? '')
              const text = first === undefined ? '' : short(nameOf(first))
              open.session.change({ key: 'nudge', params: { text } }, nudged(doc, nodes, dx, dy))
            }}
          />
        )
      )}
    </TreeFrame>
  )
}

function rowLook(node: DiagramNode, nameOf: (node: DiagramNode) => string): RowLook {
  const bone = boneOf(node)
  const text = nameOf(node)
  if (bone?.type !== 'cause') return { text, strong: true }
  const { is } = bone.data.status
  return { text, mark: is === 'open' ? null : { name: is, role: stateRole[is] } }
}

/** What is seen of a node beside its own words: a category's name, a state's. What is open has no sign. */
function useShown(nameOf: (node: DiagramNode) => string): (node: DiagramNode) => readonly string[] {
  const { t } = useTranslation('rca')
  return useCallback(
    (node: DiagramNode) => {
      const bone = boneOf(node)
      if (bone?.type === 'category') return bone.data.text === '' ? [nameOf(node)] : []
      if (bone?.type !== 'cause') return []
      const { is } = bone.data.status
      return is === 'open' ? [] : [t(`states.${is}`)]
    },
    [t, nameOf]
  )
}
