import type { DefectFilter, DefectRow, DefectWafer } from '@contract/defects'
import type { Output } from '@contract/index'
import { createContext, useContext } from 'react'

/** Everything the set's query says of one file of defects. */
export type DefectSet = Output<'defects.set'>

/** What the parts of the page share. */
export interface Desk {
  readonly set: DefectSet
  readonly id: string
  readonly filter: DefectFilter
  readonly setFilter: (filter: DefectFilter) => void
  /** `10 Particle`; what stands for none where there is no class. */
  readonly className: (number: number | null) => string
  /** A wafer by its index: its id, else its slot, after its lot where there are several. */
  readonly waferName: (index: number) => string
  /** `12.4 µm`, from micrometres. */
  readonly length: (micrometres: number | null) => string
  readonly open: (defect: Pick<DefectRow, 'wafer' | 'row'>) => void
  /** Defects made to stand out: keys as {@link keyOf} makes them. */
  readonly lit: ReadonlySet<string> | null
  readonly setLit: (lit: ReadonlySet<string> | null) => void
  /** What the figures cover, in words. */
  readonly words: string
}

/** The page's shared state. */
export const DeskContext = createContext<Desk | null>(null)

/** The page's shared state. */
export function useDefectDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new TypeError('outside of the page of a file of defects')
  return desk
}

/** A defect's name among those of the file. */
export function keyOf(wafer: number, row: number): string {
  return `${wafer}:${row}`
}

/** What a wafer is called. */
export function waferLabel(set: Pick<DefectSet, 'lots'>, wafer: DefectWafer | undefined): string {
  if (wafer === undefined) return ''
  const own =
    wafer.waferId !== '' ? wafer.waferId : wafer.slot === null ? `#${wafer.index + 1}` : String(wafer.slot)
  return set.lots.length > 1 ? `${set.lots[wafer.lot]?.lot ?? ''} ${own}`.trim() : own
}

/** Answers that a file's coming or going makes stale. */
export const live = { keep: true, topics: ['import', 'set'] } as const
