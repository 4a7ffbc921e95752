import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FakeDesk, until } from './fake-desk'
import { buildProof } from './fixtures/build'

/** What the fixture page keeps of what the bridge gave it. */
interface Proof {
  readonly ports: number
  readonly downs: number
  readonly port: MessagePort | null
  readonly commands: string[]
  readonly files: { readonly name: string; readonly bytes: number }[]
  readonly violations: string[]
  readonly staged?: unknown
  readonly worker?: string
  readonly ask: (message: unknown) => Promise<{ readonly echo: unknown; readonly pid: number }>
}

declare const proof: Proof
declare const fabcase: {
  readonly version: string
  readonly pickFiles: () => Promise<unknown>
  readonly pickFolder: (purpose: string) => Promise<string | null>
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<string | null>
  readonly exportLog: () => Promise<string | null>
  readonly setLanguage: (language: string) => void
  readonly notify: (title: string, body: string, link: string | null) => void
  readonly stage: (files: readonly File[]) => Promise<unknown>
  readonly updates: { readonly check: () => Promise<unknown> }
}

let built = ''

beforeAll(async () => {
  built = await buildProof()
})

afterAll(() => {
  rmSync(built, { recursive: true, force: true })
})

async function connected(desk: FakeDesk): Promise<Page> {
  const page = await desk.page()
  await until(
    () => page.evaluate(() => 'proof' in globalThis && proof.port !== null).catch(() => false),
    yes => yes
  )
  return page
}

