import { Listeners } from './transport'

/**
 * Who this window is: the bearer token, and the key that `npm start` put into the address for the
 * person at the machine. Both live in memory and in sessionStorage, never in localStorage: closing the
 * browser ends them. A new tab asks its siblings before it asks for a password.
 */
const tokenKey = 'fabcase.session'
const localKey = 'fabcase.key'

let current: string | null = sessionStorage.getItem(tokenKey)
let key: string | null = takeKey()
const changed = new Listeners<string | null>()

function takeKey(): string | null {
  const found = /[#&]key=([^&]+)/.exec(location.hash)?.[1]
  if (found === undefined) return sessionStorage.getItem(localKey)
  const value = decodeURIComponent(found)
  sessionStorage.setItem(localKey, value)
  // The key must not stay in the address bar or in a bookmark.
  history.replaceState(null, '', location.pathname + location.search)
  return value
}

type Word = { readonly ask: 'token' } | { readonly token: string; readonly key: string | null }

const siblings = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('fabcase.session')

siblings?.addEventListener('message', (event: MessageEvent<Word>) => {
  if ('ask' in event.data && current !== null) siblings.postMessage({ token: current, key } satisfies Word)
})

/** The bearer token; null when nobody is signed in here. */
export function token(): string | null {
  return current
}

/** The local trust key; null for anyone who did not start the process. */
export function trustKey(): string | null {
  return key
}

/** Keep or forget the token. */
export function setToken(next: string | null): void {
  if (next === current) return
  current = next
  if (next === null) sessionStorage.removeItem(tokenKey)
  else sessionStorage.setItem(tokenKey, next)
  changed.tell(next)
}

/** Told after each sign-in and sign-out of this window. */
export function onToken(listener: (token: string | null) => void): () => void {
  return changed.add(listener)
}

/** Take over the session of another tab of the same browser, if one answers in time. */
export function inheritSession(wait = 120): Promise<void> {
  if (siblings === null || current !== null) return Promise.resolve()
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      siblings.removeEventListener('message', hear)
      resolve()
    }
    const hear = (event: MessageEvent<Word>): void => {
      if (!('token' in event.data)) return
      if (key === null && event.data.key !== null) {
        key = event.data.key
        sessionStorage.setItem(localKey, key)
      }
      setToken(event.data.token)
      done()
    }
    const timer = setTimeout(done, wait)
    siblings.addEventListener('message', hear)
    siblings.postMessage({ ask: 'token' } satisfies Word)
  })
}
