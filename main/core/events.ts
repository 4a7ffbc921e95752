import type { CoreEvent } from '@contract/wire'
import { log } from './log'

/** Gets events; what it throws is logged. */
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

  /**
   * To everybody, in order. What is told is committed already: a listener that fails must not make its
   * command look undone.
   */
  publish(events: readonly CoreEvent[]): void {
    for (const event of events)
      for (const listener of this.listeners)
        try {
          listener(event)
        } catch (error) {
          log.error('events', error)
        }
  }
}