describe('a window of the built program', () => {
  let desk: FakeDesk
  let page: Page

  beforeAll(async () => {
    desk = FakeDesk.start({ built })
    page = await connected(desk)
  })

  afterAll(async () => {
    await desk.discard()
  })

  test('has the bridge, frozen, and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => ({
      keys: Object.keys(fabcase).sort(),
      inner: Object.keys(fabcase.updates).sort(),
      frozen: Object.isFrozen(fabcase) && Object.isFrozen(fabcase.updates),
      version: fabcase.version,
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        name => name in globalThis
      )
    }))
    expect(seen.keys).toEqual([
      'connect',
      'exportLog',
      'notify',
      'onCommand',
      'onCoreDown',
      'onCoreGone',
      'onFiles',
      'pickFiles',
      'pickFolder',
      'platform',
      'restartCore',
      'saveFile',
      'setLanguage',
      'stage',
      'updates',
      'version'
    ])
    expect(seen.inner).toEqual(['check', 'install'])
    expect(seen.frozen).toBe(true)
    expect(seen.version).toBe('0.1.0')
    expect(seen.node).toEqual([])
  })

  test('is made with the preferences of the factory, behind the sandbox', async () => {
    const [sandbox] = await desk.recorded('app.enableSandbox')
    expect(sandbox?.args).toEqual([false])
    const [made] = await desk.recorded('BrowserWindow')
    expect(made?.args[0]).toMatchObject({
      show: false,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false
      }
    })
    expect((await desk.windows())[0]?.visible).toBe(true)
  })

  test('speaks with the core over its port, in structured clones', async () => {
    const back = await page.evaluate(async () => {
      const sent = { when: new Date(5), map: new Map([['a', new Set([1n])]]), odd: [NaN, undefined, -0] }
      const { echo } = (await proof.ask(sent)) as { echo: typeof sent }
      const numbers = new Float64Array(50_000).fill(0.25)
      const bulk = (await proof.ask(numbers)).echo as Float64Array
      return {
        when: echo.when.getTime(),
        map: echo.map.get('a')?.has(1n),
        odd: echo.odd.map(item => (Object.is(item, -0) ? '-0' : String(item))),
        bulk: [bulk.constructor.name, bulk.length, bulk.at(-1)]
      }
    })
    expect(back).toEqual({
      when: 5,
      map: true,
      odd: ['NaN', 'undefined', '-0'],
      bulk: ['Float64Array', 50_000, 0.25]
    })
  })

  test('gets its page under the policy, with a fresh nonce each time', async () => {
    const seen = await page.evaluate(async () => {
      const answers = await Promise.all([fetch('/index.html'), fetch('/'), fetch('/page.js')])
      return Promise.all(
        answers.map(async answer => ({
          policy: answer.headers.get('content-security-policy') ?? '',
          sniff: answer.headers.get('x-content-type-options'),
          type: answer.headers.get('content-type'),
          body: await answer.text()
        }))
      )
    })
    const nonces = seen.slice(0, 2).map(({ policy }) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    expect(new Set(nonces).size).toBe(2)
    expect(seen[0]?.body).toContain(`nonce="${nonces[0] ?? ''}"`)
    expect(seen.map(({ sniff }) => sniff)).toEqual(['nosniff', 'nosniff', 'nosniff'])
    expect(seen[2]?.type).toBe('text/javascript; charset=utf-8')
    expect(seen[2]?.policy).not.toContain('nonce-')
  })

  test('runs no inline script and no eval, but its styles and workers', async () => {
    const seen = await page.evaluate(() => ({
      inline: document.documentElement.dataset['inline'] ?? 'none',
      colour: getComputedStyle(document.getElementById('title') ?? document.body).color,
      worker: proof.worker
    }))
    expect(seen).toEqual({ inline: 'none', colour: 'rgb(1, 2, 3)', worker: 'undefined' })
    await page.evaluate(() => {
      const script = document.createElement('div')
      try {
        script.innerHTML = '<img src=x onerror=1>'
      } catch {
        document.body.dataset['html'] = 'refused'
      }
    })
    expect(await page.evaluate(() => document.body.dataset['html'])).toBe('refused')
  })

  test('reaches nothing but its own origin', async () => {
    const seen = await page.evaluate(async () => {
      const tried = [
        'https://elsewhere.example/',
        'http://127.0.0.1:9/',
        'https://fabcase.invalid.elsewhere.example/',
        '/..%2f..%2fmain%2fdesktop.js',
        '/..%5cmain%5cdesktop.js',
        '/%252e%252e/main/desktop.js',
        '//server/share/x.js',
        '/nothing.js'
      ]
      return Promise.all(
        tried.map(url =>
          fetch(url).then(
            answer => answer.status,
            () => 'refused'
          )
        )
      )
    })
    expect(seen).toEqual(['refused', 'refused', 'refused', 404, 404, 404, 'refused', 404])
  })

  test('does not navigate away nor open windows; a link outside is asked about', async () => {
    await desk.call('prepare', 'showMessageBox', { response: 1 })
    await page.evaluate(() => {
      document.getElementById('out')?.click()
    })
    const opened = await until(
      () => desk.recorded('shell.openExternal'),
      calls => calls.length > 0
    )
    expect(opened[0]?.args).toEqual(['https://elsewhere.example/path'])
    const [asked] = await desk.recorded('dialog.showMessageBox')
    expect(asked?.args[0]).toMatchObject({ defaultId: 0, cancelId: 0 })
    expect(await page.evaluate(() => window.open('https://elsewhere.example/window'))).toBeNull()
    await page.evaluate(() => document.getElementById('blank')?.click())
    const wanted = await until(
      () => desk.recorded('window.open'),
      calls => calls.length > 1
    )
    expect(wanted.map(({ args }) => args[1])).toEqual([false, false])
    await page.evaluate(() => setTimeout(() => (location.href = 'http://elsewhere.example/plain')))
    await until(
      () => desk.recorded('dialog.showMessageBox'),
      calls => calls.length >= 2
    )
    expect(page.url()).toBe('https://fabcase.invalid/')
    expect(await desk.windows()).toHaveLength(1)
    expect(page.context().pages()).toHaveLength(1)
    expect(await desk.recorded('shell.openExternal')).toHaveLength(1)
    expect(await page.evaluate(() => 'proof' in globalThis)).toBe(true)
  })

  test('has no permission beyond writing text to the clipboard', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'clipboard-read', 'clipboard-write'] as const
      return Promise.all(
        names.map(async name => (await navigator.permissions.query({ name: name as PermissionName })).state)
      )
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'granted'])
  })

  test('stages files that are picked natively, picked in the page, or pasted', async () => {
    const file = join(desk.userData, 'lot 7.stdf')
    writeFileSync(file, 'STDF-like')
    const gone = join(desk.userData, 'gone.stdf')
    await desk.call('prepare', 'showOpenDialog', { canceled: false, filePaths: [gone, file] })
    const staged = [{ stageId: 'stage-lot 7.stdf', name: 'lot 7.stdf', bytes: 9 }]
    // What cannot be read holds up nothing else.
    expect(await page.evaluate(() => fabcase.pickFiles())).toMatchObject([
      { name: 'gone.stdf', fault: { key: 'attachment.unreadable' } },
      ...staged
    ])
    expect(await page.evaluate(() => fabcase.pickFiles())).toEqual([])

    await desk.call('knowFiles', [file])
    await page.locator('#files').setInputFiles(file)
    await until(
      () => page.evaluate(() => proof.staged),
      got => got !== undefined
    )
    expect(await page.evaluate(() => proof.staged)).toEqual(staged)

    const pasted = await page.evaluate(() => fabcase.stage([new File(['pixels'], '../shot?.png')]))
    expect(pasted).toEqual([{ stageId: 'stage-shot_.png', name: 'shot_.png', bytes: 6 }])
  })

  test('hands faults over as data and refuses what is not asked properly', async () => {
    const seen = await page.evaluate(async () => {
      fabcase.notify('t'.repeat(500), '', null)
      return {
        folder: await fabcase.pickFolder('etc').then(String, (error: unknown) => String(error)),
        empty: await fabcase.stage([]).then(String, (error: unknown) => String(error))
      }
    })
    expect(seen.folder).toMatch(/^Error: fabcase:\{"code":"Invalid","key":"contract\.input"/)
    expect(seen.folder).not.toMatch(/\/|\bat /)
    expect(seen.empty).toContain('"key":"contract.input"')
    expect(await desk.recorded('Notification')).toEqual([])
  })

  test('saves files and the log through dialogs', async () => {
    const target = join(desk.userData, 'chart.png')
    await desk.call('prepare', 'showSaveDialog', { canceled: false, filePath: target })
    expect(await page.evaluate(() => fabcase.saveFile('..\\a/chart.png', new Uint8Array([1, 2, 3])))).toBe(
      'chart.png'
    )
    expect([...readFileSync(target)]).toEqual([1, 2, 3])
    const asked = (await desk.recorded('dialog.showSaveDialog')).at(-1)
    expect(asked?.args[0]).toMatchObject({ defaultPath: join(desk.userData, 'documents', 'chart.png') })

    const log = join(desk.userData, 'report.log')
    await desk.call('prepare', 'showSaveDialog', { canceled: false, filePath: log })
    expect(await page.evaluate(() => fabcase.exportLog())).toBe('report.log')
    const text = readFileSync(log, 'utf8')
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info FabCase 0\.1\.0 starts/)
    expect(text).toContain('will-frame-navigate refused: https://elsewhere.example/path')

    await desk.call('prepare', 'showSaveDialog', { canceled: false, filePath: '/proc/nowhere/x.log' })
    expect(await page.evaluate(() => fabcase.exportLog().catch((error: unknown) => String(error)))).toContain(
      '"key"'
    )
    expect(await page.evaluate(() => fabcase.saveFile('x.txt', new Uint8Array(1)))).toBe(null)
  })

  test('has menus in the language of the page, whose commands reach it', async () => {
    expect(await desk.call('menuLabels')).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    await page.evaluate(() => {
      fabcase.setLanguage('zh-CN')
    })
    await until(
      () => desk.call<string[]>('menuLabels'),
      labels => labels[0] === '文件'
    )
    await desk.call('clickMenu', 'cases.new')
    await desk.call('clickMenu', 'language.en')
    await until(
      () => page.evaluate(() => proof.commands),
      commands => commands.length >= 2
    )
    expect(await page.evaluate(() => proof.commands)).toEqual(['cases.new', 'language:en'])
  })

  test('shows notices; a click leads to their place', async () => {
    await page.evaluate(() => proof.ask('notice'))
    await until(
      () => desk.recorded('Notification'),
      shown => shown.length === 1
    )
    await desk.call('clickNotification')
    await until(
      () => page.evaluate(() => proof.commands.at(-1)),
      command => command === '/cases/7'
    )
  })

  test('has no updates while no feed is set', async () => {
    expect(await page.evaluate(() => fabcase.updates.check())).toEqual({ state: 'off' })
  })

  test('takes over what a second start was given', async () => {
    const file = join(desk.userData, 'later.stdf')
    const store = join(desk.userData, 'Site A.fabcase')
    writeFileSync(file, '12345')
    mkdirSync(store)
    const second = FakeDesk.start({ built, userData: desk.userData, args: [file, store] })
    expect(await second.exited).toBe(0)
    await until(
      () => page.evaluate(() => proof.files),
      files => files.length === 1 && files[0]?.name === 'later.stdf'
    )
    await until(
      () => desk.call<string | null>('menuLabel', 'recent.0'),
      label => label === `Site A  (${store})`
    )
  })
})

