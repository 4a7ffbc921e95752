import {
  paretoKeys,
  type ParetoShown,
  type ParetoSource,
  paretoSources,
  type ParetoWhat
} from '@contract/pareto'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useComplaintClasses } from '../ui/refs/useComplaintClasses'
import { useCurrency } from '../ui/useCurrency'
import type { Period } from './periods'
import { type Condition, depthOf, fieldAt, type ParetoView } from './state'

const lists = {
  caseState: 'cases:states',
  severity: 'cases:severities',
  channel: 'intake:complaints.channels',
  lotKind: 'trace:lots.kinds',
  actionKind: 'capa:kinds',
  actionState: 'capa:states',
  taskState: 'workflow:states',
  binVerdict: 'pareto:binVerdicts',
  causeState: 'pareto:causeStates',
  diagramKind: 'pareto:diagramKinds',
  causeCategory: 'pareto:causeCategories'
} as const satisfies Partial<Record<ParetoShown, string>>

/** Words for what a Pareto shows. */
export interface ParetoWords {
  /** A value of a field: the word of its key, or what the store calls it. */
  value(field: string, key: string, label: string): string
  /** One value or several, as a filter is named. */
  condition(one: Condition): string
  /** `Customer: Example`. */
  filter(one: Condition): string
  period(period: Period): string
  /** What both sides of a comparison are called; null without one. */
  sides(): readonly [string, string] | null
  /** `complaints`, `pieces complained`. */
  weightUnit(): string
  unit(): string
  title(): string
}

/** Words for a view. */
export function useWords(view: ParetoView): ParetoWords {
  const { t } = useTranslation('pareto')
  const f = useFormat()
  const { nameOf: className } = useComplaintClasses()
  const currency = useCurrency()
  return useMemo((): ParetoWords => {
    const { source } = view
    const shown: Readonly<Record<string, ParetoShown>> = paretoSources[source].fields
    const value = (field: string, key: string, label: string): string => {
      if (key === paretoKeys.none) return t('none')
      if (key === paretoKeys.several) return t('several')
      const kind = shown[field]
      if (kind === 'class') return className(key)
      const list = kind !== undefined && kind in lists ? lists[kind as keyof typeof lists] : undefined
      return list === undefined ? label : t(`${list}.${key}`, { defaultValue: label })
    }
    const named = (field: string, keys: readonly string[], labels: readonly string[]): string => {
      const first = value(field, keys[0] ?? '', labels[0] ?? keys[0] ?? '')
      return keys.length > 1 ? t('filter.more', { first, n: f.number(keys.length - 1) }) : first
    }
    const condition = (one: Condition & { readonly rest?: boolean }): string => {
      if (one.rest === true) return t('other', { n: one.labels[0] ?? '' })
      const what = named(one.field, one.keys, one.labels)
      return one.not ? t('filter.without', { what }) : what
    }
    const period = ({ from, to }: Period): string => {
      if (from !== null && to !== null) return t('period.range', { from, to })
      if (from !== null) return t('period.since', { from })
      return to === null ? t('period.all') : t('period.until', { to })
    }
    const unit = t(`units.${source}`)
    return {
      value,
      condition,
      filter: one => t('filter.is', { field: t(`fields.${one.field}`), what: condition(one) }),
      period,
      sides: () => {
        const { beside } = view
        if (beside === null) return null
        if (beside.by === 'period') return [period(view.period), period(beside.period)]
        return [
          named(beside.field, beside.first, view.groups[0]),
          beside.second.length === 0 ? t('beside.rest') : named(beside.field, beside.second, view.groups[1])
        ]
      },
      unit: () => unit,
      weightUnit: () => (view.weight === 'count' ? unit : t(`weightUnits.${view.weight}`, { currency })),
      title: () => {
        const field = t(`fields.${fieldAt(view) ?? view.levels[depthOf(view) - 1] ?? ''}`)
        const what = t(`sources.${source}`)
        if (fieldAt(view) === null) return what
        return view.weight === 'count'
          ? t('chart.title', { what, field })
          : t('chart.weighed', { what, field, weight: t(`weights.${view.weight}`) })
      }
    }
  }, [t, f, className, currency, view])
}

/** Whether any record of a kind is dated, so that a period narrows it. */
export function isDated(source: ParetoSource): boolean {
  return paretoSources[source].dated
}

/** True where nothing narrows what is counted. */
export function isWhole({ filters, period }: ParetoWhat): boolean {
  return filters.length === 0 && period.from === null && period.to === null
}
