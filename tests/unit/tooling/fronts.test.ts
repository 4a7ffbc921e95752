import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { browserCommand } from '../../../scripts/lib/browser.mjs'
import { chromiumPlaces } from '../../../scripts/lib/chromium.mjs'
import { chooseFront, downloadFault, fetchElectron, judgeDownload } from '../../../scripts/lib/electron.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fabcase-fronts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('window or browser', () => {
  const linux = {
    platform: 'linux',
    env: { DISPLAY: ':0' },
    uid: 1000,
    binary: '/e/electron',
    browser: false
  }

  it('opens the window where Electron and a display are present', () => {
    expect(chooseFront(linux)).toEqual({ go: 'desktop', binary: '/e/electron' })
    expect(chooseFront({ ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } }).go).toBe('desktop')
    expect(chooseFront({ ...linux, platform: 'win32', env: {}, uid: undefined }).go).toBe('desktop')
  })

  it('fetches what is missing only where it could run', () => {
    expect(chooseFront({ ...linux, binary: undefined })).toEqual({ go: 'fetch' })
    expect(chooseFront({ ...linux, binary: undefined, env: {} }).go).toBe('host')
    expect(chooseFront({ ...linux, binary: undefined, uid: 0 }).go).toBe('host')
  })

  it.each([
    ['no display', { ...linux, env: {} }, /no display/],
    ['root', { ...linux, uid: 0 }, /root/],
    ['the wish for a browser', { ...linux, browser: true }, /asked/]
  ])('says why it opens in a browser: %s', (_, facts, why) => {
    expect(chooseFront(facts)).toMatchObject({ go: 'host', why: expect.stringMatching(why) })
  })
})

