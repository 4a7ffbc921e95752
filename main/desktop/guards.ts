import type { Session } from 'electron'

interface Preventable {
  preventDefault(): void
}

/** What {@link guardContents} needs of Electron's WebContents. */
export interface GuardedContents {
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  on(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate',
    listener: (details: Preventable & { readonly url: string; readonly isMainFrame: boolean }) => void
  ): unknown
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void
}

/** What guards ask and tell. */
export interface GuardRules {
  /** True for the program's own pages. */
  readonly own: (url: string) => boolean
  /** A person followed a link that leads out of the program; may be told twice of one click. */
  readonly outside: (url: string) => void
  /** Something was refused: for the log. */
  readonly refused: (what: string, url: string) => void
}

/**
 * Attach every guard of a page. Called from `web-contents-created` alone, so that no web contents
 * of any kind exists without them: no webview, no navigation off the own origin, no new window.
 */
export function guardContents(contents: GuardedContents, rules: GuardRules): void {
  contents.on('will-attach-webview', event => {
    event.preventDefault()
    rules.refused('webview', '')
  })
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(name, details => {
      if (rules.own(details.url)) return
      details.preventDefault()
      rules.refused(name, details.url)
      if (details.isMainFrame && name !== 'will-redirect') rules.outside(details.url)
    })
  }
  contents.setWindowOpenHandler(details => {
    if (!rules.own(details.url)) rules.outside(details.url)
    else rules.refused('window.open', details.url)
    return { action: 'deny' }
  })
}

/** The only thing a page may do beyond a page's basics: put text on the clipboard. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Whether a page of `url` gets `permission`. */
export function mayHave(permission: string, url: string, own: (url: string) => boolean): boolean {
  return granted.has(permission) && own(url)
}

/** Whether a request may leave a page: to the own origin, to data it holds itself, or nowhere. */
export function mayRequest(url: string, own: (url: string) => boolean, devServer: string | null): boolean {
  if (own(url) || url.startsWith('data:')) return true
  if (url.startsWith('blob:')) return own(url.slice('blob:'.length))
  if (devServer === null) return false
  const socket = url.replace(/^ws(s?):/, 'http$1:')
  return own(socket) || url.startsWith('devtools://devtools/')
}

/** What {@link guardSession} sets on a session. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest' | 'onHeadersReceived'> }

/** Options of {@link guardSession}. */
export interface SessionRules {
  readonly own: (url: string) => boolean
  readonly devServer: string | null
  /** Policy for pages of the development server; null otherwise. */
  readonly devPolicy: string | null
  readonly refused: (what: string, url: string) => void
}

/** Set the permission handlers (Electron's default grants all) and the filter of requests. */
export function guardSession(session: GuardedSession, rules: SessionRules): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const yes = mayHave(permission, details.requestingUrl, rules.own)
    if (!yes) rules.refused(`permission ${permission}`, details.requestingUrl)
    answer(yes)
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin, rules.own))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({})
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    const yes = mayRequest(details.url, rules.own, rules.devServer)
    if (!yes) rules.refused('request', details.url)
    answer({ cancel: !yes })
  })
  const { devPolicy } = rules
  if (devPolicy === null) return
  session.webRequest.onHeadersReceived((details, answer) => {
    answer({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [devPolicy] } })
  })
}
