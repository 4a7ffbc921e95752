import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { serveFile, updateInfo } from '../../main/desktop/update/installer'
import {
  canonicalManifest,
  chooseFile,
  compareVersions,
  readKeys,
  readManifest,
  UpdateError,
  type Manifest,
  type Running
} from '../../main/desktop/update/manifest'
import { openSource } from '../../main/desktop/update/source'
import { Updater, type UpdaterRules } from '../../main/desktop/update/updater'

const current = generateKeyPairSync('ed25519')
const following = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const keys = [current.publicKey, following.publicKey]
const content = Buffer.from('the installer of 1.3.0')
const running: Running = { version: '1.2.0', platform: 'linux', arch: 'x64', package: 'AppImage' }

const manifest = (changes: Partial<Manifest> = {}): Manifest => ({
  version: '1.3.0',
  minVersion: '1.0.0',
  files: [
    {
      name: 'FabCase-1.3.0.AppImage',
      platform: 'linux',
      arch: 'x64',
      size: content.length,
      sha512: createHash('sha512').update(content).digest('base64')
    }
  ],
  ...changes
})

const signature = (text: string, key: KeyObject): string =>
  sign(null, Buffer.from(text), key).toString('base64')

function trouble(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof UpdateError) return error.trouble
    throw error
  }
}

describe('a manifest', () => {
  const text = canonicalManifest(manifest())
  const read = (json: string, signatures: string, known = keys): Manifest =>
    readManifest(Buffer.from(json), signatures, known)

  test('is taken when either key signed it, alone or beside another line', () => {
    expect(read(text, signature(text, current.privateKey))).toEqual(manifest())
    expect(read(text, signature(text, following.privateKey))).toEqual(manifest())
    const both = `${signature(text, stranger.privateKey)}\n${signature(text, following.privateKey)}\n`
    expect(read(text, both)).toEqual(manifest())
  })

  test('of an old program is taken after the keys changed, as long as it carries both', () => {
    const old = [current.publicKey]
    const rotated = `${signature(text, following.privateKey)}\n${signature(text, current.privateKey)}`
    expect(read(text, rotated, old)).toEqual(manifest())
    expect(trouble(() => read(text, signature(text, following.privateKey), old))).toBe('signature')
  })

  test.each([
    ['nothing', ''],
    ['a stranger', signature(text, stranger.privateKey)],
    ['another text', signature(`${text} `, current.privateKey)],
    ['half a signature', signature(text, current.privateKey).slice(0, 40)],
    ['zeros', Buffer.alloc(64).toString('base64')],
    ['words', 'not a signature at all']
  ])('signed by %s is refused', (_who, signatures) => {
    expect(trouble(() => read(text, signatures))).toBe('signature')
  })

  test('changed anywhere after it was signed is refused', () => {
    const signed = signature(text, current.privateKey)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const bytes = Buffer.from(text)
        bytes[at] = (bytes[at] ?? 0) ^ bits
        expect(trouble(() => readManifest(bytes, signed, keys))).toBe('signature')
      }),
      { numRuns: 200 }
    )
  })

  test.each([
    ['a second reading', text.replace('"version"', '"version":"9.9.9","version"')],
    ['spaces', JSON.stringify(manifest(), null, 2)],
    ['a field of its own', text.replace('{', '{"extra":1,')],
    ['a path for a name', text.replace('FabCase-1.3.0.AppImage', '../../FabCase.AppImage')],
    ['a program of another kind', text.replace('FabCase-1.3.0.AppImage', 'FabCase.sh')],
    ['a version that is none', text.replace('"1.3.0"', '"1.3"')],
    ['no files', canonicalManifest({ ...manifest(), files: [] })],
    ['no JSON', text.slice(1)]
  ])('with %s is refused although it is signed', (_what, json) => {
    expect(trouble(() => read(json, signature(json, current.privateKey)))).toBe('manifest')
  })

  test('keys must be Ed25519', () => {
    const der = current.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    expect(readKeys([der])).toHaveLength(1)
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(() => readKeys([publicKey.export({ type: 'spki', format: 'der' }).toString('base64')])).toThrow(
      TypeError
    )
  })
})