describe('fetching Electron', () => {
  const limits = { probeMs: 8_000, stallMs: 30_000 }

  it.each([
    ['nothing yet', { bytes: 0, sinceStartMs: 7_900, sinceGrowthMs: 7_900 }, 'wait'],
    ['nothing for eight seconds', { bytes: 0, sinceStartMs: 8_000, sinceGrowthMs: 8_000 }, 'unreachable'],
    ['a download on its way', { bytes: 1e6, sinceStartMs: 600_000, sinceGrowthMs: 2_000 }, 'wait'],
    ['a download that stands still', { bytes: 1e6, sinceStartMs: 60_000, sinceGrowthMs: 30_000 }, 'stalled']
  ] as const)('%s', (_, seen, verdict) => {
    expect(judgeDownload(seen, limits)).toBe(verdict)
  })

  it.each([
    ['Error: getaddrinfo ENOTFOUND example.invalid', 'ENOTFOUND'],
    ['cause: { code: "SELF_SIGNED_CERT_IN_CHAIN" }', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['HTTPError: Response code 403 (Forbidden)', 'HTTP 403'],
    ['TypeError: fetch failed', 'no way to the download'],
    ['', 'the download failed']
  ])('names the cause of %s', (output, cause) => {
    expect(downloadFault(output)).toBe(cause)
  })

  const script = (name: string, body: string) => {
    const file = join(folder, name)
    writeFileSync(file, body)
    return file
  }

  it('gives up on a server that does not answer', async () => {
    const silent = script('silent.cjs', 'setTimeout(() => {}, 60_000)')
    const outcome = await fetchElectron(process.execPath, { script: silent, probeMs: 600, stallMs: 600 })
    expect(outcome).toMatchObject({ ok: false, why: expect.stringContaining('no answer') })
  })

  it('lets a download that moves take its time, and stops one that stands still', async () => {
    const grows = `const fs = require('fs'); const file = require('os').tmpdir() + '/part'
      let n = 0; const timer = setInterval(() => { fs.appendFileSync(file, 'x'.repeat(1000)); if (++n === LAST) { clearInterval(timer); AFTER } }, 100)`
    // In all it takes longer than it may stand still.
    const moving = script('moving.cjs', grows.replace('LAST', '40').replace('AFTER', ''))
    expect(
      await fetchElectron(process.execPath, { script: moving, probeMs: 60_000, stallMs: 3_000 })
    ).toEqual({ ok: true })
    const stuck = script(
      'stuck.cjs',
      grows.replace('LAST', '2').replace('AFTER', 'setTimeout(() => {}, 60_000)')
    )
    expect(
      await fetchElectron(process.execPath, { script: stuck, probeMs: 60_000, stallMs: 800 })
    ).toMatchObject({
      ok: false,
      why: expect.stringContaining('half-way')
    })
  })

  it('tells a refusal at once', async () => {
    const refused = script(
      'refused.cjs',
      "console.error('connect ECONNREFUSED 192.0.2.1:443'); process.exit(1)"
    )
    expect(await fetchElectron(process.execPath, { script: refused })).toEqual({
      ok: false,
      why: 'ECONNREFUSED'
    })
  })
})

describe('the browser of the user', () => {
  const facts = {
    platform: 'linux',
    env: { PATH: '/bin:/usr/bin', DISPLAY: ':0' },
    url: 'http://127.0.0.1:1/#key=a&b'
  }

  it('is opened by the way of the platform', () => {
    const exists = (file: string) => file === '/usr/bin/xdg-open'
    expect(browserCommand({ ...facts, exists })).toEqual({ command: '/usr/bin/xdg-open', args: [facts.url] })
    expect(browserCommand({ ...facts, platform: 'darwin', exists })).toEqual({
      command: 'open',
      args: [facts.url]
    })
    expect(browserCommand({ ...facts, platform: 'win32', exists })?.args.at(-1)).toBe(facts.url)
  })

  it.each([
    ['no opener', facts, false],
    ['no display', { ...facts, env: { PATH: '/usr/bin' } }, true],
    ['a build machine', { ...facts, env: { ...facts.env, CI: 'true' } }, true]
  ])('is left alone where there is %s', (_, where, exists) => {
    expect(browserCommand({ ...where, exists: () => exists })).toBeUndefined()
  })
})

describe('the Chromium of the tests', () => {
  const none = () => []

  it('is the named one first, then the system, then Playwright, newest first', () => {
    const env = { CHROMIUM_PATH: '/opt/my/chromium', PATH: '/usr/bin' }
    const listed = ['chromium-1100', 'chromium-1230', 'ffmpeg-1011', 'chromium_headless_shell-1230']
    const places = chromiumPlaces({ platform: 'linux', env, home: '/home/u', list: () => listed })
    const at = (part: string) => places.findIndex(place => place.includes(part))
    expect(places[0]).toBe('/opt/my/chromium')
    expect(at('/usr/bin/chromium')).toBe(1)
    expect(at('/usr/bin/google-chrome')).toBeGreaterThan(1)
    expect(at('.cache/ms-playwright/chromium-1230')).toBeGreaterThan(at('/usr/bin/google-chrome'))
    expect(at('chromium-1100')).toBeGreaterThan(at('chromium-1230'))
    expect(at('headless_shell')).toBe(-1)
  })

  it('looks where each platform keeps programs and caches', () => {
    const folders: string[] = []
    const list = (path: string) => {
      folders.push(path)
      return []
    }
    const windows = chromiumPlaces({
      platform: 'win32',
      env: { PROGRAMFILES: 'C:/P', LOCALAPPDATA: 'C:/L' },
      home: 'C:/U',
      list
    })
    expect(windows.some(place => place.includes('msedge.exe'))).toBe(true)
    const mac = chromiumPlaces({ platform: 'darwin', env: {}, home: '/Users/u', list })
    expect(mac).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    chromiumPlaces({ platform: 'linux', env: { PLAYWRIGHT_BROWSERS_PATH: '/pw' }, home: '/h', list })
    expect(folders.map(path => path.replaceAll('\\', '/'))).toEqual([
      'C:/L/ms-playwright',
      '/Users/u/Library/Caches/ms-playwright',
      '/pw'
    ])
    expect(chromiumPlaces({ platform: 'linux', env: {}, home: '/h', list: none })).toEqual([])
  })
})
