import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconFolderOpen, IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DemoChoice } from '../../demo/DemoChoice'
import { Failure, Faces } from '../../ui/faces'
import { TimeAgo } from '../../ui/TimeAgo'
import { keyOf, useCommand, useQueryOf } from '../client/index'
import css from './entry.module.css'
import { FaultLine } from './FaultLine'
import { Frame } from './Frame'

interface Props {
  /** Only whoever started the process opens stores. */
  readonly mayOpen: boolean
  readonly version: string
}

/** No store is open: the recent ones, a new one, or one from elsewhere. */
export function Welcome({ mayOpen, version }: Props) {
  const { t } = useTranslation('app')
  if (!mayOpen) {
    return (
      <Frame>
        <Failure error={new FabError('store.none')} />
      </Frame>
    )
  }
  return (
    <Frame wide title={t('welcome.title')} hint={t('welcome.hint')}>
      <Choices />
      <div className={css.foot}>
        {t('product')} {version} · {t('welcome.local')}
      </div>
    </Frame>
  )
}

function Choices() {
  const { t } = useTranslation('app')
  const client = useQueryClient()
  const recent = useQueryOf('stores.recent', {}, { topics: ['store'] })
  const opened = (state: Output<'stores.state'>): void => {
    client.setQueryData(keyOf('stores.state', {}), state)
  }
  const open = useCommand('stores.open', { onSuccess: opened })
  const forget = useCommand('stores.forget', {
    onSuccess: () => {
      void recent.refetch()
    }
  })
  return (
    <>
      {recent.data !== undefined && <DemoChoice present={recent.data.demo.present} onOpened={opened} />}
      <div className={css.columns}>
        <section className={css.column}>
          <h2>{t('welcome.recent')}</h2>
          <Faces of={recent} compact rows={3}>
            {data =>
              data.stores.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('welcome.noRecent')}
                </Text>
              ) : (
                data.stores.map(store => (
                  <div key={store.dir} className={css.recent}>
                    <UnstyledButton
                      className={css.recentOpen}
                      data-gone={!store.present || undefined}
                      onClick={() => {
                        open.mutate({ dir: store.dir })
                      }}
                    >
                      <div className={css.recentName}>
                        {store.name}
                        {store.demo && <span className={css.demo}>{t('demo:recent')}</span>}
                      </div>
                      <div className={css.recentDir} title={store.dir}>
                        {store.present ? <TimeAgo at={store.openedAt} /> : t('welcome.gone')} · {store.dir}
                      </div>
                    </UnstyledButton>
                    <Tooltip label={t('welcome.forget')}>
                      <ActionIcon
                        size={22}
                        aria-label={t('welcome.forgetName', { name: store.name })}
                        onClick={() => {
                          forget.mutate({ dir: store.dir })
                        }}
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    </Tooltip>
                  </div>
                ))
              )
            }
          </Faces>
          <Stack mt="md">
            <OpenOther
              busy={open.isPending}
              onOpen={dir => {
                open.mutate({ dir })
              }}
            />
            <FaultLine error={open.error} />
          </Stack>
        </section>
        <section className={css.column}>
          <h2>{t('welcome.new')}</h2>
          {recent.data !== undefined && <NewStore folder={recent.data.folder} onMade={opened} />}
        </section>
      </div>
    </>
  )
}

function OpenOther({ busy, onOpen }: { readonly busy: boolean; readonly onOpen: (dir: string) => void }) {
  const { t } = useTranslation('app')
  const [dir, setDir] = useState('')
  const bridge = window.fabcase
  if (bridge !== undefined) {
    return (
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={15} />}
        loading={busy}
        onClick={() => {
          void bridge.pickFolder('openStore').then(picked => {
            if (picked !== null) onOpen(picked)
          })
        }}
      >
        {t('welcome.openOther')}
      </Button>
    )
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (dir.trim() !== '') onOpen(dir.trim())
      }}
    >
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('welcome.folderOfStore')}
          placeholder={t('welcome.folderExample')}
          value={dir}
          onChange={event => {
            setDir(event.currentTarget.value)
          }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={dir.trim() === ''}>
          {t('welcome.open')}
        </Button>
      </Group>
    </form>
  )
}

interface NewProps {
  readonly folder: string
  readonly onMade: (state: Output<'stores.state'>) => void
}

function NewStore({ folder, onMade }: NewProps) {
  const { t } = useTranslation('app')
  const [name, setName] = useState('')
  const [place, setPlace] = useState(folder)
  const create = useCommand('stores.create', { onSuccess: onMade })
  const bridge = window.fabcase
  const error: FabError | null = create.error
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        create.mutate({ folder: place, name: name.trim() })
      }}
    >
      <Stack>
        <TextInput
          size="sm"
          label={t('welcome.name')}
          description={t('welcome.nameHint')}
          value={name}
          onChange={event => {
            setName(event.currentTarget.value)
          }}
        />
        <TextInput
          size="sm"
          label={t('welcome.folder')}
          description={t('welcome.folderHint')}
          value={place}
          readOnly={bridge !== undefined}
          onChange={event => {
            setPlace(event.currentTarget.value)
          }}
          rightSection={
            bridge !== undefined && (
              <ActionIcon
                size={24}
                aria-label={t('welcome.choose')}
                onClick={() => {
                  void bridge.pickFolder('newStore').then(picked => {
                    if (picked !== null) setPlace(picked)
                  })
                }}
              >
                <IconFolderOpen size={16} />
              </ActionIcon>
            )
          }
        />
        <FaultLine error={error} />
        <Button
          type="submit"
          size="sm"
          loading={create.isPending}
          disabled={name.trim() === '' || place === ''}
        >
          {t('welcome.create')}
        </Button>
      </Stack>
    </form>
  )
}
