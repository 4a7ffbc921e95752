interface Step {
  readonly at: Date
  readonly work: () => Promise<unknown>
}

/** What happens when; run in the order of time, and at one time in the order it was told. */
export class Script {
  readonly #steps: Step[] = []
  readonly #stage: {
    setTime(at: Date): void
    progress(done: number, total: number): void
  }

  constructor(stage: { setTime(at: Date): void; progress(done: number, total: number): void }) {
    this.#stage = stage
  }

  at(at: Date, work: () => Promise<unknown>): void {
    this.#steps.push({ at, work })
  }

  async run(): Promise<void> {
    const steps = this.#steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    for (const [done, { at, work }] of steps.entries()) {
      this.#stage.setTime(at)
      this.#stage.progress(done, steps.length)
      await work()
    }
    this.#stage.progress(steps.length, steps.length)
  }
}
