import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schemes, serveApp } from '../../main/desktop/protocol'

const dir = mkdtempSync(join(tmpdir(), 'fabcase-protocol-'))
const root = join(dir, 'renderer')

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<html><meta nonce="{{nonce}}"></html>')
  writeFileSync(join(root, 'assets', 'x.js'), 'export {}')
  writeFileSync(join(root, 'notes.md'), 'not part of the renderer')
  writeFileSync(join(dir, 'secret.txt'), 'secret')
})

afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

const get = (url: string, method = 'GET'): Promise<Response> =>
  serveApp({ url, method }, { root, language: () => 'en' })

describe('the own scheme', () => {
  test('is standard and secure, and has no other privilege', () => {
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }
    ])
  })

  test('serves the page with a fresh nonce in its policy and its body', async () => {
    const nonces: string[] = []
    for (const url of ['app://fabcase/', 'app://fabcase/index.html?x=1#/cases']) {
      const page = await get(url)
      const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? ''
      expect(await page.text()).toBe(`<html><meta nonce="${nonce}"></html>`)
      expect(page.headers.get('cache-control')).toBe('no-store')
      nonces.push(nonce)
    }
    expect(new Set(nonces).size).toBe(2)
  })

  test('serves files with their type, sniffing off', async () => {
    const script = await get('app://fabcase/assets/x.js')
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer'
    })
    expect(await script.text()).toBe('export {}')
  })

  test.each([
    ['app://fabcase/nothing.js', 404],
    ['app://fabcase/notes.md', 404],
    ['app://fabcase/..%2fsecret.txt', 404],
    ['app://fabcase/%2e%2e/secret.txt', 404],
    ['app://fabcase/assets/..%5c..%5c..%5csecret.txt', 404],
    ['app://fabcase//secret.txt', 404],
    ['app://elsewhere/index.html', 403],
    ['app://fabcase:1/index.html', 403],
    ['app:index.html', 403],
    ['https://fabcase/index.html', 403],
    ['nonsense', 400]
  ])('%s is answered with %i and nothing else', async (url, status) => {
    const answer = await get(url)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('is read only', async () => {
    expect((await get('app://fabcase/', 'POST')).status).toBe(405)
    expect((await get('app://fabcase/', 'HEAD')).status).toBe(200)
  })

  test('has the recovery page, whose script is a file of its own', async () => {
    const page = await get('app://fabcase/recovery.html?stopped=core&detail=<b>139')
    const html = await page.text()
    expect(html).toContain('The data service stopped')
    expect(html).toContain('&#60;b&#62;139')
    const script = await get('app://fabcase/recovery.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await script.text()).toContain('restartCore')
  })
})
