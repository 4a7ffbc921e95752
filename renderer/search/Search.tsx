import type { Hit } from '@contract/search'
import { Button, Chip, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChartScatter, IconFileSearch, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { benchRouteOf, useFoundParts } from '../analysis/foundParts'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo, useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty, Faces } from '../ui/faces'
import { Marked } from '../ui/Marked'
import { Page } from '../ui/Page'
import { isAnswered, useEnter } from '../ui/useSearch'
import { kindIcons, searchKinds } from './kinds'
import css from './search.module.css'

/** Hits of a kind that are shown among the others; alone it shows more. */
const some = 8
const many = 100

/** One field over everything: what was found by kind, with the reason marked. */
export default function Search() {
  const { t, i18n } = useTranslation('search')
  const f = useFormat()
  const go = useGo()
  const [query, setQuery] = useUrlValue('q', '')
  const [only, setOnly] = useUrlValue('kind', '')
  const [typed, setTyped] = useState(query)
  const [text] = useDebouncedValue(typed.trim(), 120)
  const [active, setActive] = useState(0)
  const box = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const all = useQueryOf('search.find', { text, limit: 20 }, { enabled: text !== '', keep: true })
  const one = useQueryOf(
    'search.find',
    { text, kinds: [only], limit: many },
    { enabled: text !== '' && only !== '' && only !== 'part', keep: true }
  )
  const { parts, settled: partsSettled } = useFoundParts(text, many)
  useEffect(() => {
    setQuery(text)
  }, [text, setQuery])
  // Another link to this screen brings other words.
  const [seen, setSeen] = useState(query)
  if (seen !== query) {
    setSeen(query)
    if (query !== text && query !== typed.trim()) setTyped(query)
  }
  useShortcut('/', t('focus'), () => box.current?.focus(), { group: 'app:keys.list' })
  useShortcut('ArrowDown', t('app:grid.moveKey'), null, { group: 'app:keys.list' })
  useShortcut('Enter', t('app:grid.openKey'), null, { group: 'app:keys.list' })

  const kindName = (kind: string): string => (i18n.exists(`search:kinds.${kind}`) ? t(`kinds.${kind}`) : kind)
  const answer = only === '' || only === 'part' ? all : one
  const found = [...(all.data?.groups ?? []), ...(parts === null ? [] : [parts])].filter(
    group => group.total > 0
  )
  const order = (kind: string): number => {
    const at = (searchKinds as readonly string[]).indexOf(kind)
    return at < 0 ? searchKinds.length : at
  }
  const groups = useMemo(
    () =>
      [...(answer.data?.groups ?? []), ...(parts === null ? [] : [parts])]
        .filter(group => group.hits.length > 0 && (only === '' || group.kind === only))
        .map(group => ({ ...group, hits: group.hits.slice(0, only === '' ? some : many) })),
    [answer.data, parts, only]
  )
  const flat = useMemo(() => groups.flatMap(group => group.hits.flatMap(targetsOf)), [groups])
  const at = Math.min(active, Math.max(0, flat.length - 1))

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(flat.length - 1, to))
    setActive(next)
    results.current?.querySelector(`#${idOf(next)}`)?.scrollIntoView({ block: 'nearest' })
  }
  const enter = useEnter(typed.trim() === text && isAnswered(answer) && partsSettled, () => {
    const target = flat[at]
    if (target !== undefined) go(target.link)
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(at + 1)
    else if (event.key === 'ArrowUp') move(at - 1)
    else if (event.key === 'PageDown') move(at + 8)
    else if (event.key === 'PageUp') move(at - 8)
    else if (event.key === 'Enter' && text !== '') enter.press()
    else if (event.key === 'Escape' && typed !== '') setTyped('')
    else return
    event.preventDefault()
  }

  return (
    <Page title={t('title')}>
      <div className={css.page}>
        <TextInput
          ref={box}
          size="md"
          autoFocus
          aria-label={t('title')}
          placeholder={t('placeholder')}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls="search-results"
          aria-activedescendant={flat.length > 0 ? idOf(at) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          maxLength={500}
          value={typed}
          onChange={event => {
            setTyped(event.currentTarget.value)
            enter.forget()
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <HowTo
            onTry={words => {
              setTyped(words)
              box.current?.focus()
            }}
          />
        ) : (
          <>
            {found.length > 0 && (
              <Chip.Group
                value={only}
                onChange={next => {
                  setOnly(next)
                  setActive(0)
                }}
              >
                <div className={css.kinds} role="group" aria-label={t('filter')}>
                  <Chip size="xs" value="">
                    {t('all')}{' '}
                    <b className={css.count}>{f.number((all.data?.total ?? 0) + (parts?.total ?? 0))}</b>
                  </Chip>
                  {found
                    .toSorted((a, b) => order(a.kind) - order(b.kind))
                    .map(group => (
                      <Chip key={group.kind} size="xs" value={group.kind}>
                        {kindName(group.kind)} <b className={css.count}>{f.number(group.total)}</b>
                      </Chip>
                    ))}
                </div>
              </Chip.Group>
            )}
            <Faces
              of={answer}
              isEmpty={() => flat.length === 0}
              empty={<Empty icon={IconSearch} title={t('nothing', { text })} hint={t('nothingHint')} />}
            >
              {() => (
                <div
                  ref={results}
                  id="search-results"
                  role="listbox"
                  aria-label={t('results')}
                  aria-busy={answer.isFetching}
                >
                  {groups.map(group => (
                    <div
                      key={group.kind}
                      role="group"
                      aria-labelledby={`search-${group.kind}`}
                      className={css.group}
                    >
                      <div className={css.groupHead} role="presentation">
                        <span id={`search-${group.kind}`}>{kindName(group.kind)}</span>
                        <span className={css.total}>
                          {group.total > group.hits.length
                            ? t('someOf', {
                                shown: f.number(group.hits.length),
                                total: f.number(group.total)
                              })
                            : f.number(group.total)}
                        </span>
                      </div>
                      {group.hits.map(hit => {
                        const index = flat.findIndex(target => target.hit === hit)
                        const bench = flat[index + 1]
                        return (
                          <div key={hit.id} role="presentation" className={css.line}>
                            <Result
                              hit={hit}
                              id={idOf(index)}
                              active={index === at}
                              onHover={() => {
                                setActive(index)
                              }}
                            />
                            {bench?.hit === hit && (
                              <ToBench
                                to={bench.link}
                                name={hit.title}
                                id={idOf(index + 1)}
                                active={index + 1 === at}
                                onHover={() => {
                                  setActive(index + 1)
                                }}
                              />
                            )}
                          </div>
                        )
                      })}
                    </div>
                  ))}
                </div>
              )}
            </Faces>
          </>
        )}
      </div>
    </Page>
  )
}

function idOf(index: number): string {
  return `search-hit-${index}`
}

/** Somewhere a hit leads. */
interface Target {
  readonly hit: Hit
  readonly link: string
}

/** Where a hit leads: to its record, and measurements to the data workbench as well. */
function targetsOf(hit: Hit): readonly Target[] {
  const bench = benchRouteOf(hit)
  return [{ hit, link: hit.link }, ...(bench === null ? [] : [{ hit, link: bench }])]
}

interface ToBenchProps {
  readonly to: string
  readonly name: string
  readonly id: string
  readonly active: boolean
  readonly onHover: () => void
}

/** Beside measurements: straight to the data workbench. */
function ToBench({ to, name, id, active, onHover }: ToBenchProps) {
  const { t } = useTranslation('search')
  return (
    <LinkTo
      to={to}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-label={t('toBenchOf', { name })}
      className={css.bench}
      data-active={active || undefined}
      onMouseMove={active ? undefined : onHover}
    >
      <IconChartScatter size={15} stroke={1.6} />
      {t('toBench')}
    </LinkTo>
  )
}

interface ResultProps {
  readonly hit: Hit
  readonly id: string
  readonly active: boolean
  readonly onHover: () => void
}

function Result({ hit, id, active, onHover }: ResultProps) {
  const Sign = kindIcons[hit.kind] ?? IconFileSearch
  return (
    <LinkTo
      to={hit.link}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={css.hit}
      data-active={active || undefined}
      onMouseMove={active ? undefined : onHover}
    >
      <Sign size={17} stroke={1.6} />
      <span className={css.text}>
        <span className={css.head}>
          <span className={css.title}>
            <Marked text={hit.title} ranges={hit.titleRanges} />
          </span>
          {hit.subtitle !== '' && <span className={css.subtitle}>{hit.subtitle}</span>}
        </span>
        {hit.snippet !== '' && (
          <span className={css.snippet}>
            <Marked text={hit.snippet} ranges={hit.snippetRanges} />
          </span>
        )}
      </span>
    </LinkTo>
  )
}

const tips = ['words', 'chinese', 'fragment', 'beginning', 'phrase', 'part'] as const

/** Before anything is typed: how to search, each way with an example to try. */
function HowTo({ onTry }: { readonly onTry: (words: string) => void }) {
  const { t } = useTranslation('search')
  return (
    <section className={css.howTo} aria-labelledby="search-how">
      <h2 id="search-how">{t('how.title')}</h2>
      <dl>
        {tips.map(tip => (
          <div key={tip} className={css.tip}>
            <dt>{t(`how.${tip}`)}</dt>
            <dd>
              {t(`how.${tip}Says`)}{' '}
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  onTry(t(`how.${tip}Example`))
                }}
              >
                {t(`how.${tip}Example`)}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
