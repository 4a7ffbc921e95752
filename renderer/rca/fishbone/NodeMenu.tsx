import { type CauseState, causeStates } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { Menu } from '@mantine/core'
import { IconCornerDownRight, IconFold, IconPencil, IconPlus, IconStar, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import * as commands from '../../diagram/tree/commands'
import { drawn, isLoose, short } from '../../diagram/tree/model'
import { KeyHint } from '../../ui/KeyHint'
import { kindIcons } from '../kinds'
import { standingOf } from '../node/facts'
import { Spawn, type Spawned, spawnable } from '../node/Spawn'
import { StateMark } from '../node/StateMark'
import { AskWhy } from '../node/StatusOf'
import type { TreeEditing } from '../tree/useTree'
import { boneOf } from './look'

/** Where the menu was asked for. */
export interface MenuAt {
  readonly node: string
  readonly x: number
  readonly y: number
}

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly at: MenuAt | null
  readonly onClose: () => void
  readonly nameOf: (node: DiagramNode) => string
}

type Asked =
  | { readonly what: 'state'; readonly state: CauseState; readonly node: DiagramNode }
  | { readonly what: 'make'; readonly into: Spawned; readonly node: DiagramNode }

/** What can be done with a cause, at the pointer or the focused node. */
export function NodeMenu({ open, tree, at, onClose, nameOf }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const node = at === null ? undefined : tree.doc.nodes.get(at.node)
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
          width={230}
          // The key that opened it is still on its way to the page, and must not count as one pressed outside.
          clickOutsideEvents={['mousedown', 'touchstart']}
        >
          <Menu.Target>
            <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
          </Menu.Target>
          <Menu.Dropdown>
            <Items open={open} tree={tree} node={node} nameOf={nameOf} onAsk={setAsked} />
          </Menu.Dropdown>
        </Menu>
      )}
      {asked?.what === 'state' && <AskWhy open={open} node={asked.node} to={asked.state} onClose={close} />}
      {asked?.what === 'make' && <Spawn open={open} node={asked.node} into={asked.into} onClose={close} />}
    </>
  )
}

interface ItemsProps extends Pick<Props, 'open' | 'tree' | 'nameOf'> {
  readonly node: DiagramNode
  readonly onAsk: (asked: Asked) => void
}

function Items({ open, tree, node, nameOf, onAsk }: ItemsProps) {
  const { t } = useTranslation('fishbone')
  const me = useMe()
  const bone = boneOf(node)
  const folds = drawn(tree.doc, node.id).length > 0 && bone?.type === 'cause'
  const state = standingOf(node)
  return (
    <>
      <Menu.Item
        leftSection={<IconCornerDownRight size={14} />}
        rightSection={<KeyHint keys="Tab" />}
        onClick={() => {
          tree.begin('child', node.id)
        }}
      >
        {t(bone?.type === 'effect' ? 'do.category' : 'do.child')}
      </Menu.Item>
      {isLoose(node) && (
        <Menu.Item
          leftSection={<IconPlus size={14} />}
          rightSection={<KeyHint keys="Enter" />}
          onClick={() => {
            tree.begin('sibling', node.id)
          }}
        >
          {t('do.sibling')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconPencil size={14} />}
        rightSection={<KeyHint keys="F2" />}
        onClick={() => {
          tree.type(node.id, null, tree.typingIn)
        }}
      >
        {t('do.rename')}
      </Menu.Item>
      {folds && (
        <Menu.Item
          leftSection={<IconFold size={14} />}
          rightSection={<KeyHint keys="Space" />}
          onClick={tree.fold}
        >
          {t(bone.data.collapsed ? 'do.unfold' : 'do.fold')}
        </Menu.Item>
      )}
      {bone?.type === 'cause' && (
        <>
          <Menu.Divider />
          {causeStates
            .filter(one => one !== state)
            .map(one => (
              <Menu.Item
                key={one}
                onClick={() => {
                  onAsk({ what: 'state', state: one, node })
                }}
              >
                <StateMark state={one} />
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconStar size={14} />}
            onClick={() => {
              const { votes } = bone.data
              const next = votes.includes(me.id) ? votes.filter(one => one !== me.id) : [...votes, me.id]
              const text = short(nameOf(node))
              open.session.set(node.id, 'votes', next, { key: 'vote', params: { text } })
            }}
          >
            {t(bone.data.votes.includes(me.id) ? 'do.unvote' : 'do.vote')}
          </Menu.Item>
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
                {t(`rca:links.into.${into}`)}
              </Menu.Item>
            )
          })}
        </>
      )}
      {isLoose(node) && (
        <>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={14} />}
            rightSection={<KeyHint keys="Delete" />}
            onClick={() => {
              tree.run(commands.remove(tree.doc, [...tree.selection.nodes]))
            }}
          >
            {t('do.remove')}
          </Menu.Item>
        </>
      )}
    </>
  )
}
