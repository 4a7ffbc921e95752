import type { DiagramNode } from '@contract/diagram/node'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconDotsVertical,
  IconTrash
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './isNot.module.css'

interface Props {
  readonly node: DiagramNode
  readonly onShift: (by: 1 | -1) => void
  readonly onRemove: () => void
}

/** What is done with a row or a theory as a whole. */
export function LineMenu({ node, onShift, onRemove }: Props) {
  const { t } = useTranslation('isNot')
  const across = node.type === 'theory'
  const [Back, Forth] = across ? [IconArrowLeft, IconArrowRight] : [IconArrowUp, IconArrowDown]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={20} className={css.lineMenu} aria-label={t(across ? 'theoryMenu' : 'rowMenu')}>
          <IconDotsVertical size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Back size={14} />}
          onClick={() => {
            onShift(-1)
          }}
        >
          {t(across ? 'left' : 'up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Forth size={14} />}
          onClick={() => {
            onShift(1)
          }}
        >
          {t(across ? 'right' : 'down')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
