/** Wrong passwords counted for one account or one station. Times are ISO UTC. */
export interface Tally {
  readonly fails: number
  /** Time of the last one. */
  readonly at: string
  /** No password is looked at before then; null = not held up. */
  readonly until: string | null
}

/** Wrong passwords that cost nothing. */
const freeTries = 5
const longestMinutes = 15
const minute = 60_000

/** How long failures are remembered after the last one. */
export const forgetAfterMs = 24 * 60 * minute

/** Minutes to wait after so many failures: none, then 1, 2, 4, 8, 15 and 15 for ever after. */
export function waitMinutes(fails: number): number {
  return fails < freeTries ? 0 : Math.min(longestMinutes, 2 ** Math.min(fails - freeTries, 10))
}

/** True for the failure that made the first wait necessary. */
export function beginsHoldUp(tally: Tally): boolean {
  return tally.fails === freeTries
}

/** True once a tally no longer counts. */
function forgotten(tally: Tally, now: Date): boolean {
  return now.getTime() - Date.parse(tally.at) > forgetAfterMs
}

/** Milliseconds still to wait; 0 = go on. */
export function remainingMs(tally: Tally | undefined, now: Date): number {
  if (tally?.until == null) return 0
  // The clock was set back since: waiting for the old hour could take years, and no wait is for ever.
  if (Date.parse(tally.at) > now.getTime()) return 0
  return Math.max(0, Date.parse(tally.until) - now.getTime())
}

/** The tally after one more wrong password. */
export function afterFailure(tally: Tally | undefined, now: Date): Tally {
  const fails = tally === undefined || forgotten(tally, now) ? 1 : tally.fails + 1
  const wait = waitMinutes(fails)
  return {
    fails,
    at: now.toISOString(),
    until: wait === 0 ? null : new Date(now.getTime() + wait * minute).toISOString()
  }
}

/**
 * A station's tally after someone signed in there: the failures of that account were honest slips and
 * are taken off, those on other accounts stay. Null = nothing is left to remember.
 */
export function afterSuccess(station: Tally | undefined, accountFails: number): Tally | null {
  if (station === undefined || station.fails <= accountFails) return null
  return { ...station, fails: station.fails - accountFails }
}

/** Whole minutes and seconds for the person who waits. */
export function waitDetails(ms: number): { readonly minutes: number; readonly seconds: number } {
  return { minutes: Math.ceil(ms / minute), seconds: Math.ceil(ms / 1000) }
}
