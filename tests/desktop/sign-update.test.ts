import { spawnSync } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  chooseFile,
  manifestName,
  proveFile,
  readKeys,
  readManifest,
  signatureName,
  UpdateError
} from '../../main/desktop/update/manifest'

const script = join(import.meta.dirname, '../../scripts/lib/sign-update-run.mjs')
const running = { version: '1.2.0', platform: 'linux', arch: 'x64', package: 'AppImage' }

let dir = ''
let feed = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fabcase-sign-'))
  feed = await mkdtemp(join(dir, 'feed-'))
  await writeFile(join(feed, 'FabCase-1.3.0.AppImage'), 'the installer of 1.3.0')
  await writeFile(join(feed, 'FabCase-1.3.0-arm64.dmg'), 'the same for a Mac')
  await writeFile(join(feed, 'FabCase Setup 1.3.0.exe'), 'the same for Windows')
  await writeFile(join(feed, 'FabCase Setup 1.3.0.exe.blockmap'), 'not an installer')
  await writeFile(join(feed, 'builder-debug.yml'), 'not an installer')
})

afterEach(async () => {
  await rm(dir, { recursive: true, force: true })
})

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, npm_lifecycle_event: '' }
  })
  return { status, out: stdout, err: stderr }
}

/** A new key pair: the file of the private one, and the public one as programs have it compiled in. */
function newKey(name: string) {
  const made = run('--new-key', name)
  expect(made.status, made.err).toBe(0)
  return { file: name, key: made.out.trim() }
}

async function verified(keys: readonly string[]) {
  const bytes = await readFile(join(feed, manifestName))
  return readManifest(bytes, await readFile(join(feed, signatureName), 'utf8'), readKeys(keys))
}

async function trouble(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (e: unknown) => e
  )
  if (!(error instanceof UpdateError)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error.trouble
}

test('what it signs is taken by the verifier, file and all', async () => {
  const { file, key } = newKey('release.pem')
  if (process.platform !== 'win32') expect((await stat(join(dir, file))).mode & 0o077).toBe(0)
  await writeFile(join(dir, 'notes.txt'), 'Maps are quicker. 晶圆图更快。\n')
  const signed = run(
    '--key',
    file,
    '--version',
    '1.3.0',
    '--min-version',
    '1.1.0',
    '--notes',
    'notes.txt',
    feed
  )
  expect(signed.status, signed.err).toBe(0)
  expect(signed.out).toBe(`${join(feed, manifestName)}\n`)
  const manifest = await verified([key])
  expect(manifest).toMatchObject({
    version: '1.3.0',
    minVersion: '1.1.0',
    notes: 'Maps are quicker. 晶圆图更快。'
  })
  expect(manifest.files.map(f => [f.name, f.platform, f.arch])).toEqual([
    ['FabCase Setup 1.3.0.exe', 'win32', 'x64'],
    ['FabCase-1.3.0-arm64.dmg', 'darwin', 'arm64'],
    ['FabCase-1.3.0.AppImage', 'linux', 'x64']
  ])
  const chosen = chooseFile(manifest, running)
  if (chosen === null) throw new Error('nothing was chosen')
  await proveFile(join(feed, chosen.name), chosen)
  await writeFile(join(feed, chosen.name), 'the installer of 1.3.1')
  expect(await trouble(proveFile(join(feed, chosen.name), chosen))).toBe('digest')
})

test('what was changed after it was signed is refused, and so is what a stranger signed', async () => {
  const ours = newKey('release.pem')
  const strangers = newKey('other.pem')
  run('--key', ours.file, '--version', '1.3.0', feed)
  await verified([ours.key])
  expect(await trouble(verified([strangers.key]))).toBe('signature')
  const signed = await readFile(join(feed, manifestName), 'utf8')
  await writeFile(join(feed, manifestName), signed.replace('"version":"1.3.0"', '"version":"9.3.0"'))
  expect(await trouble(verified([ours.key]))).toBe('signature')
  await writeFile(join(feed, manifestName), signed)
  await appendFile(join(feed, manifestName), '\n')
  expect(await trouble(verified([ours.key]))).toBe('signature')
})

test('around a change of keys it signs with both', async () => {
  const [before, after] = [newKey('before.pem'), newKey('after.pem')]
  expect(run('--key', before.file, '--key', after.file, '--version', '1.3.0', feed).status).toBe(0)
  expect((await verified([before.key])).version).toBe('1.3.0')
  expect((await verified([after.key])).version).toBe('1.3.0')
})

test('it writes nothing that stations would refuse, and overwrites no key', async () => {
  const { file } = newKey('release.pem')
  expect(run('--new-key', file).status).toBe(1)
  expect(run('--key', file, '--version', 'next', feed).status).toBe(1)
  expect(run('--key', 'none.pem', feed).err).toContain('There is no key')
  expect(run('--key', file, dir).err).toContain('no installer')
  for (const wrong of [[feed], ['--key', file, feed, 'more'], ['--nonsense']]) {
    const { status, out } = run(...wrong)
    expect({ status, out }).toEqual({ status: 2, out: '' })
  }
  await expect(stat(join(feed, manifestName))).rejects.toThrow('ENOENT')
})
