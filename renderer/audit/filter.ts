import { addDays } from '../ui/days'
import { momentOf } from '../ui/moment'

/** What the screen filters by, as its address keeps it; empty is no condition. */
export interface TrailFilter {
  readonly text: string
  readonly action: string
  readonly entity: string
  readonly actorId: string
  /** Days at the site, both included. */
  readonly from: string
  readonly until: string
}

/** No condition at all. */
export const noFilter: TrailFilter = { text: '', action: '', entity: '', actorId: '', from: '', until: '' }

/**
 * The filter as the contract asks for it: the days' bounds as moments of the site's zone.
 * @param shown how the site writes a moment, `2026-11-21 14:05`
 */
export function askOf(filter: TrailFilter, shown: (ms: number) => string) {
  const { from, until, ...rest } = filter
  return {
    ...rest,
    text: rest.text.trim(),
    from: from === '' ? null : momentOf(from, '00:00', shown),
    until: until === '' ? null : momentOf(addDays(until, 1), '00:00', shown)
  }
}
