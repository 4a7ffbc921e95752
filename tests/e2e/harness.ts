import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Input, Output, ProcedureName } from '../../preload/contract/index'

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Folder of the build under test; another one can be named to try a change beside the usual build. */
const build = resolve(root, process.env['FABCASE_BUILD'] ?? 'out')

/**
 * How long an answer of the host is held back at most, ms, by `FABCASE_E2E_LAG`. A walk that passes with and without
 * it looks at the page before it acts there, not at the store, which is ahead of the page.
 */
const lag = Number(process.env['FABCASE_E2E_LAG'] ?? 0)

/** An example administrator. */
export const chief = { login: 'chief.example', name: 'Chief Example', password: 'nine slippery eels' }

/** A host with a store of its own, and a person signed in to it. */
export interface RunningHost {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string
  /** The local trust key, as `npm start` prints it in the address. */
  readonly key: string
  /** Token of the example administrator. */
  readonly token: string
  /** Folder the store lies in. */
  readonly folder: string
  /** One procedure of the contract as the administrator, or as whoever holds `token`. */
  call<N extends ProcedureName>(name: N, input: Input<N>, token?: string): Promise<Output<N>>
  close(): Promise<void>
}

function address(child: ChildProcess): Promise<URL> {
  return new Promise((done, fail) => {
    let said = ''
    let wrong = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /FabCase: (\S+)/.exec(said)?.[1]
      if (found !== undefined) done(new URL(found))
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      wrong += chunk.toString()
    })
    child.once('exit', code => {
      fail(new Error(`the host ended with ${code}: ${wrong}`))
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await gone
}

/** Start the built host as `npm start` does: no store is open yet. */
export async function startLauncher(): Promise<RunningHost> {
  const program = join(build, 'main/host.js')
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`npm run build\` first`)
  const folder = await mkdtemp(join(tmpdir(), 'fabcase-e2e-'))
  const child = spawn(resolve(root, 'node_modules/.bin/node'), [program, '--port', '0'], {
    cwd: folder,
    env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const link = await address(child)
  const key = decodeURIComponent(/key=([^&]+)/.exec(link.hash)?.[1] ?? '')
  const url = `${link.origin}/`
  const call: RunningHost['call'] = async (name, input, token) => {
    const response = await fetch(`${url}api/call/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-fabcase-key': key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` })
      },
      body: JSON.stringify({ input })
    })
    const answer = (await response.json()) as { output?: never; fault?: unknown }
    if (!response.ok) throw new Error(`${name}: ${response.status} ${JSON.stringify(answer.fault)}`)
    return answer.output as never
  }
  return {
    url,
    key,
    token: '',
    folder,
    call,
    close: async () => {
      await ended(child)
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}

/** The same with a new, empty store and one administrator. */
export async function startHost(): Promise<RunningHost> {
  const host = await startLauncher()
  await host.call('stores.create', { folder: join(host.folder, 'stores'), name: 'Example Fab' })
  const { token } = await host.call('people.setup', chief)
  return { ...host, token, call: (name, input, as = token) => host.call(name, input, as) }
}

/** How a page is opened. */
export interface Looks {
  readonly language?: 'en' | 'zh-CN'
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
}

/** A page of the host, signed in, whose console complaints and violations of the policy are kept. */
export async function openPage(browser: Browser, host: RunningHost, looks: Looks = {}): Promise<Page> {
  const { language = 'en', scheme = 'light', width = 1280, height = 800 } = looks
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce'
  })
  await context.addInitScript(
    ([lang, dark, token, key]) => {
      localStorage.setItem('fabcase.language', lang)
      localStorage.setItem('fabcase.scheme', dark)
      if (token !== '') sessionStorage.setItem('fabcase.session', token)
      sessionStorage.setItem('fabcase.key', key)
      document.addEventListener('securitypolicyviolation', event => {
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
      })
    },
    [language, scheme, host.token, host.key] as const
  )
  if (lag > 0) await holdBack(context)
  opened.add(context)
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', error => {
    said.push(error.message)
  })
  complaints.set(page, said)
  await page.goto(host.url)
  // Keys pressed before the application stands would be lost.
  await expect(page.locator('#root > :not(style)').first()).toBeVisible()
  return page
}

/** Let every answer of the core reach the page late, each by another time. */
async function holdBack(context: BrowserContext): Promise<void> {
  await context.route('**/api/call/**', async route => {
    try {
      const response = await route.fetch()
      await new Promise(done => setTimeout(done, Math.random() * lag))
      await route.fulfill({ response })
    } catch {
      // The page went away, or took its question back.
      await route.abort().catch(() => undefined)
    }
  })
}

const complaints = new WeakMap<Page, string[]>()

/** What the running test has opened. */
const opened = new Set<BrowserContext>()

/** A page as a new user sees it: nothing remembered; signed in only where a token is given. */
export async function openFresh(
  browser: Browser,
  host: RunningHost,
  looks: Looks & { readonly token?: string } = {}
): Promise<Page> {
  return openPage(browser, { ...host, token: looks.token ?? '' }, looks)
}

/** What the page's console complained about so far. A refused call is no complaint: the screen tells it. */
export function complaintsOf(page: Page): readonly string[] {
  return (complaints.get(page) ?? []).filter(text => !/Failed to load resource/.test(text))
}

/** Go to a hash route and wait until its screen is the one that is shown, and no part of it is loading. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate(to => {
    location.hash = to
    // Two frames: the router has noticed.
    return new Promise<void>(done =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          done()
        })
      )
    )
  }, route)
  await expect(page.locator('main[aria-busy="true"], [aria-busy="true"][role="status"]')).toHaveCount(0)
}

/** No finding of axe-core on what the page shows once it has come to rest. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour on its way to another is neither of the two, and may miss the contrast of both.
  await page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime))
    await Promise.allSettled(passing.map(one => one.finished))
  })
  // The pages have no frames, so that axe need not gather what it found in a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  expect(
    violations.map(
      v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join('; ')}`
    )
  ).toEqual([])
}

/** The host of the file whose tests run; a worker has but one at a time. */
class FileHost {
  #site = ''
  #host: Promise<RunningHost> | null = null

  /** The host of that site, started where the one before was of another. */
  async of(site: string): Promise<RunningHost> {
    if (this.#host === null || site !== this.#site) {
      await this.close()
      this.#site = site
      this.#host = startHost()
    }
    return this.#host
  }

  async close(): Promise<void> {
    const host = this.#host
    this.#host = null
    await (await host)?.close()
  }
}

/**
 * Tests that share one host per file: `test.use({ site: 'cases-list' })` at its top. A worker keeps its browser
 * over all files, and ends what a test has opened with the test.
 */
export const test = base.extend<
  { site: string; host: RunningHost; closing: undefined },
  { fileHost: FileHost }
>({
  site: ['', { option: true }],
  fileHost: [
    // Playwright reads from the pattern which fixtures are needed.
    async ({}, use) => {
      const fileHost = new FileHost()
      await use(fileHost)
      await fileHost.close()
    },
    { scope: 'worker' }
  ],
  host: async ({ site, fileHost }, use) => {
    if (site === '') throw new Error("name the file's site: test.use({ site: ... })")
    await use(await fileHost.of(site))
  },
  closing: [
    async ({}, use) => {
      await use(undefined)
      await Promise.all([...opened].map(context => context.close()))
      opened.clear()
    },
    { auto: true }
  ]
})

export { expect } from '@playwright/test'
