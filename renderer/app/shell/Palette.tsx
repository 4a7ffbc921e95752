import type { Hit } from '@contract/search'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { IconChartScatter, IconFileSearch, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { benchRouteOf, useFoundParts } from '../../analysis/foundParts'
import { KeyHint } from '../../ui/KeyHint'
import { Marked } from '../../ui/Marked'
import type { NavEntry, PaletteCommand } from '../areas'
import { useQueryOf } from '../client/index'
import { faultText } from '../i18n/faultText'
import { useMay } from '../me'
import { toPath, useGo } from '../navigation'
import { rankWords } from './rank'
import css from './Palette.module.css'
import { type Line, useOwnLines } from './useOwnLines'

const [store, spotlight] = createSpotlight()

/** Open the palette from anywhere. */
export const openPalette = spotlight.open

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
      onQueryChange={setQuery}
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
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        size="md"
      />
      <Spotlight.ActionsList aria-label={t('palette.open')}>
        <Records text={text} />
        {foundActs.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {foundActs.slice(0, query === '' ? 6 : 12).map(line => (
              <Act key={line.id} line={line} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundScreens.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.screens')}>
            {foundScreens.map(line => (
              <Act key={line.id} line={line} />
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

function Act({ line }: { readonly line: Line }) {
  const Sign = line.icon
  return (
    <Spotlight.Action onClick={line.run} className={css.action}>
      <Sign size={16} stroke={1.6} />
      <span className={css.label}>{line.label}</span>
      {line.keys !== undefined && <KeyHint keys={line.keys} />}
    </Spotlight.Action>
  )
}

/** Records whose number or words match, grouped by kind. */
function Records({ text }: { readonly text: string }) {
  const { t, i18n } = useTranslation('app')
  const go = useGo()
  const mayRead = useMay('records.read')
  const found = useQueryOf(
    'search.find',
    { text, limit: 12 },
    { enabled: mayRead && text.length > 0, keep: true }
  )
  const parts = useFoundParts(mayRead ? text : '', 6)
  if (text === '' || !mayRead) return null
  if (found.error !== null) return <div className={css.note}>{faultText(found.error.fault).what}</div>
  const groups = [...(found.data?.groups ?? []), ...(parts === null ? [] : [parts])].filter(
    group => group.hits.length > 0
  )
  if (groups.length === 0) {
    return (
      <div className={css.note}>{found.isFetching ? t('palette.searching') : t('palette.noRecords')}</div>
    )
  }
  return groups.map(group => (
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
