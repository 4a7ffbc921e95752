import type { FastifyReply } from 'fastify'
import { FabError } from '@contract/errors'
import type { CoreEvent } from '@contract/wire'
import type { Caller } from '../core/core'
import type { Launcher } from '../core/launcher'
import { mayHear } from '../core/port'
import { alwaysHeaders, dataHeaders } from './guards'
import type { HostLimits } from './limits'

/** A reader that lags behind by so much is cut off; it comes back and reads everything anew. */
const mostUnsent = 1024 ** 2

/** The open event streams of a host. */
export class Streams {
  readonly #open = new Set<() => void>()
  readonly #launcher: Launcher
  readonly #limits: HostLimits

  constructor(launcher: Launcher, limits: HostLimits) {
    this.#launcher = launcher
    this.#limits = limits
  }

  /**
   * Make the reply a stream of events for the caller: what a signed-in person may read, after commit; only
   * `store` for others. It ends when the session does. FabError contract.busy.
   */
  add(caller: Caller, reply: FastifyReply): void {
    if (this.#open.size >= this.#limits.streams) throw new FabError('contract.busy', {})
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...alwaysHeaders,
      ...dataHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no'
    })
    raw.write(': hello\n\n')
    const actor = () => this.#launcher.current?.actorOf(caller)
    const began = actor()?.known === true
    const tell = (event: CoreEvent) => {
      if (!mayHear(event, actor)) return
      raw.write(`data: ${JSON.stringify(event)}\n\n`)
      if (raw.writableLength > mostUnsent) raw.destroy()
    }
    const stop = this.#launcher.events.listen(event => {
      try {
        tell(event)
      } catch {
        // The store is going; the stream ends with the heartbeat or the host.
        raw.destroy()
      }
    })
    const beat = setInterval(() => {
      if (began && actor()?.known !== true) end()
      else raw.write(':\n\n')
    }, this.#limits.heartbeatMs)
    const end = () => {
      if (!this.#open.delete(end)) return
      stop()
      clearInterval(beat)
      raw.end()
    }
    this.#open.add(end)
    raw.on('close', end)
    raw.on('error', end)
  }

  /** End all of them; a server waits for open streams for ever. */
  endAll(): void {
    for (const end of this.#open) end()
  }
}
