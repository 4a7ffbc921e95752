import { Menu } from '@mantine/core'
import type { CaseRow } from '@contract/cases'
import { IconCopy, IconDots, IconExternalLink, IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { useMay, useMe } from '../app/me'
import { useGo } from '../app/navigation'
import { toastDone, toastFault } from '../ui/toasts'
import css from './RowMenu.module.css'

interface Props {
  readonly row: CaseRow
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** What can be done with a case from the list. A closed one is a mere button: lists have many. */
export function RowMenu({ row, open, onOpen }: Props) {
  const { t } = useTranslation('cases')
  if (open) return <OpenMenu row={row} open onOpen={onOpen} />
  return (
    <button
      type="button"
      className={css.button}
      tabIndex={-1}
      aria-label={t('more', { name: row.number })}
      aria-haspopup="menu"
      onClick={() => {
        onOpen(true)
      }}
    >
      <IconDots size={15} />
    </button>
  )
}

function OpenMenu({ row, open, onOpen }: Props) {
  const { t } = useTranslation('cases')
  const go = useGo()
  const me = useMe()
  const mayWrite = useMay('cases.write')
  const take = async (): Promise<void> => {
    const found = await call('cases.get', { id: row.id })
    await call('cases.update', {
      id: row.id,
      version: found.case.version,
      patch: { ownerId: me.id }
    })
    toastDone(t('taken', { number: row.number }))
  }
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    toastDone(t('copied', { text }))
  }
  return (
    <Menu opened={open} onChange={onOpen} position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          className={css.button}
          tabIndex={-1}
          aria-label={t('more', { name: row.number })}
        >
          <IconDots size={15} />
        </button>
      </Menu.Target>
      <Menu.Dropdown
        onClick={event => {
          event.stopPropagation()
        }}
      >
        <Menu.Item
          leftSection={<IconExternalLink size={14} />}
          onClick={() => {
            go(`/cases/${row.id}`)
          }}
        >
          {t('open')}
        </Menu.Item>
        {(['tasks', 'actions', 'discussion', 'timeline'] as const).map(tab => (
          <Menu.Item
            key={tab}
            onClick={() => {
              go(`/cases/${row.id}/${tab}`)
            }}
          >
            {t(`tabs.${tab}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {mayWrite && (
          <Menu.Item
            leftSection={<IconUserCheck size={14} />}
            disabled={row.owner === me.name}
            onClick={() => {
              take().catch(toastFault)
            }}
          >
            {t('take')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          onClick={() => {
            copy(row.number).catch(toastFault)
          }}
        >
          {t('copyNumber')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