describe('when something dies', () => {
  let desk: FakeDesk

  beforeEach(() => {
    desk = FakeDesk.start({ built })
    return () => desk.discard()
  })

  test('a killed core is started again and the page gets a new port', async () => {
    const page = await connected(desk)
    const before = (await page.evaluate(() => proof.ask('one'))).pid
    expect(await desk.killCore()).toEqual([before])
    await until(
      () => page.evaluate(() => proof.downs),
      downs => downs === 1
    )
    await until(
      () => page.evaluate(() => proof.ports),
      ports => ports === 2
    )
    const after = (await page.evaluate(() => proof.ask('two'))).pid
    expect(after).not.toBe(before)
  })

  test('a core that keeps dying is explained, and can be started again', async () => {
    const page = await connected(desk)
    for (let i = 1; i <= 4; i++) {
      await until(
        () => page.evaluate(() => proof.ports),
        ports => ports === i
      )
      await desk.killCore()
    }
    await until(
      () => page.title().catch(() => ''),
      title => title === 'FabCase has to recover'
    )
    expect(await page.locator('h1').textContent()).toBe('The data service stopped')
    const log = join(desk.userData, 'saved.log')
    await desk.call('prepare', 'showSaveDialog', { canceled: false, filePath: log })
    await page.locator('#log').click()
    await until(
      () => page.locator('#status').textContent(),
      text => text === 'Saved as saved.log.'
    )
    expect(readFileSync(log, 'utf8')).toContain('restarts are given up')
    await page.locator('#again').click()
    await connected(desk)
    expect((await page.evaluate(() => proof.ask('back'))).echo).toBe('back')
  })

  test('a page that dies is replaced by the page that explains it', async () => {
    await connected(desk)
    await desk.call('crashPage')
    await until(
      () => desk.windows(),
      windows => windows[0]?.url.startsWith('app://fabcase/recovery.html?stopped=page') === true
    )
  })
})

