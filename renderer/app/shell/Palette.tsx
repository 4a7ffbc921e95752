import type { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import type { Hit } from '@contract/search'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { IconChartScatter, IconFileSearch, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { benchRouteOf, useFoundParts } from '../../analysis/foundParts'
import { KeyHint } from '../../ui/KeyHint'
import { Marked } from '../../ui/Marked'
import { isAnswered, useEnter } from '../../ui/useSearch'
import type { NavEntry, PaletteCommand } from '../areas'
import { useQueryOf } from '../client/index'
import { faultText } from '../i18n/faultText'
import { useMay } from '../me'
import { toPath, useGo } from '../navigation'
import { isFaint, rankWords } from './rank'
import css from './Palette.module.css'
import { type Line, useOwnLines } from './useOwnLines'

const [store, spotlight] = createSpotlight()

/** Open the palette from anywhere. */
export const openPalette = spotlight.open

/** Nothing is chosen, or what only resembles what was typed. */
const isWeak = (line: Element | null): boolean => line === null || line.closest('[data-faint]') !== null

interface Props {
  readonly entries: readonly NavEntry[]
  readonly commands: readonly PaletteCommand[]
}

/** Ctrl+K: every command, every screen, and every record by number or word. */
export function Palette({ entries, commands }: Props) {
  const { t } = useTranslation('app')
  const go = useGo()
  const [query, setQuery] = useState('')
  const text = useDebounced(useDeferredValue(query.trim()), 120)
  const mayRead = useMay('records.read')
  const sought = mayRead ? text : ''
  const found = useQueryOf('search.find', { text: sought, limit: 12 }, { enabled: sought !== '', keep: true })
  const { parts, settled: partsSettled } = useFoundParts(sought, 6)
  const settled = query.trim() === text && partsSettled && (sought === '' || isAnswered(found))
  const list = useRef<HTMLDivElement>(null)
  const selected = () => list.current?.querySelector<HTMLElement>('[data-selected]') ?? null
  useEffect(() => {
    const now = selected()
    if (!settled || query === '' || !isWeak(now)) return
    // What was selected has gone with the answer before, or was a faint match. The library selects by this attribute.
    now?.removeAttribute('data-selected')
    list.current?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
    store.updateState(state => ({ ...state, selected: 0 }))
  }, [settled, query])
  const enter = useEnter(settled, () => selected()?.click())
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || settled) return
    // Commands and screens are found at once; a record of the answer before is not what is typed now.
    const now = selected()
    if (now?.closest('[data-records]') === null && !isWeak(now)) return
    event.preventDefault()
    event.stopPropagation()
    enter.press()
  }
  const screens: Line[] = entries.map(entry => ({
    id: entry.to,
    label: t(entry.label),
    words: entry.to,
    icon: entry.icon,
    keys: entry.keys,
    run: () => {
      go(entry.to)
    }
  }))
  const own = useOwnLines()
  const acts: Line[] = commands.map(command => ({
    id: command.id,
    label: t(command.label),
    words: `${command.id} ${command.words === undefined ? '' : t(command.words)}`,
    icon: command.icon ?? IconSearch,
    keys: command.keys,
    run: () => {
      command.run({ go })
    }
  }))
  const foundActs = rankWords([...acts, ...own], query)
  const foundScreens = rankWords(screens, query)
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={words => {
        enter.forget()
        setQuery(words)
      }}
      shortcut={null}
      scrollable
      maxHeight="min(60vh, 560px)"
      size={640}
      radius="md"
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      // Whoever types at once must not wait for an effect to get the focus.
      transitionProps={{ duration: 0 }}
    >
      <div onKeyDownCapture={onEnter}>
        <Spotlight.Search
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.placeholder')}
          leftSection={<IconSearch size={18} stroke={1.6} />}
          size="md"
        />
      </div>
      <Spotlight.ActionsList aria-label={t('palette.open')} ref={list}>
        {sought !== '' && (
          <div data-records>
            <Records
              groups={[...(found.data?.groups ?? []), ...(parts === null ? [] : [parts])]}
              searching={found.isFetching}
              error={found.error}
            />
          </div>
        )}
        {foundActs.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {foundActs.slice(0, query === '' ? 6 : 12).map(line => (
              <Act key={line.id} line={line} faint={query !== '' && isFaint(line, query)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundScreens.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.screens')}>
            {foundScreens.map(line => (
              <Act key={line.id} line={line} faint={query !== '' && isFaint(line, query)} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {query !== '' && foundActs.length + foundScreens.length === 0 && text === '' && (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Act({ line, faint }: { readonly line: Line; readonly faint: boolean }) {
  const Sign = line.icon
  return (
    <Spotlight.Action onClick={line.run} className={css.action} data-faint={faint || undefined}>
      <Sign size={16} stroke={1.6} />
      <span className={css.label}>{line.label}</span>
      {line.keys !== undefined && <KeyHint keys={line.keys} />}
    </Spotlight.Action>
  )
}

interface Found {
  readonly groups: Output<'search.find'>['groups']
  readonly searching: boolean
  readonly error: FabError | null
}

/** Records whose number or words match, grouped by kind. */
function Records({ groups, searching, error }: Found) {
  const { t, i18n } = useTranslation('app')
  const go = useGo()
  if (error !== null) return <div className={css.note}>{faultText(error.fault).what}</div>
  const found = groups.filter(group => group.hits.length > 0)
  if (found.length === 0)
    return <div className={css.note}>{t(searching ? 'palette.searching' : 'palette.noRecords')}</div>
  return found.map(group => (
    <Spotlight.ActionsGroup
      key={group.kind}
      label={i18n.exists(`app:kinds.${group.kind}`) ? t(`kinds.${group.kind}`) : group.kind}
    >
      {group.hits.flatMap(hit => [
        <Spotlight.Action
          key={`${hit.kind}/${hit.id}`}
          className={css.action}
          onClick={() => {
            go(toPath(hit.link))
          }}
        >
          <IconFileSearch size={16} stroke={1.6} />
          <span className={css.label}>
            <Marked text={hit.title} ranges={hit.titleRanges} />
            {hit.snippet !== '' && (
              <span className={css.snippet}>
                <Marked text={hit.snippet} ranges={hit.snippetRanges} />
              </span>
            )}
          </span>
          <span className={css.side}>{hit.subtitle}</span>
        </Spotlight.Action>,
        <ToBench key={`${hit.kind}/${hit.id}/bench`} hit={hit} />
      ])}
    </Spotlight.ActionsGroup>
  ))
}

/** Under measurements: straight to the data workbench. */
function ToBench({ hit }: { readonly hit: Hit }) {
  const { t } = useTranslation('app')
  const go = useGo()
  const route = benchRouteOf(hit)
  if (route === null) return null
  return (
    <Spotlight.Action
      className={css.action}
      onClick={() => {
        go(route)
      }}
    >
      <IconChartScatter size={16} stroke={1.6} />
      <span className={css.label}>{t('palette.toBench', { name: hit.title })}</span>
    </Spotlight.Action>
  )
}

function useDebounced(value: string, wait: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value)
    }, wait)
    return () => {
      clearTimeout(timer)
    }
  }, [value, wait])
  return settled
}
