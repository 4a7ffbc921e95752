import type { SavedView } from '@contract/views'
import { ActionIcon, Button, Group, Menu, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { IconBookmark, IconShare, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useMay } from '../app/me'
import { go } from '../app/navigation'
import { toastDone, toastFault } from '../ui/toasts'
import { toastUndo } from '../ui/toastUndo'
import { type Bench, type Stash, writeBench } from './address'

/** Nothing is stashed: a saved view holds its whole filter. */
const whole: Stash = {
  getItem: () => null,
  setItem: () => {
    throw new RangeError('too long')
  }
}

/** The definition a view is saved as; null where its filter is too long to be one. */
function definitionOf(bench: Bench): string | null {
  try {
    return writeBench({ ...bench, caseId: null, options: { ...bench.options, part: '' } }, whole)
  } catch {
    return null
  }
}

/** One's own and shared views of data: open, save what is seen, remove. */
export function SavedViews({ bench }: { readonly bench: Bench | null }) {
  return (
    <ViewsMenu
      screen="data"
      definition={bench === null ? undefined : definitionOf(bench)}
      onOpen={definition => {
        go(`/data?${definition}`)
      }}
    />
  )
}

interface MenuProps {
  /** Name under which the views of a screen are kept. */
  readonly screen: string
  /** What is seen now; null where it is too long to be kept, undefined where there is nothing to keep. */
  readonly definition: string | null | undefined
  readonly onOpen: (definition: string) => void
}

/** The saved views of a screen. */
export function ViewsMenu({ screen, definition, onOpen }: MenuProps) {
  const { t } = useTranslation('analysis')
  const [saving, setSaving] = useState(false)
  const list = useQueryOf('views.list', { screen }, { topics: ['view'] })
  const save = useCommand('views.save')
  const remove = useCommand('views.remove')
  const views = list.data?.views ?? []
  const take = (view: SavedView): void => {
    remove.mutate(
      { id: view.id, version: view.version },
      {
        onSuccess: () => {
          toastUndo(t('views.removed', { name: view.name }), () => {
            const { name, shared, definition } = view
            save.mutate({ screen, name, shared, definition }, { onError: toastFault })
          })
        },
        onError: toastFault
      }
    )
  }
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={14} />}>
            {t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {definition !== undefined && (
            <Menu.Item
              disabled={definition === null}
              onClick={() => {
                setSaving(true)
              }}
            >
              {definition === null ? t('views.tooLong') : t('views.save')}
            </Menu.Item>
          )}
          {definition !== undefined && <Menu.Divider />}
          {views.length === 0 && <Menu.Label>{t('views.none')}</Menu.Label>}
          {views.map(view => (
            <Menu.Item
              key={view.id}
              component="div"
              leftSection={view.shared ? <IconShare size={14} aria-label={t('views.shared')} /> : undefined}
              rightSection={
                view.mine && (
                  <ActionIcon
                    size={20}
                    aria-label={t('views.remove', { name: view.name })}
                    onClick={event => {
                      event.stopPropagation()
                      take(view)
                    }}
                  >
                    <IconTrash size={13} />
                  </ActionIcon>
                )
              }
              onClick={() => {
                onOpen(view.definition)
              }}
            >
              {view.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {saving && typeof definition === 'string' && (
        <SaveAs
          screen={screen}
          definition={definition}
          onClose={() => {
            setSaving(false)
          }}
        />
      )}
    </>
  )
}

function SaveAs({
  screen,
  definition,
  onClose
}: {
  readonly screen: string
  readonly definition: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('analysis')
  const { t: common } = useTranslation('app')
  const mayShare = useMay('views.share')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useCommand('views.save')
  return (
    <Modal opened onClose={onClose} title={t('views.save')}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() === '') return
          save.mutate(
            { screen, name: name.trim(), shared, definition },
            {
              onSuccess: saved => {
                toastDone(t('views.saved', { name: saved.name }))
                onClose()
              },
              onError: toastFault
            }
          )
        }}
      >
        <Stack>
          <TextInput
            label={t('views.name')}
            value={name}
            maxLength={80}
            data-autofocus
            onChange={event => {
              setName(event.currentTarget.value)
            }}
          />
          {mayShare && (
            <Switch
              label={t('views.share')}
              checked={shared}
              onChange={event => {
                setShared(event.currentTarget.checked)
              }}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