describe('the end', () => {
  test('closes the core in order and remembers the window', async () => {
    const desk = FakeDesk.start({ built })
    try {
      await connected(desk)
      expect(await desk.quit()).toBe(0)
      expect(readFileSync(join(desk.userData, 'closed-in-order'), 'utf8')).toBe('yes')
      const settings: unknown = JSON.parse(readFileSync(join(desk.userData, 'desktop.json'), 'utf8'))
      expect(settings).toMatchObject({ window: { width: 1440, height: 900, maximized: false } })
      expect(desk.output).toBe('')
    } finally {
      await desk.discard()
    }
  })

  test('waits for jobs when the last window closes', async () => {
    const desk = FakeDesk.start({ built })
    try {
      const page = await connected(desk)
      await page.evaluate(() => proof.ask('jobs 2'))
      await desk.call('closeWindow')
      await until(
        () => desk.recorded('Notification'),
        shown => shown.length === 1
      )
      expect(await desk.windows()).toEqual([])
      const again = FakeDesk.start({ built, userData: desk.userData })
      expect(await again.exited).toBe(0)
      const next = await connected(desk)
      await next.evaluate(() => proof.ask('jobs 0'))
      expect(await desk.quit()).toBe(0)
    } finally {
      await desk.discard()
    }
  })
})
