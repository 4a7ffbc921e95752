import type { Grouping } from '@contract/analysis'
import { FabError } from '@contract/errors'
import type { BinInfo } from '../../instruments/reading'
import { siteKey } from './keys'
import type { Merged } from './merge'
import { noBin, type SetData } from './set'

/** One of the groups that figures are split by. */
export interface Group {
  readonly key: string
  readonly label: string
}

/** Rows by group. */
export interface Groups {
  readonly groups: readonly Group[]
  /** By row; null where all are in the one group there is. */
  readonly of: Int32Array | null
}

/** More groups than this make no picture. */
const most = 2000

/** A bin over all files: the last name and verdict that one of them gives. */
export interface MergedBin {
  name: string
  verdict: BinInfo['passFail']
  /** Files that give it another name or verdict. */
  differs: boolean
}

/** The bins of a kind over all files, by number. */
export function mergeBins(sets: readonly SetData[], kind: 'hard' | 'soft'): Map<number, MergedBin> {
  const bins = new Map<number, MergedBin>()
  for (const set of sets)
    for (const bin of set.bins) {
      if (bin.kind !== kind) continue
      const known = bins.get(bin.number)
      if (known === undefined) {
        bins.set(bin.number, { name: bin.name, verdict: bin.passFail, differs: false })
        continue
      }
      if (known.name !== '' && bin.name !== '' && known.name !== bin.name) known.differs = true
      if (known.verdict !== '' && bin.passFail !== '' && known.verdict !== bin.passFail) known.differs = true
      known.name = bin.name || known.name
      known.verdict = bin.passFail || known.verdict
    }
  return bins
}

/** A name to show for a lot: its id, or the file where it has none. */
export function lotLabel(merged: Merged, lot: number): string {
  const found = merged.lots[lot]
  if (found === undefined) return ''
  if (found.name !== '') return found.name
  return merged.sets[merged.lotOf.indexOf(lot)]?.stored.name ?? ''
}

/** A name to show for a wafer: its id, with the lot where there are several. */
export function waferLabel(merged: Merged, wafer: number): string {
  const found = merged.wafers[wafer]
  if (found === undefined) return ''
  const id = found.id === '' ? '?' : found.id
  if (merged.lots.length < 2) return id
  const lot = merged.lots.findIndex(one => one.key === found.lot)
  return `${lotLabel(merged, lot)} ${id}`
}

const natural = new Intl.Collator('en', { numeric: true })

/**
 * Rows split by a grouping, over all rows of the view: a filter leaves groups empty, it does not move them.
 * @throws FabError analysis.tooMany
 */
export function groupRows(merged: Merged, by: Grouping): Groups {
  const { sets, base, rows } = merged
  if (by === 'none') return { groups: [{ key: '', label: '' }], of: null }
  const of = new Int32Array(rows).fill(-1)
  const perSet = (groups: readonly Group[], at: (s: number) => number): Groups => {
    sets.forEach((_, s) => of.fill(at(s), base[s] ?? 0, base[s + 1] ?? 0))
    return bounded(groups, of)
  }
  switch (by) {
    case 'set':
      return perSet(
        sets.map(set => ({ key: set.id, label: set.stored.name })),
        s => s
      )
    case 'lot':
      return perSet(
        merged.lots.map((lot, at) => ({ key: lot.key, label: lotLabel(merged, at) })),
        s => merged.lotOf[s] ?? -1
      )
    case 'wafer': {
      const all = merged.wafers.map((wafer, at) => ({ key: wafer.key, label: waferLabel(merged, at) }))
      of.set(merged.wafer)
      return reordered(all, of, (a, b) => natural.compare(a.label, b.label))
    }
    case 'verdict': {
      for (const row of merged.order) of[row] = [1, 0, 2][merged.pass[row] ?? 2] ?? 2
      return {
        groups: ['pass', 'fail', 'none'].map(key => ({ key, label: key })),
        of
      }
    }
    default: {
      const bins =
        by === 'hardBin' || by === 'softBin' ? mergeBins(sets, by === 'hardBin' ? 'hard' : 'soft') : null
      return byNumber(merged, of, numberOf(by), number => {
        if (by === 'head') return { key: String(number), label: String(number) }
        if (by === 'site') {
          const key = siteKey(number >> 8, number & 255)
          return { key, label: key }
        }
        const name = bins?.get(number)?.name ?? ''
        const shown = number === noBin ? '-' : String(number)
        return { key: String(number), label: name === '' ? shown : `${shown} ${name}` }
      })
    }
  }
}

function numberOf(by: 'head' | 'site' | 'hardBin' | 'softBin'): (set: SetData, part: number) => number {
  switch (by) {
    case 'head':
      return (set, part) => set.head[part] ?? 0
    case 'site':
      return (set, part) => (set.head[part] ?? 0) * 256 + (set.site[part] ?? 0)
    case 'hardBin':
      return (set, part) => set.hardBin[part] ?? noBin
    case 'softBin':
      return (set, part) => set.softBin[part] ?? noBin
  }
}

/** Groups by a number below 65,536, ascending; only those that occur. */
function byNumber(
  merged: Merged,
  of: Int32Array,
  number: (set: SetData, part: number) => number,
  name: (number: number) => Group
): Groups {
  const seen = new Int32Array(65_536).fill(-1)
  const { sets, base, touch } = merged
  sets.forEach((set, s) => {
    const from = base[s] ?? 0
    const to = base[s + 1] ?? from
    for (let row = from; row < to; row++) {
      if (touch[row] === 0) continue
      const value = number(set, row - from)
      seen[value] = 0
      of[row] = value
    }
  })
  const groups: Group[] = []
  for (let value = 0; value < seen.length; value++)
    if (seen[value] === 0) seen[value] = groups.push(name(value)) - 1
  for (let row = 0; row < of.length; row++) {
    const value = of[row] ?? -1
    if (value >= 0) of[row] = seen[value] ?? -1
  }
  return bounded(groups, of)
}

function reordered(all: readonly Group[], of: Int32Array, compare: (a: Group, b: Group) => number): Groups {
  const order = all.map((_, at) => at)
  order.sort((a, b) => compare(all[a] ?? { key: '', label: '' }, all[b] ?? { key: '', label: '' }) || a - b)
  const to = new Int32Array(all.length)
  order.forEach((from, at) => (to[from] = at))
  for (let row = 0; row < of.length; row++) {
    const at = of[row] ?? -1
    if (at >= 0) of[row] = to[at] ?? -1
  }
  return bounded(
    order.flatMap(at => all[at] ?? []),
    of
  )
}

function bounded(groups: readonly Group[], of: Int32Array): Groups {
  if (groups.length > most) throw new FabError('analysis.tooMany', { count: groups.length, most })
  return { groups, of }
}
