import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { FaultKey } from '@contract/errors'
import { contentPolicy } from '../../main/core/web/csp'
import { disposition } from '../../main/host/downloads'
import { judge, loopbackNames } from '../../main/host/guards'
import { withoutFolders } from '../../main/host/replies'
import { settingsFolder } from '../../main/host/settings'
import { Client, ask, newHost, root } from './support'

const names = loopbackNames(4870)

describe('who may ask', () => {
  it.each([
    ['127.0.0.1:4870', undefined, undefined, 'ok'],
    ['localhost:4870', 'http://localhost:4870', 'same-origin', 'ok'],
    ['[::1]:4870', 'http://[::1]:4870', 'none', 'ok'],
    ['LOCALHOST:4870', undefined, undefined, 'ok'],
    [undefined, undefined, undefined, 'wrongHost'],
    ['', undefined, undefined, 'wrongHost'],
    ['evil.example', undefined, undefined, 'wrongHost'],
    ['evil.example:4870', undefined, undefined, 'wrongHost'],
    ['127.0.0.1', undefined, undefined, 'wrongHost'],
    ['127.0.0.1:4871', undefined, undefined, 'wrongHost'],
    ['localhost:4870.evil.example', undefined, undefined, 'wrongHost'],
    ['localhost:4870, evil.example', undefined, undefined, 'wrongHost'],
    ['localhost.:4870', undefined, undefined, 'wrongHost'],
    ['localhost:4870', 'null', undefined, 'wrongOrigin'],
    ['localhost:4870', 'http://evil.example', undefined, 'wrongOrigin'],
    ['localhost:4870', 'https://localhost:4870', undefined, 'wrongOrigin'],
    ['localhost:4870', 'http://127.0.0.1:4870', undefined, 'wrongOrigin'],
    ['localhost:4870', 'http://localhost:4870.evil.example', undefined, 'wrongOrigin'],
    ['localhost:4870', undefined, 'cross-site', 'crossSite'],
    ['localhost:4870', undefined, 'same-site', 'crossSite'],
    ['localhost:4870', undefined, 'nonsense', 'crossSite']
  ])('%s, origin %s, from %s: %s', (host, origin, site, verdict) => {
    const headers = {
      ...(host === undefined ? {} : { host }),
      ...(origin === undefined ? {} : { origin }),
      ...(site === undefined ? {} : { 'sec-fetch-site': site })
    }
    expect(judge(headers, names, 'http', true)).toBe(verdict)
  })

  it('any other name is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webAuthority()), host => {
        fc.pre(!names.has(host.toLowerCase()))
        expect(judge({ host }, names, 'http', false)).toBe('wrongHost')
      })
    )
  })

  it('a link from another site may show the page, but not call', () => {
    const headers = { host: 'localhost:4870', 'sec-fetch-site': 'cross-site' }
    expect(judge(headers, names, 'http', false)).toBe('ok')
    expect(judge(headers, names, 'http', true)).toBe('crossSite')
  })
})

test('a running host refuses other names, origins and sites, and sends no CORS headers', async () => {
  const host = await newHost()
  const call = (headers: Record<string, string>) =>
    ask(
      host.port,
      'POST',
      '/api/call/stores.state',
      { 'content-type': 'application/json', ...headers },
      '{"input":{}}'
    )
  const fine = await call({})
  expect(fine.status).toBe(200)
  expect(fine.json()).toMatchObject({ output: { open: { name: 'Plant', dir: null, needsSetup: true } } })
  expect((await call({ origin: `http://127.0.0.1:${host.port}` })).status).toBe(200)
  for (const headers of [
    { host: 'evil.example' },
    { host: `evil.example:${host.port}` },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }
  ]) {
    const answer = await call(headers)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(answer.json()).toMatchObject({ fault: { key: 'contract.wrongAddress' satisfies FaultKey } })
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  }
  const page = await ask(host.port, 'GET', '/', { host: 'evil.example' })
  expect(page.status).toBe(403)
  const preflight = await ask(host.port, 'OPTIONS', '/api/call/stores.state', {
    origin: `http://127.0.0.1:${host.port}`,
    'access-control-request-method': 'POST'
  })
  expect(preflight.status).toBe(404)
  expect(Object.keys(preflight.headers).filter(name => name.startsWith('access-control'))).toEqual([])
})

