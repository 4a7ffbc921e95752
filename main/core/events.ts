import type { CoreEvent } from '@contract/wire'

/** Gets events; must not throw. */
export type EventListener = (event: CoreEvent) => void

/** Hands committed changes to whoever listens in this process. */
export class EventHub {
  private readonly listeners = new Set<EventListener>()

  /** Returns the way to stop. */
  listen(listener: EventListener): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** To everybody, in order. */
  publish(events: readonly CoreEvent[]): void {
    for (const event of events) for (const listener of this.listeners) listener(event)
  }
}
