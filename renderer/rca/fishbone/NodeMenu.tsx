import type { DiagramNode } from '@contract/diagram/node'
import { Menu } from '@mantine/core'
import { IconStar } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { isLoose, short } from '../../diagram/tree/model'
import { type MenuAt, NodeMenu, type NodeWords } from '../tree/NodeMenu'
import type { TreeEditing } from '../tree/useTree'
import { boneOf } from './look'

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly at: MenuAt | null
  readonly onClose: () => void
  readonly nameOf: (node: DiagramNode) => string
}

/** What can be done with a cause or a category. */
export function BoneMenu({ nameOf, ...shared }: Props) {
  const { t } = useTranslation('fishbone')
  const wordsOf = (node: DiagramNode): NodeWords => ({
    child: t(node.type === 'effect' ? 'do.category' : 'do.child'),
    ...(isLoose(node) ? { sibling: t('do.sibling') } : {}),
    state: node.type === 'cause',
    makes: node.type === 'cause' || node.type === 'effect'
  })
  return (
    <NodeMenu
      {...shared}
      wordsOf={wordsOf}
      own={node => <Vote open={shared.open} node={node} name={nameOf(node)} />}
    />
  )
}

interface VoteProps {
  readonly open: OpenDiagram
  readonly node: DiagramNode
  readonly name: string
}

function Vote({ open, node, name }: VoteProps) {
  const { t } = useTranslation('fishbone')
  const me = useMe()
  const bone = boneOf(node)
  if (bone?.type !== 'cause') return null
  const { votes } = bone.data
  const mine = votes.includes(me.id)
  return (
    <Menu.Item
      leftSection={<IconStar size={14} />}
      onClick={() => {
        const next = mine ? votes.filter(one => one !== me.id) : [...votes, me.id]
        open.session.set(node.id, 'votes', next, { key: 'vote', params: { text: short(name) } })
      }}
    >
      {t(mine ? 'do.unvote' : 'do.vote')}
    </Menu.Item>
  )
}
