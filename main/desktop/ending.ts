interface Preventable {
  preventDefault(): void
}

/** What {@link Ending} needs. */
export interface EndingRules {
  readonly platform: NodeJS.Platform
  /** End the core in order, within so many milliseconds. */
  readonly closeCore: (limit: number) => Promise<void>
  /** What is left to do after the core: settings, log, pasted files. */
  readonly tidy: () => Promise<void>
  /** Ask whether to end although so many jobs run. */
  readonly ask: (jobs: number) => Promise<boolean>
  /** Say that the program goes on without a window. */
  readonly announce: (jobs: number) => void
  readonly quit: () => void
}

/** How long the core may take to flush and let go of the store. */
const closeLimit = 15_000

/**
 * How the program ends. Closing the last window while jobs run lets them finish first; quitting
 * while they run is asked about; and Electron's own end waits until the core has let go of the store.
 */
export class Ending {
  readonly #rules: EndingRules
  #jobs = 0
  #windows = 0
  #staying = false
  #agreed = false
  #asking = false
  #closing = false
  #closed = false

  constructor(rules: EndingRules) {
    this.#rules = rules
  }

  /** True once the program is on its way out. */
  get isEnding(): boolean {
    return this.#closing
  }

  /** How many jobs run now. */
  setJobs(running: number): void {
    this.#jobs = running
    if (running === 0 && this.#staying && this.#windows === 0) this.#rules.quit()
  }

  /** How many windows are open now. */
  setWindows(open: number): void {
    this.#windows = open
    if (open > 0) this.#staying = false
  }

  /** Electron's `window-all-closed`. On macOS programs stay without windows. */
  allWindowsClosed(): void {
    if (this.#rules.platform === 'darwin' || this.#closing) return
    if (this.#jobs > 0 && !this.#agreed) {
      this.#staying = true
      this.#rules.announce(this.#jobs)
    } else this.#rules.quit()
  }

  /** Electron's `before-quit`. */
  beforeQuit(event: Preventable): void {
    if (this.#jobs === 0 || this.#agreed || this.#closing) return
    event.preventDefault()
    if (this.#asking) return
    this.#asking = true
    void this.#rules
      .ask(this.#jobs)
      .then(yes => {
        this.#agreed = yes
        if (yes) this.#rules.quit()
      })
      .finally(() => (this.#asking = false))
  }

  /** Electron's `will-quit`: all windows are closed, so everything pages had to save is with the core. */
  willQuit(event: Preventable): void {
    if (this.#closed) return
    event.preventDefault()
    if (this.#closing) return
    this.#closing = true
    void this.#rules
      .closeCore(closeLimit)
      .then(() => this.#rules.tidy())
      .catch(() => undefined)
      .finally(() => {
        this.#closed = true
        this.#rules.quit()
      })
  }
}
