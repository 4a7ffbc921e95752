/** How fast a job goes, from its last reports. */
export interface Pace {
  /** Units per second; null before two reports lie a quarter of a second apart. */
  readonly rate: number | null
  readonly secondsLeft: number | null
}

const windowMs = 5000

/** Keeps the reports of the last five seconds. Pure but for its own memory; times in milliseconds. */
export class PaceMeter {
  private readonly reports: { at: number; done: number }[] = []

  /** Take a report and give the pace at that moment. */
  report(at: number, done: number, total: number | null): Pace {
    this.reports.push({ at, done })
    while (this.reports.length > 2 && at - (this.reports[0]?.at ?? at) > windowMs) this.reports.shift()
    const first = this.reports[0]
    if (first === undefined || at - first.at < 250 || done <= first.done)
      return { rate: null, secondsLeft: null }
    const rate = ((done - first.done) * 1000) / (at - first.at)
    return { rate, secondsLeft: total === null ? null : Math.max(0, (total - done) / rate) }
  }
}
