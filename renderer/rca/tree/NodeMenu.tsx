import { type CauseState, causeStates } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { Menu } from '@mantine/core'
import { IconCornerDownRight, IconFold, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { only } from '../../diagram/canvas/selection'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import * as commands from '../../diagram/tree/commands'
import { drawn, isLoose } from '../../diagram/tree/model'
import { KeyHint } from '../../ui/KeyHint'
import { kindIcons } from '../kinds'
import { standingOf } from '../node/facts'
import { Spawn, type Spawned, spawnable } from '../node/Spawn'
import { StateMark } from '../node/StateMark'
import { AskWhyOfMany } from '../node/StateOfMany'
import { AskWhy } from '../node/StatusOf'
import type { TreeEditing } from './useTree'

/** Where the menu was asked for. */
export interface MenuAt {
  readonly node: string
  readonly x: number
  readonly y: number
}

/** Asks for the menu of a node, which is chosen then. */
export function menuAt(
  open: OpenDiagram,
  tree: TreeEditing,
  node: string | null,
  at: { readonly x: number; readonly y: number },
  onMenu: (at: MenuAt) => void
): void {
  if (open.readOnly || node === null) return
  if (!tree.selection.nodes.has(node)) tree.select(only(node))
  onMenu({ node, ...at })
}

/** What a kind of tree calls the commands on a node; absent = not possible with this one. */
export interface NodeWords {
  readonly child?: string
  readonly sibling?: string
  /** It is a cause or an answer: it has a state, and folds. */
  readonly state: boolean
  /** Something can be made of it. */
  readonly makes: boolean
}

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly at: MenuAt | null
  readonly onClose: () => void
  readonly wordsOf: (node: DiagramNode) => NodeWords
  /** What the kind has beside what all trees have. */
  readonly own: (node: DiagramNode) => ReactNode
}

type Asked =
  | { readonly what: 'state'; readonly state: CauseState; readonly nodes: readonly DiagramNode[] }
  | { readonly what: 'make'; readonly into: Spawned; readonly node: DiagramNode }

/** What can be done with a node, or with all that are selected, at the pointer or the focused node. */
export function NodeMenu({ open, tree, at, onClose, wordsOf, own }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const node = at === null ? undefined : tree.doc.nodes.get(at.node)
  const several = [...tree.selection.nodes].flatMap(id => tree.doc.nodes.get(id) ?? [])
  const close = (): void => {
    setAsked(null)
  }
  return (
    <>
      {at !== null && node !== undefined && (
        <Menu
          opened
          onClose={onClose}
          position="bottom-start"
          width={240}
          // The key that opened it is still on its way to the page, and must not count as one pressed outside.
          clickOutsideEvents={['mousedown', 'touchstart']}
        >
          <Menu.Target>
            <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
          </Menu.Target>
          <Menu.Dropdown>
            {several.length > 1 ? (
              <ItemsOfMany
                tree={tree}
                nodes={several}
                state={several.every(one => wordsOf(one).state)}
                onAsk={setAsked}
              />
            ) : (
              <Items
                open={open}
                tree={tree}
                node={node}
                words={wordsOf(node)}
                own={own(node)}
                onAsk={setAsked}
              />
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked?.what === 'state' && (
        <AskState open={open} nodes={asked.nodes} to={asked.state} onClose={close} />
      )}
      {asked?.what === 'make' && <Spawn open={open} node={asked.node} into={asked.into} onClose={close} />}
    </>
  )
}

interface ItemsProps extends Pick<Props, 'open' | 'tree'> {
  readonly node: DiagramNode
  readonly words: NodeWords
  readonly own: ReactNode
  readonly onAsk: (asked: Asked) => void
}

function Items({ open, tree, node, words, own, onAsk }: ItemsProps) {
  const { t } = useTranslation('rca')
  const now = standingOf(node)
  const folded = node.data['collapsed'] === true
  return (
    <>
      {words.child !== undefined && (
        <Menu.Item
          leftSection={<IconCornerDownRight size={14} />}
          rightSection={<KeyHint keys="Tab" />}
          onClick={() => {
            tree.begin('child', node.id)
          }}
        >
          {words.child}
        </Menu.Item>
      )}
      {words.sibling !== undefined && (
        <Menu.Item
          leftSection={<IconPlus size={14} />}
          rightSection={<KeyHint keys="Enter" />}
          onClick={() => {
            tree.begin('sibling', node.id)
          }}
        >
          {words.sibling}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconPencil size={14} />}
        rightSection={<KeyHint keys="F2" />}
        onClick={() => {
          tree.type(node.id, null, tree.typingIn)
        }}
      >
        {t('node.rename')}
      </Menu.Item>
      {words.state && drawn(tree.doc, node.id).length > 0 && (
        <Menu.Item
          leftSection={<IconFold size={14} />}
          rightSection={<KeyHint keys="Space" />}
          onClick={tree.fold}
        >
          {t(folded ? 'node.unfold' : 'node.fold')}
        </Menu.Item>
      )}
      {own}
      {words.state && (
        <>
          <Menu.Divider />
          {causeStates
            .filter(state => state !== now)
            .map(state => (
              <Menu.Item
                key={state}
                onClick={() => {
                  onAsk({ what: 'state', state, nodes: [node] })
                }}
              >
                <StateMark state={state} />
              </Menu.Item>
            ))}
        </>
      )}
      {words.makes && (
        <>
          <Menu.Divider />
          {spawnable(open).map(into => {
            const Sign = into === 'whys' || into === 'faultTree' ? kindIcons[into] : IconPlus
            return (
              <Menu.Item
                key={into}
                leftSection={<Sign size={14} />}
                onClick={() => {
                  onAsk({ what: 'make', into, node })
                }}
              >
                {t(`links.into.${into}`)}
              </Menu.Item>
            )
          })}
        </>
      )}
      {isLoose(node) && (
        <>
          <Menu.Divider />
          <Remove tree={tree} />
        </>
      )}
    </>
  )
}

interface ManyProps {
  readonly tree: TreeEditing
  readonly nodes: readonly DiagramNode[]
  /** All of them have a state. */
  readonly state: boolean
  readonly onAsk: (asked: Asked) => void
}

function ItemsOfMany({ tree, nodes, state, onAsk }: ManyProps) {
  return (
    <>
      {state &&
        causeStates.map(to => (
          <Menu.Item
            key={to}
            disabled={nodes.every(node => standingOf(node) === to)}
            onClick={() => {
              onAsk({ what: 'state', state: to, nodes })
            }}
          >
            <StateMark state={to} />
          </Menu.Item>
        ))}
      {state && <Menu.Divider />}
      <Remove tree={tree} />
    </>
  )
}

/** Takes away all that is selected. */
function Remove({ tree }: Pick<Props, 'tree'>) {
  const { t } = useTranslation('rca')
  return (
    <Menu.Item
      color="red"
      leftSection={<IconTrash size={14} />}
      rightSection={<KeyHint keys="Delete" />}
      onClick={() => {
        tree.run(commands.remove(tree.doc, [...tree.selection.nodes]))
      }}
    >
      {t('node.remove')}
    </Menu.Item>
  )
}

interface AskProps extends Pick<Props, 'open'> {
  readonly nodes: readonly DiagramNode[]
  readonly to: CauseState
  readonly onClose: () => void
}

function AskState({ nodes, ...shared }: AskProps) {
  const [first] = nodes
  if (nodes.length > 1) return <AskWhyOfMany {...shared} nodes={nodes} />
  return first === undefined ? null : <AskWhy {...shared} node={first} />
}
