import { isAbsolute, join, relative, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentPolicy, developmentPolicy, freshNonce, withNonce } from '../../main/core/web/csp'
import { resolveStatic } from '../../main/core/web/static-path'

describe('the policy of pages', () => {
  test('is the one of the security rules', () => {
    expect(contentPolicy('bm9uY2U=')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-bm9uY2U='; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-src 'none'; object-src 'none'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        'trusted-types default'
    )
    expect(contentPolicy(null)).not.toContain('nonce')
  })

  test('has a nonce of 128 bits that never repeats, in every place of the page', () => {
    const nonces = Array.from({ length: 500 }, freshNonce)
    expect(new Set(nonces).size).toBe(500)
    expect(nonces.every(nonce => Buffer.from(nonce, 'base64').length === 16)).toBe(true)
    expect(withNonce('<a nonce="{{nonce}}"><b nonce="{{nonce}}">', 'x')).toBe('<a nonce="x"><b nonce="x">')
  })

  test('is looser while developing, for that server alone', () => {
    const policy = developmentPolicy('http://localhost:5173/')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('connect-src http://localhost:5173 ws://localhost:5173')
    expect(policy).not.toContain('*')
  })
})

const root = join(sep, 'srv', 'renderer')

describe('paths of static files', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['/assets/main-B2x_.js', join('assets', 'main-B2x_.js'), 'text/javascript; charset=utf-8'],
    ['/assets/noto%2Dsc.woff2', join('assets', 'noto-sc.woff2'), 'font/woff2'],
    ['/assets/A.SVG', join('assets', 'A.SVG'), 'image/svg+xml']
  ])('%s is a file', (path, file, type) => {
    expect(resolveStatic(root, path)).toEqual({ path: join(root, file), type })
  })

  test.each([
    '/..',
    '/../main/desktop.js',
    '/..%2fmain%2fdesktop.js',
    '/%2e%2e/main/desktop.js',
    '/%2e%2e%2fmain/desktop.js',
    '/%252e%252e%252fmain/desktop.js',
    '/assets/../../main/desktop.js',
    '/assets/..%5c..%5cmain%5cdesktop.js',
    '/..\\main\\desktop.js',
    '/....//main/desktop.js',
    '/...%2f...%2fx.js',
    '/.%2e/x.js',
    '/%c0%ae%c0%ae/x.js',
    '/%e0%80%ae%e0%80%ae/x.js',
    '/\u2024\u2024/x.js',
    '/\uff0e\uff0e/x.js',
    '/x.js%00.html',
    '/x%00.js',
    '/\u0000',
    '//server/share/x.js',
    '/%2fetc%2fpasswd.txt',
    '/%5c%5cserver%5cshare%5cx.js',
    '/\\\\?\\C:\\x.js',
    '/C:/windows/x.js',
    '/C%3a/x.js',
    '/c:x.js',
    '/index.html::$DATA',
    '/index.html%3a%3a$DATA',
    '/index.html.',
    '/index.html%20',
    '/con.js',
    '/NUL',
    '/aux.html',
    '/lpt1.js',
    '/.git/config.json',
    '/.htaccess',
    '/assets/',
    '/assets',
    '/main.ts',
    '/desktop.cjs',
    '/x.js.map',
    '/%',
    '/%zz.js',
    '/%80.js',
    '',
    'index.html',
    'https://elsewhere.example/x.js',
    '/~/x.js',
    '/$HOME/x.js',
    '/x.js;y',
    '/x.js?y',
    '/*.js'
  ])('%j is nothing', path => {
    expect(resolveStatic(root, path)).toBe(null)
  })

  test('whatever is asked for, what is found lies inside', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%25', '%00', 'x.js', 'assets', ':', '~'),
      fc.string({ maxLength: 4 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const found = resolveStatic(root, `/${pieces.join('')}`)
        if (found === null) return
        const inside = relative(root, found.path)
        expect(inside.startsWith('..') || isAbsolute(inside) || inside === '').toBe(false)
      }),
      { numRuns: 3000 }
    )
  })
})
