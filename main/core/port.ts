import { isClientMessage, type CoreMessage } from '@contract/wire'
import { faultOf } from './faults'
import type { Launcher } from './launcher'

/** The two directions of one client connection: a MessagePort, a socket, a test's pair. */
export interface PortLike {
  post(message: CoreMessage): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

/**
 * Serve one client over messages: calls are answered in the order they finish, events are sent once
 * the client listens. Events reach signed-in listeners only; `store` reaches everybody.
 */
export function servePort(
  launcher: Launcher,
  port: PortLike,
  trust: { readonly local: boolean; readonly station: string }
): void {
  let stop: (() => void) | null = null
  const listen = (token: string | null) => {
    stop?.()
    stop = launcher.events.listen(event => {
      const known = launcher.current?.actorOf({ token, ...trust })
      if (event.topic === 'store' || (known?.known === true && mayHear(event, known.id)))
        port.post({ t: 'event', event })
    })
  }
  port.onMessage(message => {
    if (!isClientMessage(message)) return
    if (message.t === 'listen') {
      listen(message.token)
      return
    }
    const { id, name, token, input } = message
    launcher.call({ token, ...trust }, name, input).then(
      output => {
        port.post({ t: 'result', id, output })
      },
      (error: unknown) => {
        port.post({ t: 'fault', id, fault: faultOf(error, name) })
      }
    )
  })
  port.onClose(() => {
    stop?.()
    stop = null
  })
}

/** A notice is for its person alone. */
export function mayHear(
  event: { readonly topic: string; readonly id: string | null },
  me: string | null
): boolean {
  return event.topic !== 'notice' || event.id === me
}
