import type { DataView } from '@contract/analysis'
import { outsideRegions } from './map/regions'
import type { Overview } from './bench'

/** What can stand against each other. */
export const oppositions = ['lasso', 'lots', 'wafers', 'sets', 'sites', 'periods', 'agreement'] as const

/** What can stand against each other. */
export type Opposition = (typeof oppositions)[number]

/** What is asked: keys of either side, or the moment from which on the second side counts. */
export interface Asked {
  readonly what: Opposition
  readonly a: readonly string[]
  readonly b: readonly string[]
  readonly from: string
}

/** Two selections; or why there are none, a text key of `compare.missing`. */
export type Sides =
  | { readonly a: DataView; readonly b: DataView }
  | { readonly missing: 'lasso' | 'lassoMixed' | 'choose' | 'oneSet' | 'period' }

/** Moments that a period can begin at: starts of wafers, of files where wafers have none; ascending. */
export function momentsOf(overview: Overview | undefined): {
  readonly of: 'wafers' | 'sets'
  readonly at: readonly { readonly key: string; readonly at: string }[]
} {
  const wafers = (overview?.wafers ?? []).flatMap(wafer =>
    wafer.startedAt === null ? [] : [{ key: wafer.key, at: wafer.startedAt }]
  )
  const sets = (overview?.sets ?? []).flatMap(set =>
    set.startedAt === null ? [] : [{ key: set.id, at: set.startedAt }]
  )
  const several = (list: readonly { readonly at: string }[]): boolean =>
    new Set(list.map(one => one.at)).size > 1
  const of = several(wafers) ? 'wafers' : 'sets'
  return {
    of,
    at: (of === 'wafers' ? wafers : sets).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }
}

/** The two selections that are asked for, each with the rest of the view's filter. */
export function sidesOf(view: DataView, overview: Overview | undefined, asked: Asked): Sides {
  const { filter } = view
  switch (asked.what) {
    case 'lasso': {
      if (filter.regions.length === 0) return { missing: 'lasso' }
      const outside = outsideRegions(filter.regions)
      if (outside === null) return { missing: 'lassoMixed' }
      return { a: { ...view, filter: { ...filter, regions: [...outside] } }, b: view }
    }
    case 'sets':
    case 'agreement': {
      const of = (keys: readonly string[]): string[] => view.sets.filter(set => keys.includes(set))
      const [a, b] = [of(asked.a), of(asked.b)]
      if (view.sets.length < 2) return { missing: 'oneSet' }
      return a.length === 0 || b.length === 0
        ? { missing: 'choose' }
        : { a: { ...view, sets: a }, b: { ...view, sets: b } }
    }
    case 'periods': {
      const { of, at } = momentsOf(overview)
      const [before, after] = [at.filter(one => one.at < asked.from), at.filter(one => one.at >= asked.from)]
      if (before.length === 0 || after.length === 0) return { missing: 'period' }
      const side = (list: readonly { readonly key: string }[]): DataView => {
        const keys = list.map(one => one.key)
        return of === 'wafers' ? { ...view, filter: { ...filter, wafers: keys } } : { ...view, sets: keys }
      }
      return { a: side(before), b: side(after) }
    }
    default: {
      if (asked.a.length === 0 || asked.b.length === 0) return { missing: 'choose' }
      const { what } = asked
      return {
        a: { ...view, filter: { ...filter, [what]: [...asked.a] } },
        b: { ...view, filter: { ...filter, [what]: [...asked.b] } }
      }
    }
  }
}
