import type { DataView, PartFilter, TestRef, ViewTest } from '@contract/analysis'
import type { Output } from '@contract/index'
import { createContext, useContext } from 'react'
import type { Bench, Panel } from './address'
import type { Names } from './words'

/** What the view holds. */
export type Overview = Output<'analysis.overview'>

/** What every part of the workbench knows and may do. */
export interface BenchDesk {
  readonly bench: Bench
  readonly view: DataView
  /** The overview of the view; undefined until it is known. */
  readonly overview: Overview | undefined
  /** When the overview was read. */
  readonly asOf: number
  /** Why there is no overview. */
  readonly error: unknown
  retry(): void
  readonly testFigures: Output<'analysis.tests'> | undefined
  readonly names: Names
  /** The chosen test, or the one that tells most while none is chosen; null where there is none. */
  readonly test: ViewTest | null
  readonly tests: readonly ViewTest[]
  setView(view: DataView): void
  setFilter(filter: PartFilter): void
  setPanel(panel: Panel): void
  setBeside(panel: Panel | null): void
  setTest(test: TestRef): void
  /** A panel's setting; empty is the usual one. With `step` Back takes it back. */
  setOption(name: string, value: string, step?: boolean): void
  option(name: string, usual?: string): string
  /** Several at once, as one step of the window's history. */
  change(next: Partial<Bench>): void
  openPart(set: string, part: number): void
  /** Address of what is seen now; empty where it is too long to be kept. */
  link(): string
}

/** Given by the workbench to everything in it. */
export const BenchContext = createContext<BenchDesk | null>(null)

/** The workbench one is in. */
export function useBench(): BenchDesk {
  const desk = useContext(BenchContext)
  if (desk === null) throw new Error('useBench outside the workbench')
  return desk
}
