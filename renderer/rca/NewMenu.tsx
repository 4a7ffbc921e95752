import { diagramKinds } from '@contract/diagram/kinds'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { kindIcons } from './kinds'

/** A button that offers every kind of diagram. */
export function NewMenu({ onNew }: { readonly onNew: (kind: string) => void }) {
  const { t } = useTranslation('studio')
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={14} />} rightSection={<IconChevronDown size={14} />}>
          {t('newDiagram')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {diagramKinds.map(kind => {
          const Sign = kindIcons[kind]
          return (
            <Menu.Item
              key={kind}
              leftSection={<Sign size={15} stroke={1.6} />}
              onClick={() => {
                onNew(kind)
              }}
            >
              {t(`rca:kinds.${kind}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
