import type { DiagramNode } from '@contract/diagram/node'
import { Menu } from '@mantine/core'
import { IconArrowsJoin, IconFlag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, short } from '../../diagram/tree/model'
import { type MenuAt, NodeMenu, type NodeWords } from '../tree/NodeMenu'
import type { TreeEditing } from '../tree/useTree'
import { whyOf } from './model'

interface Props {
  readonly open: OpenDiagram
  readonly tree: TreeEditing
  readonly at: MenuAt | null
  readonly onClose: () => void
  readonly nameOf: (node: DiagramNode) => string
}

/** What can be done with an answer, a leg or the problem. */
export function WhyMenu({ nameOf, ...shared }: Props) {
  const { t } = useTranslation('whys')
  const { open, tree } = shared
  const wordsOf = ({ type }: DiagramNode): NodeWords => ({
    ...(type === 'problem' ? {} : { child: t('do.why') }),
    ...(type === 'why' ? { sibling: t('do.another') } : {}),
    state: type === 'why',
    // A leg leads nowhere by itself: what is made is made of an answer, or of the whole problem.
    makes: type !== 'leg'
  })
  return (
    <NodeMenu
      {...shared}
      wordsOf={wordsOf}
      own={node => (
        <Ends open={open} node={node} answers={drawn(tree.doc, node.id).length} name={nameOf(node)} />
      )}
    />
  )
}

interface EndsProps {
  readonly open: OpenDiagram
  readonly node: DiagramNode
  readonly answers: number
  readonly name: string
}

/** How several answers join, or that the chain ends with this one. */
function Ends({ open, node, answers, name }: EndsProps) {
  const { t } = useTranslation('whys')
  const why = whyOf(node)
  if (why?.type !== 'why' || answers === 1) return null
  const { join, root } = why.data
  const params = { text: short(name) }
  return answers > 1 ? (
    <Menu.Item
      leftSection={<IconArrowsJoin size={14} />}
      onClick={() => {
        open.session.set(node.id, 'join', join === 'and' ? 'or' : 'and', { key: 'whys.join', params })
      }}
    >
      {t(join === 'and' ? 'do.or' : 'do.and')}
    </Menu.Item>
  ) : (
    <Menu.Item
      leftSection={<IconFlag size={14} />}
      onClick={() => {
        const next = root === null ? { category: '', share: null } : null
        open.session.set(node.id, 'root', next, { key: 'whys.root', params })
      }}
    >
      {t(root === null ? 'do.root' : 'do.unroot')}
    </Menu.Item>
  )
}
