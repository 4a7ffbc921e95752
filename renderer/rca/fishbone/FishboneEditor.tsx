import type { DiagramNode } from '@contract/diagram/node'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { only } from '../../diagram/canvas/selection'
import { FindBar } from '../../diagram/find/FindBar'
import type { RowLook } from '../../diagram/outline/rows'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import type { FishboneLook } from '../../diagram/scene/drawFishbone'
import { Looks } from '../../diagram/scene/looks'
import { newNodeId } from '../../diagram/session/ids'
import { carriedOf, pasted } from '../../diagram/tree/clipboard'
import { short, type TreeDoc } from '../../diagram/tree/model'
import type { EditorProps } from '../editor'
import { signOf } from '../node/facts'
import { TreeEditor } from '../tree/TreeEditor'
import { useTreeEditor } from '../tree/useTreeEditor'
import { Detail } from './Detail'
import { ImportText } from './ImportText'
import { boneOf, pictureOf } from './look'
import { Many } from './Many'
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
  const [measure] = useState(canvasMeasure)
  const [looks] = useState(() => new Looks<FishboneLook>())
  const room = useTreeEditor(open, {
    kind: 'fishbone',
    nameOf,
    shownOf: useShown(nameOf),
    draw: useCallback((doc: TreeDoc) => pictureOf(doc, nameOf, looks, measure), [nameOf, looks, measure]),
    read: readCauses
  })
  const { tree, canvas, finding } = room
  const { doc, selection } = tree
  const [view, setView] = useState<View>('diagram')
  const [importing, setImporting] = useState(false)
  const ranked = useMemo(() => (view === 'ranking' ? ranking(doc, nameOf) : null), [view, doc, nameOf])
  const lookOf = useCallback((node: DiagramNode) => rowLook(node, nameOf), [nameOf])
  const under = selection.focus ?? room.head?.id
  return (
    <TreeEditor
      room={room}
      lookOf={lookOf}
      toolbar={
        <Toolbar
          open={open}
          doc={doc}
          nameOf={nameOf}
          view={view}
          onView={setView}
          panes={room.panes}
          onPanes={room.onPanes}
          scene={() => room.picture?.scene ?? null}
          ranked={() => ranked ?? ranking(doc, nameOf)}
          onAdd={() => {
            if (under !== undefined) tree.begin('child', under)
          }}
          onImport={() => {
            setImporting(true)
          }}
          find={
            <FindBar
              open={open}
              finding={finding}
              focus={selection.focus}
              onHit={room.reach}
              onLeave={() => canvas.current?.focus()}
            />
          }
        />
      }
      detail={node => <Detail open={open} node={node} nameOf={nameOf} />}
      many={nodes => <Many open={open} nodes={nodes} />}
      over={
        <>
          <BoneMenu
            open={open}
            tree={tree}
            at={room.menu}
            nameOf={nameOf}
            onClose={() => {
              room.onMenu(null)
            }}
          />
          {importing && (
            <ImportText
              onClose={() => {
                setImporting(false)
              }}
              onRead={trees => {
                if (under !== undefined) tree.run(pasted(doc, under, carriedOf(trees), newNodeId))
              }}
            />
          )}
        </>
      }
      instead={
        ranked === null ? null : (
          <Ranking
            rows={ranked}
            current={selection.focus}
            title={open.diagram.title}
            onSelect={node => {
              if (node !== selection.focus) tree.select(only(node))
            }}
          />
        )
      }
      onNudge={(nodes, dx, dy) => {
        const first = doc.nodes.get(nodes[0] ?? '')
        const text = first === undefined ? '' : short(nameOf(first))
        open.session.change({ key: 'nudge', params: { text } }, nudged(doc, nodes, dx, dy))
      }}
    />
  )
}

function rowLook(node: DiagramNode, nameOf: (node: DiagramNode) => string): RowLook {
  const text = nameOf(node)
  return node.type === 'cause' ? { text, mark: signOf(node) } : { text, strong: true }
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