test('data is never a page', async () => {
  const host = await newHost()
  const { headers } = await new Client(host).raw('stores.state', {})
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY'
  })
  expect(headers['server']).toBeUndefined()
  expect(headers['set-cookie']).toBeUndefined()
})

test('the page has the policy of the design, with its own nonce', async () => {
  const host = await newHost()
  const first = await ask(host.port, 'GET', '/')
  const second = await ask(host.port, 'GET', '/index.html')
  expect(first.status).toBe(200)
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(first.headers['cache-control']).toBe('no-store')
  const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? ''
  const nonce = nonceOf(first.headers['content-security-policy'])
  expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  expect(nonceOf(second.headers['content-security-policy'])).not.toBe(nonce)
  expect(first.headers['content-security-policy']).toBe(contentPolicy(nonce))
  expect(String(first.headers['content-security-policy']).replace(nonce, 'N')).toMatchInlineSnapshot(
    `"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"`
  )
  const html = first.body.toString('utf8')
  expect(html).toContain(nonce)
  expect(html).not.toContain('{{nonce}}')
})

test('scripts are packed, kept for ever and typed; anything but the renderer does not exist', async () => {
  const host = await newHost()
  const html = (await ask(host.port, 'GET', '/')).body.toString('utf8')
  const script = /src="\.?(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
  const plain = await ask(host.port, 'GET', script)
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff'
  })
  for (const encoding of ['gzip', 'br']) {
    const packed = await ask(host.port, 'GET', script, { 'accept-encoding': `deflate, ${encoding}` })
    expect(packed.headers['content-encoding']).toBe(encoding)
    expect(packed.body.length).toBeLessThan(plain.body.length / 2)
  }
  const refused = await ask(host.port, 'GET', script, { 'accept-encoding': 'br;q=0, identity' })
  expect(refused.headers['content-encoding']).toBeUndefined()
  const again = await ask(host.port, 'GET', script, { 'if-none-match': String(plain.headers['etag']) })
  expect(again.status).toBe(304)
  for (const path of [
    '/../package.json',
    '/..%2fmain%2fhost.js',
    '/%2e%2e/main/host.js',
    '/assets/../../main/host.js',
    '/assets%5c..%5c..%5cmain%5chost.js',
    '/%00',
    '/index.html%00.js',
    '//etc/passwd',
    '/.stamp',
    '/assets',
    '/assets/',
    '/nothing.js',
    '/c:/windows/win.ini',
    '/%252e%252e%252fpackage.json',
    '/index.html/x.js'
  ]) {
    const answer = await ask(host.port, 'GET', path)
    expect(answer.status, path).toBe(404)
    expect(answer.body.length, path).toBeLessThan(200)
  }
  expect((await ask(host.port, 'GET', '/%zz')).status).toBe(400)
})

test('what is refused says nothing of where things lie', () => {
  const fault = {
    code: 'Full',
    key: 'store.full',
    details: { store: `${root}/plant.fabcase`, dir: 'C:\\data\\plant.fabcase', other: 3 }
  } as const
  expect(withoutFolders(fault).details).toEqual({ store: 'plant.fabcase', dir: 'plant.fabcase', other: 3 })
})

test('downloads are saved under their own name, whatever it holds', () => {
  expect(disposition('a"b\r\nSet-Cookie: x.stdf')).toBe(
    'attachment; filename="a_b__Set-Cookie_ x.stdf"; filename*=UTF-8\'\'a%22b%0D%0ASet-Cookie%3A%20x.stdf'
  )
  expect(disposition("晶圆'图(1).png")).toContain(
    "filename*=UTF-8''%E6%99%B6%E5%9C%86%27%E5%9B%BE%281%29.png"
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)) }), name => {
      expect(disposition(name)).toMatch(/^attachment; filename="[\w.() -]*"; filename\*=UTF-8''[\w.~!%-]*$/)
    })
  )
})

test('settings lie where each system wants them', () => {
  expect(settingsFolder('linux', {}, '/home/a')).toBe('/home/a/.config/fabcase')
  expect(settingsFolder('linux', { XDG_CONFIG_HOME: '/x' }, '/home/a')).toBe('/x/fabcase')
  expect(settingsFolder('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/fabcase')
})
