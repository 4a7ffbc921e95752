import { record } from './record'

type Handler = (request: Request) => Response | Promise<Response>
type RequestListener = (
  details: { url: string; resourceType: string },
  answer: (response: { cancel?: boolean }) => void
) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string }
) => void

const handlers = new Map<string, Handler>()
let filter: RequestListener | null = null
let check: PermissionCheck | null = null
let request: PermissionRequest | null = null

/** Electron's `protocol`: handlers by scheme. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown): void {
    record('protocol.registerSchemesAsPrivileged', schemes)
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme)
}

/** Electron's default session. */
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: PermissionRequest | null) => (request = handler),
    setPermissionCheckHandler: (handler: PermissionCheck | null) => (check = handler),
    setDevicePermissionHandler: () => {
      record('session.setDevicePermissionHandler')
    },
    setDisplayMediaRequestHandler: () => {
      record('session.setDisplayMediaRequestHandler')
    },
    webRequest: {
      onBeforeRequest: (listener: RequestListener | null) => (filter = listener),
      onHeadersReceived: () => {
        record('webRequest.onHeadersReceived')
      }
    }
  }
}

/** What the program's filter says to a request; without one everything passes, as in Electron. */
export function filtered(url: string, resourceType: string): Promise<boolean> {
  return new Promise(done => {
    if (filter === null) done(false)
    else {
      filter({ url, resourceType }, response => {
        done(response.cancel === true)
      })
    }
  })
}

/** Answer a request of a scheme the program handles; null for schemes it does not. */
export async function served(url: string, method: string): Promise<Response | null> {
  const handler = handlers.get(new URL(url).protocol.replace(':', ''))
  return handler === undefined ? null : handler(new Request(url, { method }))
}

/** Names of Electron's permissions and what the DevTools protocol calls them. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
  media: 'camera',
  midi: 'midi',
  'idle-detection': 'idle-detection'
} as const

/** Ask both handlers as Electron does: a permission needs the yes of each. Default is yes. */
export function granted(origin: string): { readonly name: string; readonly yes: boolean }[] {
  return Object.entries(permissions).map(([permission, name]) => {
    let asked = true
    request?.(null, permission, yes => (asked = yes), { requestingUrl: `${origin}/` })
    return { name, yes: asked && (check?.(null, permission, `${origin}/`, {}) ?? true) }
  })
}