describe('the choice of a file', () => {
  test.each([
    ['the same version', manifest({ version: '1.2.0' }), 'null'],
    ['an older version', manifest({ version: '1.1.9' }), 'rollback'],
    ['a preview of the same version', manifest({ version: '1.2.0-beta.1' }), 'rollback'],
    ['a gap', manifest({ minVersion: '1.2.1' }), 'tooOld'],
    ['the next', manifest(), 'FabCase-1.3.0.AppImage']
  ])('for %s is %s', (_what, given, expected) => {
    let found = ''
    const problem = trouble(() => (found = chooseFile(given, running)?.name ?? 'null'))
    expect(problem === 'none' ? found : problem).toBe(expected)
  })

  test('fits the machine and how the program was installed', () => {
    expect(trouble(() => chooseFile(manifest(), { ...running, arch: 'arm64' }))).toBe('noFile')
    expect(trouble(() => chooseFile(manifest(), { ...running, package: 'deb' }))).toBe('noFile')
    expect(trouble(() => chooseFile(manifest(), { ...running, platform: 'win32' }))).toBe('noFile')
  })

  test('versions are ordered as semver says', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '2.0.0'
    ]
    expect([...order].reverse().sort(compareVersions)).toEqual(order)
    for (const version of order) expect(compareVersions(version, version)).toBe(0)
  })
})

