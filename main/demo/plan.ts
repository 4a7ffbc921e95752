import { planLots, type LotKey, type PlannedLot } from './recipe/lots'
import { products } from './recipe/partners'
import { stories } from './recipe/stories'
import type { Story } from './recipe/types'
import { createRandom } from '../statistics/random'
import { planData, type PlannedData } from './wafers/files'

/** Everything of a demo store before any of it is made. */
export interface DemoPlan {
  readonly seed: number
  /** The moment the demo is told from: everything happened before it. */
  readonly now: Date
  /** When its first record was made. */
  readonly begins: Date
  readonly lots: Readonly<Record<LotKey, PlannedLot>>
  readonly stories: readonly Story[]
  readonly data: readonly PlannedData[]
}

/** Days before now the demo fab begins. */
const beginning = 130

/** Plan a demo store; the same seed and time give the same plan. */
export function planDemo(seed: number, now: Date): DemoPlan {
  const lots = planLots(createRandom(seed).fork('lots'), now)
  const lotNumber = (key: LotKey): string => lots[key].lotNumber
  return {
    seed,
    now,
    begins: momentOf(now, beginning),
    lots,
    stories: stories.map(make => make(lotNumber)),
    data: planData(lotNumber, products.driver.partNumber, now)
  }
}

const hourMs = 3_600_000

/**
 * A point in time of the recipe. A day has nine hours, and today's end now; so what is told to come after
 * something else does, and nobody works at night.
 */
export function momentOf(now: Date, daysAgo: number): Date {
  const days = Math.floor(daysAgo)
  // Some minutes to the side, always the same ones: nobody works on the stroke of the hour.
  const aside = ((Math.round(daysAgo * 100) * 7919) % 1453) * 1000
  return new Date(now.getTime() - days * 24 * hourMs - (daysAgo - days) * 9 * hourMs - aside)
}

/** Calendar day (UTC) so many days from now. */
export function dayFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * 24 * hourMs).toISOString().slice(0, 10)
}
