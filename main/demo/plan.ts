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

/** The place's own day so many days before now, at its working day's end. */
function closeOf(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 17)
}

/**
 * A point in time of the recipe. A working day has nine hours and ends at five; today's ends now. So what is
 * told to come after something else does, nobody works at night, and nothing lies in the future.
 */
export function momentOf(now: Date, daysAgo: number): Date {
  const days = Math.floor(daysAgo)
  // Some minutes to the side, always the same ones: nobody works on the stroke of the hour.
  const aside = ((Math.round(daysAgo * 100) * 7919) % 1453) * 1000
  const end = days === 0 ? now : closeOf(now, days)
  const length = days === 0 ? Math.min(9 * hourMs, now.getTime() - closeOf(now, 1).getTime()) : 9 * hourMs
  return new Date(end.getTime() - (daysAgo - days) * length - aside)
}

/** Calendar day of the place so many days from now. */
export function dayFrom(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