describe('the updater', () => {
  let dir = ''
  let feed = ''

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'fabcase-update-'))
    feed = mkdtempSync(join(tmpdir(), 'fabcase-feed-'))
    publish(manifest(), content)
  })

  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
    rmSync(feed, { recursive: true, force: true })
  })

  function publish(given: Manifest, bytes: Buffer, key = current.privateKey): void {
    const text = canonicalManifest(given)
    writeFileSync(join(feed, 'manifest.json'), text)
    writeFileSync(join(feed, 'manifest.json.sig'), signature(text, key))
    writeFileSync(join(feed, 'FabCase-1.3.0.AppImage'), bytes)
  }

  function updater(changes: Partial<UpdaterRules> = {}): { updater: Updater; rules: UpdaterRules } {
    const rules: UpdaterRules = {
      source: () => openSource(feed, null),
      keys,
      running,
      dir: join(dir, 'update'),
      backup: vi.fn(() => Promise.resolve()),
      prepare: vi.fn(() => Promise.resolve()),
      explain: error => error.trouble,
      log: vi.fn(),
      ...changes
    }
    return { updater: new Updater(rules), rules }
  }

  test('is off without a feed and without keys', async () => {
    expect(await updater({ source: null }).updater.check()).toEqual({ state: 'off' })
    expect(await updater({ keys: [] }).updater.install()).toEqual({ state: 'off' })
  })

  test('looks without downloading', async () => {
    const { updater: given, rules } = updater()
    expect(await given.check()).toEqual({ state: 'available', version: '1.3.0' })
    expect(existsSync(rules.dir)).toBe(false)
    publish(manifest({ version: '1.2.0' }), content)
    expect(await given.check()).toEqual({ state: 'current', version: '1.2.0' })
  })

  test('proves, backs up, then hands over, in that order', async () => {
    const order: string[] = []
    const { updater: given, rules } = updater({
      backup: () => {
        order.push('backup')
        return Promise.resolve()
      },
      prepare: update => {
        order.push(`prepare ${update.version} ${readFileSync(update.path, 'utf8')}`)
        return Promise.resolve()
      }
    })
    expect(await given.install()).toEqual({ state: 'ready', version: '1.3.0' })
    expect(order).toEqual(['backup', `prepare 1.3.0 ${content.toString()}`])
    expect(readdirSync(rules.dir)).toEqual(['FabCase-1.3.0.AppImage'])
    expect(await given.install()).toEqual({ state: 'ready', version: '1.3.0' })
    expect(order).toHaveLength(2)
  })

  test.each([
    [
      'another file of the same size',
      (): void => publish(manifest(), Buffer.from(content.toString().replace('t', 'T'))),
      'digest'
    ],
    ['a longer file', (): void => publish(manifest(), Buffer.concat([content, content])), 'size'],
    ['a shorter file', (): void => publish(manifest(), content.subarray(1)), 'size'],
    ['a stranger', (): void => publish(manifest(), content, stranger.privateKey), 'signature'],
    ['an older version', (): void => publish(manifest({ version: '1.0.0' }), content), 'rollback'],
    ['a missing file', (): void => rmSync(join(feed, 'FabCase-1.3.0.AppImage')), 'unreachable'],
    ['a missing signature', (): void => rmSync(join(feed, 'manifest.json.sig')), 'unreachable'],
    [
      'a list without end',
      (): void => writeFileSync(join(feed, 'manifest.json'), Buffer.alloc(300_000)),
      'size'
    ]
  ])('takes nothing from %s', async (_what, spoil, reason) => {
    spoil()
    const { updater: given, rules } = updater()
    expect(await given.install()).toEqual({ state: 'failed', reason })
    expect(rules.prepare).not.toHaveBeenCalled()
    expect(rules.backup).not.toHaveBeenCalled()
    expect(existsSync(rules.dir)).toBe(false)
  })

  test('installs nothing when the backup fails, and says so', async () => {
    const { updater: given, rules } = updater({ backup: () => Promise.reject(new Error('full')) })
    expect(await given.install()).toEqual({ state: 'failed', reason: 'backup' })
    expect(rules.prepare).not.toHaveBeenCalled()
  })

  test('takes the same over the network, and survives a feed that breaks off', async () => {
    let cut = false
    const server: Server = createServer((request, response) => {
      const name = decodeURIComponent(request.url ?? '').replace('/updates/', '')
      const bytes = readFileSync(join(feed, name))
      response.writeHead(200, { 'Content-Length': bytes.length })
      if (cut && name.endsWith('AppImage')) response.write(bytes.subarray(0, 3), () => response.destroy())
      else response.end(bytes)
    })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const source = (): ReturnType<typeof openSource> => openSource(`http://127.0.0.1:${port}/updates`, null)
    try {
      cut = true
      expect(await updater({ source }).updater.install()).toEqual({ state: 'failed', reason: 'unreachable' })
      cut = false
      expect(await updater({ source }).updater.install()).toEqual({ state: 'ready', version: '1.3.0' })
    } finally {
      server.close()
    }
    expect(await updater({ source }).updater.check()).toEqual({ state: 'failed', reason: 'unreachable' })
    expect(
      await updater({ source: () => openSource('relative/folder', null) }).updater.check()
    ).toMatchObject({ state: 'failed' })
  })
})

describe('the installer', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fabcase-install-'))
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  test('serves the proven file alone, at a path nobody can guess', async () => {
    const path = join(dir, 'FabCase 1.exe')
    writeFileSync(path, content)
    const { url, server } = await serveFile(path, 'FabCase 1.exe')
    try {
      expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(content)
      expect((await fetch(new URL('/', url))).status).toBe(404)
      expect((await fetch(url, { method: 'POST' })).status).toBe(404)
      expect(url.pathname).toMatch(/^\/[0-9a-f]{32}\/FabCase%201\.exe$/)
    } finally {
      server.close()
    }
  })

  test('is told what was proven', () => {
    const [file] = manifest().files
    if (file === undefined) throw new Error('no file')
    expect(updateInfo({ path: '/x', version: '1.3.0', file })).toMatchObject({
      version: '1.3.0',
      files: [{ url: file.name, size: file.size, sha512: file.sha512 }]
    })
  })
})
