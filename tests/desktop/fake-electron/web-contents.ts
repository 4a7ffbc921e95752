import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { CdpSession, Facts } from './cdp'
import { chromium } from './chromium'
import { codec, makeCodec } from './codec'
import { Preventable } from './events'
import { invoked } from './ipc'
import { originOf, pageOrigin, toPage, toReal } from './origin'
import { pageMain } from './page-main'
import { pagePreload, type PreloadSetting } from './page-preload'
import { closeAt, fromPlace, type MessagePortMain, type Place } from './ports'
import { record } from './record'
import { filtered, granted, served } from './session'

/** The web preferences the fake looks at; all of them are recorded. */
export interface WebPreferences {
  readonly preload?: string
  readonly additionalArguments?: readonly string[]
}

type FromPage =
  | { t: 'invoke'; id: number; channel: string; args: unknown[] }
  | { t: 'send'; channel: string; args: unknown[] }
  | { t: 'port'; id: number; data: unknown }
  | { t: 'portClosed'; id: number }

type Opener = (details: { url: string; disposition: string }) => { action: string }

const world = 'fabcase-preload'
const binding = 'fabcasePost'
/** By which the page's own world tells of windows it wants; gone before its scripts run. */
const wantWindow = 'fabcaseWantWindow'
const known = new Map<string, string>()
const all = new Set<WebContents>()
let next = 1

/** Electron's WebContents over one page of Chromium. */
export class WebContents extends EventEmitter implements Place {
  readonly id = next++
  readonly ready: Promise<CdpSession>
  targetId = ''
  #session: CdpSession | null = null
  #context: number | null = null
  #frame = ''
  #url = ''
  #programmatic: string | null = null
  #opener: Opener | null = null
  #destroyed = false

  constructor(preferences: WebPreferences) {
    super()
    all.add(this)
    this.ready = this.#open(preferences)
  }

  get mainFrame(): object {
    return { url: this.#url, origin: originOf(this.#url), parent: null, top: null, frameTreeNodeId: this.id }
  }

  getURL(): string {
    return this.#url
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  setWindowOpenHandler(handler: Opener): void {
    this.#opener = handler
  }

  /** Load as the program asks: without the events of a page's own navigation. */
  async load(url: string): Promise<void> {
    const session = await this.ready
    this.#programmatic = toPage(url)
    const loaded = new Promise<void>(done => session.once('Page.loadEventFired', done))
    const answer = await session.send('Page.navigate', { url: toPage(url) })
    if (typeof answer['errorText'] === 'string' && answer['errorText'] !== '') {
      throw new Error(`${answer['errorText']} loading '${url}'`)
    }
    await loaded
    this.emit('did-finish-load')
  }

  send(channel: string, ...args: unknown[]): void {
    this.postMessage(channel, args, [], true)
  }

  postMessage(
    channel: string,
    message: unknown,
    transfer: readonly MessagePortMain[] = [],
    spread = false
  ): void {
    for (const port of transfer) port.moveTo(this)
    const args = spread ? message : [message]
    this.#deliver({ t: 'event', channel, args, ports: transfer.map(port => port.portId) })
  }

  deliver(portId: number, data: unknown): void {
    this.#deliver({ t: 'port', id: portId, data })
  }

  closed(portId: number): void {
    this.#deliver({ t: 'portClosed', id: portId })
  }

  /** The window has this many pixels for its page. */
  async resize(width: number, height: number): Promise<void> {
    const session = await this.ready
    session.tell('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
  }

  /** The page's renderer process dies. */
  async crash(): Promise<void> {
    const session = await this.ready
    session.tell('Page.crash')
  }

  /** The window is closed. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this)
    closeAt(this, null)
    void chromium().then(({ cdp }) => {
      cdp.browser.tell('Target.closeTarget', { targetId: this.targetId })
    })
    this.emit('destroyed')
  }

  /** Tell the page's world where files of these names lie. */
  tellFiles(): void {
    this.#deliver({ t: 'files', files: [...known].map(([key, path]) => ({ key, path })) })
  }

  async #open(preferences: WebPreferences): Promise<CdpSession> {
    const { cdp } = await chromium()
    const created = await cdp.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true })
    this.targetId = String(created['targetId'])
    const attached = await cdp.browser.send('Target.attachToTarget', {
      targetId: this.targetId,
      flatten: true
    })
    const session = cdp.session(String(attached['sessionId']))
    this.#session = session
    this.#listen(session)
    await session.send('Page.enable')
    const tree = await session.send('Page.getFrameTree')
    this.#frame = (tree['frameTree'] as { frame: { id: string } }).frame.id
    await session.send('Runtime.enable')
    await session.send('Inspector.enable')
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await session.send('Runtime.addBinding', { name: binding, executionContextName: world })
    for (const { name, yes } of granted(originOf(pageOrigin))) {
      const setting = yes ? 'granted' : 'denied'
      await cdp.browser.send('Browser.setPermission', { permission: { name }, setting, origin: pageOrigin })
    }
    await this.#inject(session, preferences)
    return session
  }

