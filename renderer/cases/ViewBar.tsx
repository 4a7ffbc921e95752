import { ActionIcon, Button, Menu } from '@mantine/core'
import type { SavedView } from '@contract/views'
import type { CaseFilter } from '@contract/cases'
import { IconChevronDown, IconDeviceFloppy, IconDots, IconShare } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import type { Layout } from '../ui/grid/columns'
import { toastDone, toastFault } from '../ui/toasts'
import { useToday } from '../ui/useToday'
import { filterAt, type ListState, plainList, writeListState } from './filter'
import { type CaseView, readView, sameView, writeView } from './savedViews'
import { SaveView } from './SaveView'
import css from './ViewBar.module.css'

/** Views that every store has; the fourth is the reason for opening the list at all. */
const builtIn: readonly { readonly name: string; readonly state: ListState }[] = [
  { name: 'all', state: plainList },
  { name: 'open', state: { ...plainList, filter: { ...plainList.filter, openOnly: true } } },
  { name: 'mine', state: { ...plainList, filter: { ...plainList.filter, openOnly: true, mine: true } } },
  { name: 'overdue', state: { ...plainList, due: 'overdue', sort: 'due', descending: false } }
]

/** Chips shown before the rest goes into a menu. */
const most = 6

interface Props {
  readonly state: ListState
  readonly layout: Layout
  readonly fresh: Layout
  /** Id of the saved view in the address. */
  readonly view: string
  readonly onOpen: (view: CaseView, id: string) => void
}

/** Ready-made and saved views with live counts; saving, sharing and removing one's own. */
export function ViewBar({ state, layout, fresh, view, onOpen }: Props) {
  const { t } = useTranslation('cases')
  const f = useFormat()
  const today = useToday()
  const mayShare = useMay('views.share')
  const [saving, setSaving] = useState<SavedView | 'new' | null>(null)
  const list = useQueryOf('views.list', { screen: 'cases' }, { topics: ['view'] })
  const save = useCommand('views.save')
  const remove = useCommand('views.remove')
  const views = useMemo(
    () => (list.data?.views ?? []).map(saved => ({ saved, kept: readView(saved, fresh) })),
    [list.data, fresh]
  )
  const filters: CaseFilter[] = [...builtIn.map(one => one.state), ...views.map(one => one.kept.state)]
    .slice(0, 50)
    .map(one => filterAt(one, today))
  const counts = useQueryOf('cases.count', { filters }, { keep: true })
  const countOf = (i: number): string => {
    const count = counts.data?.counts[i]
    return count === undefined ? '' : f.number(count)
  }
  const active = views.find(one => one.saved.id === view)
  const now: CaseView = { state, layout }
  const changed =
    active !== undefined &&
    !sameView({ state, layout: active.kept.layout === null ? null : layout }, active.kept)
  const query = writeListState(state)
  const update = (saved: SavedView, patch: Partial<SavedView>): void => {
    const { id, version, screen, name, shared, definition } = { ...saved, ...patch }
    save.mutate(
      { id, version, screen, name, shared, definition },
      {
        onSuccess: () => {
          toastDone(t('views.saved', { name }))
        },
        onError: toastFault
      }
    )
  }
  const chip = ({ saved, kept }: (typeof views)[number], i: number): React.JSX.Element => (
    <Chip
      key={saved.id}
      name={saved.name}
      count={countOf(builtIn.length + i)}
      active={saved.id === view}
      shared={saved.shared ? t('views.sharedMark') : undefined}
      onClick={() => {
        onOpen(kept, saved.id)
      }}
    />
  )
  return (
    <nav className={css.bar} aria-label={t('views.title')}>
      {builtIn.map((one, i) => (
        <Chip
          key={one.name}
          name={t(`views.${one.name}`)}
          count={countOf(i)}
          active={active === undefined && query === writeListState(one.state)}
          late={one.name === 'overdue' && (counts.data?.counts[i] ?? 0) > 0}
          onClick={() => {
            onOpen({ state: one.state, layout: null }, '')
          }}
        />
      ))}
      {views.length > 0 && <span className={css.rule} />}
      {views.slice(0, most).map(chip)}
      {views.length > most && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="subtle" size="compact-xs" rightSection={<IconChevronDown size={13} />}>
              {t('views.more', { count: views.length - most })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={css.menu}>
            {views.slice(most).map(({ saved, kept }, i) => (
              <Menu.Item
                key={saved.id}
                rightSection={<span className={css.count}>{countOf(builtIn.length + most + i)}</span>}
                onClick={() => {
                  onOpen(kept, saved.id)
                }}
              >
                {saved.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <span className={css.spacer} />
      {active !== undefined && changed && active.saved.mine && (
        <Button
          variant="light"
          size="compact-xs"
          loading={save.isPending}
          onClick={() => {
            update(active.saved, { definition: writeView(now) })
          }}
        >
          {t('views.update', { name: active.saved.name })}
        </Button>
      )}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconDeviceFloppy size={14} />}
        onClick={() => {
          setSaving('new')
        }}
      >
        {t('views.saveAs')}
      </Button>
      {active?.saved.mine === true && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={t('more', { name: active.saved.name })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              onClick={() => {
                setSaving(active.saved)
              }}
            >
              {t('views.rename')}
            </Menu.Item>
            {mayShare && (
              <Menu.Item
                leftSection={<IconShare size={14} />}
                onClick={() => {
                  update(active.saved, { shared: !active.saved.shared })
                }}
              >
                {active.saved.shared ? t('views.unshare') : t('views.share')}
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              onClick={() => {
                remove.mutate(
                  { id: active.saved.id, version: active.saved.version },
                  {
                    onSuccess: () => {
                      onOpen(now, '')
                      toastDone(t('views.removed', { name: active.saved.name }))
                    },
                    onError: toastFault
                  }
                )
              }}
            >
              {t('views.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {saving !== null && (
        <SaveView
          view={saving === 'new' ? null : saving}
          definition={writeView(now)}
          onClose={() => {
            setSaving(null)
          }}
          onSaved={saved => {
            onOpen(readView(saved, fresh), saved.id)
          }}
        />
      )}
    </nav>
  )
}

interface ChipProps {
  readonly name: string
  readonly count: string
  readonly active: boolean
  readonly late?: boolean
  readonly shared?: string | undefined
  readonly onClick: () => void
}

function Chip({ name, count, active, late = false, shared, onClick }: ChipProps) {
  return (
    <button
      type="button"
      className={css.chip}
      data-active={active || undefined}
      aria-current={active || undefined}
      onClick={onClick}
    >
      {shared !== undefined && <IconShare size={12} aria-label={shared} />}
      {name}
      <span className={css.count} data-late={late || undefined}>
        {count}
      </span>
    </button>
  )
}
