import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { launchSchema, readLaunch } from '../../main/desktop/launch'
import { RotatingLog } from '../../main/desktop/log'
import { defaultPolicy, readPolicy } from '../../main/desktop/policy'
import { Settings } from '../../main/desktop/settings'
import { applySwitches, type SwitchedApp } from '../../main/desktop/switches'

const dir = mkdtempSync(join(tmpdir(), 'fabcase-start-'))

afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

function app(
  isPackaged: boolean,
  present: readonly string[] = []
): { app: SwitchedApp; set: Map<string, string> } {
  const set = new Map<string, string>()
  const enableSandbox = vi.fn(() => set.set('(sandbox)', ''))
  return {
    app: {
      isPackaged,
      enableSandbox,
      commandLine: {
        appendSwitch: (name: string, value = '') => set.set(name, value),
        hasSwitch: (name: string) => present.includes(name)
      }
    },
    set
  }
}

describe('switches', () => {
  test('sandbox all, keep Chromium off the network and out of what is typed', () => {
    const { app: given, set } = app(true)
    expect(applySwitches(given)).toBe(null)
    expect([...set.keys()]).toContain('(sandbox)')
    expect([...set.keys()]).toEqual(
      expect.arrayContaining([
        'disable-background-networking',
        'disable-component-update',
        'disable-sync',
        'no-pings'
      ])
    )
    expect(set.get('disable-features')?.split(',')).toEqual(
      expect.arrayContaining(['AutofillServerCommunication', 'Translate', 'MediaRouter'])
    )
  })

  test.each(['remote-debugging-port', 'remote-debugging-pipe', 'load-extension'])(
    'the installed program refuses --%s, the one in development does not',
    name => {
      expect(applySwitches(app(true, [name]).app)).toBe(name)
      expect(applySwitches(app(false, [name]).app)).toBe(null)
    }
  )
})

describe('what a start was given', () => {
  test('is sorted into stores and files, relative to where it was made', () => {
    const given = readLaunch(
      ['--lang=zh', 'a.stdf', './Site A.fabcase', '/x/B.FABCASE/', '', '-v'],
      '/home/q'
    )
    expect(given.stores).toEqual([resolve('/home/q/Site A.fabcase'), resolve('/x/B.FABCASE')])
    expect(given.files).toEqual([resolve('/home/q/a.stdf')])
  })

  test('comes over the lock only in its own shape', () => {
    expect(launchSchema.safeParse({ args: ['a'], cwd: '/' }).success).toBe(true)
    for (const bad of [
      null,
      {},
      { args: 'a', cwd: '/' },
      { args: [1], cwd: '/' },
      { args: Array(1001).fill('a'), cwd: '/' }
    ]) {
      expect(launchSchema.safeParse(bad).success).toBe(false)
    }
  })
})

describe('the policy of a station', () => {
  test('is what the file says, the defaults without one, and the defaults, reported, with a bad one', async () => {
    const report = vi.fn()
    const file = join(dir, 'policy.json')
    expect(await readPolicy(file, report)).toEqual(defaultPolicy)
    expect(report).not.toHaveBeenCalled()
    writeFileSync(file, '{"devTools":true,"updateFeed":"https://host.example/updates"}')
    expect(await readPolicy(file, report)).toMatchObject({
      devTools: true,
      openOutside: true,
      updateFeed: 'https://host.example/updates'
    })
    for (const bad of ['{', '[]', '{"devTools":"yes"}', '{"devtools":true}']) {
      writeFileSync(file, bad)
      expect(await readPolicy(file, report)).toEqual(defaultPolicy)
    }
    expect(report).toHaveBeenCalledTimes(4)
    expect(defaultPolicy).toEqual({
      devTools: false,
      openOutside: true,
      updateFeed: null,
      updateAuthority: null
    })
  })
})

describe('settings', () => {
  test('survive a start, and damage costs only what is damaged', async () => {
    const file = join(dir, 'desktop.json')
    const settings = await Settings.read(file)
    settings.set({ language: 'zh-CN' })
    settings.set({ recents: ['/a.fabcase'] })
    await settings.flush()
    expect((await Settings.read(file)).values).toMatchObject({ language: 'zh-CN', recents: ['/a.fabcase'] })
    await writeFile(file, '{"language":"xx","recents":["/b.fabcase"],"window":{"x":"?"}}')
    expect((await Settings.read(file)).values).toMatchObject({ language: null, recents: ['/b.fabcase'] })
    await writeFile(file, '{"language":')
    expect((await Settings.read(file)).values).toEqual({ language: null, window: null, recents: [] })
  })
})

describe('the log', () => {
  test('keeps lines in order, one a line, and rotates', async () => {
    const folder = join(dir, 'logs')
    const log = new RotatingLog(folder, { limit: 600, keep: 2, now: () => new Date(0) })
    for (let i = 0; i < 40; i++) {
      log.info(`line ${i}\nsecond`)
      await log.flush()
    }
    log.error('it broke', new Error('why'))
    const all = await log.collect()
    const lines = all.split('\n').filter(line => line.startsWith('1970-01-01T00:00:00.000Z'))
    expect(lines.at(-1)).toBe('1970-01-01T00:00:00.000Z error it broke: Error: why')
    const numbers = lines.slice(0, -1).map(line => Number(/line (\d+)/.exec(line)?.[1]))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(numbers.at(-1)).toBe(39)
    expect(readdirSync(folder).sort()).toEqual(['fabcase.1.log', 'fabcase.2.log', 'fabcase.log'])
    expect((await readFile(join(folder, 'fabcase.1.log'))).length).toBeLessThanOrEqual(700)
  })

  test('goes on when the disk takes nothing', async () => {
    const file = join(dir, 'not-a-folder')
    writeFileSync(file, '')
    const log = new RotatingLog(join(file, 'logs'))
    log.info('lost')
    await log.flush()
    expect(await log.collect()).toBe('')
  })
})