  async #inject(session: CdpSession, preferences: WebPreferences): Promise<void> {
    const secret = randomUUID()
    const names = [pageOrigin, secret, wantWindow].map(name => JSON.stringify(name)).join(', ')
    const main = `(${pageMain.toString()})(${names})`
    await session.send('Runtime.addBinding', { name: wantWindow })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: main })
    if (preferences.preload === undefined) return
    const setting: PreloadSetting = {
      origin: pageOrigin,
      secret,
      binding,
      argv: ['fake', ...(preferences.additionalArguments ?? [])],
      platform: process.platform
    }
    const source = readFileSync(preferences.preload, 'utf8')
    const run = `function (require, module, exports, process) {\n${source}\n}`
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${pagePreload.toString()})(${JSON.stringify(setting)}, (${makeCodec.toString()})(), ${run})`,
      worldName: world
    })
  }

  #listen(session: CdpSession): void {
    session.on('Runtime.executionContextCreated', ({ context }: { context: Facts }) => {
      const aux = context['auxData'] as { frameId?: string } | undefined
      if (context['name'] !== world || aux?.frameId !== this.#frame) return
      this.#context = Number(context['id'])
      this.tellFiles()
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = null
      closeAt(this, null)
    })
    session.on('Runtime.bindingCalled', ({ name, payload }: { name: string; payload: string }) => {
      if (name === binding) void this.#heard(codec.decode(payload) as FromPage)
      if (name === wantWindow) this.opened(toReal(payload))
    })
    session.on(
      'Page.frameNavigated',
      ({ frame }: { frame: { id: string; parentId?: string; url: string } }) => {
        if (frame.parentId !== undefined) return
        this.#frame = frame.id
        this.#url = toReal(frame.url)
        this.emit('did-navigate', new Preventable(), this.#url)
      }
    )
    session.on('Page.navigatedWithinDocument', ({ url }: { url: string }) => (this.#url = toReal(url)))
    session.on('Fetch.requestPaused', (facts: Facts) => {
      this.#request(session, facts).catch((error: unknown) => {
        record('fake.requestFailed', String(error))
      })
    })
    session.on('Inspector.targetCrashed', () => {
      this.#context = null
      closeAt(this, null)
      this.emit('render-process-gone', new Preventable(), { reason: 'crashed', exitCode: 11 })
    })
  }

  /** The page wants a window; true when the program lets it. */
  opened(url: string): boolean {
    const allowed =
      this.#opener === null || this.#opener({ url, disposition: 'new-window' }).action !== 'deny'
    record('window.open', url, allowed)
    return allowed
  }

  async #request(session: CdpSession, facts: Facts): Promise<void> {
    const requestId = facts['requestId']
    const { url, method } = facts['request'] as { url: string; method: string }
    const real = toReal(url)
    const type = String(facts['resourceType'])
    if (type === 'Document' && this.#navigationPrevented(facts, url)) {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    if (await filtered(real, type === 'Document' ? 'mainFrame' : type.toLowerCase())) {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      return
    }
    const response = await served(real, method)
    if (response === null) {
      await session.send('Fetch.continueRequest', { requestId })
      return
    }
    const body = Buffer.from(await response.arrayBuffer())
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: body.toString('base64')
    })
  }

  #navigationPrevented(facts: Facts, url: string): boolean {
    const isMainFrame = facts['frameId'] === this.#frame
    if (isMainFrame && this.#programmatic !== null && url === this.#programmatic.replace(/#.*/, '')) {
      this.#programmatic = null
      return false
    }
    const fresh = (): Preventable & { url: string } =>
      Object.assign(new Preventable(), { url: toReal(url), isMainFrame })
    const redirected = facts['redirectedRequestId'] !== undefined
    const names = redirected
      ? ['will-redirect']
      : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
    return names.some(name => {
      const details = fresh()
      this.emit(name, details, details.url)
      return details.defaultPrevented
    })
  }

  async #heard(message: FromPage): Promise<void> {
    if (message.t === 'port') fromPlace(message.id, message.data)
    else if (message.t === 'portClosed') closeAt(this, message.id)
    else if (message.t === 'invoke') {
      const { id, channel, args } = message
      const answer = await invoked(this, channel, args).then(
        value => ({ ok: true, value }),
        (error: unknown) => ({ ok: false, value: error instanceof Error ? error.message : String(error) })
      )
      this.#deliver({ t: 'answer', id, ...answer })
    } else record('ipc.send', message.channel, message.args)
  }

  #deliver(message: object): void {
    if (this.#context === null) return
    const expression = `fabcaseDeliver(${JSON.stringify(codec.encode(message))})`
    this.#session?.tell('Runtime.evaluate', { expression, contextId: this.#context })
  }
}

/** Files a test is about to drop or pick: pages learn their paths as Electron's webUtils would. */
export function knowFiles(paths: readonly string[]): void {
  for (const path of paths) known.set(`${basename(path)}|${String(statSync(path).size)}`, path)
  for (const contents of all) contents.tellFiles()
}
