import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  guardContents,
  guardSession,
  mayHave,
  mayRequest,
  type GuardedSession
} from '../../main/desktop/guards'
import { originOf, ownUrls } from '../../main/desktop/origin'

const own = ownUrls(null)

const hostile = [
  'https://fabcase/',
  'http://fabcase/index.html',
  'app://fabcase.elsewhere.example/',
  'app://elsewhere.example/fabcase',
  'app://elsewhere.example/?app://fabcase/',
  'app://fabcase@elsewhere.example/',
  'app://user@fabcase/',
  'app://user:secret@fabcase/',
  'app://fabcase:8080/',
  'app://FABCASE.elsewhere.example/',
  'app:fabcase/index.html',
  'app:/fabcase/index.html',
  'app:///fabcase/index.html',
  'app://',
  'app://fabcase%2eelsewhere.example/',
  'xapp://fabcase/',
  'app+x://fabcase/',
  'file:///etc/passwd',
  'file://fabcase/share',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:app://fabcase/0b1e',
  'blob:https://elsewhere.example/0b1e',
  'about:blank',
  'about:srcdoc',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://fabcase/',
  'filesystem:app://fabcase/x',
  'ws://fabcase/',
  '//fabcase/',
  '/index.html',
  '',
  ' ',
  'app\u0000://fabcase/',
  'app://fab\u0000case/',
  'app://f%61bcase/'
]

describe('own addresses', () => {
  test.each(['app://fabcase', 'app://fabcase/', 'app://fabcase/index.html?x#/cases/7', 'APP://fabcase/'])(
    'takes %j',
    url => {
      expect(own(url)).toBe(true)
    }
  )

  test.each(hostile)('refuses %j', url => {
    expect(own(url)).toBe(false)
  })

  test('refuses whatever another host or scheme is made of', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), url => {
        expect(own(url)).toBe(false)
        expect(own(`${url}#app://fabcase/`)).toBe(false)
      })
    )
    fc.assert(fc.property(fc.string(), text => !own(text) || originOf(text) === 'app://fabcase'))
  })

  test('while developing, the development server alone is own', () => {
    const dev = ownUrls('http://localhost:5173')
    expect(dev('http://localhost:5173/app/main.tsx')).toBe(true)
    expect(
      ['http://localhost:5174/', 'http://localhost.elsewhere.example:5173/', 'app://fabcase/'].filter(dev)
    ).toEqual([])
  })
})

class Contents extends EventEmitter {
  open: (details: { url: string }) => { action: 'deny' } = () => ({ action: 'deny' })
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void {
    this.open = handler
  }

  navigate(name: string, url: string, isMainFrame = true): boolean {
    const preventDefault = vi.fn()
    this.emit(name, { url, isMainFrame, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
}

function guarded(): { contents: Contents; outside: string[]; refused: string[] } {
  const contents = new Contents()
  const outside: string[] = []
  const refused: string[] = []
  guardContents(contents, {
    own,
    outside: url => outside.push(url),
    refused: (what, url) => refused.push(`${what} ${url}`)
  })
  return { contents, outside, refused }
}

describe('guards of web contents', () => {
  const events = ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const

  test.each(events)('%s stays on the own origin', name => {
    const { contents } = guarded()
    expect(contents.navigate(name, 'app://fabcase/index.html#/cases')).toBe(false)
    for (const url of hostile) expect(contents.navigate(name, url), url).toBe(true)
  })

  test('only a person who leaves in the main frame is asked, never a redirect or a frame', () => {
    const { contents, outside } = guarded()
    contents.navigate('will-redirect', 'https://a.example/')
    contents.navigate('will-frame-navigate', 'https://b.example/', false)
    expect(outside).toEqual([])
    contents.navigate('will-navigate', 'https://c.example/')
    expect(outside).toEqual(['https://c.example/'])
  })

  test('no window and no webview, whatever they show', () => {
    const { contents, outside, refused } = guarded()
    for (const url of [...hostile, 'app://fabcase/'])
      expect(contents.open({ url })).toEqual({ action: 'deny' })
    expect(outside).not.toContain('app://fabcase/')
    const preventDefault = vi.fn()
    contents.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(refused).toContain('webview ')
  })
})

describe('guards of the session', () => {
  test('grants writing text to the clipboard to own pages and nothing else to anybody', () => {
    const permissions = [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'fullscreen',
      'openExternal',
      'hid',
      'usb',
      'serial',
      'fileSystem',
      'local-network-access',
      'unknown'
    ]
    expect(permissions.filter(name => mayHave(name, 'app://fabcase/', own))).toEqual([])
    expect(mayHave('clipboard-sanitized-write', 'app://fabcase/', own)).toBe(true)
    expect(mayHave('clipboard-sanitized-write', 'https://elsewhere.example/', own)).toBe(false)
  })

  test('lets requests go to the own origin and to data, never elsewhere', () => {
    const yes = ['app://fabcase/assets/x.js', 'data:image/png;base64,AA==', 'blob:app://fabcase/0b1e']
    expect(yes.filter(url => !mayRequest(url, own, null))).toEqual([])
    const no = hostile.filter(url => !url.startsWith('data:') && url !== 'blob:app://fabcase/0b1e')
    expect(no.filter(url => mayRequest(url, own, null))).toEqual([])
    const server = 'http://localhost:5173'
    const dev = ownUrls(server)
    expect(mayRequest('ws://localhost:5173/?token=1', dev, server)).toBe(true)
    expect(mayRequest('ws://elsewhere.example/', dev, server)).toBe(false)
  })

  test('sets every handler', () => {
    const set: Record<string, (...args: never[]) => unknown> = {}
    const keep =
      (name: string) =>
      (handler: unknown): void => {
        set[name] = handler as (...args: never[]) => unknown
      }
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('display'),
      webRequest: { onBeforeRequest: keep('before'), onHeadersReceived: keep('headers') }
    } as unknown as GuardedSession
    const refused: string[] = []
    guardSession(session, { own, devServer: null, devPolicy: null, refused: what => refused.push(what) })
    const call = (name: string, ...args: unknown[]): unknown =>
      (set[name] as ((...given: unknown[]) => unknown) | undefined)?.(...args)
    const answers: unknown[] = []
    const answer = (value: unknown): void => {
      answers.push(value)
    }
    call('request', null, 'media', answer, { requestingUrl: 'app://fabcase/' })
    call('request', null, 'clipboard-sanitized-write', answer, { requestingUrl: 'app://fabcase/' })
    call('before', { url: 'https://elsewhere.example/' }, answer)
    call('before', { url: 'app://fabcase/' }, answer)
    call('display', {}, answer)
    expect(answers).toEqual([false, true, { cancel: true }, { cancel: false }, {}])
    expect(call('check', null, 'geolocation', 'app://fabcase', {})).toBe(false)
    expect(call('device', { deviceType: 'usb' })).toBe(false)
    expect(refused).toEqual(['permission media', 'request'])
    expect(set['headers']).toBeUndefined()
  })
})
