import { type CauseState, causeStates } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { Menu } from '@mantine/core'
import {
  IconArrowsJoin,
  IconCornerDownRight,
  IconFlag,
  IconFold,
  IconPencil,
  IconPlus,
  IconTrash
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import * as commands from '../../diagram/tree/commands'
import { drawn, isLoose, short } from '../../diagram/tree/model'
import { KeyHint } from '../../ui/KeyHint'
import { standingOf } from '../node/facts'
import { Spawn, type Spawned, spawnable } from '../node/Spawn'
import { StateMark } from '../node/StateMark'
import { AskWhy } from '../node/StatusOf'
import type { TreeEditing } from '../tree/useTree'
import { whyOf } from './model'

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

/** What can be done with an answer, at the pointer or the focused node. */
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
          width={240}
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
  const { t } = useTranslation('whys')
  const found = whyOf(node)
  const why = found?.type === 'why' ? found : undefined
  const answers = drawn(tree.doc, node.id).length
  const params = { text: short(nameOf(node)) }
  return (
    <>
      {node.type !== 'problem' && (
        <Menu.Item
          leftSection={<IconCornerDownRight size={14} />}
          rightSection={<KeyHint keys="Tab" />}
          onClick={() => tree.begin('child', node.id)}
        >
          {t('do.why')}
        </Menu.Item>
      )}
      {why !== undefined && (
        <Menu.Item
          leftSection={<IconPlus size={14} />}
          rightSection={<KeyHint keys="Enter" />}
          onClick={() => tree.begin('sibling', node.id)}
        >
          {t('do.another')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconPencil size={14} />}
        rightSection={<KeyHint keys="F2" />}
        onClick={() => tree.type(node.id, null, tree.typingIn)}
      >
        {t('do.rename')}
      </Menu.Item>
      {why !== undefined && answers > 0 && (
        <Menu.Item
          leftSection={<IconFold size={14} />}
          rightSection={<KeyHint keys="Space" />}
          onClick={tree.fold}
        >
          {t(why.data.collapsed ? 'do.unfold' : 'do.fold')}
        </Menu.Item>
      )}
      {why !== undefined && answers > 1 && (
        <Menu.Item
          leftSection={<IconArrowsJoin size={14} />}
          onClick={() => {
            const join = why.data.join === 'and' ? 'or' : 'and'
            open.session.set(node.id, 'join', join, { key: 'whys.join', params })
          }}
        >
          {t(why.data.join === 'and' ? 'do.or' : 'do.and')}
        </Menu.Item>
      )}
      {why !== undefined && answers === 0 && (
        <Menu.Item
          leftSection={<IconFlag size={14} />}
          onClick={() => {
            const root = why.data.root === null ? { category: '', share: null } : null
            open.session.set(node.id, 'root', root, { key: 'whys.root', params })
          }}
        >
          {t(why.data.root === null ? 'do.root' : 'do.unroot')}
        </Menu.Item>
      )}
      {why !== undefined && (
        <>
          <Menu.Divider />
          {causeStates
            .filter(one => one !== standingOf(node))
            .map(one => (
              <Menu.Item key={one} onClick={() => onAsk({ what: 'state', state: one, node })}>
                <StateMark state={one} />
              </Menu.Item>
            ))}
        </>
      )}
      {/* A leg leads nowhere by itself: what is made is made of an answer, or of the whole problem. */}
      {node.type !== 'leg' && (
        <>
          <Menu.Divider />
          {spawnable(open).map(into => (
            <Menu.Item
              key={into}
              leftSection={<IconPlus size={14} />}
              onClick={() => onAsk({ what: 'make', into, node })}
            >
              {t(`rca:links.into.${into}`)}
            </Menu.Item>
          ))}
        </>
      )}
      {isLoose(node) && (
        <>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={14} />}
            rightSection={<KeyHint keys="Delete" />}
            onClick={() => tree.run(commands.remove(tree.doc, [...tree.selection.nodes]))}
          >
            {t('do.remove')}
          </Menu.Item>
        </>
      )}
    </>
  )
}
