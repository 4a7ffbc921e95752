import type { CoreEvent } from '@contract/wire'
import { readEvents } from './sse'
import { backOff, Listeners, type Reach } from './transport'

/** How long the stream may be silent (the host sends a heartbeat every 15 s) before it is reopened. */
const silence = 45_000

type Word = { readonly event: CoreEvent } | { readonly reach: Reach } | { readonly ask: 'reach' }

/**
 * One event stream per browser, whatever the number of tabs: the tab that holds a Web Lock reads it and
 * tells its siblings over a BroadcastChannel; when it closes, another takes over. Six open streams
 * would use up every HTTP/1.1 connection to the host.
 */
export class SharedEvents {
  readonly events = new Listeners<CoreEvent>()
  readonly reaches = new Listeners<Reach>()
  reach: Reach = 'connecting'
  readonly #open: (signal: AbortSignal) => Promise<Response>
  readonly #channel = new BroadcastChannel('fabcase.events')
  #leading = false
  #stop = new AbortController()
  #wake: () => void = () => undefined

  /** @param open fetches the stream with the present token */
  constructor(open: (signal: AbortSignal) => Promise<Response>) {
    this.#open = open
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if ('event' in data) this.events.tell(data.event)
      else if ('reach' in data) this.#setReach(data.reach)
      else if (this.#leading) this.#channel.postMessage({ reach: this.reach } satisfies Word)
    }
    this.#channel.postMessage({ ask: 'reach' } satisfies Word)
    void navigator.locks.request('fabcase.events', () => this.#lead())
  }

  /** The token changed: a leader opens the stream anew with it. */
  restart(): void {
    this.#stop.abort()
    this.#wake()
  }

  #setReach(reach: Reach): void {
    if (reach === this.reach) return
    this.reach = reach
    this.reaches.tell(reach)
  }

  #say(reach: Reach): void {
    if (reach !== this.reach) this.#channel.postMessage({ reach } satisfies Word)
    this.#setReach(reach)
  }

  /** What happened while nobody listened is not told again: everything on the screens is read anew. */
  #missed(): void {
    const event: CoreEvent = { topic: 'store', id: null, subject: null }
    this.events.tell(event)
    this.#channel.postMessage({ event } satisfies Word)
  }

  async #lead(): Promise<never> {
    this.#leading = true
    for (let attempt = 0; ; attempt++) {
      this.#stop = new AbortController()
      let watch: ReturnType<typeof setTimeout> | undefined
      const alive = (): void => {
        clearTimeout(watch)
        watch = setTimeout(() => {
          this.#stop.abort()
        }, silence)
      }
      let wait = 0
      try {
        alive()
        const response = await this.#open(this.#stop.signal)
        if (response.status === 401 || response.status === 403) {
          // The host answers; nobody is signed in here. restart() wakes us.
          this.#say('online')
          wait = 60_000
        } else if (!response.ok || response.body === null) {
          wait = backOff(attempt)
        } else {
          // After 'offline' everything is read anew by itself; a stream that another tab took with it, or
          // that ended without a fault, leaves a gap that nobody sees.
          if (this.reach === 'online') this.#missed()
          this.#say('online')
          attempt = 0
          for await (const data of readEvents(response.body)) {
            alive()
            if (data === '') continue
            const event = JSON.parse(data) as CoreEvent
            this.events.tell(event)
            this.#channel.postMessage({ event } satisfies Word)
          }
        }
      } catch {
        if (!this.#stop.signal.aborted) this.#say('offline')
        wait = this.#stop.signal.aborted ? 0 : backOff(attempt)
      } finally {
        clearTimeout(watch)
      }
      if (wait > 0) {
        await new Promise<void>(resolve => {
          this.#wake = resolve
          setTimeout(resolve, wait)
        })
      }
    }
  }
}
