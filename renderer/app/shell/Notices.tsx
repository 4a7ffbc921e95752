import { ActionIcon, Button, Indicator, Popover, ScrollArea, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Faces } from '../../ui/faces'
import { TimeAgo } from '../../ui/TimeAgo'
import { useCommand, useQueryOf } from '../client/index'
import { toPath, useGo } from '../navigation'
import css from './menus.module.css'

/** The bell: what concerns this person, newest first; opening one marks it read. */
export function Notices() {
  const { t, i18n } = useTranslation('app')
  const [opened, setOpened] = useState(false)
  const go = useGo()
  const answer = useQueryOf('notices.list', {}, { topics: ['notice'] })
  const read = useCommand('notices.read')
  const unread = answer.data?.unread ?? 0
  const label = unread === 0 ? t('notices.title') : t('notices.unread', { count: unread })
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={380}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Indicator
        label={unread > 99 ? '99+' : unread}
        size={15}
        offset={4}
        disabled={unread === 0}
        color="red.8"
        zIndex={1}
      >
        <Tooltip label={label} disabled={opened}>
          <Popover.Target>
            <ActionIcon
              aria-label={label}
              onClick={() => {
                setOpened(!opened)
              }}
            >
              <IconBell size={18} stroke={1.6} />
            </ActionIcon>
          </Popover.Target>
        </Tooltip>
      </Indicator>
      <Popover.Dropdown p={0}>
        <div className={css.title}>
          <span>{t('notices.title')}</span>
          {unread > 0 && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => {
                read.mutate({ ids: [] })
              }}
            >
              {t('notices.readAll')}
            </Button>
          )}
        </div>
        <ScrollArea.Autosize mah={420}>
          <Faces
            of={answer}
            compact
            rows={3}
            isEmpty={data => data.notices.length === 0}
            empty={<Empty compact icon={IconBell} title={t('notices.none')} hint={t('notices.hint')} />}
          >
            {data =>
              data.notices.map(notice => (
                <UnstyledButton
                  key={notice.id}
                  className={css.notice}
                  data-unread={notice.readAt === null || undefined}
                  onClick={() => {
                    if (notice.readAt === null) read.mutate({ ids: [notice.id] })
                    setOpened(false)
                    go(toPath(notice.link))
                  }}
                >
                  <span>
                    {i18n.exists(`app:notices.${notice.kind}`)
                      ? t(`notices.${notice.kind}`, notice.params)
                      : Object.values(notice.params).join(' · ')}
                  </span>
                  <span className={css.when}>
                    <TimeAgo at={notice.at} />
                  </span>
                </UnstyledButton>
              ))
            }
          </Faces>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
