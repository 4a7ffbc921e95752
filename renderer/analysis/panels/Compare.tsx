import type { Input } from '@contract/index'
import { MultiSelect, Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { Empty } from '../../ui/faces'
import { Agreement } from '../Agreement'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { type Asked, momentsOf, type Opposition, oppositions, sidesOf } from '../compared'
import { Shifts } from '../Shifts'

/** Keys in one value of the address. */
const between = '\n'

/** Two selections side by side: what differs, by how much, how surely. */
export default function Compare() {
  const { t } = useTranslation('analysis')
  const { view, overview, option } = useBench()
  const asked = useAsked()
  const sides = useMemo(() => sidesOf(view, overview, asked), [view, overview, asked])
  const names = useSideNames(asked)
  return (
    <div className={css.fill}>
      <Chooser asked={asked} />
      {'missing' in sides ? (
        <Empty
          title={t(`compare.missing.${sides.missing}`)}
          hint={t(`compare.missingHint.${sides.missing}`)}
          compact
        />
      ) : asked.what === 'agreement' ? (
        <Agreement a={sides.a.sets[0] ?? ''} b={sides.b.sets[0] ?? ''} names={names} />
      ) : (
        <Shifts a={sides.a} b={sides.b} names={names} sort={sortOf(option('x.sort'))} />
      )}
    </div>
  )
}

const sorts = ['effect', 'p', 'difference', 'failDifference', 'order'] as const

function sortOf(text: string): NonNullable<Input<'analysis.compare'>['sort']> {
  return sorts.find(known => known === text) ?? 'effect'
}

/** What the address asks to compare; the lasso where there is one, else the first two lots or files. */
function useAsked(): Asked {
  const { view, overview, option } = useBench()
  const text = option('x.what')
  const [a, b, from] = [option('x.a'), option('x.b'), option('x.from')]
  return useMemo(() => {
    const lots = overview?.lots.map(lot => lot.key) ?? []
    const usual: Opposition =
      view.filter.regions.length > 0
        ? 'lasso'
        : lots.length > 1
          ? 'lots'
          : (overview?.wafers.length ?? 0) > 1
            ? 'wafers'
            : 'sets'
    const what = oppositions.find(known => known === text) ?? usual
    const keys = (list: string): readonly string[] => list.split(between).filter(key => key !== '')
    const all = keysOf(what, view.sets, overview)
    const moments = momentsOf(overview).at
    return {
      what,
      a: a === '' ? all.slice(0, 1) : keys(a),
      b: b === '' ? all.slice(1, 2) : keys(b),
      from: from === '' ? (moments[Math.floor(moments.length / 2)]?.at ?? '') : from
    }
  }, [view, overview, text, a, b, from])
}

function keysOf(
  what: Opposition,
  sets: readonly string[],
  overview: ReturnType<typeof useBench>['overview']
): readonly string[] {
  if (what === 'sets' || what === 'agreement') return sets
  if (what === 'lots') return overview?.lots.map(lot => lot.key) ?? []
  if (what === 'wafers') return overview?.wafers.map(wafer => wafer.key) ?? []
  if (what === 'sites') return overview?.sites.map(site => site.key) ?? []
  return []
}

/** What the two sides are called. */
function useSideNames(asked: Asked): readonly [string, string] {
  const { t } = useTranslation('analysis')
  const { overview, names } = useBench()
  const of = (key: string): string => {
    if (asked.what === 'lots') return names.lot(key)
    if (asked.what === 'wafers') return names.wafer(key)
    if (asked.what === 'sets' || asked.what === 'agreement')
      return overview?.sets.find(set => set.id === key)?.name ?? key
    return key
  }
  const list = (keys: readonly string[]): string =>
    keys.length > 3 ? `${keys.slice(0, 2).map(of).join(', ')} +${keys.length - 2}` : keys.map(of).join(', ')
  switch (asked.what) {
    case 'lasso':
      return [t('compare.outside'), t('compare.inside')]
    case 'periods':
      return [t('compare.before', { at: day(asked.from) }), t('compare.after', { at: day(asked.from) })]
    default:
      return [list(asked.a), list(asked.b)]
  }
}

/** A tester's own clock, to the minute. */
function day(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

function Chooser({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, overview, names, bench, change, setOption } = useBench()
  const label = (key: string): string =>
    asked.what === 'lots'
      ? names.lot(key)
      : asked.what === 'wafers'
        ? names.wafer(key)
        : asked.what === 'sites'
          ? key
          : (overview?.sets.find(set => set.id === key)?.name ?? key)
  const data = keysOf(asked.what, view.sets, overview).map(key => ({ value: key, label: label(key) }))
  const moments = [...new Set(momentsOf(overview).at.map(one => one.at))].slice(1)
  const listed = asked.what !== 'lasso' && asked.what !== 'periods'
  const side = (name: 'a' | 'b'): React.ReactNode =>
    asked.what === 'agreement' ? (
      <Select
        key={name}
        w={260}
        aria-label={t(`compare.${name}`)}
        searchable
        allowDeselect={false}
        value={asked[name][0] ?? null}
        onChange={value => {
          if (value !== null) setOption(`x.${name}`, value)
        }}
        data={data}
      />
    ) : (
      <MultiSelect
        key={name}
        className={css.sidePick}
        aria-label={t(`compare.${name}`)}
        searchable
        limit={300}
        value={[...asked[name]]}
        onChange={value => {
          setOption(`x.${name}`, value.join(between))
        }}
        data={data}
        leftSection={<b>{name.toUpperCase()}</b>}
      />
    )
  return (
    <div className={css.controls}>
      <Select
        w={190}
        aria-label={t('compare.what')}
        value={asked.what}
        allowDeselect={false}
        onChange={value => {
          change({ options: { ...bench.options, 'x.what': value ?? '', 'x.a': '', 'x.b': '', 'x.from': '' } })
        }}
        data={oppositions.map(what => ({ value: what, label: t(`compare.kinds.${what}`) }))}
      />
      {listed && side('a')}
      {listed && side('b')}
      {asked.what === 'periods' && (
        <Select
          w={210}
          aria-label={t('compare.from')}
          searchable
          allowDeselect={false}
          value={moments.includes(asked.from) ? asked.from : null}
          placeholder={t('compare.from')}
          onChange={value => {
            if (value !== null) setOption('x.from', value)
          }}
          data={moments.map(at => ({ value: at, label: t('compare.after', { at: day(at) }) }))}
        />
      )}
      {asked.what === 'lasso' && (
        <span className={css.quiet}>
          {t('compare.lassoHint', {
            n: f.number(view.filter.regions.length),
            count: view.filter.regions.length
          })}
        </span>
      )}
    </div>
  )
}
