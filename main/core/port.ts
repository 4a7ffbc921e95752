import type { Permission } from '@contract/permissions'
import { isClientMessage, type CoreEvent, type CoreMessage } from '@contract/wire'
import { seesJob } from '../jobs'
import type { Actor } from '../store/context'
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
 * the client listens; see {@link mayHear}.
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
      if (mayHear(event, () => launcher.current?.actorOf({ token, ...trust })))
        port.post({ t: 'event', event })
    })
  }
  const running = new Map<number, AbortController>()
  port.onMessage(message => {
    if (!isClientMessage(message)) return
    if (message.t === 'cancel') {
      running.get(message.id)?.abort()
      return
    }
    if (message.t === 'listen') {
      listen(message.token)
      return
    }
    const { id, name, token, input } = message
    const call = new AbortController()
    running.set(id, call)
    launcher
      .call({ token, ...trust }, name, input, call.signal)
      .then(
        output => {
          port.post({ t: 'result', id, output })
        },
        (error: unknown) => {
          port.post({ t: 'fault', id, fault: faultOf(error, name) })
        }
      )
      .finally(() => running.delete(id))
  })
  port.onClose(() => {
    stop?.()
    stop = null
    for (const call of running.values()) call.abort()
  })
}

/** Who hears of changes that are no records. */
const hearers: Readonly<Record<string, readonly Permission[]>> = {
  user: ['records.read', 'people.manage'],
  people: ['records.read', 'people.manage'],
  department: ['records.read', 'people.manage'],
  role: ['records.read', 'people.manage'],
  backup: ['store.manage']
}

/**
 * Whether a client hears of an event: as much as it might read, and nothing while its screen is locked.
 * `store` reaches everybody, a notice its person alone.
 */
export function mayHear(event: CoreEvent, who: () => Actor | undefined): boolean {
  if (event.topic === 'store') return true
  const me = who()
  if (me?.known !== true || me.locked) return false
  if (event.topic === 'notice') return event.id !== null && event.id === me.id
  if (event.topic === 'view') return true
  if (event.topic === 'job') {
    const { kind = '', actorId = null } = event.data ?? {}
    return seesJob(me, { kind: String(kind), actorId: actorId === null ? null : String(actorId), actor: '' })
  }
  return (hearers[event.topic] ?? ['records.read']).some(needed => me.permissions.has(needed))
}
